"""What a decision on a renewal tells the patient and whoever asked for them, and what it asks for."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import select

from portal.db.tables import account
from portal.db.unit_of_work import UnitOfWork
from portal.services import appointments, inbox, medications

VISIT_REASON = "Visit before a renewal"
_FIELDS: Mapping[str, Mapping[str, str]] = {
    "en": {"quantity": "Quantity", "days_supply": "Days of supply", "dose_text": "How to take it"},
    "es": {
        "quantity": "Cantidad",
        "days_supply": "Días de tratamiento",
        "dose_text": "Cómo tomarlo",
    },
}
_NOTHING = "–"


def shown(medicine: Mapping[str, Any]) -> dict[str, Any]:
    """Give the prescription as an item shows it; `medicine` is what `medications.load` gives."""
    return medications.shown(medicine, medications.fills_of(medicine["fills"]))


def tell(uow: UnitOfWork, row: Mapping[str, Any], kind: str, body: str) -> None:
    """Tell the account that asked, and the patient's own if a care manager asked (F49, F56)."""
    for account_id in _told(uow, row):
        _tell(uow, row, account_id, kind, body)


def tell_approved(
    uow: UnitOfWork, row: Mapping[str, Any], body: str, changes: Sequence[Mapping[str, Any]]
) -> None:
    """Tell of an approval; of a change in the reader's language, before and after."""
    kind = "refill_changed" if changes else "refill_approved"
    for account_id in _told(uow, row):
        lines = _lines(uow, account_id, changes)
        _tell(uow, row, account_id, kind, "\n".join(part for part in (body, *lines) if part))


def ask_for_visit(uow: UnitOfWork, row: Mapping[str, Any], visit_type: str) -> str:
    """Put a request for a visit into the appointment queue, linked to the renewal; gives its id."""
    # the queues know this module, and `items` knows the queues
    from portal.services.items import submit  # noqa: PLC0415 - see above

    content = appointments.appointment_content(
        request="new", visit_type=visit_type, reason=VISIT_REASON
    )
    return submit(
        uow,
        practice_id=row["practice_id"],
        kind="appointment",
        summary=visit_type or VISIT_REASON,
        subject_name=row["subject_name"],
        subject_birth_date=row["subject_birth_date"],
        content=content,
        patient_id=row["patient_id"],
        account_id=row["account_id"],
        requested_by=row["requested_by"],
        origin_id=row["id"],
    )


def _told(uow: UnitOfWork, row: Mapping[str, Any]) -> list[str]:
    own = inbox.account_of_chart(uow, row["practice_id"], row["patient_id"])
    return [one for one in dict.fromkeys((row["account_id"], own)) if one is not None]


def _tell(uow: UnitOfWork, row: Mapping[str, Any], account_id: str, kind: str, body: str) -> None:
    inbox.tell(
        uow,
        practice_id=row["practice_id"],
        account_id=account_id,
        patient_id=row["patient_id"],
        kind=kind,
        key=f"{row['id']}:{row['version']}:{account_id}",
        body=body,
        item_id=row["id"],
    )


def _lines(uow: UnitOfWork, account_id: str, changes: Sequence[Mapping[str, Any]]) -> list[str]:
    if not changes:
        return []
    language = uow.execute(
        select(account.c.language).where(account.c.id == account_id)
    ).scalar_one()
    names = _FIELDS.get(language, _FIELDS["en"])
    return [
        f"{names[one['field']]}: {_said(one['before'])} → {_said(one['after'])}" for one in changes
    ]


def _said(value: Any) -> str:
    """Write a value for reading: two decimals at most, whatever the record holds."""
    if isinstance(value, float):
        return f"{value:.2f}".rstrip("0").rstrip(".")
    return str(value) if value not in {None, ""} else _NOTHING
