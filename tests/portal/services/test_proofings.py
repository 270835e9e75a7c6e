"""Proofs of identity: what is enough, what is not, how long they hold (DOMAIN F17, F44, F78; PEERS B20)."""

from datetime import date

import pytest

from portal.db.engine import Database
from portal.db.tables import journal, proofing
from portal.db.unit_of_work import Scope
from portal.services import access_facts, charts, proofings
from tests.support.front_door import FrontDoor, refusal
from tests.support.practice_world import World


@pytest.fixture
def door(sqlite_url, clock):
    database = Database.open(sqlite_url, clock)
    yield FrontDoor(World(database))
    database.close()


@pytest.mark.parametrize(
    ("method", "evidence", "verdict"),
    [
        ("in_person", ["photo_id"], ""),
        ("in_person", ["known_to_staff"], ""),
        ("in_person", ["insurance_card"], "too-little"),
        ("in_person", ["birth_certificate", "insurance_card"], ""),
        ("in_person", ["insurance_card", "insurance_card"], "too-little"),
        ("in_person", ["photo_id", "last_visit"], "not-for-this-method"),
        ("caller", ["called_back_known_number"], "too-little"),
        ("caller", ["called_back_known_number", "address_on_file"], ""),
        ("caller", ["record_number", "last_visit"], ""),
        ("caller", ["address_on_file", "address_on_file"], "too-little"),
        ("caller", ["photo_id", "called_back_known_number"], "not-for-this-method"),
        ("caller", [], "too-little"),
    ],
)
def test_b20_what_is_evidence_enough(door, method, evidence, verdict):
    chart = door.world.chart()
    given = {"method": method, "evidence": tuple(evidence)}
    if not verdict:
        assert door.proof(chart, **given)
        return
    assert refusal(door.proof, chart, **given) == verdict
    assert door.world.all_of(proofing) == []


def test_f78_security_answers_and_what_is_public_are_no_evidence():
    every = set().union(*proofings.EVIDENCE.values())
    assert not any(word in code for code in every for word in ("question", "answer", "maiden"))
    assert "address_on_file" not in proofings.NOT_PUBLIC


def test_a_proof_keeps_codes_and_no_numbers(door):
    chart = door.world.chart()
    for note in ("license 123-456-78", "DL 4 4 7 1 9", "99123456"):
        assert refusal(door.proof, chart, note=note) == "holds-a-number"
    key = door.proof(chart, note="came with her sister at 10:30")
    (row,) = door.world.all_of(proofing)
    assert (row["id"], row["performed_by"], row["method"]) == (key, door.desk, "in_person")
    (entry,) = [one for one in door.world.all_of(journal) if one["subject_id"] == key]
    assert entry["action"] == "proofing.recorded"
    assert "sister" not in entry["body"]


def test_a_proof_is_of_one_patient_and_one_practice_and_ends(door):
    mine, other = door.world.chart(), door.world.chart(given_name="Eve")
    foreign = door.world.chart(2)
    key = door.proof(mine)

    def holds(chart: str, practice_id: int = 1) -> str:
        with door.database.read(Scope.of([practice_id])) as reader:
            return str(proofings.require(reader, practice_id, chart, key)["id"])

    assert holds(mine) == key
    assert refusal(holds, other) == "PROOF_MISSING"
    assert refusal(holds, foreign, 2) == "PROOF_MISSING"
    door.database.clock.forward(minutes=14, seconds=59)
    assert holds(mine) == key
    door.database.clock.forward(seconds=1)
    assert refusal(holds, mine) == "PROOF_LAPSED"


def test_the_practice_says_how_long_a_proof_holds(door):
    door.policy(proof_minutes=60)
    chart = door.world.chart()
    key = door.proof(chart)
    door.database.clock.forward(minutes=59)
    with door.database.read(Scope.of([1])) as reader:
        assert proofings.require(reader, 1, chart, key)
        (shown,) = proofings.listed(reader, 1, chart)
    assert shown["performed_by"] == {"id": door.desk, "name": "front_desk"}
    assert shown["evidence"] == ["photo_id"]
    assert shown["holds_until"] > door.database.clock()


def test_f35_a_guardian_speaks_for_a_minor_and_not_for_an_adult(door):
    child, adult = door.world.chart(birth_date=date(2020, 5, 5)), door.world.chart()
    other = door.world.chart()
    parent = {"person": "guardian", "guardian_basis": "parent"}
    assert door.proof(child, **parent)
    assert refusal(door.proof, adult, **parent) == "GUARDIAN_OF_AN_ADULT"
    assert door.proof(adult, person="guardian", guardian_basis="power_of_attorney")
    assert refusal(door.proof, child, person="guardian") == "required"
    assert refusal(door.proof, child, guardian_basis="parent") == "required"
    with door.database.read(Scope.of([1])) as reader:
        assert guarded(reader, child)
        assert not guarded(reader, other)


def test_nobody_is_proved_who_has_died_or_is_not_here(door):
    dead = door.world.chart(deceased_on=date(2026, 1, 1))
    assert refusal(door.proof, dead) == "DECEASED"
    assert refusal(door.proof, door.world.chart(2)) == "not-found"


def guarded(reader, chart):
    facts = access_facts.facts_of(reader, 1, charts.load(reader, 1, chart))
    return access_facts.guardian_proved(facts, reader.now)
