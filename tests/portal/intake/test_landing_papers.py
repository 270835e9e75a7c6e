"""Files inside a report: documents of its chart with the final version, and out of sight with it."""

from dataclasses import replace
from functools import cache

import pytest
from obstore.store import MemoryStore

from portal.db.tables import document, item, lab_report
from portal.intake.shape import SentDocument
from portal.services import document_intake, item_changes
from portal.services.files import Files
from portal.services.intake import papers
from portal.services.intake.papers import Attached
from portal.services.intake.turns import LostTurnError
from tests.support.intake_world import observation, parsed, person, report
from tests.support.papers import paper
from tests.support.practice_world import on_both


@cache
def attached(title: str = "Report", words: str = "Glucose 92.5") -> Attached:
    files = Files(MemoryStore(), bytes(32))
    return Attached(title, document_intake.keep(files, 1, paper([words])))


def corrected() -> Attached:
    return attached(words="Glucose 98.1")


def documents(world):
    return [dict(row) for row in world.all_of(document)]


def test_a_file_of_a_final_report_is_a_document_of_the_chart(world, ada):
    (landed,) = world.lab.land(parsed(person(), report()), ((attached(),),))
    (row,) = documents(world)
    assert (row["patient_id"], row["title"], row["released_at"]) == (ada, "Report", None)
    origin = world.one(item, row["id"])["origin_id"]
    assert origin == landed.item_id


def test_s54_a_file_of_a_preliminary_report_waits_for_the_final_one(world, ada):
    files = ((attached(),),)
    (landed,) = world.lab.land(parsed(person(), report("P")), files)
    assert documents(world) == []
    assert "attached a document" in world.one(lab_report, landed.report_id)["text"]
    world.lab.land(parsed(person(), report("F")), files)
    assert len(documents(world)) == 1


@pytest.mark.parametrize("released", [True, False])
def test_s54_what_is_withdrawn_takes_its_files_back(world, ada, released):
    login = world.login(chart=ada)
    (landed,) = world.lab.land(parsed(person(), report()), ((attached(),),))
    (row,) = documents(world)
    world.done("provider", world.seen(landed.item_id), "release")
    if released:
        world.done("provider", world.seen(row["id"]), "release")
    world.lab.land(parsed(person(), report(observations=(observation(raw_status="W"),))))
    assert world.reads(login) == []
    assert world.state(world.seen(row["id"])) == "recalled"
    (row,) = documents(world)
    assert (row["released_at"], row["recalled_at"] is None) == (None, False)


def test_a_file_that_the_gate_refused_is_told_of(world, ada):
    refused = Attached("Report", None, "ENCRYPTED", "The file is encrypted.")
    (landed,) = world.lab.land(parsed(person(), report()), ((refused,),))
    assert landed.what == "new"
    assert "The file is encrypted." in world.one(lab_report, landed.report_id)["text"]
    (task,) = (row for row in world.all_of(item) if row["kind"] == "task")
    content = item_changes.content_of(task)
    assert (content["code"], content["origin"]["id"]) == ("paper_refused", landed.item_id)


def test_a_sensitive_report_has_sensitive_files(world, ada):
    hiv = report(title="HIV 1 and 2 antibody panel")
    world.lab.land(parsed(person(), hiv), ((attached(),),))
    content = world.content(world.seen(documents(world)[0]["id"]))
    assert content["document"]["sensitive"]


def stands(world) -> list[tuple[str, str]]:
    """The state of each document's item, in the order in which they came, and its report's state."""
    return [
        (one["state"], world.one(item, one["origin_id"])["state"])
        for one in (world.one(item, row["id"]) for row in documents(world))
    ]


def later(world, status="C", value=98.1):
    return report(status, value, issued_at=world.at(hours=1))


@on_both
@pytest.mark.parametrize("released", [True, False])
def test_s54_a_correction_takes_the_place_of_a_file_at_once(world, ada, released):
    """What was corrected is not true again (invariant 17), on paper neither."""
    (landed,) = world.lab.land(parsed(person(), report()), ((attached(),),))
    (first,) = documents(world)
    if released:
        world.done("provider", world.seen(landed.item_id), "release")
        world.done("provider", world.seen(first["id"]), "release")
    world.lab.land(parsed(person(), later(world)), ((corrected(),),))
    old, new = documents(world)
    assert (old["id"], old["released_at"], old["recalled_at"] is None) == (first["id"], None, False)
    assert (new["released_at"], new["recalled_at"]) == (None, None)
    states = [world.state(world.seen(row["id"])) for row in (old, new)]
    assert states == ["recalled", "pending"]
    if released:
        recall = world.content(world.seen(old["id"]))["recall"]
        assert recall["reason_code"] == "CORRECTION_EXPECTED"


