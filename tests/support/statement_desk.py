"""A biller's desk: guarantors with accounts, batches, files that are ready, and what is done with them.

    desk = StatementDesk(database)
    owner = desk.owner()
    october = desk.ready(owner, day=date(2026, 10, 31))
    assert desk.publish(october) == ["published"]

`ready` puts files there as the check leaves them; `filed` brings real ones past the gate.
"""

import hashlib
import itertools
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Self

from obstore.store import MemoryStore
from sqlalchemy import select

from portal.db.billing_tables import (
    billing_account,
    billing_account_patient,
    statement,
    statement_notice,
    upload,
)
from portal.db.engine import Database
from portal.db.tables import journal, outbox_job, staff
from portal.db.unit_of_work import Scope
from portal.domain.ids import new_id
from portal.security.actors import PatientActor
from portal.services.billing_accounts import number_key
from portal.services.files import Files
from portal.services.statements import (
    batches,
    filing,
    preview,
    publishing,
    resending,
    statement_rows,
    statement_view,
    voiding,
)
from portal.services.statements.void_reasons import VoidReason
from tests.support.desk import Desk
from tests.support.practice_world import World

OCTOBER = date(2026, 10, 31)
ONE = Scope.of([1])


@dataclass(frozen=True)
class Owner:
    """A guarantor: their billing account, their chart, and their login, if they have one."""

    id: str
    number: str
    chart: str | None
    login: PatientActor | None


