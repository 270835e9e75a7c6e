"""The simulated world, driven by hypothesis, which makes what it finds as short as it can.

Each rule lets one thing happen, of one sort, in any order; after each all laws are looked at, and at the
end all faults stop and the world has to heal. The flat runner (`tests.simulation`) is for many; this is
for few steps that say what is wrong.
"""

import logging
from contextlib import ExitStack

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    precondition,
    rule,
    run_state_machine_as_test,
)

from tests.simulation.chance import governed
from tests.simulation.teeth import TEETH, Tooth
from tests.simulation.world import Act, ViolationError, World, every_act

ACTS = {act.name: act for act in every_act()}
OFTEN = [act.name for act in sorted(ACTS.values(), key=lambda act: -act.weight)[:12]]


class Practice(RuleBasedStateMachine):
    """One portal and its consoles."""

    world: World | None = None

    @initialize(seed=st.integers(0, 500))
    def open(self, seed: int) -> None:
        """Begin where the template stands."""
        self.world = World(seed)

    @precondition(lambda self: self.world is not None)
    @rule(name=st.sampled_from(OFTEN))
    def something_usual(self, name: str) -> None:
        self._happens(ACTS[name])

    @precondition(lambda self: self.world is not None)
    @rule(name=st.sampled_from(sorted(ACTS)))
    def something(self, name: str) -> None:
        self._happens(ACTS[name])

    def _happens(self, act: Act) -> None:
        assert self.world is not None
        with governed(self.world.chance):
            if act.possible(self.world):
                self.world.steps += 1
                self.world.history.add(self.world.steps, self.world.clock.ms, act.name)
                self.world.run(act.do)
                self.world.check()

    def teardown(self) -> None:
        """All faults stop; then nothing may be waiting."""
        if self.world is None:
            return
        with ExitStack() as held:
            held.callback(self.world.close)
            held.enter_context(governed(self.world.chance))
            if not self.world.failures:
                self.world.heal()


QUICK = settings(
    max_examples=25,
    stateful_step_count=40,
    deadline=None,
    database=None,
    suppress_health_check=list(HealthCheck),
)


@pytest.mark.invariant("I1")
@pytest.mark.invariant("I2")
def test_i1_no_order_of_events_breaks_a_law() -> None:
    run_state_machine_as_test(Practice, settings=QUICK)


@pytest.mark.parametrize("tooth", TEETH[3:5], ids=lambda tooth: tooth.name)
def test_a_planted_bug_is_found(tooth: Tooth) -> None:
    """Else the test above proves nothing."""
    logging.disable(logging.CRITICAL)  # broken code complains a lot
    only_look = settings(QUICK, max_examples=300, phases=[Phase.generate], print_blob=False)
    try:
        with tooth.plant(), pytest.raises(ViolationError):
            run_state_machine_as_test(Practice, settings=only_look)
    finally:
        logging.disable(logging.NOTSET)


@pytest.mark.soak
@pytest.mark.timeout(3600)
def test_no_order_of_many_events_breaks_a_law() -> None:
    run_state_machine_as_test(
        Practice, settings=settings(QUICK, max_examples=1000, stateful_step_count=80)
    )
