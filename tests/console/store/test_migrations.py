"""Files of an older program open, keep every decision, and learn what that program let pass."""

import json

from console.domain.decisions import Command
from console.domain.items import ItemKey, QueueQuery
from console.store.door import connect
from console.store.outbox import Outbox
from console.store.reader import QueueReader
from console.store.writing import Writer
from tests.support.builders import KEYS, change, entity, fill, open_store, page

WAITING = {"on": "patient", "since": "2026-11-01T00:00:00Z", "until": "2026-11-05"}


def denial(number):
    key = ItemKey(1, "refill", f"i{number}")
    return Command(f"k{number}", key, 1, "0" * 64, "deny", {}, "2026-11-22T09:00:00Z", 0)


def made_by_version_1(folder, *numbers):
    """The files as the first version wrote them: 40 items, one that waits, decisions on some."""
    store, cache = open_store(folder)
    fill(cache, 40)
    cache.apply(1, page([entity(100, waiting=WAITING)], cursor="c100"), now_ms=5)
    Outbox(Writer(store)).add([denial(number) for number in numbers], now_ms=1)
    store.close()
    for name, key, table, columns in (
        ("cache.db", KEYS.cache, "item", ("waiting_on", "waiting_until_ms")),
        ("outbox.db", KEYS.outbox, "outbox", ("on_behalf_of", "bulk")),
    ):
        connection = connect(folder / name, key)
        connection.execute("DROP INDEX IF EXISTS item_parked")
        for column in columns:
            connection.execute(f"ALTER TABLE {table} DROP COLUMN {column}")
        connection.execute("PRAGMA user_version = 1")
        connection.close()


def test_every_unanswered_decision_is_there_after_the_step(tmp_path):
    made_by_version_1(tmp_path, 1, 5, 9)
    store, _cache = open_store(tmp_path)
    outbox = Outbox(Writer(store))
    assert not store.cache_was_rebuilt
    assert outbox.pending() == 3
    assert not any(one.bulk or one.on_behalf_of for one in outbox.claim_due(now_ms=10**14))
    store.close()


def test_the_rows_stay_in_sight_and_everything_is_asked_for_anew(tmp_path):
    made_by_version_1(tmp_path)
    store, cache = open_store(tmp_path)
    place = cache.place(1)
    assert (place.cursor, place.loading) == ("", True)
    assert place.caught_up_ms == 5  # the age of the data is what it was
    assert len(QueueReader(store).ids(QueueQuery(1))) == 41 - 1  # one waits for the patient
    store.close()


def test_the_desk_that_the_old_program_let_pass_comes_with_the_load(tmp_path):
    made_by_version_1(tmp_path)
    store, cache = open_store(tmp_path)
    desk = {"kind": "desk", "id": "desk", "version": 3, "practice_id": 1, "views": []}
    made = {"changes": [change(desk)], "cursor": "d", "more": False, "head": {"seq": 1}}
    cache.apply(1, json.dumps(made), now_ms=6)
    assert QueueReader(store).desk(1)["version"] == 3
    store.close()


def test_the_full_text_index_of_version_3_is_dropped_and_rows_go_with_their_entities(tmp_path):
    store, cache = open_store(tmp_path)
    fill(cache, 40)
    path = store.cache_path
    store.close()
    older = connect(path, KEYS.cache)
    older.execute("DROP TRIGGER item_entity_goes")
    older.execute(
        "CREATE VIRTUAL TABLE item_search USING fts5(search, content='item', content_rowid='n')"
    )
    older.execute(
        "CREATE TRIGGER item_search_delete AFTER DELETE ON item BEGIN"
        " INSERT INTO item_search(item_search, rowid, search) VALUES ('delete', old.n, old.search);"
        " DELETE FROM item_entity WHERE n = old.n; END"
    )
    older.execute("CREATE INDEX item_by_state ON item (practice_id, kind, is_open, state)")
    older.execute("PRAGMA user_version = 3")
    older.close()
    store, cache = open_store(tmp_path)
    assert not store.cache_was_rebuilt
    assert len(QueueReader(store).ids(QueueQuery(1, search="ada"))) == 4
    cache.forget_others(frozenset({2}))
    with store.door().use() as connection:
        left = connection.execute("SELECT count(*) FROM cache.item_entity").fetchone()
        names = {row[0] for row in connection.execute("SELECT name FROM cache.sqlite_master")}
    assert left == (0,)
    assert not {name for name in names if name.startswith("item_search")}
    assert "item_by_state" not in names
    store.close()
