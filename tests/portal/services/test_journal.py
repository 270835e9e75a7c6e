"""The journal: whatever is changed behind the portal's back is found."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text
from sqlalchemy.exc import DBAPIError

from portal.db.engine import Database
from portal.db.tables import decision, item, journal
from portal.db.unit_of_work import Scope
from portal.domain.canonical import digest
from portal.domain.problems import Problem, ProblemType
from portal.security.journal import page
from portal.security.permissions import Role
from tests.support.desk import Desk


@pytest.fixture
def worked(desk):
    """A practice in which a few things have happened."""
    ann = desk.staff("Ann", {1: [Role.PROVIDER]})
    kim = desk.staff("Kim", {1: [Role.FRONT_DESK]})
    one, two, three = desk.items(1, 3)
    desk.decide(ann, desk.command(one, "approve", text_to_patient="Come by."))
    desk.decide(kim, desk.command(two, "hold"))
    desk.decide(kim, desk.command(three, "approve"))
    desk.change(three, content={"wish": "another"})
    desk.item(2)
    return desk


class Intruder:
    """Somebody with the right to write the database, who knows SQL and takes the triggers away."""

    def __init__(self, url: str) -> None:
        self.engine = create_engine(url)

    def run(self, *statements: str, **values: object) -> int:
        with self.engine.begin() as connection:
            if connection.dialect.name == "postgresql":
                connection.execute(text("SELECT set_config('app.practices', '*', true)"))
                connection.execute(text("ALTER TABLE journal DISABLE TRIGGER USER"))
            else:
                connection.execute(text("DROP TRIGGER IF EXISTS journal_no_update"))
                connection.execute(text("DROP TRIGGER IF EXISTS journal_no_delete"))
            count = 0
            for statement in statements:
                known = {k: v for k, v in values.items() if f":{k}" in statement}
                count += connection.execute(text(statement), known).rowcount
            return count

    def close(self) -> None:
        self.engine.dispose()


@pytest.fixture
def intruder(desk):
    made = Intruder(desk.database.url)
    yield made
    made.close()


def codes(desk, practice_id=1):
    return {fault.code for fault in desk.verify(practice_id).faults}


@pytest.mark.invariant("I7")
def test_what_happened_verifies(worked):
    verdict = worked.verify(1)
    assert verdict.ok, verdict.faults
    last = max(worked_entries(worked), key=lambda row: row["seq"])
    assert (verdict.entries, verdict.head_hash) == (last["seq"], last["hash"])
    assert worked.verify(2).ok
    assert worked.verify(2).entries == 1


def worked_entries(desk, practice_id=1):
    return [row for row in desk.all_of(journal) if row["practice_id"] == practice_id]


def test_each_entry_carries_the_hash_of_the_one_before(worked):
    last = ""
    for number, row in enumerate(sorted(worked_entries(worked), key=lambda r: r["seq"]), 1):
        assert row["seq"] == number
        assert row["hash"] == digest(row["body"])
        assert f'"prev":"{last}"' in row["body"]
        last = row["hash"]


def test_there_is_no_patient_data_in_the_journal(worked):
    bodies = " ".join(row["body"] for row in worked_entries(worked))
    for private in ("Ada", "Byron", "1980-02-01", "Come by", "errand 0"):  # a hash may hold "1980"
        assert private not in bodies


@pytest.mark.threat("T20")
@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE journal SET actor_id = NULL WHERE seq = 2",
        "DELETE FROM journal WHERE seq = 2",
        "DELETE FROM journal",
    ],
)
def test_the_database_refuses_to_change_the_journal(worked, statement):
    engine = create_engine(worked.database.url)
    with engine.connect() as connection:
        if connection.dialect.name == "postgresql":
            connection.execute(text("SELECT set_config('app.practices', '*', true)"))
        with pytest.raises(DBAPIError, match="insert-only"):
            connection.execute(text(statement))
    engine.dispose()


def test_the_journal_is_not_truncated(postgresql_url):
    engine = create_engine(postgresql_url)
    with engine.connect() as connection, pytest.raises(DBAPIError, match="insert-only"):
        connection.execute(text("TRUNCATE journal"))
    engine.dispose()


@dataclass(frozen=True)
class Tampering:
    """What an intruder does, and by what it is found."""

    name: str
    statements: tuple[str, ...]
    found: str


REHASH = "UPDATE journal SET hash = :hash WHERE practice_id = 1 AND seq = 2"
TAMPERINGS = [
    Tampering(
        "a byte of a body",
        ("UPDATE journal SET body = replace(body, 'item', 'itom') WHERE practice_id=1 AND seq=2",),
        "entry-altered",
    ),
    Tampering(
        "a body that is no JSON",
        ("UPDATE journal SET body = '{' || body WHERE practice_id = 1 AND seq = 2",),
        "entry-altered",
    ),
    Tampering("a hash", (REHASH,), "entry-altered"),
    Tampering(
        "a time beside the body",
        ("UPDATE journal SET at = at + {microsecond} WHERE practice_id = 1 AND seq = 4",),
        "entry-mislabelled",
    ),
    Tampering(
        "an actor beside the body",
        ("UPDATE journal SET actor_id = 'x' WHERE practice_id = 1 AND seq = 4",),
        "entry-mislabelled",
    ),
    Tampering(
        "an action beside the body",
        ("UPDATE journal SET action = 'x' WHERE practice_id = 1 AND seq = 4",),
        "entry-mislabelled",
    ),
    Tampering(
        "a subject beside the body",
        ("UPDATE journal SET subject_id = NULL WHERE practice_id = 1 AND seq = 4",),
        "entry-mislabelled",
    ),
    Tampering(
        "an entry of the middle",
        ("DELETE FROM journal WHERE practice_id = 1 AND seq = 3",),
        "entry-missing",
    ),
    Tampering(
        "the first entry",
        ("DELETE FROM journal WHERE practice_id = 1 AND seq = 1",),
        "entry-missing",
    ),
    Tampering(
        "two entries swapped",
        (
            "UPDATE journal SET seq = 99 WHERE practice_id = 1 AND seq = 2",
            "UPDATE journal SET seq = 2 WHERE practice_id = 1 AND seq = 3",
            "UPDATE journal SET seq = 3 WHERE practice_id = 1 AND seq = 99",
        ),
        "chain-broken",
    ),
    Tampering(
        "the tail cut",
        ("DELETE FROM journal WHERE practice_id = 1 AND seq > 5",),
        "head-differs",
    ),
    Tampering(
        "the tail cut, the head set back",
        (
            "DELETE FROM journal WHERE practice_id = 1 AND seq > 3",
            "UPDATE practice_head SET journal_seq = 3, journal_hash ="
            " (SELECT hash FROM journal WHERE practice_id = 1 AND seq = 3) WHERE practice_id = 1",
        ),
        "decision-unrecorded",
    ),
    Tampering("everything", ("DELETE FROM journal WHERE practice_id = 1",), "head-differs"),
    Tampering(
        "an entry moved to another practice",
        ("UPDATE journal SET practice_id = 2, seq = 2 WHERE practice_id = 1 AND seq = 7",),
        "head-differs",
    ),
    Tampering(
        "the head's hash",
        ("UPDATE practice_head SET journal_hash = :hash WHERE practice_id = 1",),
        "head-differs",
    ),
    Tampering(
        "the head's number",
        ("UPDATE practice_head SET journal_seq = journal_seq + 1 WHERE practice_id = 1",),
        "head-differs",
    ),
    Tampering(
        "an item's content",
        ("UPDATE item SET content = replace(content, 'errand', 'errend') WHERE practice_id = 1",),
        "content-altered",
    ),
    Tampering(
        "an item's content with its hash",
        ("UPDATE item SET content = '{}', content_hash = :empty WHERE practice_id = 1",),
        "item-altered",
    ),
    *(
        Tampering(
            f"an item's {column}",
            (f"UPDATE item SET {column} = {value} WHERE practice_id = 1 AND state = 'approved'",),
            "item-altered",
        )
        for column, value in {
            "state": "'denied'",
            "is_open": "true",
            "summary": "'Another'",
            "subject_name": "'Ada Byran'",
            "subject_birth_date": "NULL",
            "priority": "'stat'",
            "requested_by": "'x'",
            "decided_action": "'deny'",
            "decided_by": "NULL",
            "outcome": "'{}'",
            "version": "3",
        }.items()
    ),
    Tampering(
        "an item",
        ("DELETE FROM decision WHERE action = 'hold'", "DELETE FROM item WHERE state = 'held'"),
        "item-missing",
    ),
    *(
        Tampering(
            f"a decision's {column}",
            (f"UPDATE decision SET {column} = {value} WHERE action = 'approve'",),
            "decision-altered",
        )
        for column, value in {
            "params": "'{}'",
            "staff_id": "(SELECT id FROM staff WHERE name = 'Kim')",
            "action": "'deny'",
            "to_state": "'denied'",
            "to_version": "3",
            "fingerprint": "'x'",
            "session_id": "'x'",
        }.items()
    ),
    Tampering("a decision", ("DELETE FROM decision WHERE action = 'hold'",), "decision-missing"),
    Tampering(
        "a decision's key",
        ("UPDATE decision SET command_id = 'x' WHERE action = 'hold'",),
        "decision-unrecorded",
    ),
    Tampering(
        "an item out of the feed",
        ("DELETE FROM feed_entry WHERE practice_id = 1 AND seq = 4",),
        "feed-differs",
    ),
    Tampering(
        "an item removed in the feed",
        ("UPDATE feed_entry SET op = 'remove' WHERE practice_id = 1 AND seq = 4",),
        "feed-differs",
    ),
    Tampering(
        "a version in the feed",
        ("UPDATE feed_entry SET version = 1 WHERE practice_id = 1 AND seq = 4",),
        "feed-differs",
    ),
    Tampering(
        "the feed's head",
        ("UPDATE practice_head SET feed_seq = feed_seq + 1 WHERE practice_id = 1",),
        "feed-head-differs",
    ),
]


@pytest.mark.invariant("I7")
@pytest.mark.threat("T20")
@pytest.mark.parametrize("tampering", TAMPERINGS, ids=[t.name for t in TAMPERINGS])
def test_tampering_is_found(worked, intruder, tampering):
    unit = "1" if worked.database.dialect == "sqlite" else "interval '1 microsecond'"
    statements = [s.replace("{microsecond}", unit) for s in tampering.statements]
    empty = digest("errand\n{}")
    assert intruder.run(*statements, hash="0" * 64, empty=empty) >= 1
    assert tampering.found in codes(worked)


def test_an_item_that_was_slipped_in_is_found(worked, intruder):
    row = worked.all_of(item)[0]
    columns = ", ".join(row)
    copied = ", ".join("'slipped'" if name == "id" else name for name in row)
    intruder.run(f"INSERT INTO item ({columns}) SELECT {copied} FROM item WHERE state = 'held'")
    assert codes(worked) >= {"item-unrecorded", "feed-differs"}


def test_a_decision_that_was_slipped_in_is_found(worked, intruder):
    row = worked.all_of(decision)[0]
    new = {"command_id": "'slipped'", "to_version": "9"}
    copied = ", ".join(new.get(name, name) for name in row)
    columns = ", ".join(row)
    intruder.run(f"INSERT INTO decision ({columns}) SELECT {copied} FROM decision LIMIT 1")
    assert codes(worked) == {"decision-unrecorded"}


def test_a_fault_in_one_practice_is_none_of_another(worked, intruder):
    intruder.run("DELETE FROM journal WHERE practice_id = 1")
    assert worked.verify(2).ok


def test_faults_are_told_up_to_fifty(desk, intruder):
    desk.items(1, 60)
    intruder.run("UPDATE item SET content = '{}'")
    assert len(desk.verify(1).faults) == 50


# -- a byte of the file --------------------------------------------------------------------------


@pytest.fixture
def sqlite_desk(sqlite_url, clock):
    database = Database.open(sqlite_url, clock)
    made = Desk(database)
    made.practice(1)
    ann = made.staff("Ann", {1: [Role.PROVIDER]})
    for seen in made.items(1, 5):
        made.decide(ann, made.command(seen, "approve", text_to_patient="Come by."))
    yield made
    database.close()


FLIPS: dict[str, Callable[[bytes], int]] = {
    "journal body": lambda data: data.index(b'{"action":"decision.applied"') + 5,
    "journal hash": lambda data: data.rindex(b"decision.applied") + 40,
    "item content": lambda data: data.index(b'"wish":"errand 3"') + 9,
    "decision params": lambda data: data.index(b'"text_to_patient":"Come by."}') + 20,
    "item outcome": lambda data: data.rindex(b'"text_to_patient":"Come by."}') + 20,
    "a page's header": lambda data: 4096 * 5 + 3,
}


@pytest.mark.parametrize("where", FLIPS.values(), ids=FLIPS.keys())
def test_one_changed_byte_of_the_file_is_found(sqlite_desk, where):
    path = Path(sqlite_desk.database.url.removeprefix("sqlite:///"))
    assert sqlite_desk.verify(1).ok
    sqlite_desk.database.close()
    Intruder(sqlite_desk.database.url).close()
    fold_wal(sqlite_desk.database.url)
    data = bytearray(path.read_bytes())
    data[where(bytes(data))] ^= 1
    path.write_bytes(bytes(data))
    assert not sqlite_desk.verify(1).ok


def test_a_reference_to_nothing_is_found(sqlite_desk):
    engine = create_engine(sqlite_desk.database.url)
    with engine.begin() as connection:  # without foreign keys, which are a setting of a connection
        connection.execute(text("UPDATE staff SET id = 'x' WHERE name = 'Ann'"))
    engine.dispose()
    assert "file-damaged" in codes(sqlite_desk)


def fold_wal(url):
    """Bring all that was written into the one file."""
    engine = create_engine(url)
    with engine.connect() as connection:
        connection.execute(text("PRAGMA wal_checkpoint(TRUNCATE)"))
    engine.dispose()


# -- reading it ----------------------------------------------------------------------------------


def read(desk, actor, practice_id=1, **wanted):
    with desk.database.read(Scope.of([practice_id])) as reader:
        return page(reader, actor, practice_id, **{"before": None, "count": 50} | wanted)


def test_everybody_reads_their_own_and_who_may_reads_all(worked):
    rows = {name: worked.staff(name, {1: [role]}) for name, role in ROLES.items()}
    seen = worked.item(1)
    worked.decide(rows["Nora"], worked.command(seen, "route"))
    everything = len(worked_entries(worked))
    counts = {name: len(read(worked, actor)["items"]) for name, actor in rows.items()}
    assert counts == {"Nora": 1, "Bill": 0, "Adam": everything, "Otto": everything}
    (own,) = read(worked, rows["Nora"])["items"]
    assert own["actor"] == {"id": rows["Nora"].staff_id, "name": "Nora"}
    assert (own["action"], own["target"]) == ("decision.applied", ["errand", seen.id])


ROLES = {"Nora": Role.NURSE, "Bill": Role.BILLING, "Adam": Role.ADMIN, "Otto": Role.AUDITOR}


def test_pages_go_back_in_time_without_gap_or_repeat(worked):
    auditor = worked.staff("Otto", {1: [Role.AUDITOR]})
    numbers, before = [], None
    while True:
        part = read(worked, auditor, before=before, count=3)
        numbers += [entry["seq"] for entry in part["items"]]
        if part["next"] is None:
            break
        before = int(part["next"])
    assert numbers == list(range(len(worked_entries(worked)), 0, -1))


def test_before_the_first_entry_there_is_nothing(worked):
    auditor = worked.staff("Otto", {1: [Role.AUDITOR]})
    assert read(worked, auditor, before=0) == {"items": [], "next": None}


def test_who_may_not_read_it(worked):
    nobody = worked.staff("Noel", {1: []})
    stranger = worked.staff("Eve", {2: [Role.AUDITOR]})
    for actor, kind in ((nobody, ProblemType.NOT_PERMITTED), (stranger, ProblemType.NOT_FOUND)):
        with pytest.raises(Problem) as caught:
            read(worked, actor)
        assert caught.value.type is kind
