"""Telling a guarantor once more of what is payable (DOMAIN F72)."""

from portal.db.unit_of_work import UnitOfWork
from portal.services import billing_accounts
from portal.services.rules import refused
from portal.services.statements import notices, statement_rows, statement_view
from portal.services.statements.statement_rows import PAYABLE


def resend(
    uow: UnitOfWork,
    practice_id: int,
    statement_id: str,
    *,
    expected_version: int,
    by: str,
) -> str:
    """Send another notice of the payable statement; gives its state, queued or paper.

    The statement stays as it is, and so does its version: who is about to pay is not disturbed.
    Raises Problem: not-found; version-conflict; rule-refused NOT_PAYABLE, NOTICE_QUEUED.
    """
    before = statement_rows.load(uow, practice_id, statement_id)
    if before["billing_account_id"] is None:
        raise refused("NOT_PAYABLE", "Only the payable statement of an account is sent again.")
    owner = billing_accounts.lock(uow, practice_id, before["billing_account_id"])
    row = statement_rows.lock(uow, practice_id, statement_id)
    statement_view.expect(uow, row, expected_version)
    if row["state"] != PAYABLE:
        raise refused("NOT_PAYABLE", "Only the payable statement of an account is sent again.")
    if notices.is_queued(uow, row):
        raise refused("NOTICE_QUEUED", "A mail about it is still on its way.")
    ordinal = notices.next_ordinal(uow, row)
    notice = notices.announce(uow, row, owner, ordinal, by=by)
    statement_rows.journal(uow, row, "resent", by, ordinal=ordinal, notice=notice.state)
    return notice.state
