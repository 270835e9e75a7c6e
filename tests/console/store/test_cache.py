"""What the portal says, taken into the cache page by page."""

import json
import threading

import pytest

from console.domain.changes import ChangeSet
from console.domain.decisions import Command, CommandResult, ResultStatus
from console.domain.errors import CacheDamagedError, NotThePortalError
from console.domain.items import ItemKey, QueueQuery, QueueView, SortKey
from console.store.cache import NOTED_EVERY_MS, PageHead
from console.store.engine import Store
from console.store.reader import QueueReader
from portal.queues.registry import QUEUES
from tests.support.builders import KEYS, entity, fill, open_store, page

ALL = QueueQuery(1, view=QueueView.ALL)


@pytest.fixture
def opened(tmp_path):
    store, cache = open_store(tmp_path / "account")
    yield store, cache, QueueReader(store)
    store.close()


def key_of(made):
    return ItemKey(made["practice_id"], made["kind"], made["id"])


def test_a_page_becomes_rows_that_the_window_can_show(opened):
    _, cache, reader = opened
    made = entity(
        7,
        name="Ada Byron",
        requested_by="Kim Byron (daughter)",
        assigned_to={"id": "s", "name": "Dr Osei"},
        claim={"staff_id": "s", "name": "Robin", "until": "2026-11-20T14:08:11Z"},
        submitted_at="2026-11-20T14:03:11.250Z",
        due_at=None,
    )
    head, changes = cache.apply(1, page([made], cursor="c9", seq=9), now_ms=5)
    (row,) = reader.rows(reader.ids(ALL))
    assert (head.cursor, head.more, head.count, head.seq) == ("c9", False, 1, 9)
    assert changes == ChangeSet(frozenset({key_of(made)}))
    assert row.key == key_of(made)
    assert (row.patient, row.requested_by) == ("Ada Byron", "Kim Byron (daughter)")
    assert (row.assigned_to, row.claimed_by) == ("Dr Osei", "Robin")
    assert row.submitted_ms == 1_795_183_391_250
    assert row.claim_until_ms == 1_795_183_691_000
    assert row.due_ms == 0
    assert (row.state, row.is_open, row.decision_state) == ("pending", True, "")
    assert cache.place(1).cursor == "c9"
    assert cache.place(1).caught_up_ms == 5


def test_a_page_that_says_what_is_here_costs_no_commit_and_dates_the_data_now_and_then(opened):
    store, cache, _ = opened
    door = store.door()

    def version():
        with door.use() as connection:
            return connection.execute("PRAGMA cache.data_version").fetchone()[0]

    cache.apply(1, page([entity(1)], cursor="c9", seq=9), now_ms=1_000)
    before = version()
    nothing = page([], cursor="c9", seq=9)
    told = cache.apply(1, nothing, now_ms=1_000 + NOTED_EVERY_MS - 1)
    assert told == (PageHead("c9", more=False, count=0, seq=9), ChangeSet())
    assert version() == before
    assert cache.apply(1, nothing, now_ms=1_000 + NOTED_EVERY_MS) == told
    assert version() != before
    assert cache.place(1).caught_up_ms == 1_000 + NOTED_EVERY_MS


@pytest.mark.parametrize(("cursor", "seq"), [("c10", 9), ("c9", 10)])
def test_an_empty_page_that_goes_on_is_written(opened, cursor, seq):
    _, cache, _ = opened
    cache.apply(1, page([entity(1)], cursor="c9", seq=9), now_ms=1)
    cache.apply(1, page([], cursor=cursor, seq=seq), now_ms=2)
    assert (cache.place(1).cursor, cache.place(1).seq) == (cursor, seq)


def test_an_empty_page_ends_a_load_however_it_is(opened):
    """A load that finds nothing drops what was there, though the cursor may be the one of before."""
    _, cache, reader = opened
    cache.apply(1, page([entity(1)], cursor="c9", seq=9), now_ms=1)
    cache.begin_load(1)
    cache.apply(1, page([], cursor="c9", seq=9), now_ms=2)
    assert not cache.place(1).loading
    assert len(reader.ids(ALL)) == 0


