"""A prescription as facts: what holds now, and what would hold after the approval (PEERS K78)."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from PySide6.QtCore import QCoreApplication

from console.models.when import Calendar, day_of
from console.views.queues.change_form import plain
from console.views.queues.facts import Fact
from console.views.queues.reading import count, line, number, part, parts
from console.views.queues.supply_strip import Supply

_NONE = "–"
_SHOWN = 6  # supplies on the picture
_LONGEST, _NEVER = 1000, date(9000, 1, 1)  # what lies beyond is a slip of the pen


def prescription_facts(
    entity: Mapping[str, Any],
    content: Any,
    after: Mapping[str, Any],
    calendar: Calendar,
) -> list[Fact]:
    """Give the facts; `after` holds what would be otherwise, under the portal's names."""
    medication = part(content, "medication")
    prescribed = _prescribed(medication, calendar)
    facts = [
        _asked_by(entity),
        _changing(_words("Supply"), amount(medication), _amount_after(medication, after)),
        _changing(_words("Refills left"), _refills(medication), _refills_after(medication, after)),
        Fact(_words("Prescribed"), prescribed),
        Fact(_words("Pharmacy"), line(content, "pharmacy")),
    ]
    if after.get("dose_text"):
        dose = line(medication, "dose_text") or _NONE
        facts.insert(2, _changing(_words("Dose"), dose, str(after["dose_text"])))
    return [fact if fact.value else fact._replace(value=_NONE, tone="muted") for fact in facts]


def amount(source: Mapping[str, Any]) -> str:
    """Say how much it is and for how long, rounded for reading; empty when nobody knows."""
    quantity, days = number(source, "quantity"), count(source, "days_supply")
    told = "" if quantity is None or quantity <= 0 else plain(quantity)
    if days is None or days <= 0:
        return told
    for_days = QCoreApplication.translate("RefillBody", "for %n day(s)", None, days)
    return f"{told} {for_days}" if told else for_days


def supplies(medication: Mapping[str, Any]) -> list[Supply]:
    """Give the last fills for the picture, oldest first; a fill without a day is left out."""
    made = []
    usual = count(medication, "days_supply")
    for fill in parts(medication, "fills"):
        on, days = day_of(line(fill, "date")), count(fill, "days_supply") or usual
        if on is not None and on < _NEVER:
            made.append(Supply(on, days if days and 0 < days < _LONGEST else None))
    return sorted(made, key=lambda supply: supply.on)[-_SHOWN:]


def due_on(content: Any) -> date | None:
    """Give the day from which it is due, as the portal counted."""
    for check in parts(content, "checks"):
        if line(check, "code") == "TOO_SOON":
            found = day_of(line(part(check, "facts"), "eligible_on"))
            return found if found and found < _NEVER else None
    return None


def described(shown: Sequence[Supply], due: date | None, calendar: Calendar) -> str:
    """Say what the picture shows, for those who do not see it."""
    last = calendar.day(shown[-1].on.isoformat()) if shown else ""
    told = [
        QCoreApplication.translate("RefillBody", "%n fill(s), the last on {day}.", None, len(shown))
    ]
    if due is not None:
        told.append(QCoreApplication.translate("RefillBody", "Due from {due}."))
    when = calendar.day(due.isoformat()) if due else ""
    return " ".join(told).format(day=last, due=when)


def _words(name: str) -> str:
    return {
        "Supply": QCoreApplication.translate("RefillBody", "Supply"),
        "Dose": QCoreApplication.translate("RefillBody", "Dose"),
        "Refills left": QCoreApplication.translate("RefillBody", "Refills left"),
        "Prescribed": QCoreApplication.translate("RefillBody", "Prescribed"),
        "Pharmacy": QCoreApplication.translate("RefillBody", "Pharmacy"),
    }[name]


def _changing(name: str, now: str, then: str) -> Fact:
    if not then or then == now:
        return Fact(name, now)
    text = QCoreApplication.translate("RefillBody", "{now} → {then} after approval")
    return Fact(name, text.format(now=now or _NONE, then=then))


def _asked_by(entity: Mapping[str, Any]) -> Fact:
    name = QCoreApplication.translate("RefillBody", "Asked by")
    patient = line(part(entity, "subject"), "name") or line(part(entity, "patient"), "name")
    proxy = line(entity, "requested_by")
    if not proxy:
        return Fact(name, patient)
    text = QCoreApplication.translate("RefillBody", "{proxy} for {patient}")
    return Fact(name, text.format(proxy=proxy, patient=patient), "people")


def _prescribed(medication: Mapping[str, Any], calendar: Calendar) -> str:
    day, by = calendar.day(line(medication, "prescribed_on")), line(medication, "prescriber")
    if day and by:
        return QCoreApplication.translate("RefillBody", "{day} by {name}").format(day=day, name=by)
    return day or by


def _amount_after(medication: Mapping[str, Any], after: Mapping[str, Any]) -> str:
    changed = {key: after[key] for key in ("quantity", "days_supply") if key in after}
    return amount({**medication, **changed}) if changed else ""


def _refills(medication: Mapping[str, Any]) -> str:
    left, allowed = count(medication, "refills_remaining"), count(medication, "refills_allowed")
    if left is None:
        return ""
    if allowed is None or allowed < left:
        return str(max(0, left))
    return QCoreApplication.translate("RefillBody", "{left} of {allowed}").format(
        left=max(0, left), allowed=allowed
    )


def _refills_after(medication: Mapping[str, Any], after: Mapping[str, Any]) -> str:
    granted = after.get("refills")
    if granted is None:
        return ""
    return str(max(0, count(medication, "refills_remaining") or 0) + granted)
