"""What a message means: onto the right chart, or before a person; nothing cut, nothing twice."""

from datetime import date

import pytest

from portal.db.tables import item, lab_observation, lab_report, patient
from portal.intake.shape import Coded, Identifier, PersonName
from portal.services.intake import landing, whose
from tests.support.intake_world import (
    HOUR,
    OURS,
    SENDER,
    observation,
    parsed,
    person,
    report,
)
from tests.support.practice_world import on_both


@on_both
def test_s54_a_report_lands_on_the_chart_that_everything_names(world, ada):
    (landed,) = world.lab.land(parsed(person(), report(placer_number="P-9")))
    assert (landed.what, landed.patient_id, landed.releasable) == ("new", ada, True)
    row = world.one(lab_report, landed.report_id)
    assert (row["source"], row["filler_number"], row["placer_number"]) == (SENDER, "L-1", "P-9")
    assert (row["raw_status"], row["code_system"], row["message_id"]) != ("", "", None)
    seen = world.seen(landed.item_id)
    assert (seen.kind, world.one(item, seen.id)["patient_id"]) == ("result", ada)
    assert world.verify(1).ok


@on_both
@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        ({"identifiers": ()}, whose.NO_RECORD_NUMBER),
        ({"identifiers": (Identifier("R-1", "ELSEWHERE", "MR"),)}, whose.OTHER_AUTHORITY),
        ({"identifiers": (Identifier("R-2", OURS, "MR"),)}, whose.UNKNOWN_RECORD_NUMBER),
        ({"birth_date": date(1981, 2, 1)}, whose.BIRTH_DATE_DIFFERS),
        ({"names": (PersonName("Ada", "Byron"),)}, whose.NAME_DIFFERS),
    ],
)
def test_s54_what_does_not_fit_waits_and_never_makes_a_chart(world, ada, changed, reason):
    charts = len(world.all_of(patient))
    (landed,) = world.lab.land(parsed(person(**changed), report()))
    assert (landed.what, landed.reason, landed.patient_id) == ("unmatched", reason, None)
    assert not landed.releasable
    assert world.all_of(lab_report) == []
    assert len(world.all_of(patient)) == charts
    content = world.content(world.seen(landed.item_id))
    assert (content["reason"], content["message_id"] != "") == (reason, True)


def test_s54_what_is_not_final_lands_and_is_not_releasable(world, ada):
    for status in ("P", "R", "I", "S", "A", "O", "X", "", "Z", "unknown", "preliminary"):
        (landed,) = world.lab.land(parsed(person(), report(status, filler_number=f"L-{status}")))
        assert (landed.what, landed.status_raw, landed.releasable) == ("new", status, False)
        seen = world.seen(landed.item_id)
        (result,) = world.run("provider", seen, "release")
        assert result["status"] == "rejected", status


def test_s54_a_value_that_is_not_final_bars_its_report(world, ada):
    sent = report(observations=(observation(raw_status="F"), observation(raw_status="P")))
    assert not world.lab.land(parsed(person(), sent))[0].releasable


def test_s54_an_order_of_another_patient_waits_and_takes_nothing_back(world, ada):
    eve = world.chart(record_number="R-2", given_name="Eve", birth_date=date(1990, 5, 5))
    world.lab.land(parsed(person(), report()))
    other = person(
        identifiers=(Identifier("R-2", OURS, "MR"),),
        names=(PersonName("Byron", "Eve"),),
        birth_date=date(1990, 5, 5),
    )
    (landed,) = world.lab.land(parsed(other, report("C")))
    assert (landed.what, landed.reason) == ("unmatched", whose.ORDER_OF_ANOTHER_PATIENT)
    (row,) = world.all_of(lab_report)
    assert (row["patient_id"], row["recalled_at"]) == (ada, None)
    assert world.content(world.seen(landed.item_id))["other"]["patient_id"] == ada
    seen = world.seen(landed.item_id)
    world.done("nurse", seen, "match", patient_id=eve, chosen_because="search")
    rows = {row["patient_id"]: row for row in world.all_of(lab_report)}
    assert rows[ada]["recalled_at"] is not None
    assert rows[eve]["recalled_at"] is None