def test_an_item_comes_back_whole_as_it_was_sent(opened):
    _, cache, reader = opened
    made = entity(1, content={"medication": {"name": "Métformine", "fills": [1, 2.5, None]}})
    cache.apply(1, page([made]), now_ms=1)
    item = reader.item(key_of(made))
    assert item.entity == made
    assert item.content == made["content"]
    assert (item.version, item.content_hash) == (1, made["content_hash"])
    assert reader.item(ItemKey(1, "refill", "nobody")) is None


def test_who_has_no_chart_is_shown_as_they_called_themselves(opened):
    _, cache, reader = opened
    made = entity(1, patient=None, subject={"name": "Nobody Yet", "birth_date": "2001-01-01"})
    cache.apply(1, page([made]), now_ms=1)
    (row,) = reader.rows(reader.ids(ALL))
    assert (row.patient, row.birth_date) == ("Nobody Yet", "2001-01-01")


def test_an_older_version_never_overwrites_a_newer_one(opened):
    _, cache, reader = opened
    newer = entity(1, version=5, state="approved", is_open=False)
    cache.apply(1, page([newer], more=True), now_ms=1)
    cache.apply(1, page([entity(1, version=4)], more=True), now_ms=1)
    item = reader.item(key_of(newer))
    assert (item.version, item.state, item.entity["state"]) == (5, "approved", "approved")


def test_a_removed_item_leaves_no_trace(opened):
    store, cache, reader = opened
    made = entity(1, name="Gone Soon")
    cache.apply(1, page([made]), now_ms=1)
    gone = {"kind": "refill", "id": made["id"], "version": 2, "op": "remove", "entity": None}
    text = json.dumps({"changes": [gone], "cursor": "c2", "more": False, "head": {"seq": 2}})
    _, changes = cache.apply(1, text, now_ms=1)
    assert changes.keys == {key_of(made)}
    assert list(reader.ids(ALL)) == []
    assert list(reader.ids(QueueQuery(1, search="gone soon"))) == []
    with store.door().use() as connection:
        assert connection.execute("SELECT count(*) FROM cache.item_entity").fetchone() == (0,)


def test_a_row_that_does_not_fit_is_left_out_and_the_rest_taken(opened):
    _, cache, reader = opened
    good, bad, odd = entity(1), entity(2), entity(3)
    bad["submitted_at"] = "yesterday"
    del odd["is_open"]
    _, _ = cache.apply(1, page([bad, good, odd]), now_ms=1)
    assert [row.key.id for row in reader.rows(reader.ids(ALL))] == [good["id"]]


def test_slots_are_kept_apart_from_items(opened):
    _, cache, reader = opened
    slot = {
        "kind": "slot",
        "id": "s-1",
        "practice_id": 1,
        "version": 1,
        "state": "free",
        "starts_at": "2026-11-23T09:00:00Z",
        "ends_at": "2026-11-23T09:20:00Z",
        "practitioner": {"id": "d", "name": "Dr Osei"},
        "location": "Room 2",
        "visit_type": "follow-up",
    }
    _, changes = cache.apply(1, page([slot]), now_ms=1)
    assert changes == ChangeSet(slots=True)
    day = 1_795_392_000_000  # 2026-11-23
    assert reader.slots(1, day, day + 86_400_000) == [slot]
    assert reader.slots(1, day + 86_400_000, day + 2 * 86_400_000) == []
    assert list(reader.ids(ALL)) == []


