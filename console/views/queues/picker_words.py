"""What the picker says under the picture: what its marks mean, and how to go on."""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication

from console.models.when import Calendar
from console.views.queues.slot_week import Slot, Week, fits
from console.views.queues.slot_words import change_words, kind_of


def legend_words(week: Week, known: Sequence[Slot], calendar: Calendar) -> str:
    """Say what is on the picture; `known` are the slots of the week of all practitioners."""
    said = [change_words(week, calendar)]
    if not week.times and known:
        said.append(
            QCoreApplication.translate("Picker", "No times this week with this practitioner.")
        )
    elif not week.times:
        said.append(QCoreApplication.translate("Picker", "No times are known for this week."))
    if any(one.day in week.days for one in week.wanted):
        said.append(QCoreApplication.translate("Picker", "Shaded: asked for."))
    if any(not fits(slot, week.visit_type) for slot in week.times):
        said.append(QCoreApplication.translate("Picker", "Dashed: kept for another kind of visit."))
    kinds = {kind_of(slot, week, is_open=False) for slot in week.times}
    if "booked" in kinds:
        said.append(QCoreApplication.translate("Picker", "Filled: booked, or over."))
    if kinds & {"leave", "closed"}:
        said.append(QCoreApplication.translate("Picker", "Hatched: away, or closed."))
    return " ".join(filter(None, said))


def hint_words(count: int, hold_until: str) -> str:
    """Say how to go on from so many chosen times."""
    if not count:
        return QCoreApplication.translate(
            "Picker", "Choose a time to book, or up to three with Ctrl or Space to offer."
        )
    if not hold_until:
        held = ""
    else:
        form = QCoreApplication.translate("Picker", "Offered now, held until {when}.")
        held = form.format(when=hold_until)
    if count == 1:
        return held
    several = QCoreApplication.translate("Picker", "Several times can only be offered.")
    return f"{several} {held}".strip()


def no_room_words(slot: Slot, minutes: int, calendar: Calendar) -> str:
    """Say that a visit is too long for what is free from a slot on."""
    form = QCoreApplication.translate(
        "Picker",
        "There is no room for %n minute(s) from {time} on. Choose another time.",
        "",
        minutes,
    )
    return form.format(time=calendar.clock(slot.start_ms))
