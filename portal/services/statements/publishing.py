"""Publishing: a statement becomes visible and, if it is the latest of its account, payable (F69, F70).

Each statement is a transaction of its own that holds its account: superseding the one before, the new
state, the notice and its mail are there together or not at all. Doing it again changes nothing.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from portal.db.billing_tables import statement
from portal.db.engine import Database
from portal.db.unit_of_work import Reader, Scope, UnitOfWork
from portal.domain.problems import Problem
from portal.services import billing_accounts
from portal.services.rules import refused
from portal.services.statements import (
    batch_rows,
    batches,
    notices,
    replacing,
    statement_rows,
)
from portal.services.statements.statement_rows import (
    ASKED,
    PAID,
    PAYABLE,
    PUBLISHED,
    READY,
    SUPERSEDED,
    Row,
)

DONE, ALREADY, CONFLICT, LEFT_OUT = "published", "already", "conflict", "left_out"
DUPLICATE, OTHER_BATCH, NOT_FOUND = "DUPLICATE", "OTHER_BATCH", "NOT_FOUND"
VERSION = "VERSION"


@dataclass(frozen=True)
class Wanted:
    """Who publishes from which batch; `quietly` says why nobody is told of corrections (F69)."""

    practice_id: int
    batch_id: str
    by: str
    quietly: str = ""
    totals_accepted: str = ""


@dataclass(frozen=True)
class Result:
    """What became of one: published, already, conflict or left_out, and the code of why."""

    id: str
    outcome: str
    code: str = ""


def publish(database: Database, wanted: Wanted, seen: Sequence[tuple[str, int]]) -> list[Result]:
    """Publish statements, given by id and the version that was seen; a result for each, in order.

    Raises Problem: not-found, rule-refused BATCH_CLOSED, and TOTALS_DIFFER with the `differences` when
    the batch is not what its manifest says and nobody has accepted that.
    """
    scope = Scope.of([wanted.practice_id])
    database.write(scope, lambda uow: _admit(uow, wanted))
    results = {}
    for statement_id, version in _oldest_first(database, wanted.practice_id, seen):
        publish_one = partial(
            _publish_one, wanted=wanted, statement_id=statement_id, version=version
        )
        try:
            results[statement_id] = database.write(scope, publish_one)
        except IntegrityError:  # its content was published for another account in that moment
            results[statement_id] = database.write(scope, publish_one)
    return [results[statement_id] for statement_id, _ in seen]


def left_out_because(row: Row, *, known: bool) -> str:
    """Give the code of why a file of a batch is not to be published; empty when it is.

    `known` says that the same content has been published before.
    """
    if row["state"] != READY:
        return str(row["state"]).upper()
    if row["replaces"] == ASKED:
        return ASKED.upper()
    return DUPLICATE if known else ""


def _admit(uow: UnitOfWork, wanted: Wanted) -> None:
    """See that the batch is what it should be, or write down who takes it as it is."""
    hold = batch_rows.lock_open if wanted.totals_accepted else batch_rows.hold_open
    batch = hold(uow, wanted.practice_id, wanted.batch_id)
    differences = batches.totals_of(uow, batch).differences(batch)
    if not differences:
        return
    if not wanted.totals_accepted:
        problem = refused("TOTALS_DIFFER", "The batch is not what its manifest says.")
        problem.extra["differences"] = differences
        raise problem
    if batch["totals_reason"] != wanted.totals_accepted:
        batch_rows.change(
            uow, batch, totals_reason=wanted.totals_accepted, totals_accepted_by=wanted.by
        )
        what = ",".join(one["what"] for one in differences)
        batch_rows.journal(uow, batch, "totals_accepted", wanted.by, differ=what)


def _oldest_first(
    database: Database, practice_id: int, seen: Sequence[tuple[str, int]]
) -> list[tuple[str, int]]:
    """Put two statements of one account into their order, so that the later one supersedes."""
    with database.read(Scope.of([practice_id])) as reader:
        rows = reader.execute(
            select(statement.c.id, statement.c.statement_date, statement.c.upload_seq)
            .where(statement.c.practice_id == practice_id)
            .where(statement.c.id.in_([statement_id for statement_id, _ in seen]))
        ).all()
    place = {row.id: (str(row.statement_date or ""), row.upload_seq) for row in rows}
    return sorted(dict(seen).items(), key=lambda one: place.get(one[0], ("", 0)))


def _publish_one(uow: UnitOfWork, wanted: Wanted, statement_id: str, version: int) -> Result:
    before = _of_batch(uow, wanted, statement_id)
    if isinstance(before, str):
        return Result(statement_id, LEFT_OUT, before)
    account_id = before["billing_account_id"]
    if account_id is None:
        return Result(statement_id, LEFT_OUT, left_out_because(before, known=False))
    owner = billing_accounts.lock(uow, wanted.practice_id, account_id)
    row = statement_rows.lock(uow, wanted.practice_id, statement_id)
    if row["state"] in PUBLISHED:
        return Result(statement_id, ALREADY)
    code = left_out_because(row, known=_published_before(uow, row))
    if row["version"] != version or row["billing_account_id"] != account_id:
        return Result(statement_id, CONFLICT, code or VERSION)
    if not code and replacing.asks(uow, row):  # one of the period was published since it was filed
        statement_rows.change(uow, row, **replacing.question(uow, row))
        code = ASKED.upper()
    if code:
        return Result(statement_id, LEFT_OUT, code)
    _make_public(uow, wanted, row, owner)
    return Result(statement_id, DONE)


def _of_batch(reader: Reader, wanted: Wanted, statement_id: str) -> Row | str:
    """Give the row of a statement of the batch, or the code of why there is none."""
    try:
        row = statement_rows.load(reader, wanted.practice_id, statement_id)
    except Problem:
        return NOT_FOUND
    return row if row["batch_id"] == wanted.batch_id else OTHER_BATCH


def _make_public(uow: UnitOfWork, wanted: Wanted, row: Row, owner: Row) -> None:
    """Give the statement its place among those of the account, which is held, and tell the guarantor."""
    others = statement_rows.of_account(uow, row["practice_id"], row["billing_account_id"])
    latest = all(statement_rows.age(one) < statement_rows.age(row) for one in others)
    newer = None if latest else others[0]
    if newer is not None:
        state = SUPERSEDED
    else:
        state = PAID if row["amount_cents"] <= row["paid_cents"] else PAYABLE
        for one in others:
            if one["state"] == PAYABLE:
                _supersede(uow, one, row, by=wanted.by)
    is_correction = bool(replacing.corrections(uow, row["practice_id"], [row]))
    quiet = wanted.quietly if is_correction else ""  # of what is new a guarantor is always told
    now = statement_rows.change(
        uow,
        row,
        state=state,
        published_at=uow.now,
        published_by=wanted.by,
        quiet_reason=quiet,
        superseded_at=uow.now if newer else None,
        superseded_by=newer["id"] if newer else None,
        paid_at=uow.now if state == PAID else None,
    )
    told = None if quiet else notices.announce(uow, now, owner, 0, by=wanted.by)
    account_id, replaces_id = row["billing_account_id"], row["replaces_id"]
    statement_rows.journal(
        uow,
        now,
        "published",
        wanted.by,
        account_id=account_id,
        state=state,
        notice="quiet" if told is None else told.state,
        replaces_id=replaces_id,
    )


def _supersede(uow: UnitOfWork, old: Row, new: Row, *, by: str) -> None:
    statement_rows.change(
        uow, old, state=SUPERSEDED, superseded_at=uow.now, superseded_by=new["id"]
    )
    statement_rows.journal(uow, old, "superseded", by, superseded_by=new["id"])


def _published_before(reader: Reader, row: Row) -> bool:
    found = reader.execute(
        select(statement.c.id)
        .where(statement.c.practice_id == row["practice_id"])
        .where(statement.c.sha256 == row["sha256"])
        .where(statement.c.state.in_(PUBLISHED))
        .where(statement.c.id != row["id"])
        .limit(1)
    )
    return found.one_or_none() is not None
