"""What was chosen of the week's times: up to three, each with all the slots that the visit takes."""

from collections.abc import Callable, Iterable, Sequence

from console.views.queues.slot_runs import own_at, run_of
from console.views.queues.slot_week import Slot

MOST_OFFERED = 3


class SlotChoice:
    """Holds the runs of slots by the first of each, in the order of choosing."""

    def __init__(self) -> None:
        self._runs: dict[str, list[Slot]] = {}

    def ids(self) -> list[str]:
        """Give the slots with which the chosen times begin."""
        return list(self._runs)

    def runs(self) -> list[list[Slot]]:
        """Give the slots of each chosen time."""
        return list(self._runs.values())

    def covered(self) -> frozenset[str]:
        """Give the slots that the chosen times take beside their first."""
        return frozenset(slot.id for run in self._runs.values() for slot in run[1:])

    def end_of(self, slot: Slot) -> int:
        """Give when the visit that begins with a slot ends, in milliseconds."""
        return self._runs.get(slot.id, [slot])[-1].end_ms

    def clear(self) -> None:
        """Let go of everything."""
        self._runs = {}

    def drop(self, slot_id: str) -> None:
        """Let go of one time."""
        self._runs.pop(slot_id, None)

    def room(self, there: Sequence[Slot], slot: Slot, minutes: int) -> list[Slot]:
        """Give the slots that a visit takes from one on, of those there are; none without room."""
        return self._runs.get(slot.id) or run_of(there, slot, minutes)

    def take(self, run: list[Slot], *, add: bool) -> bool:
        """Choose a time, or let go of it when it is chosen; False when three are chosen already."""
        slot_id = run[0].id
        if slot_id in self._runs and (add or len(self._runs) == 1):
            del self._runs[slot_id]
        elif not add:
            self._runs = {slot_id: run}
        elif len(self._runs) < MOST_OFFERED:
            self._runs[slot_id] = run
        else:
            return False
        return True

    def let_go(self, is_gone: Callable[[Slot], bool]) -> Slot | None:
        """Let go of the times of which a slot is gone; gives the first of them."""
        gone = [run for run in self._runs.values() if any(is_gone(slot) for slot in run)]
        for run in gone:
            del self._runs[run[0].id]
        return gone[0][0] if gone else None

    def own_visit(self, slots: Iterable[Slot], patient_id: str, current_id: str) -> Slot | None:
        """Give another visit of the patient at a chosen time, if the week knows of one."""
        known = list(slots)
        for run in self._runs.values():
            found = own_at(known, patient_id, run[0].start_ms, run[-1].end_ms, current_id)
            if found is not None:
                return found
        return None
