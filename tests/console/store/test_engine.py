"""The two files on the disk: who can read them, what becomes of damaged ones."""

import os
import stat
import subprocess
import sys
from dataclasses import replace

import pytest

from console.domain.decisions import Command
from console.domain.errors import (
    AccountInUseError,
    DiskFailedError,
    DiskFullError,
    OutboxDamagedError,
)
from console.domain.items import ItemKey, QueueQuery
from console.messages import message_for
from console.store import schema, steps
from console.store.door import StoreClosedError, connect
from console.store.engine import Store
from console.store.outbox import Outbox
from console.store.paths import account_folder, lock_account
from console.store.reader import QueueReader
from console.store.writing import Writer
from tests.support.builders import KEYS, entity, open_store, page

CANARY = "Zyxwvut Canarywood"


def some_command(number=1):
    return Command(
        f"k{number}",
        ItemKey(1, "refill", f"i{number}"),
        1,
        "0" * 64,
        "deny",
        {"text_to_patient": CANARY},
        "2026-11-22T09:00:00Z",
        0,
        label=CANARY,
    )


def filled(folder):
    store, cache = open_store(folder)
    cache.apply(1, page([entity(1, name=CANARY), entity(2)]), now_ms=1)
    Outbox(Writer(store)).add([some_command()], now_ms=1)
    return store


@pytest.mark.threat("T1")
@pytest.mark.skipif(os.name != "posix", reason="modes are POSIX's")
def test_only_the_owner_can_read_an_account(tmp_path):
    before = os.umask(0)
    try:
        folder = account_folder(tmp_path / "data", "https://portal.example", "robin")
        store = filled(folder)
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700
        assert stat.S_IMODE((tmp_path / "data").stat().st_mode) == 0o700
        files = list(folder.iterdir())
        assert {file.name for file in files} >= {"cache.db", "cache.db-wal", "outbox.db-wal"}
        assert {stat.S_IMODE(file.stat().st_mode) for file in files} == {0o600}
        store.close()
    finally:
        os.umask(before)


@pytest.mark.threat("T1")
def test_no_name_is_on_the_disk_in_clear(tmp_path):
    folder = account_folder(tmp_path, "https://portal.example", "robin")
    store = filled(folder)
    forms = [
        word.encode(coding)
        for word in (*CANARY.split(), CANARY.lower().split()[1], "Lisinopril")
        for coding in ("utf-8", "utf-16-le")
    ]
    for moment in ("open", "closed"):
        for file in tmp_path.rglob("*"):
            assert "robin" not in str(file)
            if file.is_file():
                raw = file.read_bytes()
                assert not any(form in raw for form in forms), (moment, file)
                assert not raw.startswith(b"SQLite format 3"), (moment, file)
        store.close()


def test_accounts_have_folders_of_their_own(tmp_path):
    def folder(server, name):
        return account_folder(tmp_path, server, name).name

    assert folder("https://Portal.example/", "Robin") == folder("portal.example", "robin ")
    assert folder("https://portal.example", "robin") != folder("https://portal.example", "kim")
    assert folder("https://portal.example", "robin") != folder("https://other.example", "robin")
    assert folder("https://portal.example:1", "robin") != folder("https://portal.example", "robin")


def test_a_second_program_does_not_get_the_account(tmp_path):
    store, _ = open_store(tmp_path)
    held = "from console.store.paths import lock_account; from pathlib import Path; import sys\n"
    held += "lock_account(Path(sys.argv[1]))"
    child = subprocess.run(
        [sys.executable, "-c", held, str(tmp_path)], capture_output=True, check=False, timeout=60
    )
    assert b"AccountInUseError" in child.stderr
    store.close()
    lock_account(tmp_path).release()


def test_the_same_program_does_not_open_an_account_twice(tmp_path):
    store, _ = open_store(tmp_path)
    with pytest.raises(AccountInUseError):
        Store.open(tmp_path, KEYS)
    store.close()
    Store.open(tmp_path, KEYS).close()


def test_a_closed_store_stays_closed(tmp_path):
    store, cache = open_store(tmp_path)
    reader = QueueReader(store)
    reader.waiting()
    store.close()
    reader.interrupt()
    for ask in (reader.waiting, lambda: cache.place(1), lambda: reader.ids(QueueQuery(1))):
        with pytest.raises(StoreClosedError):
            ask()


def damage(file):
    raw = bytearray(file.read_bytes())
    raw[100:2000] = os.urandom(1900)
    file.write_bytes(raw)


def test_a_damaged_cache_is_put_aside_and_the_outbox_kept(tmp_path):
    filled(tmp_path).close()
    damage(tmp_path / "cache.db")
    store = Store.open(tmp_path, KEYS)
    reader = QueueReader(store)
    assert store.cache_was_rebuilt
    assert len(reader.ids(QueueQuery(1))) == 0
    assert reader.waiting() == 1
    assert (tmp_path / "cache.db.damaged-1").exists()
    store.close()
    damage(tmp_path / "cache.db")
    Store.open(tmp_path, KEYS).close()
    assert (tmp_path / "cache.db.damaged-2").exists()


def test_a_cache_with_another_key_is_put_aside(tmp_path):
    filled(tmp_path).close()
    store = Store.open(tmp_path, replace(KEYS, cache=bytes(32)))
    assert store.cache_was_rebuilt
    assert QueueReader(store).waiting() == 1
    store.close()


