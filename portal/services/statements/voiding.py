"""Taking a published statement back (DOMAIN §5.6, I12): the patient sees it no more, and owes nothing by it.

No older statement becomes payable by it: what people owe is said by the next statement, never by
silence. Payments that were made stay recorded. One that was shown to somebody else than who owes it
leaves a privacy incident to be looked into (45 CFR 164.400).
"""

from portal.db.unit_of_work import UnitOfWork
from portal.services import billing_accounts, tasks
from portal.services.rules import invalid, refused
from portal.services.statements import statement_rows, statement_view
from portal.services.statements.statement_rows import PUBLISHED, VOID, Row
from portal.services.statements.void_reasons import VoidReason


def void(
    uow: UnitOfWork,
    practice_id: int,
    statement_id: str,
    *,
    reason: VoidReason,
    note: str,
    expected_version: int,
    by: str,
) -> None:
    """Void a published statement.

    Raises Problem: not-found; version-conflict; validation without a note for `OTHER`; rule-refused
    NOT_PUBLISHED.
    """
    if reason is VoidReason.OTHER and not note:
        raise invalid("/note", "missing", "Say why in a note.")
    before = statement_rows.load(uow, practice_id, statement_id)
    owner = None
    if before["billing_account_id"] is not None:
        owner = billing_accounts.lock(uow, practice_id, before["billing_account_id"])
    row = statement_rows.lock(uow, practice_id, statement_id)
    statement_view.expect(uow, row, expected_version)
    if row["state"] not in PUBLISHED:
        raise refused("NOT_PUBLISHED", "Only a published statement can be voided.")
    statement_rows.change(
        uow,
        row,
        state=VOID,
        voided_at=uow.now,
        voided_by=by,
        void_reason=reason,
        void_note=note,
    )
    statement_rows.journal(
        uow, row, "voided", by, reason=str(reason), state=row["state"], paid_cents=row["paid_cents"]
    )
    if reason is VoidReason.WRONG_ACCOUNT and owner is not None:
        _incident(uow, row, owner)


def _incident(uow: UnitOfWork, row: Row, owner: Row) -> None:
    tasks.create(
        uow,
        practice_id=row["practice_id"],
        code=tasks.PRIVACY_INCIDENT,
        summary="A statement was published to the wrong account",
        patient_id=owner["guarantor_patient_id"],
        priority="urgent",
        details={"statement_id": row["id"], "billing_account_id": owner["id"]},
    )
