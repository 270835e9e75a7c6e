"""The simulated world: one portal, its consoles, the line between them, a clock and a seed.

    world = World(7)
    while world.steps_left:
        world.step()
    world.heal()

An `Act` is something that can happen; a `Law` is something that must hold, looked at after every step
that has committed anything. Modules in `acts/` and `laws/` add more of both by a tuple of that name.
"""

import importlib
import pkgutil
import random
from bisect import bisect
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from itertools import accumulate
from typing import Any

from console.domain.errors import ConsoleError
from console.domain.link import LinkState
from tests.simulation.chance import Chance
from tests.simulation.consoles import SimConsole
from tests.simulation.disk import nothing
from tests.simulation.network import FATES, Network, Request
from tests.simulation.portal import ProcessDiedError, Reply
from tests.simulation.template import Template, template
from tests.simulation.themes import weights

HOUR_MS = 3_600_000
CLOCKS_MS = (0, 0, -24 * HOUR_MS, 24 * HOUR_MS, -90_000)  # how wrong a workstation's clock is
CYCLES = 3  # rounds after which nothing may be waiting any more (security I21)


@dataclass(frozen=True)
class Act:
    """Something that can happen: how often, when, and what."""

    name: str
    weight: float
    possible: Callable[["World"], bool]
    do: Callable[["World"], None]
    group: str = ""  # the module that it comes from


@dataclass(frozen=True)
class Law:
    """Something that must hold. `check` names every breach; `at_end` only once all has healed."""

    id: str
    check: Callable[["World"], Iterable[str]]
    at_end: bool = False
    begin: Callable[["World"], None] | None = None  # called once, before the first step


@dataclass
class Saved:
    """A decision of which a person was told that it is saved."""

    command_id: str
    console: str
    staff_id: str
    practice_id: int
    kind: str
    item_id: str
    action: str
    undo_asked: bool = False
    taken_back: bool = False  # and the window said so
    read_asked: bool = False
    offline: bool = False  # made without a line


@dataclass
class History:
    """What happened, one line each; the same seed gives the same bytes."""

    lines: list[str] = field(default_factory=list)

    def add(self, *what: Any) -> None:
        self.lines.append(" ".join(map(str, what)))

    def bytes(self) -> bytes:
        return "\n".join(self.lines).encode()


