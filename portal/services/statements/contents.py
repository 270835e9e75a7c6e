"""The file of a statement, for staff who look at it; the journal remembers who did."""

import logging
from collections.abc import Iterator
from typing import Any

from portal.db.engine import Database
from portal.db.unit_of_work import Reader
from portal.domain.problems import Problem, ProblemType
from portal.services import chart_reads
from portal.services.files import FileDamagedError, FileMissingError, Files
from portal.services.rules import not_found
from portal.services.statements import statement_rows
from portal.services.statements.statement_rows import DISCARDED, REFUSED, Row

_log = logging.getLogger(__name__)


def pieces(files: Files, row: Row) -> Iterator[bytes]:
    """Give a statement's file piece by piece.

    Raises Problem: not-found for what was given up with its batch and deleted; unavailable when the
    storage has lost or changed it.
    """
    try:
        return files.open_stream(row["practice_id"], row["sha256"])
    except FileMissingError as error:
        if row["state"] in (REFUSED, DISCARDED):
            raise not_found("The file has been deleted with its batch.") from error
        raise _lost(row) from error
    except FileDamagedError as error:
        raise _lost(row) from error


def readable(reader: Reader, practice_id: int, statement_id: str) -> dict[str, Any]:
    """Give the row of a statement whose file staff may look at; raises Problem(not-found).

    A file that the gate has refused is shown to nobody: it may do harm to whoever opens it.
    """
    row = statement_rows.load(reader, practice_id, statement_id)
    if row["state"] == REFUSED and not row["text_sha256"]:
        raise not_found("The file was refused and is not shown.")
    return row


def record(database: Database, staff_id: str, practice_id: int, statement_id: str) -> None:
    """Remember that somebody has opened a statement; again within five minutes is the same visit."""
    chart_reads.record(
        database, staff_id, practice_id, statement_id, action="statement.read", kind="statement"
    )


def _lost(row: Row) -> Problem:
    _log.error("a file of practice %d can not be read", row["practice_id"])
    return Problem(ProblemType.UNAVAILABLE, "The file can not be read just now.")