@pytest.mark.parametrize(
    "text",
    ["", "<html>", "[]", "{}", '{"changes": {}, "cursor": "c", "more": false}', '{"changes": ['],
)
def test_what_is_no_feed_page_changes_nothing(opened, text):
    _, cache, reader = opened
    cache.apply(1, page([entity(1)], cursor="c1"), now_ms=1)
    with pytest.raises(NotThePortalError):
        cache.apply(1, text, now_ms=2)
    assert cache.place(1).cursor == "c1"
    assert len(reader.ids(ALL)) == 1


def test_a_new_load_keeps_old_rows_in_sight_and_drops_them_at_its_end(opened):
    _, cache, reader = opened
    cache.apply(1, page([entity(1, version=9), entity(2), entity(3)]), now_ms=1)
    cache.begin_load(1)
    assert cache.place(1).cursor == ""
    assert len(reader.ids(ALL)) == 3
    # A restored portal may be behind: in a new load its word counts whatever we had.
    restored = entity(1, version=2, summary="As it was")
    cache.apply(1, page([restored], more=True), now_ms=1)
    assert reader.item(key_of(restored)).version == 2
    assert len(reader.ids(ALL)) == 3
    _, changes = cache.apply(1, page([entity(3)]), now_ms=1)
    assert changes.everything
    assert [row.key.id for row in reader.rows(reader.ids(ALL))] == [
        entity(1)["id"],
        entity(3)["id"],
    ]


def test_one_practice_loading_anew_leaves_the_others_alone(opened):
    _, cache, reader = opened
    cache.apply(1, page([entity(1)]), now_ms=1)
    cache.apply(2, page([entity(2, practice_id=2)]), now_ms=1)
    cache.begin_load(1)
    cache.apply(1, page([]), now_ms=1)
    assert len(reader.ids(ALL)) == 0
    assert len(reader.ids(QueueQuery(2))) == 1
    assert cache.forget_others(frozenset({1})).everything
    assert len(reader.ids(QueueQuery(2))) == 0


def command(made, name="k1", action="approve"):
    return Command(
        command_id=name,
        key=key_of(made),
        expected_version=made["version"],
        expected_content_hash=made["content_hash"],
        action=action,
        params={},
        client_decided_at="2026-11-22T09:00:00Z",
        not_before_ms=0,
    )


def test_a_short_answer_marks_the_row_until_the_feed_brings_the_rest(opened):
    _, cache, reader = opened
    made = entity(1)
    cache.apply(1, page([made]), now_ms=1)
    answer = CommandResult("k1", ResultStatus.APPLIED, version=2, state="approved", seq=2)
    assert cache.settle([(command(made), answer)]).keys == {key_of(made)}
    item = reader.item(key_of(made))
    assert (item.version, item.state, item.is_open) == (2, "approved", False)
    assert list(reader.ids(QueueQuery(1))) == []
    whole = entity(1, version=2, state="approved", is_open=False, decision={"action": "approve"})
    cache.apply(1, page([whole]), now_ms=1)
    assert reader.item(key_of(made)).entity["decision"] == {"action": "approve"}


def test_an_answer_with_the_item_is_taken_whole(opened):
    _, cache, reader = opened
    made = entity(1)
    cache.apply(1, page([made]), now_ms=1)
    now = entity(1, version=3, state="denied", is_open=False, summary="Changed")
    answer = CommandResult("k1", ResultStatus.CONFLICT, current=now)
    cache.settle([(command(made), answer)])
    assert reader.item(key_of(made)).entity == now
    assert cache.place(1).cursor == "c1"


def test_a_late_answer_does_not_undo_what_the_feed_has_brought(opened):
    _, cache, reader = opened
    made = entity(1, version=7, state="recalled", is_open=False)
    cache.apply(1, page([made]), now_ms=1)
    answer = CommandResult("k1", ResultStatus.REPLAYED, version=2, state="approved")
    cache.settle([(command(made), answer)])
    assert reader.item(key_of(made)).state == "recalled"