class World:
    """Everything there is in one schedule."""

    def __init__(
        self,
        seed: int,
        *,
        names: Sequence[str] = (),
        acts: Sequence[Act] = (),
        laws: Sequence[Law] = (),
        offsets_ms: Mapping[str, int] | None = None,
    ) -> None:
        """Begin where the template stands.

        `names` are the workstations in use and `offsets_ms` how wrong their clocks are; the seed says
        it where nobody does.
        """
        made = template()
        self._begin(made, seed)
        rng = self.rng
        every = [place.name for place in made.workstations]
        used = sorted(rng.sample(every, rng.choice((1, 2, 2, 2, 3))))
        wrong = {name: rng.choice(CLOCKS_MS) for name in every}
        self._open(made, list(names) or used, wrong if offsets_ms is None else offsets_ms)
        if rng.random() < 0.8:
            self.network.fates = tuple(rng.sample(FATES, rng.randint(1, len(FATES))))
            self.network.trouble = rng.choice((0.1, 0.25, 0.5))
        self.laws = list(laws or every_law())
        self.acts = list(acts or every_act())
        for law in self.laws:
            if law.begin is not None:
                law.begin(self)
        self._weights: list[float] = []

    @classmethod
    def of_template(cls, made: Template) -> "World":
        """A world on the template itself, which keeps what happens in it."""
        world = cls.__new__(cls)
        world._begin(made, 0, on_template=True)
        world._open(made, [place.name for place in made.workstations], {})
        world.laws, world.acts = [], []
        return world

    def _begin(self, made: Template, seed: int, *, on_template: bool = False) -> None:
        self.seed = seed
        self.rng = random.Random(seed)
        self.clock = made.clock
        self.clock.ms = made.ms
        self.chance = Chance(f"world {seed}", self.clock.now_ms)
        self.history = History()
        self.network = Network()
        self.template = made
        self.portal = made.portal
        self.saved: dict[str, Saved] = {}
        self.failures: list[str] = []
        self.cut_off: set[str] = set()
        self.on_reply: list[Callable[[Request, Reply], None]] = []
        self.handling: Request | None = None
        self.memory: dict[
            str, Any
        ] = {}  # what laws and acts remember between steps, by their names
        self.cases: Counter[str] = Counter()  # how often something happened that a law is about
        self.commits: Counter[str] = Counter()  # by whom: "portal", or a console's name
        self.fatal: dict[str, str] = {}  # whose next commit is their last, and where in it
        self.healed = False
        self._checked: Counter[str] = Counter()
        self.changed: set[str] = set()  # who has committed since the laws were looked at
        self.steps = 0
        self._on_template = on_template

    def _open(self, made: Template, names: Sequence[str], offsets_ms: Mapping[str, int]) -> None:
        disk = self.portal.disk
        self.places = {place.name: place for place in made.workstations}
        if not self._on_template:
            disk.start_schedule()
            for name in names:
                self.places[name].disk.start_schedule()
        disk.on_commit = lambda when: self._committing("portal", when)
        self.portal.failures = self.failures
        self.portal.start()
        self.consoles: dict[str, SimConsole] = {}
        for name in names:
            place = self.places[name]
            place.disk.on_commit = lambda when, name=name: self._committing(name, when)
            self.consoles[name] = SimConsole(self, place, offsets_ms.get(name, 0))

    def close(self) -> None:
        """Give the disks back as the template had them."""
        for disk in (self.portal.disk, *(console.disk for console in self.consoles.values())):
            disk.end_schedule()
            disk.on_commit = nothing

    # -- what happens ------------------------------------------------------------------------------

    def step(self) -> None:
        """Let one thing happen, then look at the laws if it has committed anything."""
        self.steps += 1
        act = self._choose()
        self.history.add(self.steps, self.clock.ms, act.name)
        self.run(act.do)
        self.check()

    def _choose(self) -> Act:
        if not self._weights:
            self._weights = list(accumulate(weights(self)))
        while True:
            place = bisect(self._weights, self.rng.random() * self._weights[-1])
            act = self.acts[min(place, len(self.acts) - 1)]
            if act.possible(self):
                return act

    def run(self, what: Callable[["World"], None]) -> None:
        """Do something in which processes may die."""
        try:
            what(self)
        except ProcessDiedError as died:
            name = str(died)
            if name == "portal":
                self.portal.die()
            else:
                self.consoles[name].die()
            self.note("died", name)

    def note(self, *what: Any) -> None:
        """Write into the history."""
        self.history.add("  ", *what)

    def _committing(self, who: str, when: str) -> None:
        if when == "after":
            self.commits[who] += 1
        if self.fatal.get(who) == when:
            del self.fatal[who]
            self.cases[f"{'portal' if who == 'portal' else 'console'} died {when} a commit"] += 1
            raise ProcessDiedError(who)

    def heal(self) -> None:
        """Faults stop: everybody is started and signed in, and up to three rounds are run."""
        self.network.heal()
        self.cut_off.clear()
        self.fatal.clear()
        self.network.in_flight.clear()
        if not self.portal.is_up:
            self.portal.start()
        for console in self.consoles.values():
            console.finish()
        for cycle in range(CYCLES):
            self.clock.pass_ms(61_000)
            for console in self.consoles.values():
                if cycle == 0 or _is_wanting(console):
                    self._come_back(console)
            self.check()
        self.healed = True
        self.check()

    def _come_back(self, console: SimConsole) -> None:
        if not console.is_running:
            console.start(None)
        if not console.credentials.is_signed_in:
            sign_in(self, console)
        console.begin_round()
        console.finish()

    # -- what must hold ----------------------------------------------------------------------------

    def check(self) -> None:
        """Look at the laws, unless nothing has been committed since they were looked at.

        Raises:
            ViolationError: one of them is broken, or something failed that never should.
        """
        if self.failures:
            raise ViolationError("bug", self.failures[0], self)
        if self.commits == self._checked and not self.healed:
            return
        self.changed = {who for who, n in self.commits.items() if n != self._checked[who]}
        self._checked = self.commits.copy()
        for law in self.laws:
            if law.at_end and not self.healed:
                continue
            for breach in law.check(self):
                raise ViolationError(law.id, breach, self)


class ViolationError(AssertionError):
    """A law is broken; says which, how, and how to see it again."""

    def __init__(self, law: str, breach: str, world: World) -> None:
        super().__init__(f"{law}: {breach} (seed {world.seed}, step {world.steps})")
        self.law, self.breach, self.seed, self.step = law, breach, world.seed, world.steps
        self.history = world.history


def sign_in(world: World, console: SimConsole) -> None:
    """Let the person sit down again; nothing happens when the portal does not let them in."""
    try:
        console.client.sign_in(console.place.username, "")
    except ConsoleError as error:
        world.note("signed_in", console.name, type(error).__name__)


def _is_wanting(console: SimConsole) -> bool:
    """Whether another round could change anything at a console."""
    if not console.is_running or console.link is not LinkState.ONLINE or console.is_behind():
        return True
    return bool(console.sql("SELECT 1 FROM outbox WHERE state = 'queued'"))


def _plugins(folder: str, name: str) -> list[tuple[str, Any]]:
    package = importlib.import_module(f"tests.simulation.{folder}")
    found = sorted(one.name for one in pkgutil.iter_modules(package.__path__))
    modules = [(one, importlib.import_module(f"tests.simulation.{folder}.{one}")) for one in found]
    return [(group, one) for group, module in modules for one in getattr(module, name, ())]


@cache
def every_act() -> tuple[Act, ...]:
    """All acts there are, in an order that does not hang on the file system."""
    return tuple(replace(act, group=group) for group, act in _plugins("acts", "ACTS"))


@cache
def every_law() -> tuple[Law, ...]:
    """All laws there are."""
    return tuple(law for _, law in _plugins("laws", "LAWS"))
