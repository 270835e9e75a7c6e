"""What a visit takes of a week: a run of slots, room beside others, the patient's own time.

The portal checks all of this again when a time is taken; here it is told beforehand.
"""

from collections.abc import Iterable, Mapping, Sequence

from console.views.queues.slot_week import Slot

_Starts = Mapping[tuple[str, str, int], Slot]


def is_free(slot: Slot, offered: frozenset[str], now_ms: int) -> bool:
    """Tell whether a slot is to be had: free or held for this request, not barred, not begun."""
    held = slot.state == "held" and slot.id in offered
    return (slot.state == "free" or held) and not slot.blocked and slot.start_ms > now_ms


def run_of(slots: Sequence[Slot], first: Slot, minutes: int) -> list[Slot]:
    """Give the slots that a visit takes from one on; empty when it has no room there.

    `slots` are those that can be had; each of a run begins when the one before ends, with the same
    practitioner at the same place.
    """
    return _run(_starts(slots), first, minutes)


def with_room(slots: Sequence[Slot], minutes: int) -> frozenset[str]:
    """Give those of the slots that can be had with which a visit can begin."""
    starts = _starts(slots)
    return frozenset(slot.id for slot in slots if _run(starts, slot, minutes))


def _starts(slots: Iterable[Slot]) -> _Starts:
    return {(slot.practitioner_id, slot.location, slot.start_ms): slot for slot in slots}


def _run(starts: _Starts, first: Slot, minutes: int) -> list[Slot]:
    until = first.start_ms + minutes * 60_000
    run = [first]
    while run[-1].end_ms < until:
        following = starts.get((first.practitioner_id, first.location, run[-1].end_ms))
        if following is None:
            return []
        run.append(following)
    return run


def own_at(
    slots: Iterable[Slot], patient_id: str, start_ms: int, end_ms: int, but: str = ""
) -> Slot | None:
    """Give the patient's own booked slot in a span of time; `but` is the one that is moved."""
    for slot in slots:
        mine = slot.state == "booked" and patient_id and slot.patient_id == patient_id
        if mine and slot.id != but and slot.start_ms < end_ms and slot.end_ms > start_ms:
            return slot
    return None


def lanes_of(slots: Sequence[Slot]) -> Mapping[str, tuple[int, int]]:
    """Give which lane of how many each slot has, where slots of a day lie over each other.

    They do on a day whose clocks go back, and where a practitioner has two kinds of slots at once.
    """
    lanes: dict[str, tuple[int, int]] = {}
    group: list[Slot] = []
    ends: list[int] = []
    for slot in sorted(slots, key=lambda one: (one.day, one.start, one.end, one.start_ms)):
        if group and (slot.day != group[0].day or slot.start >= max(one.end for one in group)):
            _settle(group, lanes, len(ends))
            group, ends = [], []
        place = next((n for n, end in enumerate(ends) if end <= slot.start), len(ends))
        ends[place : place + 1] = [slot.end]
        lanes[slot.id] = (place, 0)
        group.append(slot)
    _settle(group, lanes, len(ends))
    return lanes


def _settle(group: Sequence[Slot], lanes: dict[str, tuple[int, int]], count: int) -> None:
    for slot in group:
        lanes[slot.id] = (lanes[slot.id][0], count)
