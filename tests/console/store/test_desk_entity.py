"""The practice's settings come with the feed, are kept beside the items and read back whole."""

import json

import pytest

from console.domain.desk import desk_key
from console.store.reader import QueueReader
from tests.support.builders import entity, open_store


@pytest.fixture
def store(tmp_path):
    opened, cache = open_store(tmp_path)
    yield cache, QueueReader(opened)
    opened.close()


def desk_page(version=1, practice_id=1, op="upsert", **changed):
    made = {"kind": "desk", "id": "desk", "practice_id": practice_id, "version": version, **changed}
    change = {"kind": "desk", "id": "desk", "version": version, "op": op, "entity": made}
    item = entity(1, practice_id=practice_id)
    row = {"kind": item["kind"], "id": item["id"], "version": 1, "op": "upsert", "entity": item}
    return json.dumps({"changes": [change, row], "cursor": "c", "more": False, "head": {"seq": 1}})


def test_the_desk_is_kept_beside_the_items_and_announced(store):
    cache, reader = store
    head, changes = cache.apply(1, desk_page(views=[{"name": "Mañana"}]), now_ms=1)
    assert head.count == 2
    assert desk_key(1) in changes.keys
    assert reader.desk(1)["views"] == [{"name": "Mañana"}]
    assert reader.desk(2) == {}
    assert reader.counts(1, ["refill", "desk"])[1].open == 0


def test_a_newer_desk_takes_the_place_of_the_older(store):
    cache, reader = store
    cache.apply(1, desk_page(1, views=[{"name": "Old"}]), now_ms=1)
    cache.apply(1, desk_page(2, templates=[]), now_ms=2)
    assert "views" not in reader.desk(1)
    assert reader.desk(1)["version"] == 2


def test_the_desk_of_a_practice_one_has_left_is_forgotten(store):
    cache, reader = store
    cache.apply(1, desk_page(practice_id=1), now_ms=1)
    cache.apply(2, desk_page(practice_id=2), now_ms=1)
    cache.remember("me", "kept")
    for name in ("last", "policies"):
        cache.remember(f"{name}:1", "a search for somebody")
        cache.remember(f"{name}:2", "kept")
    cache.forget_others(frozenset({2}))
    assert reader.desk(1) == {}
    assert reader.desk(2)["practice_id"] == 2
    assert cache.remembered("me") == "kept"
    for name in ("last", "policies"):
        assert cache.remembered(f"{name}:1") is None
        assert cache.remembered(f"{name}:2") == "kept"


def test_the_digest_counts_no_desk(store):
    cache, _reader = store
    cache.apply(1, desk_page(7), now_ms=1)
    assert cache.digest(1, now_ms=2) == {"refill": (1, 1)}
