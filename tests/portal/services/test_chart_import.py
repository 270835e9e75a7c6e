"""FHIR Patients as charts: every field of them, once, found again by those who look for them."""

import json
import uuid
from datetime import date

import pytest
from sqlalchemy import func, select

from portal.db.tables import chart_key, journal, patient
from portal.db.unit_of_work import Scope
from portal.services import chart_import, chart_keys
from portal.services.chart_import import Imported, row_of
from portal.services.match.exchange import BadRecordError
from portal.services.policies import store
from portal.services.policies.intake import IntakePolicy
from tests.support.fhir_things import PATIENT

TODAY = date(2026, 11, 22)
ID = "0190b3b4-6a3e-7c3e-9a53-4f5d2f1a0c01"
SCOPE = Scope.of([1])


def changed(**more):
    return PATIENT | {"id": ID} | more


def put(desk, *resources):
    rows = [row_of(one, TODAY) for one in resources]
    return desk.database.write(SCOPE, lambda uow: chart_import.put(uow, 1, rows))


def charts(desk):
    with desk.database.read(SCOPE) as reader:
        found = reader.execute(select(patient).where(patient.c.practice_id == 1)).mappings()
        return [dict(row) for row in found]


def test_a_patient_becomes_a_chart_with_all_its_fields(desk):
    assert put(desk, changed()) == Imported(created=1, known=0)
    (chart,) = charts(desk)
    assert chart | {"search": "", "keyed": 0} == {
        "practice_id": 1,
        "id": ID,
        "record_number": "R-1001",
        "given_name": "Ada",
        "middle_name": "Augusta",
        "family_name": "Byron",
        "suffix": "Jr",
        "birth_date": date(1980, 2, 1),
        "sex": "female",
        "address_line": "12 Harbor Street",
        "city": "Boston",
        "state": "MA",
        "postal_code": "02109",
        "phone": "617-555-0143",
        "email": "ada@example.org",
        "deceased_on": None,
        "other_names": '[{"given": "Ada", "middle": "", "family": "King"}]',
        "other_phones": "[]",
        "status": "active",
        "search": "",
        "keyed": 0,
        "version": 1,
    }
    assert " byron ada " in chart["search"]


def test_an_imported_chart_has_the_keys_of_one_made_by_hand(desk):
    put(desk, changed())
    with desk.database.read(SCOPE) as reader:
        keys = set(reader.execute(select(chart_key.c.key)).scalars())
    assert keys
    assert keys == {row["key"] for row in chart_keys.rows_of(charts(desk))}
    assert chart_keys.write_missing(desk.database) == 0


def test_importing_again_changes_nothing(desk):
    put(desk, changed())
    again = changed(birthDate="1999-09-09")
    other_number = changed(identifier=[PATIENT["identifier"][0] | {"value": "R-2"}])
    other_id = changed(id=str(uuid.UUID(int=5)))
    assert put(desk, again, other_number, other_id) == Imported(created=0, known=3)
    (chart,) = charts(desk)
    assert chart["birth_date"] == date(1980, 2, 1)


def test_two_of_one_number_in_one_file_are_one_chart(desk):
    assert put(desk, changed(), changed(id="x")) == Imported(created=1, known=1)


def test_what_is_imported_is_in_the_journal_without_anybody_in_it(desk):
    put(desk, changed())
    with desk.database.read(SCOPE) as reader:
        found = reader.execute(select(journal).where(journal.c.action == "charts.imported")).one()
    assert json.loads(found.body)["detail"] == {"count": 1}


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        ({"deceasedDateTime": "2020-03-04T05:06:07Z"}, date(2020, 3, 4)),
        ({"deceasedDateTime": "2020"}, date(2020, 1, 1)),
        ({"deceasedBoolean": True}, TODAY),
        ({"deceasedBoolean": False}, None),
    ],
)
def test_who_has_died_is_marked(more, expected):
    assert row_of(changed(**more), TODAY)["deceased_on"] == expected


def test_restricted_and_merged_charts_stay_so():
    restricted = changed(meta={"security": [{"code": "R"}]})
    merged = changed(link=[{"type": "replaced-by"}])
    assert [row_of(one, TODAY)["status"] for one in (restricted, merged)] == [
        "restricted",
        "merged",
    ]


def test_an_id_of_another_form_is_not_kept():
    assert uuid.UUID(row_of(changed(id="smart-1134281"), TODAY)["id"])


@pytest.mark.parametrize(
    ("resource", "said"),
    [
        ([], "not a Patient"),
        ({"resourceType": "Observation", "id": "x"}, "not a Patient"),
        (changed(id=""), "no id"),
        (changed(identifier=[]), "no record number"),
        (changed(identifier=[PATIENT["identifier"][0] | {"value": "9" * 41}]), "longer"),
        (changed(birthDate="1980-02"), "birth date"),
        (changed(birthDate="2030-01-01"), "birth date"),
        (changed(name=[]), "no name"),
    ],
)
def test_what_lacks_what_a_chart_needs_is_none(resource, said):
    with pytest.raises(BadRecordError, match=said):
        row_of(resource, TODAY)


def test_odd_parts_are_left_empty_and_long_ones_end():
    odd = changed(
        name=[{"family": "B" * 500, "given": "Ada"}], telecom={"x": 1}, address=["y"], gender="f"
    )
    row = row_of(odd, TODAY)
    assert (len(row["family_name"]), row["given_name"], row["phone"], row["sex"]) == (
        *(120, "", ""),
        "unknown",
    )


def trust(desk, *names):
    return desk.database.write(SCOPE, lambda uow: chart_import.trust(uow, 1, names))


def listed(desk):
    with desk.database.read(SCOPE) as reader:
        return store.current(reader, 1, IntakePolicy).record_number_authorities


def test_authorities_are_listed_once(desk):
    assert trust(desk) == ()
    assert trust(desk, "urn:practice", "PRACTICE", "urn:practice") == ("urn:practice", "PRACTICE")
    assert trust(desk, "practice", "urn:other") == ("urn:other",)
    assert listed(desk) == ("urn:practice", "PRACTICE", "urn:other")


def test_the_record_numbers_of_a_file_name_their_authority():
    assert list(chart_import.authorities_of([PATIENT, PATIENT, 5])) == ["urn:practice"]


def test_charts_of_another_practice_are_not_touched(desk):
    put(desk, changed())
    rows = [row_of(changed(), TODAY)]
    made = desk.database.write(Scope.of([2]), lambda uow: chart_import.put(uow, 2, rows))
    assert made == Imported(created=1, known=0)
    with desk.database.read(Scope.of([2])) as reader:
        count = reader.execute(select(func.count()).where(patient.c.practice_id == 2)).scalar_one()
    assert count == 1
