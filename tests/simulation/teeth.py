"""Fourteen bugs to plant, each the smallest that breaks the real code: would the simulation see them?

    for tooth in TEETH:
        print(tooth.name, caught(tooth, most=1000))

The list is that of the threat model's plan for tests (docs/security.md). A simulation that finds nothing
proves little until it has been seen to find these. Each tooth is a context manager that replaces one or
two functions of the console or the portal while it is open.
"""

import contextlib
import dataclasses
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import and_, bindparam, select, update

from console.domain.decisions import CommandResult
from console.store import door
from console.store.outbox import Outbox
from console.store.schema import outbox as outbox_table
from portal.db import engine as portal_engine
from portal.db.plan import Plan
from portal.db.tables import feed_entry, staff_session
from portal.db.unit_of_work import Reader, Scope
from portal.security import sessions, temporary_secrets
from portal.services import deciding, decision_records, feed, glancing, hand_outs
from portal.services.statements import publishing, statement_rows
from tests.simulation.chance import governed
from tests.simulation.portal import SimPortal
from tests.simulation.schedule import STEPS, uncollected
from tests.simulation.template import template
from tests.simulation.world import ViolationError, World

Planted = contextlib.AbstractContextManager[None]


@dataclass(frozen=True)
class Tooth:
    """One bug: its name, how it is planted, and which acts it takes to show."""

    name: str
    plant: Callable[[], Planted]


@dataclass(frozen=True)
class Catch:
    """After how many schedules a bug was caught, and by which law."""

    schedules: int
    law: str
    breach: str
    seed: int


@contextlib.contextmanager
def replaced(*places: tuple[Any, str, Any]) -> Iterator[None]:
    """Let names stand for something else for a while."""
    kept = [(place, name, place.__dict__[name]) for place, name, _ in places]
    for place, name, wanted in places:
        setattr(place, name, wanted)
    try:
        yield
    finally:
        for place, name, before in kept:
            setattr(place, name, before)


def caught(tooth: Tooth, *, most: int, first_seed: int = 1, steps: int = STEPS) -> Catch | None:
    """Run schedules with a bug until a law breaks; None when none does."""
    template()
    with uncollected():
        return _caught(tooth, most, first_seed, steps)


def _caught(tooth: Tooth, most: int, first_seed: int, steps: int) -> Catch | None:
    with tooth.plant():
        for seed in range(first_seed, first_seed + most):
            world = World(seed)
            world.memory["busy"] = True
            try:
                with governed(world.chance):
                    for _ in range(steps):
                        world.step()
                    world.heal()
            except ViolationError as found:
                return Catch(seed - first_seed + 1, found.law, found.breach, seed)
            finally:
                world.close()
    return None


# -- the portal's decisions -----------------------------------------------------------------------


def naive_read_then_write() -> Planted:
    """What is checked in one transaction is written in the next, whatever has happened since."""
    really = deciding._apply

    def apply(uow: Any, attempt: Any, action: Any, row: Any) -> Any:
        anywhere = frozenset({*action.from_states, row["state"]})
        return really(uow, attempt, dataclasses.replace(action, from_states=anywhere), row)

    return replaced(
        (deciding, "as_seen", lambda *_: True),
        (deciding, "still_fits", lambda *_: True),
        (deciding, "_apply", apply),
    )


def volatile_idempotency() -> Planted:
    """Which commands were seen is kept beside the database, and is gone with the process."""
    really, start = decision_records.known, SimPortal.start
    seen: set[str] = set()

    def known(reader: Any, practice_id: int, ids: Sequence[str]) -> Mapping[str, Any]:
        found = {key: row for key, row in really(reader, practice_id, ids).items() if key in seen}
        seen.update(ids)
        return found

    def start_anew(self: Any) -> None:
        seen.clear()
        start(self)

    return replaced((decision_records, "known", known), (SimPortal, "start", start_anew))


