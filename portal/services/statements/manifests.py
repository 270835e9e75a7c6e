"""The manifest of a batch: what the practice system says is in it (PEERS B10, DOMAIN §5.6)."""

import orjson

from portal.db.engine import Database
from portal.db.unit_of_work import Scope, UnitOfWork
from portal.domain.problems import Problem, ProblemType
from portal.services.files import Files
from portal.services.statements import batch_rows, manifest, rechecking
from portal.services.statements.manifest import Manifest
from portal.services.statements.statement_rows import QUARANTINED, READY

_SHOWN = 50  # faults told at once


def put(
    database: Database, files: Files, practice_id: int, batch_id: str, csv: str, *, by: str
) -> None:
    """Give a batch its manifest, or another one, and check by it the files that are here.

    Raises Problem: validation with the faulty `lines`; not-found; rule-refused BATCH_CLOSED.
    """
    read = manifest.read(csv)
    if read.faults:
        raise _faulty(read)

    def work(uow: UnitOfWork) -> None:
        batch = batch_rows.lock_open(uow, practice_id, batch_id)
        batch_rows.change(
            uow,
            batch,
            manifest=orjson.dumps(read.as_json()).decode(),
            expected_files=read.expected_files,
            expected_pages=read.expected_pages,
            expected_cents=read.expected_cents,
        )
        batch_rows.journal(uow, batch, "manifest_put", by, rows=len(read.rows))

    database.write(Scope.of([practice_id]), work)
    rechecking.recheck_batch(database, files, practice_id, batch_id, (QUARANTINED, READY))


def _faulty(read: Manifest) -> Problem:
    told = read.faults[:_SHOWN]
    return Problem(
        ProblemType.VALIDATION,
        "Some lines of the manifest can not be used.",
        extra={
            "errors": [{"pointer": f"/csv/{one.line}", "code": one.code} for one in told],
            "lines": [
                {"line": one.line, "code": one.code, "sentence": one.sentence} for one in told
            ],
        },
    )
