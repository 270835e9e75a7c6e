"""What a person says of a file before it is published: it replaces another, or it is given up."""

from portal.db.unit_of_work import UnitOfWork
from portal.services.rules import refused
from portal.services.statements import replacing, statement_rows, statement_view
from portal.services.statements.statement_rows import (
    ASKED,
    DISCARDED,
    PUBLISHED,
    QUARANTINED,
    READY,
    REFUSED,
    YES,
)


def answer(
    uow: UnitOfWork,
    practice_id: int,
    statement_id: str,
    *,
    replaces: bool,
    expected_version: int,
    by: str,
) -> None:
    """Say whether a file takes the place of the published one of its period; if not it is discarded.

    Raises Problem: not-found, version-conflict, rule-refused NO_QUESTION, and OLDER_THAN_IT where the
    published one would stay payable, because it is dated later (invariant 12).
    """
    row = statement_rows.lock(uow, practice_id, statement_id)
    statement_view.expect(uow, row, expected_version)
    if row["state"] != READY or row["replaces"] != ASKED:
        raise refused("NO_QUESTION", "Nothing is asked about this file.")
    if not replaces:
        statement_rows.change(uow, row, state=DISCARDED, replaces="", replaces_id=None)
        statement_rows.journal(uow, row, "discarded", by, because="not_replacing")
        return
    said = replacing.question(uow, row | {"replaces": YES})
    other = statement_rows.load(uow, practice_id, said["replaces_id"])
    if other["state"] in PUBLISHED and statement_rows.age(other) > statement_rows.age(row):
        raise refused("OLDER_THAN_IT", "It is dated before the statement that it would replace.")
    statement_rows.change(uow, row, **said)
    statement_rows.journal(uow, row, "answered", by, replaces_id=said["replaces_id"])


def discard(
    uow: UnitOfWork, practice_id: int, statement_id: str, *, expected_version: int, by: str
) -> None:
    """Give up a file that has not been published; doing so twice changes nothing.

    Raises Problem: not-found, version-conflict, rule-refused PUBLISHED.
    """
    row = statement_rows.lock(uow, practice_id, statement_id)
    if row["state"] == DISCARDED:
        return
    statement_view.expect(uow, row, expected_version)
    if row["state"] not in (QUARANTINED, READY, REFUSED):
        raise refused("PUBLISHED", "It has been published; it can be voided.")
    statement_rows.change(uow, row, state=DISCARDED)
    statement_rows.journal(uow, row, "discarded", by, because="by_hand")
