"""The review copy: nothing that is not allowed is ever in its bytes."""

import random
from dataclasses import replace

import pytest

from console.domain.items import ItemKey, QueueQuery
from console.domain.session import OfflineReview
from console.store.cache import Cache
from console.store.engine import Store
from console.store.outbox import Outbox
from console.store.reader import QueueReader
from console.store.review import MOST_PINNED, ReviewCopy
from console.store.writing import Writer
from tests.console.store.test_engine import damage, some_command
from tests.support.builders import KEYS, KINDS, entity, open_store, page
from tests.support.clear_pages import clear_bytes

NOW = 1_794_000_000_000  # in November 2026
RULE = OfflineReview(
    allowed=True,
    kinds=frozenset({"enrollment", "refill"}),
    whole=True,
    keep_s=43_200,
    most_items=500,
    may_pin=True,
)
ROWS = replace(RULE, whole=False)


@pytest.fixture
def opened(tmp_path):
    store, cache = open_store(tmp_path)
    yield store, cache
    store.close()


def marked(number, **changed):
    """An entity each part of which can be found by a word of its own."""
    made = entity(number, **changed)
    word = f"{number:03d}"
    made["subject"] = made["patient"] | {"name": f"nameq{word} familyq"}
    made["patient"] = {
        **made["patient"],
        "name": f"nameq{word} familyq",
        "record_number": f"recq{word}",
    }
    made["content"] = {"note": f"contentq{word}", "checks": []}
    made["later_key"] = f"laterq{word}"
    return made


def words(made):
    number = int(made["id"][-12:], 16)
    return f"nameq{number:03d}", f"contentq{number:03d}", f"recq{number:03d}", f"laterq{number:03d}"


def slot(number, starts_at, practice_id=1):
    return {
        "kind": "slot",
        "id": f"slot-{number}",
        "practice_id": practice_id,
        "version": 1,
        "state": "booked",
        "starts_at": starts_at,
        "ends_at": starts_at,
        "practitioner": {"id": "s1", "name": "Dr. Lena Osei"},
        "location": "Main Street",
        "visit_type": "Follow-up",
        "blocked": None,
        "item_id": "itemq",
        "patient_id": "patientq",
    }


def seen_offline(folder):
    """What somebody has who came in without the portal."""
    store = Store.open_review(folder, replace(KEYS, cache=b""))
    assert not store.cache_was_rebuilt
    return store, QueueReader(store), Cache(store, Writer(store))


def test_the_copy_takes_the_caches_place_without_the_portal(tmp_path, opened):
    store, cache = opened
    cache.apply(1, page([marked(n, kind=KINDS[n % 4]) for n in range(8)]), now_ms=5)
    cache.remember("me", '{"me": 1}')
    cache.remember("policies:1", "{}")
    cache.remember("desk:1", "[]")
    cache.remember("desk:2", "[2]")
    cache.remember("last:1", "a name that was searched for")
    Outbox(cache.writer).add([some_command()], now_ms=1)
    assert ReviewCopy(store).write({1: RULE}, now_ms=NOW) == 4
    store.close()
    store, reader, copy = seen_offline(tmp_path)
    items = [reader.item(row.key) for row in reader.rows(reader.ids(QueueQuery(1)))]
    assert {item.key.kind for item in items} == {"enrollment", "refill"}
    assert all(item.content["note"].startswith("contentq") for item in items)
    assert len(reader.ids(QueueQuery(1, search="nameq001"))) == 1
    assert len(reader.ids(QueueQuery(1, search="recq001"))) == 1
    assert copy.place(1).caught_up_ms == 5
    assert [copy.remembered(name) for name in ("me", "policies:1", "desk:1")] == [
        '{"me": 1}',
        "{}",
        "[]",
    ]
    assert copy.remembered("desk:2") is None
    assert copy.remembered("last:1") is None
    assert Outbox(copy.writer).pending() == 1
    assert ReviewCopy(store).write({1: RULE}, now_ms=NOW) == 0  # nothing here to write it from
    assert len(reader.ids(QueueQuery(1))) == 4
    store.close()