def test_a_cache_of_a_newer_program_is_put_aside(tmp_path):
    filled(tmp_path).close()
    connection = connect(tmp_path / "cache.db", KEYS.cache)
    connection.execute("PRAGMA user_version = 999")
    connection.close()
    store = Store.open(tmp_path, KEYS)
    assert store.cache_was_rebuilt
    store.close()


@pytest.mark.parametrize("what", ["damaged", "newer", "another key", "one byte"])
def test_an_outbox_that_can_not_be_read_is_kept_as_it_is(tmp_path, what):
    filled(tmp_path).close()
    file, keys = tmp_path / "outbox.db", KEYS
    if what == "damaged":
        damage(file)
    elif what == "newer":
        connection = connect(file, KEYS.outbox)
        connection.execute("PRAGMA user_version = 999")
        connection.close()
    elif what == "one byte":
        raw = bytearray(file.read_bytes())
        raw[-2000] ^= 1
        file.write_bytes(raw)
    else:
        keys = replace(KEYS, outbox=bytes(32))
    before = file.read_bytes()
    with pytest.raises(OutboxDamagedError):
        Store.open(tmp_path, keys)
    assert file.read_bytes() == before
    lock_account(tmp_path).release()


def test_keys_are_not_printed():
    assert repr(KEYS) == "AccountKeys()"


def test_a_full_disk_is_named_and_loses_nothing(tmp_path):
    store = filled(tmp_path)
    writer = Writer(store)
    outbox = Outbox(writer)
    with store.door(read_only=False).use() as probe:
        (pages,) = probe.execute("PRAGMA main.page_count").fetchone()
    with writer.transaction() as connection:
        connection.exec_driver_sql(f"PRAGMA main.max_page_count = {pages}").all()
    with pytest.raises(DiskFullError):
        outbox.add([some_command(number) for number in range(2, 200)], now_ms=1)
    assert outbox.pending() == 1
    store.close()
    store = Store.open(tmp_path, KEYS)
    assert QueueReader(store).waiting() == 1
    store.close()


def test_an_error_of_the_disk_is_named_and_loses_nothing(tmp_path):
    """The system itself refuses to write on: to SQLite that is an error of the device."""
    resource = pytest.importorskip("resource")
    store = filled(tmp_path)
    outbox = Outbox(Writer(store))
    usual = resource.getrlimit(resource.RLIMIT_FSIZE)
    before = (tmp_path / "outbox.db-wal").stat().st_size
    resource.setrlimit(resource.RLIMIT_FSIZE, (before, usual[1]))
    try:
        with pytest.raises(DiskFailedError) as met:
            outbox.add([some_command(number) for number in range(2, 200)], now_ms=1)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, usual)
    told = message_for(met.value)
    assert told.text == "This computer's disk does not work as it should."
    assert "was not saved" in told.detail
    assert outbox.pending() == 1
    assert outbox.add([some_command(2)], now_ms=1)
    store.close()


def test_reading_needs_no_sqlalchemy(tmp_path):
    """The window paints before SQLAlchemy is imported (255 ms)."""
    filled(tmp_path).close()
    script = """
import sys
from dataclasses import replace
from pathlib import Path
from console.store.door import AccountKeys
from console.store.engine import Store
from console.store.reader import QueueReader
from console.domain.items import QueueQuery
store = Store.open(Path(sys.argv[1]), AccountKeys(bytes(range(32)), b"", bytes(range(32, 64))))
reader = QueueReader(store)
assert len(reader.rows(reader.ids(QueueQuery(1)))) == 2
store.close()
print([name for name in ("sqlalchemy", "requests", "keyring") if name in sys.modules])
"""
    child = subprocess.run(
        [sys.executable, "-c", script, str(tmp_path)],
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    assert child.stdout.strip() == "[]"


def test_the_files_look_as_the_tables_say(tmp_path):
    """Columns and indexes after all migration steps are those that `schema.py` defines."""
    store, _ = open_store(tmp_path)
    with store.door().use() as connection:
        for name, metadata in (("cache", schema.CACHE), ("main", schema.OUTBOX)):
            for table in metadata.sorted_tables:
                found = connection.execute(f"PRAGMA {name}.table_info({table.name})").fetchall()
                assert [row[1] for row in found] == [column.name for column in table.columns]
                indexes = connection.execute(
                    f"SELECT name FROM {name}.sqlite_master WHERE type = 'index'"
                    f" AND tbl_name = '{table.name}' AND sql IS NOT NULL"
                ).fetchall()
                assert {one for (one,) in indexes} == {index.name for index in table.indexes}
        assert connection.execute("PRAGMA main.user_version").fetchone() == (4,)
        assert connection.execute("PRAGMA main.synchronous").fetchone() == (2,)
        assert connection.execute("PRAGMA cache.synchronous").fetchone() == (2,)
        assert connection.execute("PRAGMA main.journal_mode").fetchone() == ("wal",)
    store.close()


def test_a_step_that_fails_leaves_the_file_as_it_was(tmp_path, monkeypatch):
    def half(connection):
        connection.exec_driver_sql("CREATE TABLE half (x)")
        raise KeyError("a bug in a step")

    monkeypatch.setattr(steps, "STEPS", {**steps.STEPS, "cache": (*steps.STEPS["cache"], half)})
    with pytest.raises(KeyError):
        Store.open(tmp_path, KEYS)
    connection = connect(tmp_path / "cache.db", KEYS.cache)
    assert connection.execute("PRAGMA user_version").fetchone() == (0,)
    assert connection.execute("SELECT count(*) FROM sqlite_master").fetchone() == (0,)
    connection.close()
