"""The end of every unit of work: jobs, feed numbers and journal, in one order, in one place.

The head row of each practice is the last lock a transaction takes, in ascending order, and nothing
but the statements below runs between that lock and the commit. Whoever gets number n+1 therefore
commits after n was visible: the feed has no gaps and its order is commit order, on both engines.
"""

import secrets
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import Connection, bindparam, select
from sqlalchemy.dialects import postgresql, sqlite

from portal.db.among import among
from portal.db.chain import GENESIS, Entry, entry_body, item_seal
from portal.db.gathering import Gathered, adding, moving, write
from portal.db.plan import FeedTicket, Job, JournalTicket, Plan
from portal.db.prepared import prepared
from portal.db.tables import feed_entry, item, journal, outbox_job, practice_head
from portal.domain.canonical import canonical, digest
from portal.domain.ids import new_id

NOT_AN_ITEM = frozenset({"desk", "slot"})  # kinds of the feed that have tables of their own
_CHUNK = 500

_locked_head = (
    select(practice_head.c.feed_seq, practice_head.c.journal_seq, practice_head.c.journal_hash)
    .where(practice_head.c.practice_id == bindparam("practice"))
    .with_for_update()
)
_LOCK_HEAD = (
    "SELECT feed_seq, journal_seq, journal_hash FROM practice_head WHERE practice_id = %(practice)s"
)
_JOBS = adding(
    outbox_job,
    *("id", "practice_id", "kind", "dedupe_key", "payload", "due_at", "attempts"),
    known=("dedupe_key",),
)
_FEED = adding(
    feed_entry,
    *("practice_id", "kind", "entity_id", "seq", "version", "op", "changed_at"),
    known=("practice_id", "kind", "entity_id"),
    changed=("seq", "version", "op", "changed_at"),
)
_JOURNAL = adding(
    journal, "practice_id", "seq", "at", "actor_id", "action", "subject_id", "body", "hash"
)
_HEAD = moving(practice_head, ("practice_id",), ("feed_seq", "journal_seq", "journal_hash"))
_items = select(item).where(item.c.practice_id == bindparam("practice"), among(item.c.id, "ids"))


_new_head = {
    name: dialect.insert(practice_head).on_conflict_do_nothing(index_elements=["practice_id"])
    for name, dialect in (("sqlite", sqlite), ("postgresql", postgresql))
}


class Head(NamedTuple):
    """Where a practice's feed and journal stand."""

    feed_seq: int
    journal_seq: int
    journal_hash: str


def finish(connection: Connection, plan: Plan, now: datetime) -> dict[int, int]:
    """Write all that the plan holds and return the new feed number of each practice it moved."""
    for job in plan.jobs:
        plan.rows.add(_JOBS, _job_row(job))
    feed: dict[int, dict[tuple[str, str], list[FeedTicket]]] = defaultdict(
        lambda: defaultdict(list)
    )
    for ticket in plan.feed:
        feed[ticket.practice_id][ticket.kind, ticket.entity_id].append(ticket)
    entries: dict[int, list[JournalTicket]] = defaultdict(list)
    for entry in plan.journal:
        entries[entry.entry.practice_id].append(entry)
    practices = sorted({*feed, *entries})
    for practice_id in practices:  # before the first head is locked
        _seal_items(connection, plan.rows, practice_id, feed[practice_id], entries[practice_id])
    heads: dict[int, int] = {}
    for practice_id in practices:
        head = _lock_head(connection, plan.rows, practice_id)
        numbered = _number(head, feed[practice_id].values(), now)
        seq = head.feed_seq + len(numbered)
        chained = _chain(head, entries[practice_id], now)
        moved = {
            "key_practice_id": practice_id,
            "feed_seq": seq,
            "journal_seq": head.journal_seq + len(chained),
            "journal_hash": chained[-1]["hash"] if chained else head.journal_hash,
        }
        rows = {_FEED: numbered, _JOURNAL: chained, _HEAD: [moved]}
        write(connection, {writing: many for writing, many in rows.items() if many})
        if feed[practice_id]:
            heads[practice_id] = seq
    plan.rows.write(connection)  # of a transaction that moves no head
    return heads


def _job_row(job: Job) -> dict[str, Any]:
    return {
        "id": new_id(),
        "practice_id": job.practice_id,
        "kind": job.kind,
        "dedupe_key": job.dedupe_key,
        "payload": canonical(dict(job.payload)),
        "due_at": job.due_at,
        "attempts": 0,
    }


