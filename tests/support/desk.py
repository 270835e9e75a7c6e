"""A practice's desk for tests of the portal's services: staff, two small queues, items, a mirror.

    desk = Desk(database)
    desk.practice(1)
    ann = desk.staff("Ann", {1: [Role.PROVIDER]})
    errand = desk.item(1)
    desk.decide(ann, desk.command(errand, "approve", note="yes"))

The queues are real specifications with actions that only name the next state, so that these tests
are about deciding and not about medicine.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import orjson
from sqlalchemy import insert

from portal.db.engine import Database
from portal.db.tables import item, practice, staff
from portal.db.unit_of_work import Scope, UnitOfWork
from portal.domain.canonical import canonical, content_hash
from portal.domain.ids import new_id
from portal.domain.problems import Problem, ProblemType
from portal.queues.spec import ActionParams, ActionSpec, Outcome, QueueSpec, Reason
from portal.security.actors import StaffActor
from portal.security.journal import Verdict, check
from portal.security.permissions import Permission, Role, permissions_of
from portal.services.commands import Command
from portal.services.decisions import Decisions
from portal.services.digest import digest_of
from portal.services.feed import changes

OPEN = frozenset({"pending", "held"})


class Note(ActionParams):
    """What the actions of the small queues take."""

    note: str = ""
    reason_code: str = ""
    text_to_patient: str = ""
    assigned_to: str | None = None
    number: int = 0


def _to(state: str) -> Any:
    def apply(uow: UnitOfWork, row: Mapping[str, Any], params: Note, actor: StaffActor) -> Outcome:
        del actor
        if params.note == "refuse":
            uow.enqueue("mail", f"never:{row['id']}", {"item": row["id"]})
            raise Problem(ProblemType.RULE_REFUSED, "the rule says no")
        if params.note == "break":
            raise ZeroDivisionError
        if params.note == "mail":
            uow.enqueue("mail", f"told:{row['id']}", {"item": row["id"]})
        return Outcome(state, assigned_to=params.assigned_to, journal={"number": params.number})

    return apply


def _action(name: str, to: str, permission: Permission, **more: Any) -> ActionSpec:
    plain: dict[str, Any] = {
        "from_states": OPEN,
        "params": Note,
        "apply": _to(to),
        "offline_age": timedelta(hours=8),
    }
    return ActionSpec(name=name, to_state=to, permission=permission, **plain | more)


_P = Permission
ERRAND = QueueSpec(
    kind="errand",
    read_permission=_P.REFILL_READ,
    open_states=OPEN,
    closed_states=frozenset({"approved", "denied", "withdrawn", "superseded"}),
    actions={
        "approve": _action("approve", "approved", _P.REFILL_APPROVE),
        "deny": _action(
            "deny",
            "denied",
            _P.REFILL_DENY_ADMINISTRATIVE,
            reasons=(
                Reason("CLERICAL", "Clerical", "Call us."),
                Reason("CLINICAL", "Clinical", "Call us.", _P.REFILL_DENY_CLINICAL),
            ),
        ),
        "hold": _action("hold", "held", _P.REFILL_ROUTE, from_states=frozenset({"pending"})),
        "route": _action("route", "pending", _P.REFILL_ROUTE, from_states=frozenset({"pending"})),
    },
    target=timedelta(days=1),
)
FINDING = QueueSpec(
    kind="finding",
    read_permission=_P.RESULT_READ,
    open_states=OPEN,
    closed_states=frozenset({"released", "withdrawn"}),
    actions={
        "release": _action("release", "released", _P.RESULT_RELEASE, step_up=True, offline_age=None)
    },
    target=timedelta(days=1),
)
QUEUES: Mapping[str, QueueSpec] = {spec.kind: spec for spec in (ERRAND, FINDING)}


@dataclass(frozen=True)
class Seen:
    """What a person has on the screen of an item."""

    practice_id: int
    kind: str
    id: str
    version: int
    content_hash: str


class Desk:
    """Makes and does things in one database."""

    def __init__(self, database: Database) -> None:
        self.database = database
        self.decisions = Decisions(database, QUEUES, confirm=lambda _reader, actor: actor)

    def practice(self, *practice_ids: int) -> None:
        def work(uow: UnitOfWork) -> None:
            for number in practice_ids:
                row = {"id": number, "name": f"Practice {number}", "time_zone": "UTC"}
                uow.execute(insert(practice), row)

        self.database.write(Scope.ALL, work)

    def staff(self, name: str, roles: Mapping[int, Sequence[Role]]) -> StaffActor:
        staff_id = new_id()
        row = {"id": staff_id, "username": name.lower(), "name": name, "password_hash": ""}
        now = self.database.clock()
        add = insert(staff)
        self.database.write(Scope.ALL, lambda uow: uow.execute(add, row | {"created_at": now}))
        rights = {practice_id: permissions_of(held) for practice_id, held in roles.items()}
        return StaffActor(staff_id, new_id(), name.lower(), name, rights, now)

    def item(self, practice_id: int, kind: str = "errand", **changed: Any) -> Seen:
        return self.items(practice_id, 1, kind, **changed)[0]

    def items(
        self, practice_id: int, count: int, kind: str = "errand", **changed: Any
    ) -> list[Seen]:
        """Add items, as their services would."""
        now = self.database.clock()
        rows = [self._row(practice_id, kind, now, number) | changed for number in range(count)]

        def work(uow: UnitOfWork) -> None:
            uow.execute(insert(item), rows)
            for row in rows:
                uow.touch(practice_id, kind, row["id"], row["version"])
                uow.journal(
                    practice_id,
                    actor_id=None,
                    action="item.submitted",
                    subject_id=row["id"],
                    target=(kind, row["id"]),
                )

        self.database.write(Scope.of([practice_id]), work)
        return [Seen(practice_id, kind, r["id"], r["version"], r["content_hash"]) for r in rows]

    def change(self, seen: Seen, **columns: Any) -> Seen:
        """Change an item the way the patient or the portal itself would: version, feed, journal."""

        def work(uow: UnitOfWork) -> Seen:
            values = dict(columns)
            if "content" in values:
                values["content"] = canonical(values["content"])
                values["content_hash"] = content_hash(seen.kind, values["content"])
            query = item.select().where(item.c.id == seen.id)
            version = uow.execute(query).mappings().one()["version"] + 1
            where = item.c.id == seen.id
            uow.execute(item.update().where(where).values(version=version, **values))
            uow.touch(seen.practice_id, seen.kind, seen.id, version)
            now_hash = values.get("content_hash", seen.content_hash)
            return replace(seen, version=version, content_hash=now_hash)

        return self.database.write(Scope.of([seen.practice_id]), work)

    def command(self, seen: Seen, action: str, **params: Any) -> Command:
        """A fresh command on what was seen, decided just now."""
        return Command(
            command_id=new_id(),
            practice_id=seen.practice_id,
            kind=seen.kind,
            item_id=seen.id,
            expected_version=seen.version,
            expected_content_hash=seen.content_hash,
            action=action,
            params=params,
            client_decided_at=self.database.clock(),
        )

    def decide(self, actor: StaffActor, *commands: Command) -> list[dict[str, Any]]:
        """Decide, and read the answers as a console would."""
        return orjson.loads(orjson.dumps(self.decisions.decide(actor, commands)))

    def page(
        self, actor: StaffActor, practice_id: int, cursor: str | None = None, limit: int = 200
    ) -> dict[str, Any]:
        body = changes(self.database, QUEUES, actor, practice_id, cursor=cursor, limit=limit)
        return orjson.loads(body.plain)

    def digest(self, actor: StaffActor, practice_id: int) -> dict[str, Any]:
        return orjson.loads(digest_of(self.database, QUEUES, actor, practice_id))

    def verify(self, practice_id: int) -> Verdict:
        return check(self.database, practice_id)

    def all_of(self, table: Any) -> list[dict[str, Any]]:
        """Every row of a table, past the fence."""
        with self.database.read(Scope.ALL) as reader:
            return [dict(row) for row in reader.execute(table.select()).mappings()]

    def _row(self, practice_id: int, kind: str, now: datetime, number: int) -> dict[str, Any]:
        content = canonical({"wish": f"errand {number}", "urgent": False})
        empty = ("patient_id", "account_id", "due_at", "assigned_to", "claimed_by", "outcome")
        empty += ("claimed_until", "decided_by", "decided_at", "decided_action")
        return dict.fromkeys(empty) | {
            "practice_id": practice_id,
            "id": new_id(),
            "kind": kind,
            "state": "pending",
            "is_open": True,
            "version": 1,
            "content": content,
            "content_hash": content_hash(kind, content),
            "summary": f"Errand {number}",
            "subject_name": "Ada Byron",
            "subject_birth_date": date(1980, 2, 1),
            "requested_by": "",
            "priority": "routine",
            "submitted_at": now.astimezone(UTC),
        }


class Mirror:
    """What a console holds of one practice: it pulls pages and remembers where it is."""

    def __init__(self, desk: Desk, actor: StaffActor, practice_id: int, limit: int = 200) -> None:
        self.desk = desk
        self.actor = actor
        self.practice_id = practice_id
        self.limit = limit
        self.cursor: str | None = None
        self.entities: dict[tuple[str, str], Any] = {}
        self.last_seq = 0

    def pull(self) -> int:
        """Pull until there is no more; gives how many changes came."""
        came = 0
        more = True
        while more:
            page = self.desk.page(self.actor, self.practice_id, self.cursor, self.limit)
            for change in page["changes"]:
                key = (change["kind"], change["id"])
                if change["op"] == "remove":
                    self.entities.pop(key, None)
                else:
                    old = self.entities.get(key)
                    assert old is None or old["version"] <= change["version"], "went backwards"
                    self.entities[key] = change["entity"]
            came += len(page["changes"])
            assert page["head"]["seq"] >= self.last_seq
            self.last_seq = page["head"]["seq"]
            self.cursor, more = page["cursor"], page["more"]
        return came
