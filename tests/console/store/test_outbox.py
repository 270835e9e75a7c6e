"""Decisions from the click to the answer."""

from dataclasses import replace

import pytest

from console.api_client.payloads import command_json
from console.domain.decisions import Command, CommandResult, ResultStatus
from console.domain.items import ItemKey
from console.store import schema
from console.store.door import connect
from console.store.outbox import Outbox
from console.store.reader import QueueReader
from console.store.writing import Writer
from tests.support.builders import open_store


@pytest.fixture
def opened(tmp_path):
    store, _ = open_store(tmp_path / "account")
    yield store, Outbox(Writer(store)), QueueReader(store)
    store.close()


def command(number, *, not_before_ms=0, **changed):
    values = {
        "command_id": f"k{number}",
        "key": ItemKey(1, "refill", f"i{number}"),
        "expected_version": 3,
        "expected_content_hash": "ab" * 32,
        "action": "deny",
        "params": {"reason_code": "TOO_SOON", "text_to_patient": "Später"},
        "client_decided_at": "2026-11-22T09:00:00.000Z",
        "not_before_ms": not_before_ms,
        "label": "Ada Byron · Lisinopril",
    }
    return Command(**(values | changed))


def history(store):
    with store.door().use() as connection:
        return connection.execute(
            "SELECT command_id, status, state, acknowledged_ms FROM main.history ORDER BY 1"
        ).fetchall()


APPLIED = CommandResult("k1", ResultStatus.APPLIED, version=4, state="denied")
CONFLICT = CommandResult(
    "k1",
    ResultStatus.CONFLICT,
    problem={"class": "decided_differently"},
    current={"state": "approved"},
)


def test_a_decision_comes_back_as_it_was_made(opened):
    _, outbox, _ = opened
    made = command(1)
    assert outbox.add([made], now_ms=10) == [made]
    assert outbox.claim_due(now_ms=10) == [made]


def test_an_item_has_one_open_decision(opened):
    _, outbox, _ = opened
    outbox.add([command(1)], now_ms=1)
    second = command(2, key=command(1).key, action="approve")
    other = command(3)
    assert outbox.add([second, other], now_ms=1) == [other]
    assert [one.command_id for one in outbox.claim_due(now_ms=1)] == ["k1", "k3"]


def test_nothing_is_sent_before_its_undo_window_has_ended(opened):
    _, outbox, _ = opened
    outbox.add([command(1, not_before_ms=5_000)], now_ms=0)
    assert outbox.standing()[1] == 5_000
    assert outbox.claim_due(now_ms=4_999) == []
    assert len(outbox.claim_due(now_ms=5_000)) == 1


def test_oldest_first_and_no_more_than_asked_for(opened):
    _, outbox, _ = opened
    for number in (3, 1, 2):
        outbox.add([command(number)], now_ms=100 - number)
    assert [one.command_id for one in outbox.claim_due(now_ms=200, limit=2)] == ["k3", "k2"]


def test_a_decision_can_be_taken_back_until_it_leaves(opened):
    _, outbox, reader = opened
    outbox.add([command(1), command(2)], now_ms=0)
    assert outbox.withdraw("k1") == command(1).key
    assert outbox.withdraw("k1") is None
    outbox.claim_due(now_ms=0)
    assert outbox.withdraw("k2") is None
    assert reader.waiting() == 1


def test_after_a_restart_what_was_sent_is_sent_again_and_can_not_be_taken_back(tmp_path):
    store, _ = open_store(tmp_path)
    outbox = Outbox(Writer(store))
    outbox.add([command(1)], now_ms=0)
    outbox.claim_due(now_ms=0)
    store.close()
    store, _ = open_store(tmp_path)
    outbox = Outbox(Writer(store))
    assert outbox.withdraw("k1") is None
    assert [one.command_id for one in outbox.claim_due(now_ms=0)] == ["k1"]
    store.close()


def test_what_surely_never_arrived_can_be_taken_back_again(opened):
    _, outbox, _ = opened
    outbox.add([command(1), command(2)], now_ms=0)
    sent = outbox.claim_due(now_ms=0)
    outbox.postpone(sent, error="PortalUnreachableError", may_have_arrived=False)
    assert outbox.withdraw("k1") == command(1).key
    sent = outbox.claim_due(now_ms=0)
    outbox.postpone(sent, error="PortalUnreachableError", may_have_arrived=True)
    sent = outbox.claim_due(now_ms=0)
    outbox.postpone(sent, error="PortalUnreachableError", may_have_arrived=False)
    assert outbox.withdraw("k2") is None


def test_putting_off_counts_and_waits(opened):
    _, outbox, _ = opened
    outbox.add([command(1)], now_ms=0)
    changes = outbox.postpone(outbox.claim_due(now_ms=0), error="Deferred", next_try_ms=900)
    assert changes.keys == {command(1).key}
    assert changes.outbox
    assert outbox.claim_due(now_ms=899) == []
    assert outbox.standing()[1] == 900
    (again,) = outbox.claim_due(now_ms=900)
    assert (again.attempts, again.command_id) == (1, "k1")


def test_an_accepted_decision_goes_into_the_history(opened):
    store, outbox, reader = opened
    outbox.add([command(1)], now_ms=0)
    (sent,) = outbox.claim_due(now_ms=0)
    changes = outbox.settle([(sent, APPLIED)], now_ms=50)
    assert changes.keys == {sent.key}
    assert outbox.pending() == reader.waiting() == 0
    assert outbox.find(sent.key) is None
    assert history(store) == [("k1", "applied", "denied", None)]