def _seal_items(
    connection: Connection,
    rows: Gathered,
    practice_id: int,
    touched: Mapping[tuple[str, str], list[FeedTicket]],
    entries: list[JournalTicket],
) -> None:
    """Give every touched item's seal to the last entry about it, or to an entry of its own."""
    wanted = {key: tickets[-1] for key, tickets in touched.items() if key[0] not in NOT_AN_ITEM}
    about = {ticket.entry.target: ticket for ticket in entries if ticket.entry.target in wanted}
    for key, seal in _seals(connection, rows, practice_id, wanted).items():
        ticket = about.get(key)
        if ticket is None:
            ticket = JournalTicket(Entry(practice_id, None, "item.changed", key[1], key, {}))
            entries.append(ticket)
        ticket.entry = replace(ticket.entry, detail={**ticket.entry.detail, "seal": seal})


def _seals(
    connection: Connection,
    rows: Gathered,
    practice_id: int,
    wanted: Mapping[tuple[str, str], FeedTicket],
) -> dict[tuple[str, str], str | None]:
    seals: dict[tuple[str, str], str | None] = dict.fromkeys(wanted)
    unknown: list[str] = []
    for key, ticket in wanted.items():
        if ticket.row is not None:
            seals[key] = item_seal(ticket.row)
        elif ticket.op == "upsert":
            unknown.append(ticket.entity_id)
    if unknown:
        rows.write(connection)
    for start in range(0, len(unknown), _CHUNK):
        ids = unknown[start : start + _CHUNK]
        for row in connection.execute(_items, {"practice": practice_id, "ids": ids}).mappings():
            seals[row["kind"], row["id"]] = item_seal(row)
    return {key: seal for key, seal in seals.items() if key in wanted}


def _lock_head(connection: Connection, rows: Gathered, practice_id: int) -> Head:
    """Write what was gathered, and then lock the head, the last lock of all."""
    bound = {"practice": practice_id}
    if connection.dialect.name == "postgresql":
        found = rows.write_and_lock(connection, _LOCK_HEAD, bound)
    else:
        rows.write(connection)
        found = _read_head(connection, practice_id)
    if found is None:
        # A practice made anew starts another epoch, so that no cursor of an earlier one fits.
        row = {
            "practice_id": practice_id,
            "feed_seq": 0,
            "feed_floor": 0,
            "epoch": secrets.randbits(30) + 1,
            "journal_seq": 0,
            "journal_hash": GENESIS,
        }
        connection.execute(_new_head[connection.dialect.name], row)
        found = _read_head(connection, practice_id)
    return Head(*found[:3])


def _read_head(connection: Connection, practice_id: int) -> Any:
    found = prepared(_locked_head, connection).rows(connection, {"practice": practice_id})
    return found[0] if found else None


def _number(head: Head, touched: Iterable[list[FeedTicket]], now: datetime) -> list[dict[str, Any]]:
    """Give each touched entity the next number; one touched twice gets one place."""
    seq: int = head.feed_seq
    rows = []
    for tickets in touched:
        seq += 1
        for ticket in tickets:
            ticket.seq = seq
        last = tickets[-1]
        rows.append(
            {
                "practice_id": last.practice_id,
                "kind": last.kind,
                "entity_id": last.entity_id,
                "seq": seq,
                "version": last.version,
                "op": last.op,
                "changed_at": now,
            }
        )
    return rows


def _chain(head: Head, entries: list[JournalTicket], now: datetime) -> list[dict[str, Any]]:
    """Hash the entries onto the chain; gives the rows, with exactly the text that was hashed."""
    seq: int = head.journal_seq
    last: str = head.journal_hash
    rows = []
    for ticket in entries:
        seq += 1
        ticket.seq = seq
        entry = ticket.entry
        if ticket.feed is not None:
            entry = replace(entry, detail={**entry.detail, "feed_seq": ticket.feed.seq})
        body = entry_body(entry, seq=seq, prev=last, at=now)
        last = digest(body)
        rows.append(
            {
                "practice_id": entry.practice_id,
                "seq": seq,
                "at": now,
                "actor_id": entry.actor_id,
                "action": entry.action,
                "subject_id": entry.subject_id,
                "body": body,
                "hash": last,
            }
        )
    return rows
