"""Messages that could not be read: shown with the reason, tried again after a fix, put aside."""

import json

import pytest

from portal.db.intake_tables import intake_message
from portal.db.tables import journal
from portal.db.unit_of_work import Scope
from portal.intake.shape import Fault
from portal.services.intake import quarantine
from tests.support.practice_world import on_both


def message(world, key):
    return world.one(intake_message, key)


def worked(world, key, fault=None, state="parsed"):
    """What the worker does with a message that was sent back to it."""
    row = message(world, key)
    assert row["state"] == "received"

    def work(uow):
        if fault is not None:
            return quarantine.put(uow, row, fault)
        quarantine.resolved(uow, row, state)
        return None

    return world.database.write(Scope.of([1]), work)


def linked(world):
    """A quarantined message with its item, as the worker leaves them."""
    seen, key = world.lab.quarantined()
    write = intake_message.update().where(intake_message.c.id == key)
    made = write.values(item_id=seen.id, reason="BAD_STRUCTURE", attempts=3)
    world.database.write(Scope.of([1]), lambda uow: uow.execute(made))
    return seen, key


def test_the_item_says_where_it_hurts_and_nothing_of_a_patient(world):
    seen, key = world.lab.quarantined(Fault("BAD_TIME", "OBX-14, segment 7"))
    content = world.content(seen)
    assert content["message"] | {"received_at": ""} == {
        "id": key,
        "source": "Harbor",
        "channel": "http",
        "format": "hl7v2",
        "control_id": "C-1",
        "message_type": "ORU^R01",
        "sender": "LIS|HARBOR",
        "received_at": "",
        "size": 4,
    }
    told = (content["reason"], content["detail"], content["attempts"])
    assert told == ("BAD_TIME", "OBX-14, segment 7", 1)


@on_both
def test_a_message_is_tried_again_and_its_item_closes(world):
    seen, key = linked(world)
    world.done("nurse", seen, "reprocess")
    row = message(world, key)
    assert (row["state"], row["attempts"], row["processed_at"]) == ("received", 0, None)
    assert world.state(seen) == "reprocessing"
    worked(world, key)
    assert world.state(seen) == "parsed"
    assert world.verify(1).ok


def test_a_message_may_turn_out_to_be_no_result(world):
    seen, key = linked(world)
    world.done("nurse", seen, "reprocess")
    worked(world, key, state="refused")
    assert world.state(seen) == "refused"


@on_both
def test_a_message_that_fails_again_returns_with_the_new_reason(world):
    seen, key = linked(world)
    world.done("nurse", seen, "reprocess")
    same = worked(world, key, Fault("LANDING_FAILED"))
    assert same == seen.id
    content = world.content(world.again(seen))
    assert (content["reason"], content["attempts"]) == ("LANDING_FAILED", 2)
    assert world.state(seen) == "pending"
    world.done("nurse", world.again(seen), "reprocess")


def test_nobody_decides_while_it_is_being_tried(world):
    seen, _ = linked(world)
    world.done("nurse", seen, "reprocess")
    again = world.again(seen)
    assert world.refused("nurse", again, "reprocess") == "illegal-transition"
    assert world.refused("nurse", again, "discard", reason_code="NO_RESULT") == "illegal-transition"


@pytest.mark.parametrize("code", ["NO_RESULT", "WRONG_RECIPIENT", "SENT_AGAIN", "TEST_MESSAGE"])
def test_what_nobody_needs_is_put_aside_and_kept(world, code):
    seen, key = linked(world)
    world.done("nurse", seen, "discard", reason_code=code, note="Called them.")
    assert message(world, key)["state"] == "discarded"
    assert message(world, key)["raw"] == b"MSH|"
    world.done("nurse", world.again(seen), "reopen", note="It was one after all.")
    assert message(world, key)["state"] == "quarantined"
    world.done("nurse", world.again(seen), "reprocess")


def test_many_are_tried_again_at_once(world):
    waiting = [linked(world) for _ in range(3)]
    commands = [world.command(seen, "reprocess") for seen, _ in waiting]
    results = world.decide(world.actors["nurse"], *commands)
    assert [one["status"] for one in results] == ["applied"] * 3
    assert {message(world, key)["state"] for _, key in waiting} == {"received"}


def test_only_who_resolves_sees_them(world):
    seen, _ = world.lab.quarantined()
    for role in ("front_desk", "billing", "admin", "auditor"):
        assert seen.id not in json.dumps(world.page(world.actors[role], 1)["changes"])
    assert seen.id in json.dumps(world.page(world.actors["provider"], 1)["changes"])


def test_the_journal_names_the_message_and_the_outcome(world):
    seen, key = linked(world)
    world.done("nurse", seen, "reprocess")
    worked(world, key, Fault("BAD_VALUE", "OBX-5"))
    (row,) = (row for row in world.all_of(journal) if row["action"] == "intake.tried_again")
    detail = json.loads(row["body"])["detail"]
    assert (detail["message_id"], detail["outcome"]) == (key, "BAD_VALUE")


def test_a_message_without_an_item_has_nothing_to_close(world):
    row = world.lab.message()
    world.database.write(Scope.of([1]), lambda uow: quarantine.resolved(uow, row))