def test_s54_a_correction_without_a_file_takes_the_file_of_what_it_corrects_back(world, ada):
    (landed,) = world.lab.land(parsed(person(), report()), ((attached(),),))
    (first,) = documents(world)
    world.done("provider", world.seen(landed.item_id), "release")
    world.done("provider", world.seen(first["id"]), "release")
    world.lab.land(parsed(person(), later(world)))
    assert documents(world)[0]["released_at"] is None
    assert world.content(world.seen(first["id"]))["recall"]["reason_code"] == "ENTERED_IN_ERROR"


def test_a_file_that_a_correction_brings_as_well_stays_and_goes_with_it(world, ada):
    (landed,) = world.lab.land(parsed(person(), report()), ((attached(),),))
    (first,) = documents(world)
    world.done("provider", world.seen(landed.item_id), "release")
    world.done("provider", world.seen(first["id"]), "release")
    (again,) = world.lab.land(parsed(person(), later(world)), ((attached(),),))
    assert stands(world) == [("released", "pending")]
    assert world.one(item, first["id"])["origin_id"] == again.item_id != landed.item_id
    withdrawal = report(
        "C", observations=(observation(raw_status="W"),), issued_at=world.at(hours=2)
    )
    (taken,) = world.lab.land(parsed(person(), withdrawal))
    assert taken.what == "updated"
    assert [state for state, _ in stands(world)] == ["recalled"]


def test_a_late_version_leaves_the_file_of_the_newer_one_alone(world, ada):
    world.lab.land(parsed(person(), later(world)), ((corrected(),),))
    (late,) = world.lab.land(parsed(person(), report()), ((attached(),),))
    assert late.what == "late"
    assert stands(world) == [("pending", "pending")]


def test_a_file_that_comes_with_a_repeated_report_is_not_lost(world, ada):
    world.lab.land(parsed(person(), report()), ((attached(),),))
    for _ in range(2):
        (again,) = world.lab.land(parsed(person(), report()), ((attached(), corrected()),))
        assert again.what == "same"
        assert stands(world) == [("pending", "pending")] * 2
    world.done("provider", world.seen(documents(world)[0]["id"]), "release")
    world.done(
        "provider", world.seen(documents(world)[0]["id"]), "recall", reason_code="WRONG_PATIENT"
    )
    world.lab.land(parsed(person(), report()), ((attached(),),))
    assert [state for state, _ in stands(world)] == ["recalled", "pending"]


def test_what_was_withdrawn_and_is_sent_again_has_its_file_again(world, ada):
    world.lab.land(parsed(person(), report()), ((attached(),),))
    withdrawal = report(
        "C", observations=(observation(raw_status="W"),), issued_at=world.at(hours=1)
    )
    world.lab.land(parsed(person(), withdrawal))
    final = report("F", issued_at=world.at(hours=2))
    (again,) = world.lab.land(parsed(person(), final), ((attached(),),))
    assert again.what == "updated"
    assert sorted(state for state, _ in stands(world)) == ["pending", "recalled"]


def test_each_order_has_its_own_file_and_takes_back_its_own(world, ada):
    """The same pages under two orders: what becomes of one order leaves the other's alone."""
    second = report(filler_number="L-2")
    world.lab.land(parsed(person(), report(), second), ((attached(),), (attached(),)))
    assert len(documents(world)) == 2
    withdrawal = report(filler_number="L-2", observations=(observation(raw_status="W"),))
    world.lab.land(parsed(person(), withdrawal))
    assert [state for state, _ in stands(world)] == ["pending", "recalled"]


def test_a_file_that_the_desk_has_closed_does_not_come_back_when_it_was_withdrawn(world, ada):
    world.lab.land(parsed(person(), report()), ((attached(),),))
    other = world.document(ada)
    seen = world.seen(documents(world)[0]["id"])
    world.done("provider", seen, "mark_duplicate", of=other.id)
    world.lab.land(parsed(person(), report(observations=(observation(raw_status="W"),))))
    assert world.state(seen) == "recalled"


def test_before_each_file_it_is_asked_whether_to_go_on():
    """Twenty files may take minutes at the gate: longer than any turn that a killed process leaves."""
    pages = SentDocument("Report", "application/pdf", paper(["Glucose 92.5"]))
    files = Files(MemoryStore(), bytes(32))
    asked: list[int] = []

    def ask() -> None:
        asked.append(len(files.store.list().collect()))
        if len(asked) == 3:
            raise LostTurnError

    second = replace(pages, content=paper(["Glucose 98.1"]))
    sent = parsed(person(), report(documents=(pages, second)), report(documents=(pages,)))
    with pytest.raises(LostTurnError):
        papers.keep(files, 1, sent, ask)
    assert asked == [0, 1, 2]