def test_a_copy_of_rows_has_what_a_row_shows(tmp_path, opened):
    store, cache = opened
    cache.apply(1, page([marked(1, claim={"name": "Kim", "until": None})]), now_ms=5)
    ReviewCopy(store).write({1: ROWS}, now_ms=NOW)
    store.close()
    clear = clear_bytes(tmp_path / "review.db", KEYS.review).decode("latin-1").lower()
    name, *others = words(marked(1))
    assert name in clear
    assert not any(word in clear for word in others)
    store, reader, _ = seen_offline(tmp_path)
    (row,) = reader.rows(reader.ids(QueueQuery(1)))
    item = reader.item(row.key)
    assert (row.patient, item.content) == ("nameq001 familyq", {})
    assert set(item.entity["patient"]) == {"name", "birth_date"}
    assert item.entity["claim"] == {"name": "Kim", "until": None}
    assert item.entity["is_open"] is True or item.entity["is_open"] == 1
    assert len(reader.ids(QueueQuery(1, search="recq001"))) == 0
    store.close()


def test_only_slots_to_come_without_whose_they_are_and_only_for_appointments(tmp_path, opened):
    store, cache = opened
    cache.apply(
        1, page([slot(1, "2026-01-05T15:00:00Z"), slot(2, "2027-01-05T15:00:00Z")]), now_ms=5
    )
    copy = ReviewCopy(store)
    appointments = replace(RULE, kinds=frozenset({"appointment"}))
    copy.write({1: appointments}, now_ms=NOW)
    clear = clear_bytes(tmp_path / "review.db", KEYS.review)
    assert b"slot-2" in clear
    for word in (b"slot-1", b"patientq", b"itemq"):
        assert word not in clear
    copy.write({1: RULE}, now_ms=NOW)
    assert b"slot-2" not in clear_bytes(tmp_path / "review.db", KEYS.review)


def test_the_overdue_and_the_oldest_come_first_and_no_more_than_allowed(tmp_path, opened):
    store, cache = opened
    late = [
        marked(n, due_at="2026-01-01T00:00:00Z", submitted_at=f"2026-02-01T00:{n:02d}:00Z")
        for n in range(3)
    ]
    rest = [
        marked(n, submitted_at=f"2026-01-01T00:{n:02d}:00Z", due_at="2027-01-01T00:00:00Z")
        for n in range(3, 9)
    ]
    closed = [marked(n, is_open=False, state="approved") for n in range(9, 12)]
    cache.apply(1, page([*rest, *late, *closed]), now_ms=5)
    copy = ReviewCopy(store)
    assert copy.write({1: replace(RULE, most_items=5)}, now_ms=NOW) == 5
    store.close()
    store, reader, _ = seen_offline(tmp_path)
    numbers = {int(row.key.id[-12:], 16) for row in reader.rows(reader.ids(QueueQuery(1)))}
    assert numbers == {0, 1, 2, 3, 4}
    store.close()


def allowed_words(entities, rules):
    """What may be in the file: an independent reading of the rules, entity by entity."""
    may = set()
    for made in entities:
        rule = rules.get(made["practice_id"])
        if rule is None or not rule.allowed or made["kind"] not in rule.kinds:
            continue
        if made["is_open"]:
            name, *others = words(made)
            may |= {name, *others} if rule.whole else {name}
    return may


def some_rule(chance):
    return OfflineReview(
        allowed=chance.random() < 0.8,
        kinds=frozenset(kind for kind in KINDS if chance.random() < 0.5),
        whole=chance.random() < 0.5,
        keep_s=60,
        most_items=500,
        may_pin=chance.random() < 0.7,
    )