def test_s54_an_order_is_known_by_who_ordered_it_as_well(world, ada):
    world.chart(record_number="R-2", given_name="Eve", birth_date=date(1990, 5, 5))
    world.lab.land(parsed(person(), report(placer_number="P-9")))
    other = person(
        identifiers=(Identifier("R-2", OURS, "MR"),),
        names=(PersonName("Byron", "Eve"),),
        birth_date=date(1990, 5, 5),
    )
    (landed,) = world.lab.land(parsed(other, report(filler_number="L-2", placer_number="P-9")))
    assert landed.reason == whose.ORDER_OF_ANOTHER_PATIENT
    elsewhere = parsed(other, report(filler_number="L-3", placer_number="P-9"))
    (landed,) = world.lab.land(elsewhere, sender="LIS|ELSEWHERE")
    assert landed.what == "new", "another laboratory counts its own"


def test_the_policy_says_whose_numbers_count(world, ada):
    world.lab.policy(record_number_authorities=["HARBOR", "2.16.1"])
    (landed,) = world.lab.land(parsed(person(), report()))
    assert landed.reason == whose.OTHER_AUTHORITY
    named = person(identifiers=(Identifier("R-1", "X&2.16.1&ISO", "PI"),))
    assert world.lab.land(parsed(named, report()))[0].what == "new"


def test_landing_again_changes_nothing(world, ada):
    sent = parsed(person(), report(), report(code=Coded("24325-3", "Liver panel", "LN")))
    first = world.lab.land(sent)
    before = world.all_of(item)
    again = world.lab.land(sent)
    assert [one.what for one in first] == ["new", "new"]
    assert [one.what for one in again] == ["same", "same"]
    assert world.all_of(item) == before
    assert len(world.all_of(lab_report)) == 2


def test_pieces_of_one_order_in_a_message_are_one_report(world, ada):
    pieces = (report(value=1.0), report("P", value=2.0, text="second"))
    (landed,) = world.lab.land(parsed(person(), *pieces))
    rows = sorted(world.all_of(lab_observation), key=lambda row: row["ordinal"])
    assert [row["value_number"] for row in rows] == [1.0, 2.0]
    assert (landed.status_raw, landed.releasable) == ("P", False), "the least final one counts"


def test_pieces_without_a_code_lose_nothing(world, ada):
    pieces = [report(value=n, code=Coded("", f"Text {n}")) for n in (1.0, 2.0)]
    (landed,) = world.lab.land(parsed(person(), *pieces))
    assert landed.what == "new"
    assert {row["value_number"] for row in world.all_of(lab_observation)} == {1.0, 2.0}


def test_a_parent_and_its_child_are_two_reports(world, ada):
    culture = report(code=Coded("600-7", "Blood culture", "LN"))
    sensitivity = report(code=Coded("18769-0", "Susceptibility", "LN"), filler_number="L-1-1")
    landed = world.lab.land(parsed(person(), culture, sensitivity))
    assert [one.what for one in landed] == ["new", "new"]


def test_a_code_or_number_is_never_cut(world, ada):
    for changed in (
        {"filler_number": "9" * 81},
        {"code": Coded("1" * 41, "Long", "LN")},
        {"raw_status": "F" * 21},
        {"observations": (observation(unit="x" * 41),)},
        {"observations": (observation(sub_id="1" * 41),)},
    ):
        fault = landing.fault_of(parsed(person(), report(**changed)))
        assert fault is not None, changed
        assert fault.reason == "TOO_LONG"
        assert "999" not in fault.detail


def test_names_are_cut_and_prose_is_not(world, ada):
    sent = report(
        title="T" * 400,
        performer="P" * 400,
        text="x" * 100_000,
        observations=(observation(None, value_text="y" * 50_000, note="z" * 50_000),),
    )
    (landed,) = world.lab.land(parsed(person(), sent))
    row = world.one(lab_report, landed.report_id)
    assert (len(row["title"]), row["title"][-1], len(row["text"])) == (300, "…", 100_000)
    (value,) = world.all_of(lab_observation)
    assert (len(value["value_text"]), len(value["note"])) == (50_000, 50_000)


