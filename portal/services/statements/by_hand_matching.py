"""A person says whose statement it is, by the number and a second thing read on the page (PEERS B10)."""

import logging
from dataclasses import dataclass
from datetime import date
from typing import Any

from portal.db.engine import Database
from portal.db.unit_of_work import Scope, UnitOfWork
from portal.domain.problems import Problem, ProblemType
from portal.services import billing_accounts
from portal.services.files import FileDamagedError, FileMissingError, Files
from portal.services.rules import refused
from portal.services.statements import (
    batch_rows,
    checking,
    filing,
    page_texts,
    replacing,
    statement_rows,
    statement_view,
)
from portal.services.statements.finding import Finding, Typed
from portal.services.statements.statement_rows import QUARANTINED, READY, Row

_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Wanted:
    """What a biller typed from the page. Amounts are whole cents; `signal` is name, birth_date, amount."""

    practice_id: int
    statement_id: str
    account_number: str
    signal: str
    value: str
    amount_cents: int
    statement_date: date
    period: str
    due_on: date | None
    kind: str
    expected_version: int
    by: str

    @property
    def typed(self) -> Typed:
        """What of it the check judges."""
        return Typed(
            self.account_number,
            self.signal,
            self.value,
            self.amount_cents,
            self.statement_date,
            self.period,
            self.due_on,
            self.kind,
        )


def match(database: Database, files: Files, wanted: Wanted) -> None:
    """Bind a file to the account that a person names, if nothing in it speaks against that.

    Raises Problem: not-found; version-conflict; rule-refused NOT_MATCHABLE, BATCH_CLOSED, or the code
    of what speaks against the match, all of them under `reasons`; unavailable while the words of its
    pages, which might speak against it, can not be read.
    """
    scope = Scope.of([wanted.practice_id])
    with database.read(scope) as reader:
        row = statement_rows.load(reader, wanted.practice_id, wanted.statement_id)
        _matchable(row)
    try:
        texts = page_texts.read(files, wanted.practice_id, row["text_sha256"])
    except (FileMissingError, FileDamagedError) as error:
        _log.exception("the words of a file of practice %d can not be read", wanted.practice_id)
        raise Problem(ProblemType.UNAVAILABLE, "The file can not be read just now.") from error

    def work(uow: UnitOfWork) -> None:
        batch_rows.hold_open(uow, wanted.practice_id, row["batch_id"])
        named = billing_accounts.by_number(uow, wanted.practice_id, wanted.account_number)
        if named is not None:  # its people stay who they are until this is done
            billing_accounts.lock(uow, wanted.practice_id, named["id"])
        held = statement_rows.lock(uow, wanted.practice_id, wanted.statement_id)
        statement_view.expect(uow, held, wanted.expected_version)
        _matchable(held)
        found = checking.by_hand(uow, wanted.practice_id, texts, wanted.typed)
        if found.state != READY:
            raise _against(found)
        columns: dict[str, Any] = filing.columns_of(found) | {"matched_by": wanted.by}
        columns |= replacing.question(uow, held | columns)
        statement_rows.change(uow, held, **columns)
        account_id = found.billing_account_id
        statement_rows.journal(
            uow, held, "matched", wanted.by, account_id=account_id, second=wanted.signal
        )

    database.write(scope, work)


def _matchable(row: Row) -> None:
    if row["state"] not in (QUARANTINED, READY):
        raise refused("NOT_MATCHABLE", "Only a file that is ready or in quarantine can be matched.")


def _against(found: Finding) -> Exception:
    code = found.reasons[0] if found.reasons else "UNKNOWN_ACCOUNT"
    problem = refused(code, "What was typed does not agree with the account or with the file.")
    problem.extra["reasons"] = list(found.reasons)
    return problem