@pytest.mark.threat("T1")
def test_t1_nothing_that_is_not_allowed_is_ever_in_its_bytes(tmp_path, opened):
    """Rights come and go, items open and close, documents are pinned; every page is looked at, free or not."""
    store, cache = opened
    copy, path = ReviewCopy(store), tmp_path / "review.db"
    for seed in range(20):
        chance = random.Random(seed)
        entities = [
            marked(
                n,
                kind=chance.choice(KINDS),
                practice_id=chance.choice((1, 2)),
                version=seed + 2,
                is_open=chance.random() < 0.8,
            )
            for n in range(60)
        ]
        cache.begin_load(1), cache.begin_load(2)
        for practice in (1, 2):
            mine = [one for one in entities if one["practice_id"] == practice]
            cache.apply(practice, page(mine), now_ms=5)
        rules = {1: some_rule(chance), 2: some_rule(chance)}
        copy.write(rules, now_ms=NOW)
        may = allowed_words(entities, rules)
        every = {word for made in entities for word in words(made)}
        clear = clear_bytes(path, KEYS.review).decode("latin-1") if path.exists() else ""
        found = {word for word in every if word in clear}
        assert found == may, f"seed {seed}: {sorted(found ^ may)[:5]}"
        for made in chance.sample(entities, 5):
            key = ItemKey(made["practice_id"], made["kind"], made["id"])
            text = f"documentq {made['practice_id']} {made['kind']} end".encode()
            copy.pin(key, text)
        for pinned in copy.pinned():
            rule = rules[pinned.practice_id]
            assert rule.allowed, f"seed {seed}"
            assert pinned.kind in rule.kinds, f"seed {seed}"


def test_a_practice_that_forbids_it_again_leaves_nothing(tmp_path, opened):
    store, cache = opened
    cache.apply(1, page([marked(1)]), now_ms=5)
    copy = ReviewCopy(store)
    copy.write({1: RULE}, now_ms=NOW)
    assert copy.pin(ItemKey(1, "refill", marked(1)["id"]), b"c")
    assert copy.write({1: replace(RULE, allowed=False)}, now_ms=NOW) == 0
    assert not list(tmp_path.glob("review.db*"))
    assert copy.pinned() == frozenset()


def pinned_key(cache, number=1):
    cache.apply(1, page([marked(number)]), now_ms=5)
    return ItemKey(1, "refill", marked(number)["id"])


def test_pinned_documents_outlive_a_writing_and_are_read_without_the_portal(tmp_path, opened):
    store, cache = opened
    key, copy = pinned_key(cache), ReviewCopy(store)
    assert not copy.pin(key, b"x")
    copy.write({1: RULE}, now_ms=NOW)
    assert copy.pin(key, b"one")
    assert copy.pin(key, b"two")
    copy.write({1: RULE}, now_ms=NOW)
    store.close()
    store, _, _ = seen_offline(tmp_path)
    copy = ReviewCopy(store)
    assert copy.pinned() == {key}
    assert copy.document(key) == b"two"
    copy.unpin(key)
    assert copy.document(key) is None
    store.close()


def test_a_pinned_document_goes_with_its_item_or_its_permission(tmp_path, opened):
    store, cache = opened
    key, copy = pinned_key(cache), ReviewCopy(store)
    for after in (replace(RULE, may_pin=False), replace(RULE, kinds=frozenset({"result"}))):
        copy.write({1: RULE}, now_ms=NOW)
        assert copy.pin(key, b"documentq")
        copy.write({1: after}, now_ms=NOW)
        assert copy.pinned() == frozenset()
        assert b"documentq" not in clear_bytes(tmp_path / "review.db", KEYS.review)
    copy.write({1: RULE}, now_ms=NOW)
    assert copy.pin(key, b"documentq")
    cache.apply(1, page([marked(1, version=2, is_open=False, state="denied")]), now_ms=5)
    copy.write({1: RULE}, now_ms=NOW)
    assert copy.pinned() == frozenset()
    assert b"documentq" not in clear_bytes(tmp_path / "review.db", KEYS.review)


def test_there_is_an_end_to_pinning(opened):
    store, cache = opened
    cache.apply(1, page([marked(n) for n in range(MOST_PINNED + 1)]), now_ms=5)
    copy = ReviewCopy(store)
    copy.write({1: RULE}, now_ms=NOW)
    keys = [ItemKey(1, "refill", marked(n)["id"]) for n in range(MOST_PINNED + 1)]
    assert not copy.pin(keys[0], bytes(26 * 1024 * 1024))
    assert [copy.pin(key, b"c") for key in keys] == [True] * MOST_PINNED + [False]
    assert copy.pin(keys[0], b"c")
    assert not copy.pin(ItemKey(1, "refill", "none such"), b"c")