def audit_outside() -> Planted:
    """The journal is written after the commit, in a transaction of its own."""
    really = portal_engine.finish
    write = portal_engine.Database.write
    late: list[Any] = []

    def finish(connection: Any, plan: Any, now: Any) -> Any:
        entries, plan.journal = plan.journal, []
        heads = really(connection, plan, now)
        late.extend(entries)
        return heads

    def write_then_tell(self: Any, scope: Any, work: Any) -> Any:
        late.clear()
        told = write(self, scope, work)
        entries = list(late)
        late.clear()
        if entries:
            with self._writes.begin() as connection:
                really(connection, Plan(journal=entries), self.clock())
        return told

    return replaced(
        (portal_engine, "finish", finish), (portal_engine.Database, "write", write_then_tell)
    )


# -- the console's outbox -------------------------------------------------------------------------


def saved_before_commit() -> Planted:
    """The window says "saved" while the decision waits in memory for the next transaction."""
    add, claim = Outbox.add, Outbox.claim_due

    def remember(self: Any, commands: Any, *, now_ms: int) -> list[Any]:
        wanted = list(commands)
        self.__dict__.setdefault("waiting", []).append((wanted, now_ms))
        return wanted

    def write_first(self: Any, **how: Any) -> Any:
        for commands, now_ms in self.__dict__.pop("waiting", []):
            add(self, commands, now_ms=now_ms)
        return claim(self, **how)

    return replaced((Outbox, "add", remember), (Outbox, "claim_due", write_first))


def deleted_before_reply() -> Planted:
    """The row goes when the request goes, not when its answer is on the disk."""
    claim = Outbox.claim_due

    def claim_and_delete(self: Any, **how: Any) -> Any:
        commands = claim(self, **how)
        with self._writer.transaction() as connection:
            for command in commands:
                connection.execute(
                    outbox_table.delete().where(outbox_table.c.command_id == command.command_id)
                )
        return commands

    return replaced((Outbox, "claim_due", claim_and_delete))


def newest_wins() -> Planted:
    """A conflict is no matter for a person: the same decision goes again on what stands there now."""
    attend = Outbox.attend

    def overwrite(self: Any, answers: Any, *, now_ms: int) -> Any:
        lost = [one for one in answers if one[1].status.value == "conflict" and one[1].current]
        for command, result in lost:
            _again(self, command.command_id, result)
        self.let_go(command for command, _ in lost)
        return attend(self, [one for one in answers if one not in lost], now_ms=now_ms)

    return replaced((Outbox, "attend", overwrite))


def _again(outbox: Any, command_id: str, result: CommandResult) -> None:
    current = result.current or {}
    with outbox._writer.transaction() as connection:
        connection.execute(
            update(outbox_table)
            .where(outbox_table.c.command_id == command_id)
            .values(
                expected_version=current["version"], expected_content_hash=current["content_hash"]
            )
        )


# -- letters, results, sessions, bills -------------------------------------------------------------


def token_check_then_use() -> Planted:
    """That a letter is alive is looked at before, and taken for granted when it is used."""

    def use(uow: Any, kind: str, row: Any, account_id: str | None) -> None:
        table = hand_outs.KINDS[kind]
        uow.execute(
            update(table).where(table.c.id == row["id"]).values(used_at=uow.now, used_by=account_id)
        )

    return replaced((hand_outs, "use", use))


def release_without_digest() -> Planted:
    """A release names the item; which content its person saw is not compared."""
    as_seen, fits = deciding.as_seen, deciding.still_fits

    def seen(row: Any, command: Any) -> bool:
        return command.action == "release" or bool(as_seen(row, command))

    def still(row: Any, history: Any, command: Any, action: Any) -> bool:
        return command.action == "release" or bool(fits(row, history, command, action))

    return replaced(
        (deciding, "as_seen", seen),
        (deciding, "still_fits", still),
        (glancing, "still_fits", still),
    )


def refresh_without_retry() -> Planted:
    """Each refresh token works once, also when its reply was lost."""
    really = sessions._rotate

    def rotate(uow: Any, row: Any, *more: Any) -> None:
        really(uow, row, *more)
        mine = staff_session.c.id == row.id
        uow.execute(update(staff_session).where(mine).values(previous_usable=False))

    return replaced((sessions, "_rotate", rotate))