@pytest.mark.invariant("I8")
def test_a_refused_decision_stays_until_it_has_been_read(opened):
    store, outbox, reader = opened
    outbox.add([command(1)], now_ms=0)
    (sent,) = outbox.claim_due(now_ms=0)
    (wanted,) = outbox.attend([(sent, CONFLICT)], now_ms=70)
    assert reader.attention(1) == [wanted]
    assert reader.attention(2) == []
    assert wanted.command == sent
    assert wanted.problem == {"class": "decided_differently"}
    assert wanted.current == {"state": "approved"}
    assert outbox.claim_due(now_ms=10**12) == []
    assert outbox.pending() == 0
    assert outbox.withdraw("k1") is None
    assert outbox.add([command(2, key=sent.key)], now_ms=1) == []
    assert outbox.acknowledge("k1", now_ms=90) == sent.key
    assert outbox.acknowledge("k1", now_ms=91) is None
    assert reader.attention(1) == []
    assert history(store) == [("k1", "conflict", "", 90)]
    assert len(outbox.add([command(2, key=sent.key)], now_ms=1)) == 1


def test_acknowledging_does_not_touch_what_still_waits(opened):
    _, outbox, _ = opened
    outbox.add([command(1)], now_ms=0)
    assert outbox.acknowledge("k1", now_ms=1) is None
    assert outbox.pending() == 1
    assert outbox.find(command(1).key) == "k1"


def test_the_next_due_time_leaves_out_what_is_on_its_way(opened):
    _, outbox, _ = opened
    outbox.add([command(1)], now_ms=0)
    sent = outbox.claim_due(now_ms=0)
    assert outbox.standing()[1] is None
    outbox.let_go(sent)
    assert outbox.standing()[1] == 0


def test_a_failed_transaction_leaves_nothing_behind(opened):
    store, outbox, reader = opened
    writer = Writer(store)
    outbox.add([command(1)], now_ms=0)

    def work():
        with writer.transaction() as connection:
            connection.exec_driver_sql("DELETE FROM main.outbox")
            raise KeyError("a bug in the middle")

    with pytest.raises(KeyError):
        work()
    assert reader.waiting() == 1


def test_s51_for_whom_and_that_it_was_one_of_many_survive_the_outbox(opened):
    """Both names of a delegated decision, and the mark of a bulk, reach the portal as decided."""
    _, outbox, _ = opened
    made = command(1, on_behalf_of="provider-7", bulk=True)
    outbox.add([made], now_ms=1)
    (sent,) = outbox.claim_due(now_ms=1)
    assert (sent.on_behalf_of, sent.bulk) == ("provider-7", True)
    body = command_json(sent)
    assert (body["on_behalf_of"], body["bulk"]) == ("provider-7", True)


def test_a_decision_for_oneself_alone_names_nobody_else(opened):
    _, outbox, _ = opened
    outbox.add([command(1)], now_ms=1)
    (sent,) = outbox.claim_due(now_ms=1)
    assert {"on_behalf_of", "bulk"}.isdisjoint(command_json(sent))


def test_an_outbox_of_the_first_version_gains_the_new_columns(tmp_path):
    """What was decided before the program was renewed is sent by the renewed one."""
    folder = tmp_path / "account"
    store, _ = open_store(folder)
    Outbox(Writer(store)).add([command(1)], now_ms=1)
    path, key = store.outbox_path, store.keys.outbox
    store.close()
    older = connect(path, key)
    for column in ("on_behalf_of", "bulk"):
        older.execute(f"ALTER TABLE outbox DROP COLUMN {column}")
    older.execute("PRAGMA user_version = 1")
    older.close()
    store, _ = open_store(folder)
    assert Outbox(Writer(store)).claim_due(now_ms=1) == [command(1)]
    store.close()


def test_what_needs_attention_is_known_for_one_practice_and_for_all(opened):
    _, outbox, reader = opened
    elsewhere = command(2, key=ItemKey(2, "refill", "i2"))
    outbox.add([command(1), elsewhere], now_ms=1)
    outbox.claim_due(now_ms=1)
    refusals = [
        (one, replace(CONFLICT, command_id=one.command_id)) for one in (command(1), elsewhere)
    ]
    outbox.attend(refusals, now_ms=2)
    assert [one.command.key.practice_id for one in reader.attention(2)] == [2]
    assert [one.command.key.practice_id for one in reader.attention()] == [1, 2]


def test_a_clock_that_was_set_back_holds_no_decision_back(opened):
    _, outbox, _ = opened
    day_ms = 24 * 3600 * 1000
    made = command(1, not_before_ms=day_ms + 5_000)
    outbox.add([made], now_ms=day_ms)
    assert outbox.claim_due(now_ms=day_ms - 30_000) == [], "a small step only lengthens the pause"
    assert outbox.claim_due(now_ms=0) == [made]


def test_what_is_asked_all_the_time_lies_before_whole_items():
    assert list(schema.outbox.columns.keys())[-2:] == ["current", "seen"]


def test_many_to_be_read_are_read_without_the_items_that_no_card_shows_yet(opened):
    _store, outbox, reader = opened
    seen = {"patient": {"name": "Ada"}}
    outbox.add([command(number, seen=seen) for number in range(9)], now_ms=0)
    for sent in outbox.claim_due(now_ms=0):
        at_ms = 9 if sent.command_id == "k0" else 5  # of one batch, all but the first
        outbox.attend([(sent, replace(CONFLICT, command_id=sent.command_id))], now_ms=at_ms)
    found = reader.attention(1, whole=3)
    assert len(found) == 9
    assert {one.command.command_id for one in found if one.command.seen} == {"k0", "k1", "k2"}
    assert all((one.command.seen is None) == (one.current is None) for one in found)
    assert [
        replace(one, command=replace(one.command, seen=seen), current=CONFLICT.current)
        for one in found
    ] == (reader.attention(1))
