"""Where the arrows lead among the free slots of a week."""

from collections.abc import Sequence

from console.views.queues.slot_week import Slot, Week, fits, is_wanted


def first_of(free: Sequence[Slot], week: Week) -> str:
    """Give the slot to begin with: one with room for the visit before one that was asked for.

    Of those, one that is meant for this kind of visit; then the earliest.
    """

    def merit(slot: Slot) -> tuple[bool, bool, bool]:
        asked = is_wanted(slot, week.wanted)
        return (slot.id in week.roomy, asked, fits(slot, week.visit_type))

    # The first of equal merit wins, and they are in the order of time.
    best = max(free, key=merit, default=None)
    return best.id if best else ""


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