def test_an_items_place_in_the_copy_is_kept_while_its_document_is_pinned(tmp_path, opened):
    store, cache = opened
    old = [marked(n, submitted_at=f"2026-01-01T00:{n:02d}:00Z") for n in range(5)]
    cache.apply(1, page(old[4:]), now_ms=5)
    copy = ReviewCopy(store)
    copy.write({1: replace(RULE, most_items=2)}, now_ms=NOW)
    key = ItemKey(1, "refill", old[4]["id"])
    assert copy.pin(key, b"c")
    cache.apply(1, page(old), now_ms=6)
    assert copy.write({1: replace(RULE, most_items=2)}, now_ms=NOW) == 2
    assert copy.document(key) == b"c"


def test_purging_leaves_nothing_in_either_way_in(tmp_path, opened):
    store, cache = opened
    pinned_key(cache)
    ReviewCopy(store).write({1: RULE}, now_ms=NOW)
    Outbox(cache.writer).add([some_command()], now_ms=1)
    store.close()
    store, reader, copy = seen_offline(tmp_path)
    assert len(reader.ids(QueueQuery(1))) == 1
    ReviewCopy(store).purge()
    assert len(reader.ids(QueueQuery(1))) == 0
    assert reader.waiting() == 1
    assert Outbox(copy.writer).pending() == 1
    assert b"nameq" not in clear_bytes(tmp_path / "review.db", KEYS.review)
    assert not list(tmp_path.glob("*damaged*"))
    store.close()
    store, cache = open_store(tmp_path)
    (tmp_path / "review.db.new").write_bytes(b"left by a kill")
    ReviewCopy(store).purge()
    assert not list(tmp_path.glob("review.db*"))
    store.close()


@pytest.mark.parametrize("how", ["damaged", "another key", "empty", "garbage"])
def test_a_copy_that_can_not_be_read_is_written_anew(tmp_path, opened, how):
    store, cache = opened
    key, copy = pinned_key(cache), ReviewCopy(store)
    copy.write({1: RULE}, now_ms=NOW)
    path = tmp_path / "review.db"
    if how == "damaged":
        damage(path)
    elif how == "another key":
        store.keys = replace(KEYS, review=bytes(32))
    else:
        path.write_bytes(b"" if how == "empty" else b"garbage" * 1000)
    assert copy.document(key) is None
    assert copy.write({1: RULE}, now_ms=NOW) == 1
    assert copy.pin(key, b"c")
    store.keys = KEYS


def test_a_damaged_copy_does_not_stop_who_has_no_portal(tmp_path, opened):
    store, cache = opened
    pinned_key(cache)
    ReviewCopy(store).write({1: RULE}, now_ms=NOW)
    Outbox(cache.writer).add([some_command()], now_ms=1)
    store.close()
    damage(tmp_path / "review.db")
    store = Store.open_review(tmp_path, replace(KEYS, cache=b""))
    assert store.cache_was_rebuilt
    assert QueueReader(store).waiting() == 1
    store.close()


def test_nothing_is_left_beside_it_and_only_its_owner_reads_it(tmp_path, opened):
    store, cache = opened
    pinned_key(cache)
    copy = ReviewCopy(store)
    for left in ("review.db.new", "review.db-wal", "review.db-shm"):
        (tmp_path / left).write_bytes(b"left by a kill")
    copy.write({1: RULE}, now_ms=NOW)
    assert [path.name for path in tmp_path.glob("review.db*")] == ["review.db"]
    assert (tmp_path / "review.db").stat().st_mode & 0o077 == 0


def test_a_copy_that_can_not_be_made_leaves_nothing_half_written(tmp_path, opened, monkeypatch):
    store, cache = opened
    key, copy = pinned_key(cache), ReviewCopy(store)
    copy.write({1: RULE}, now_ms=NOW)
    assert copy.pin(key, b"c")
    monkeypatch.setattr("console.store.paths.sync_file", no_room)
    with pytest.raises(OSError, match="full"):
        copy.write({1: RULE}, now_ms=NOW)
    assert [path.name for path in tmp_path.glob("review.db*")] == ["review.db"]
    assert copy.document(key) == b"c"


def no_room(path):
    raise OSError(28, "the disk is full")
