"""What approving a renewal does: today's check card once more, then the prescription (F54–F56)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import and_, update

from portal.db.tables import medication
from portal.db.unit_of_work import UnitOfWork
from portal.services import medications, refill_rules
from portal.services.practice_time import today as practice_today
from portal.services.refill_checks import Check, of_level
from portal.services.refill_facts import card_of
from portal.services.rules import refused

DEFAULT_REFILLS = 1  # what an approval without a number grants
CHANGEABLE = ("quantity", "days_supply", "dose_text")
# which reasons a provider may give for approving against a check; `other` is for all, with a note
OVERRIDES: Mapping[str, frozenset[str]] = {
    "TOO_SOON": frozenset({"travel", "lost", "dose_change", "other"}),
    "ALLERGY": frozenset({"tolerated", "other"}),
}
_AGING = frozenset({"LAST_VISIT", "LABS_DUE"})  # found anew by the calendar alone
_STOPS = {
    "DECEASED": ("DECEASED", "The chart is marked as deceased."),
    "INACTIVE": ("INACTIVE_TOO_LONG", "It was stopped too long ago; prescribe it anew."),
    "DUPLICATE_OPEN": ("DUPLICATE_OPEN", "An earlier request for this is open."),
}
_OVERRIDE_WANTED = {
    "TOO_SOON": "The supply is not used up; say why it is renewed early.",
    "ALLERGY": "An allergy is on record; say why it is renewed all the same.",
}


@dataclass(frozen=True)
class Wanted:
    """What a provider grants; what is None stays as it is."""

    refills: int
    quantity: float | None = None
    days_supply: int | None = None
    dose_text: str | None = None
    override: str = ""  # one of the codes of OVERRIDES


@dataclass(frozen=True)
class Granted:
    """What an approval did: the prescription before it, what was changed, the card of today."""

    before: Mapping[str, Any]
    changes: Sequence[Mapping[str, Any]]
    card: Sequence[Check]

    @property
    def restart(self) -> bool:
        """Whether a stopped medicine is taken again."""
        return bool(self.before["status"] == "inactive")


def current(uow: UnitOfWork, practice_id: int, content: Mapping[str, Any]) -> dict[str, Any]:
    """Give the prescription that an item asks for, locked; raises Problem(rule-refused)."""
    row = medications.load(uow, practice_id, content["medication"]["id"], lock=True)
    if row is None:
        raise refused("MEDICATION_UNKNOWN", "The medication is not in the chart any more.")
    return row


def check_stops(card: Sequence[Check], refills: int) -> None:
    """Refuse what no reason overrides (DOMAIN §5.3, invariants 12 and 13)."""
    stops = of_level(card, "stop")
    for code, (rule, words) in _STOPS.items():
        if code in stops:
            raise refused(rule, words, item_id=stops[code]["facts"].get("item_id"))
    controlled = of_level(card, "stop", "warn").get("CONTROLLED")
    if controlled is None:
        return
    if controlled["facts"]["schedule"] in refill_rules.NEVER_RENEWED:
        words = "A schedule II medicine can not be renewed; hand it to the prescriber."
        raise refused("SCHEDULE_II", words, instead="route")
    left = controlled["facts"]["may_grant"]
    if left is not None and refills > left:
        raise refused(
            "CONTROLLED_LIMIT",
            "Five refills within six months of the prescription is the limit; prescribe it anew.",
            may_grant=left,
        )


def grant(
    uow: UnitOfWork, item_row: Mapping[str, Any], content: Mapping[str, Any], wanted: Wanted
) -> Granted:
    """Put a renewal into the patient's account (F56).

    A stopped medicine is active again. For a medicine without a legal limit the approval is a new
    prescription of today; a schedule III–IV keeps its date, from which its six months count.
    Raises Problem(rule-refused): see `check_stops`; TOO_SOON and ALLERGY without a reason that
    overrides them; FACTS_CHANGED when today's card is worse than the one that was shown;
    CONTROLLED_CHANGE, NOTHING_CHANGED.
    """
    row = current(uow, item_row["practice_id"], content)
    card = card_of(uow, row, item_id=item_row["id"], asked_by=item_row["requested_by"])
    check_stops(card, wanted.refills)
    _check_overrides(card, wanted.override)
    _check_seen(card, content.get("checks", ()))
    changes = _changes(row, wanted)
    today = practice_today(uow, row["practice_id"])
    uow.execute(
        update(medication)
        .where(and_(medication.c.practice_id == row["practice_id"], medication.c.id == row["id"]))
        .values(**_values(row, wanted, today), version=medication.c.version + 1)
    )
    return Granted(row, changes, card)


def _check_overrides(card: Sequence[Check], code: str) -> None:
    found = of_level(card, "warn")
    for check, allowed in OVERRIDES.items():
        if check in found and code not in allowed:
            facts = found[check]["facts"]
            raise refused(check, _OVERRIDE_WANTED[check], eligible_on=facts.get("eligible_on"))


def _check_seen(card: Sequence[Check], seen: Sequence[Check]) -> None:
    """Refuse to approve on a finding that nobody has looked at; checking again shows it.

    What has only grown older since is the same finding: the day on which it rests was shown.
    """
    known = {_name(check): check for check in seen}
    for check in card:
        before = known.get(_name(check))
        if check["level"] != "warn" or (before and before["level"] in {"warn", "stop"}):
            continue
        if before and check["code"] in _AGING and before["facts"]["on"] == check["facts"]["on"]:
            continue
        raise refused(
            "FACTS_CHANGED", "Something has come up since it was checked.", check=check["code"]
        )


def _name(check: Check) -> tuple[str, str]:
    return check["code"], str(check["facts"].get("lab", ""))


def _changes(row: Mapping[str, Any], wanted: Wanted) -> list[dict[str, Any]]:
    changes = [
        {"field": name, "before": row[name], "after": getattr(wanted, name)}
        for name in CHANGEABLE
        if getattr(wanted, name) not in {None, row[name]}
    ]
    if changes and row["schedule"] in refill_rules.CONTROLLED:
        raise refused(
            "CONTROLLED_CHANGE", "A change of a controlled medicine is a new prescription."
        )
    return changes


def _values(row: Mapping[str, Any], wanted: Wanted, today: date) -> dict[str, Any]:
    before = max(0, row["refills_remaining"] or 0)
    values: dict[str, Any] = {
        "refills_remaining": before + wanted.refills,
        "status": "active",
        "stopped_on": None,
        "stop_reason": "",
        "stopped_by": "",
    }
    if row["schedule"] in refill_rules.COUNTED:
        values["refills_allowed"] = max(0, row["refills_allowed"] or 0) + wanted.refills
    else:
        values |= {"refills_allowed": before + wanted.refills, "prescribed_on": today}
    for name in CHANGEABLE:
        if getattr(wanted, name) is not None:
            values[name] = getattr(wanted, name)
    return values