def poll_extends_session() -> Planted:
    """Every request, a poll too, begins the session's idle time anew."""
    really = sessions.Sessions.recognise

    def recognise(self: Any, token: str) -> Any:
        actor = really(self, token)

        def extend(uow: Any) -> None:
            mine = staff_session.c.id == actor.session_id
            until = uow.now + sessions.IDLE_LIFE
            uow.execute(update(staff_session).where(mine).values(idle_expires_at=until))

        self._database.write(sessions.NOBODY, extend)
        return actor

    return replaced((sessions.Sessions, "recognise", recognise))


def latest_before_lock() -> Planted:
    """Which statements of the account are published is looked up before the account is held."""
    really, of_account = publishing.publish, statement_rows.of_account

    def publish(database: Any, wanted: Any, seen: Any) -> Any:
        known: dict[str, Any] = {}
        with database.read(Scope.of([wanted.practice_id])) as reader:
            for key, _version in seen:
                account = statement_rows.load(reader, wanted.practice_id, key)["billing_account_id"]
                known[account] = of_account(reader, wanted.practice_id, account)
        with replaced((statement_rows, "of_account", lambda _r, _p, account: known[account])):
            return really(database, wanted, seen)

    return replaced((publishing, "publish", publish))


# -- what is told, and kept ------------------------------------------------------------------------


def missing_practice_filter() -> Planted:
    """One route, the feed, forgets whose rows it reads."""
    everybody = and_(
        feed_entry.c.seq > bindparam("after"),
        feed_entry.c.kind.in_(bindparam("kinds", expanding=True)),
    )
    columns = (feed_entry.c[name] for name in ("seq", "kind", "entity_id", "version", "op"))
    page = select(*columns).where(everybody).order_by(feed_entry.c.seq).limit(bindparam("count"))

    def entries(reader: Any, asked: Any, place: Any) -> Any:
        unfenced = Reader(reader._connection, Scope.ALL, reader.now)
        bound = {"after": place.seq, "kinds": list(asked.kinds), "count": asked.limit}
        rows = list(unfenced.execute(page, bound))
        return feed._Entries(rows, rows[-1].seq if len(rows) == asked.limit else None)

    return replaced((feed, "_entries", entries))


def password_in_audit() -> Planted:
    """The journal of handing out says what was handed out."""
    note, make = hand_outs.note, temporary_secrets.new_password
    last = [""]

    def new_password() -> str:
        last[0] = make()
        return last[0]

    def tell(uow: Any, kind: str, row: Any, act: str, actor_id: Any, **detail: Any) -> None:
        if (kind, act) == (hand_outs.CREDENTIALS, "issued"):
            detail["handed_out"] = last[0]
        note(uow, kind, row, act, actor_id, **detail)

    return replaced(
        (temporary_secrets, "new_password", new_password),
        (hand_outs, "note", tell),
    )


def synchronous_off() -> Planted:
    """The outbox does not wait for the disk: what was committed last is not there after a power cut."""
    really = door.connect

    def connect(path: Any, key: bytes) -> Any:
        connection = really(path, key)
        connection.execute("PRAGMA synchronous = OFF")
        return connection

    return replaced((door, "connect", connect))


TEETH = (
    Tooth("naive read-then-write", naive_read_then_write),
    Tooth("volatile idempotency", volatile_idempotency),
    Tooth("audit outside the transaction", audit_outside),
    Tooth("saved before commit", saved_before_commit),
    Tooth("outbox deleted before the reply is kept", deleted_before_reply),
    Tooth("token check-then-use", token_check_then_use),
    Tooth("release without digest", release_without_digest),
    Tooth("refresh rotation without a retry window", refresh_without_retry),
    Tooth("a poll extends the session", poll_extends_session),
    Tooth("latest statement found before the lock", latest_before_lock),
    Tooth("missing practice filter on one route", missing_practice_filter),
    Tooth("temporary password in the audit", password_in_audit),
    Tooth("synchronous=OFF", synchronous_off),
    Tooth("a conflict is overwritten by the newest", newest_wins),
)