def test_a_repeated_answer_leaves_the_row_that_the_feed_has_brought_whole(opened):
    """The console only guesses whether a state is open; what the feed said of that version stands."""
    _, cache, _ = opened
    made = entity(1, version=2, state="set aside by a newer portal", is_open=True)
    cache.apply(1, page([made]), now_ms=1)
    before = cache.digest(1, now_ms=1)
    answer = CommandResult("k1", ResultStatus.REPLAYED, version=2, state=made["state"])
    cache.settle([(command(made), answer)])
    assert cache.digest(1, now_ms=2) == before == {"refill": (1, 2)}


@pytest.mark.parametrize("kind", QUEUES)
def test_a_short_answer_leaves_open_what_the_portal_holds_for_open(opened, kind):
    _, cache, reader = opened
    for number, state in enumerate(sorted(QUEUES[kind].states)):
        made = entity(number, kind=kind)
        cache.apply(1, page([made]), now_ms=1)
        answer = CommandResult("k1", ResultStatus.APPLIED, version=2, state=state, seq=2)
        cache.settle([(command(made), answer)])
        assert reader.item(key_of(made)).is_open == (state in QUEUES[kind].open_states), state


def test_the_digest_counts_open_items_and_sums_their_versions(opened):
    _, cache, _ = opened
    cache.apply(
        1,
        page(
            [
                entity(1, version=2),
                entity(2, version=3),
                entity(3, version=9, state="denied", is_open=False),
                entity(4, kind="result"),
            ]
        ),
        now_ms=1,
    )
    assert cache.digest(1, now_ms=77) == {"refill": (2, 5), "result": (1, 1)}
    assert cache.place(1).digest_ms == 77


def test_texts_are_remembered_and_replaced(opened):
    _, cache, _ = opened
    assert cache.remembered("me") is None
    cache.remember("me", "{}")
    cache.remember("me", '{"staff":1}')
    assert cache.remembered("me") == '{"staff":1}'


def test_a_changed_byte_is_found_and_the_cache_begun_anew(tmp_path):
    store, cache = open_store(tmp_path)
    fill(cache, 2_000)
    cache.check()
    store.close()
    file = tmp_path / "cache.db"
    raw = bytearray(file.read_bytes())
    raw[len(raw) // 2] ^= 1
    file.write_bytes(raw)
    store, cache = open_store(tmp_path)
    reader = QueueReader(store)
    with pytest.raises(CacheDamagedError):
        cache.check()
    cache.rebuild()
    assert len(reader.ids(ALL)) == 0
    fill(cache, 10)
    assert len(reader.ids(ALL)) == 10
    assert (tmp_path / "cache.db.damaged-1").exists()
    cache.check()
    store.close()


def test_a_reader_that_meets_damage_says_which_file(tmp_path):
    store, cache = open_store(tmp_path)
    fill(cache, 3_000)
    store.close()
    file = tmp_path / "cache.db"
    raw = bytearray(file.read_bytes())
    for place in range(len(raw) // 8192 * 4096 + 100, len(raw), 4096):
        raw[place] ^= 0xFF
    file.write_bytes(raw)
    store = Store.open(tmp_path, KEYS)
    assert not store.cache_was_rebuilt
    reader = QueueReader(store)
    query = QueueQuery(1, view=QueueView.ALL, search="a", sort=SortKey.PATIENT)  # reads every row
    with pytest.raises(CacheDamagedError):
        reader.ids(query)
    store.close()


def test_readers_go_on_while_the_cache_is_written(opened):
    _, cache, reader = opened
    fill(cache, 500)
    failed = []

    def read():
        try:
            for _ in range(50):
                assert len(reader.ids(ALL)) >= 500
                reader.rows(range(1, 64))
        except Exception as error:  # noqa: BLE001 - the thread's failure is the test's
            failed.append(error)

    thread = threading.Thread(target=read)
    thread.start()
    for number in range(20):
        cache.apply(1, page([entity(1000 + number)]), now_ms=1)
    thread.join()
    assert failed == []