@on_both
def test_what_no_database_keeps_is_left_out(world, ada):
    odd = "a\x00b\ud800c"
    sent = report(title=odd, text=odd, observations=(observation(float("inf"), value_text=odd),))
    (landed,) = world.lab.land(parsed(person(), sent))
    row = world.one(lab_report, landed.report_id)
    assert (row["title"], row["text"]) == ("ab?c", "ab?c")
    (value,) = world.all_of(lab_observation)
    assert (value["value_number"], value["value_text"]) == (None, "ab?c")
    strange = person(names=(PersonName(odd, odd),), identifiers=())
    (landed,) = world.lab.land(parsed(strange, sent))
    assert landed.what == "unmatched"


def test_times_that_are_missing_are_those_of_the_message(world, ada):
    sent_at = world.at(days=-1)
    (landed,) = world.lab.land(parsed(person(), report(), sent_at=sent_at))
    row = world.one(lab_report, landed.report_id)
    assert (row["issued_at"], row["effective_at"]) == (sent_at, sent_at)
    at = sent_at - HOUR
    dated = report(filler_number="L-2", observations=(observation(effective_at=at),))
    (landed,) = world.lab.land(parsed(person(), dated, sent_at=sent_at))
    assert world.one(lab_report, landed.report_id)["effective_at"] == at


def test_hl7_and_fhir_of_one_laboratory_are_one_order(world, ada):
    world.lab.land(parsed(person(), report("P")))
    sent = parsed(person(), report("F"), receiver="")
    (landed,) = world.lab.land(sent, format="fhir", sender="")
    assert landed.what == "updated"


def test_nothing_of_another_practice_is_found(world, ada):
    other = parsed(person(identifiers=(Identifier("N-1", OURS, "MR"),)), report())
    world.chart(practice_id=2, record_number="N-1")
    assert world.lab.land(other)[0].reason == whose.UNKNOWN_RECORD_NUMBER


def withdrawn(**changed):
    return report(observations=(observation(raw_status="W"),), **changed)


def test_s54_a_withdrawal_recalls_its_order_whoever_it_names(world, ada):
    login = world.login(chart=ada)
    (landed,) = world.lab.land(parsed(person(), report()))
    world.done("provider", world.seen(landed.item_id), "release")
    assert len(world.reads(login)) == 1
    (landed,) = world.lab.land(parsed(person(identifiers=(), birth_date=None), withdrawn()))
    assert (landed.what, landed.patient_id) == ("withdrawn", ada)
    assert world.reads(login) == []


def test_s54_a_withdrawal_that_names_another_chart_is_not_closed_unseen(world, ada):
    world.chart(record_number="R-2")
    (landed,) = world.lab.land(parsed(person(), report()))
    other = person(identifiers=(Identifier("R-2", OURS, "MR"),))
    (landed,) = world.lab.land(parsed(other, withdrawn()))
    assert landed.reason == whose.ORDER_OF_ANOTHER_PATIENT
    row = world.one(item, landed.item_id)
    assert (row["is_open"], row["priority"]) == (True, "stat")


def test_who_has_said_whose_an_order_is_is_not_asked_again(world, ada):
    eve = world.chart(record_number="R-2")
    world.lab.land(parsed(person(), report("P")))
    other = person(identifiers=(Identifier("R-2", OURS, "MR"),))
    (landed,) = world.lab.land(parsed(other, report("F")))
    seen = world.seen(landed.item_id)
    world.done("nurse", seen, "match", patient_id=ada, chosen_because="search")
    (landed,) = world.lab.land(parsed(other, report("C")))
    assert (landed.what, landed.patient_id) == ("updated", ada)
    assert eve not in {row["patient_id"] for row in world.all_of(lab_report)}
