"""What was found of files that wait is doubted when their account has become somebody else's (B10, T7).

Evidence is about the people whom the books named when it was looked for. When the books name others,
nothing that is not published yet goes out on it: it waits until it has been checked, or matched, anew.
"""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import select

from portal.db.billing_tables import statement
from portal.db.unit_of_work import UnitOfWork
from portal.services.statements import statement_rows
from portal.services.statements.statement_rows import QUARANTINED, READY

_PEOPLE = ("given_name", "family_name", "guarantor_patient_id")


def doubt(
    uow: UnitOfWork, before: Mapping[str, Any], now: Mapping[str, Any], *, left: bool
) -> None:
    """Put what is ready for a billing account, which is held, into quarantine if its people changed.

    `before` and `now` are the account's columns, `left` says that a patient is not of it any more. A
    match by hand is undone, for another look can not repeat it.
    """
    reasons = ["NAME_DIFFERS"] if left or _differ(before, now) else []
    reasons += ["BIRTH_DATE_DIFFERS"] if before["birth_date"] != now["birth_date"] else []
    if not reasons:
        return
    rows = uow.execute(
        select(statement)
        .where(statement.c.practice_id == before["practice_id"])
        .where(statement.c.billing_account_id == before["id"])
        .where(statement.c.state == READY)
        .order_by(statement.c.id)
        .with_for_update()
    ).mappings()
    for row in [dict(one) for one in rows]:
        codes = statement_rows.codes_text(reasons)
        statement_rows.change(uow, row, state=QUARANTINED, reasons=codes, matched_by=None)
        statement_rows.journal(uow, row, "doubted", None, account_id=before["id"])


def _differ(before: Mapping[str, Any], now: Mapping[str, Any]) -> bool:
    """Whether the guarantor is another one; who gets a first chart is still the same."""
    return any(before[name] != now[name] for name in _PEOPLE if before[name] is not None)
