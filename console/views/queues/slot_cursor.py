"""Where the arrows lead among the free slots of a week."""

from collections.abc import Sequence

from console.views.queues.slot_week import Slot, Wanted, is_wanted


def first_of(free: Sequence[Slot], wanted: Sequence[Wanted]) -> str:
    """Give the slot to begin with: the first that was asked for, else the first."""
    asked = next((slot for slot in free if is_wanted(slot, wanted)), None)
    if asked is not None:
        return asked.id
    return free[0].id if free else ""


def within_day(free: Sequence[Slot], now: Slot, step: int) -> Slot | None:
    """Give the free slot before or after on the same day; None at its end."""
    same = [slot for slot in free if slot.day == now.day]
    place = same.index(now) + step
    return same[place] if 0 <= place < len(same) else None


def other_day(free: Sequence[Slot], now: Slot, step: int) -> Slot | None:
    """Give the slot nearest in time of day on the next day that has one; None past the week."""
    if step > 0:
        beyond = [slot for slot in free if slot.day > now.day]
    else:
        beyond = [slot for slot in reversed(free) if slot.day < now.day]
    if not beyond:
        return None
    near = [slot for slot in beyond if slot.day == beyond[0].day]
    return min(near, key=lambda slot: abs(slot.start - now.start))