class StatementDesk(World):
    """What a biller of practice 1 does."""

    def __init__(self, database: Database) -> None:
        super().__init__(database)
        self._begin(self.actors["billing"].staff_id)

    @classmethod
    def at(cls, database: Database) -> Self:
        """A desk of a practice that is there already."""
        desk = cls.__new__(cls)
        Desk.__init__(desk, database)
        with database.read(Scope.ALL) as reader:
            query = select(staff.c.id).where(staff.c.username == "billing")
            desk._begin(reader.execute(query).scalar_one())
        return desk

    def _begin(self, biller: str) -> None:
        self.biller = biller
        self.files = Files(MemoryStore(), bytes(32))
        self._numbers = itertools.count(1)
        self._batch = ""

    # -- what is there -----------------------------------------------------------------------------

    def owner(self, *, login: bool = True, **changed: Any) -> Owner:
        """A guarantor with a chart and, unless told otherwise, a login that takes mail."""
        number = f"G-{204800 + next(self._numbers)}"
        chart = self.chart()
        verified = {"email": f"{number}@example.org", "email_verified_at": self.database.clock()}
        actor = self.login(chart=chart, **verified) if login else None
        columns = {
            "practice_id": 1,
            "account_number": number,
            "number_key": number_key(number),
            "given_name": "Ada",
            "family_name": "Byron",
            "birth_date": date(1980, 2, 1),
            "guarantor_patient_id": chart,
            "updated_at": self.database.clock(),
        }
        made = self.add(billing_account, **columns | changed)
        link = {"practice_id": 1, "billing_account_id": made, "patient_id": chart}
        add = billing_account_patient.insert()
        self.database.write(ONE, lambda uow: uow.execute(add, link))
        return Owner(made, number, chart, actor)

    @property
    def batch(self) -> str:
        """An open batch for everything that names none."""
        self._batch = self._batch or self.new_batch()
        return self._batch

    def new_batch(self, name: str = "October") -> str:
        return self.database.write(ONE, lambda uow: batches.create(uow, 1, name, by=self.biller))

    def ready(self, owner: Owner, *, day: date = OCTOBER, **changed: Any) -> str:
        """A file that was checked and bound to the owner's account; each has another content."""
        key = new_id()
        row = {
            "practice_id": 1,
            "id": key,
            "batch_id": changed.pop("batch_id", None) or self.batch,
            "file_name": f"{key[-6:]}.pdf",
            "sha256": hashlib.sha256(key.encode()).hexdigest(),
            "size": 1000,
            "pages": 1,
            "state": "ready",
            "billing_account_id": owner.id,
            "period": f"{day:%Y-%m}",
            "statement_date": day,
            "amount_cents": 12_000,
        } | changed

        def work(uow: Any) -> None:
            row["upload_seq"] = statement_rows.next_seq(uow, 1)
            uow.execute(statement.insert(), row | {"created_at": uow.now})

        self.database.write(ONE, work)
        return key

    def filed(self, content: bytes, name: str = "bill.pdf", batch_id: str = "") -> filing.Filed:
        """A real file, uploaded and filed."""
        wanted = filing.Wanted(1, batch_id or self.batch, self.uploaded(content), name, self.biller)
        return filing.file(self.database, self.files, wanted)

    def uploaded(self, content: bytes) -> str:
        """An upload that is complete; gives its id."""
        kept = self.files.put(1, content)
        now = self.database.clock()
        return self.add(
            upload,
            practice_id=1,
            sha256=kept.sha256,
            size=kept.size,
            media_type="application/pdf",
            purpose="statement",
            received=kept.size,
            state="complete",
            created_by=self.biller,
            created_at=now,
            completed_at=now,
            expires_at=now.replace(year=now.year + 1),
        )

    # -- what is done --------------------------------------------------------------------------------

    def publish(self, *ids: str, batch_id: str = "", **more: str) -> list[str]:
        """Publish what is on the screen; gives the outcomes, or codes of what was left out."""
        seen = [(one, self.one(statement, one)["version"]) for one in ids]
        results = self.publish_seen(seen, batch_id=batch_id, **more)
        return [one.code if one.outcome == "left_out" else one.outcome for one in results]

    def publish_seen(
        self, seen: Sequence[tuple[str, int]], *, batch_id: str = "", **more: str
    ) -> list[publishing.Result]:
        wanted = publishing.Wanted(1, batch_id or self.batch, self.biller, **more)
        return publishing.publish(self.database, wanted, seen)

    def published(self, owner: Owner, **changed: Any) -> str:
        """A statement that is published; gives its id."""
        made = self.ready(owner, **changed)
        assert self.publish(made) == ["published"]
        return made

    def void(
        self,
        key: str,
        reason: VoidReason = VoidReason.WRONG_AMOUNT,
        note: str = "",
        version: int = 0,
    ) -> None:
        expected = version or self.one(statement, key)["version"]
        self.database.write(
            ONE,
            lambda uow: voiding.void(
                uow, 1, key, reason=reason, note=note, expected_version=expected, by=self.biller
            ),
        )

    def resend(self, key: str) -> str:
        expected = self.one(statement, key)["version"]
        return self.database.write(
            ONE,
            lambda uow: resending.resend(uow, 1, key, expected_version=expected, by=self.biller),
        )

    def preview(self, batch_id: str = "") -> dict[str, Any]:
        with self.database.read(ONE) as reader:
            return preview.preview(reader, 1, batch_id or self.batch)

    def seen_statement(self, key: str) -> dict[str, Any]:
        with self.database.read(ONE) as reader:
            return statement_view.one(reader, 1, key)

    # -- what is left of it --------------------------------------------------------------------------

    def state(self, key: str) -> str:
        return str(self.one(statement, key)["state"])

    def states(self, *ids: str) -> list[str]:
        return [self.state(key) for key in ids]

    def mails(self, key: str = "") -> list[str]:
        """The keys of all mails about statements, or about one."""
        found = [row["dedupe_key"] for row in self.all_of(outbox_job)]
        return sorted(one for one in found if one.startswith(f"mail:statement:{key}"))

    def notices(self, key: str) -> list[tuple[int, str, str]]:
        """Ordinal, state and code of the notices of a statement."""
        with self.database.read(ONE) as reader:
            rows = reader.execute(
                select(statement_notice)
                .where(statement_notice.c.statement_id == key)
                .order_by(statement_notice.c.ordinal)
            ).mappings()
            return [(row["ordinal"], row["state"], row["status_code"]) for row in rows]

    def acts(self, key: str) -> list[str]:
        """What the journal says was done to a thing, in order."""
        entries = sorted(self.all_of(journal), key=lambda row: row["seq"])
        return [row["action"] for row in entries if row["subject_id"] == key]
