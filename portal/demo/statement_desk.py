"""The billing desk of the demo: batches of files, filed and published by the portal's own services."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import orjson
from sqlalchemy import select

from portal.db.engine import Database
from portal.db.tables import outbox_job
from portal.db.unit_of_work import Scope, UnitOfWork
from portal.demo.statement_paper import Drawn
from portal.services import bounces
from portal.services.files import Files
from portal.services.statements import (
    batches,
    closing,
    filing,
    notices,
    publishing,
    statement_rows,
    voiding,
)
from portal.services.statements.looking import Looked
from portal.services.statements.void_reasons import VoidReason
from portal.services.uploads import Completed

_NO_SUCH_MAILBOX = "5.1.1"  # RFC 3463
Row = Mapping[str, Any]


@dataclass(frozen=True)
class File:
    """A file on its way into a batch; a `fault` is what the gate says of it."""

    name: str
    paper: Drawn
    fault: str | None = None


class StatementDesk:
    """Does what a biller does, at whatever time the database's clock says."""

    def __init__(self, database: Database, files: Files, practice_id: int, by: str) -> None:
        self._database, self._files = database, files
        self._practice_id, self._by = practice_id, by
        self._scope = Scope.of([practice_id])

    def begin(self, name: str) -> str:
        """Begin a batch and give its id."""
        return self._database.write(
            self._scope, lambda uow: batches.create(uow, self._practice_id, name, by=self._by)
        )

    def file(self, batch_id: str, file: File) -> str:
        """Put a file into a batch and give the statement's id.

        The gate is not asked: the file was made here, and what it would say is known.
        """
        content, texts = file.paper.content, file.paper.texts
        kept = self._files.put(self._practice_id, content)
        wanted = filing.Wanted(self._practice_id, batch_id, "", file.name, self._by)
        paper = Completed(kept.sha256, kept.size, "application/pdf", filing.PURPOSE)
        looked = Looked(file.fault) if file.fault else Looked(None, len(texts), texts)
        return filing.put(self._database, self._files, wanted, paper, looked).id

    def publish(self, batch_id: str, statement_ids: Sequence[str], *, quietly: str = "") -> None:
        """Publish statements.

        Raises RuntimeError when one is left out: the demo never plans what a rule forbids.
        """
        wanted = publishing.Wanted(self._practice_id, batch_id, self._by, quietly)
        seen = [(row["id"], row["version"]) for row in map(self.row, statement_ids)]
        for result in publishing.publish(self._database, wanted, seen):
            if result.outcome != publishing.DONE:
                row = self.row(result.id)
                msg = (
                    f"a statement of the demo was {result.outcome}: {result.code} {row['reasons']}"
                )
                raise RuntimeError(msg)

    def close(self, batch_id: str) -> None:
        """Close a batch."""
        closing.close(
            self._database,
            self._files,
            self._practice_id,
            batch_id,
            discard_rest=True,
            by=self._by,
        )

    def void(self, statement_id: str, reason: VoidReason) -> None:
        """Take a published statement back."""
        version = self.row(statement_id)["version"]

        def work(uow: UnitOfWork) -> None:
            voiding.void(
                uow,
                self._practice_id,
                statement_id,
                reason=reason,
                note="",
                expected_version=version,
                by=self._by,
            )

        self._database.write(self._scope, work)

    def mails_arrive(self, statement_ids: Sequence[str]) -> None:
        """Let the mail server take the mails about these statements."""

        def work(uow: UnitOfWork) -> None:
            for statement_id in statement_ids:
                notices.sent(uow, self._notice(statement_id))

        self._database.write(self._scope, work)

    def mail_comes_back(self, statement_id: str) -> None:
        """Let the mail about a statement bounce."""
        with self._database.read(Scope.ALL) as reader:
            key = f"mail:statement:{statement_id}:0"
            payload = reader.execute(
                select(outbox_job.c.payload).where(outbox_job.c.dedupe_key == key)
            ).scalar_one()
        bounces.record(self._database, orjson.loads(payload), _NO_SUCH_MAILBOX)

    def row(self, statement_id: str) -> Row:
        """Give the row of a statement."""
        with self._database.read(self._scope) as reader:
            return statement_rows.load(reader, self._practice_id, statement_id)

    def _notice(self, statement_id: str) -> Row:
        return {"practice_id": self._practice_id, "statement_id": statement_id, "ordinal": 0}
