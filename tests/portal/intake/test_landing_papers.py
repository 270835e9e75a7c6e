"""Files inside a report: documents of its chart with the final version, and out of sight with it."""

import pytest
from obstore.store import MemoryStore

from portal.db.tables import document, item, lab_report
from portal.services import document_intake, item_changes
from portal.services.files import Files
from portal.services.intake.papers import Attached
from tests.support.intake_world import observation, parsed, person, report
from tests.support.papers import paper


def attached(title: str = "Report") -> Attached:
    files = Files(MemoryStore(), bytes(32))
    return Attached(title, document_intake.keep(files, 1, paper(["Glucose 92.5"])))


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
