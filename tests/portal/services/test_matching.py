"""Matching: explained, never automatic, and safe with twins (DOMAIN §5.2, invariant 6)."""

from datetime import date
from time import perf_counter

import pytest
from sqlalchemy import insert

from portal.db.engine import Database
from portal.db.tables import patient
from portal.db.unit_of_work import Scope
from portal.domain.ids import new_id
from portal.services import matching
from portal.services.evidence import POSSIBLE, Person, agreement, band, one_step_apart, score
from portal.services.folding import fold, phone_digits, postal_base, search_text
from portal.services.nicknames import share_a_family
from tests.support.practice_things import ADA
from tests.support.practice_world import World

CHART = ADA | {"id": "c1", "record_number": "R-1", "practice_id": 1}


def asked(**changed):
    fields = ADA | changed
    fields.pop("deceased_on")
    line = fields.pop("address_line")
    rest = {name: fields.pop(name) for name in ("city", "state", "postal_code")}
    return matching.submitted_values(**fields, address={"line": line, **rest}, username="ada")


def compare(chart=None, **changed):
    found = agreement(Person.of_submitted(asked(**changed)), Person.of_chart(CHART | (chart or {})))
    points = score(found)
    return found, points, band(found, points)


def test_everything_agreeing_is_strong():
    found, points, rating = compare()
    assert set(found.values()) == {"agree"}
    assert (points, rating) == (22 + 18 + 30 + 2 + 6 + 5 + 4, "strong")


@pytest.mark.parametrize(
    ("field", "changed", "said", "points"),
    [
        ("given_name", {"given_name": "ADA"}, "agree", 22),
        ("given_name", {"given_name": "A."}, "close", 12),
        ("given_name", {"given_name": "Grace"}, "differ", -25),
        ("family_name", {"family_name": "Býron"}, "agree", 18),
        ("family_name", {"family_name": "Byron-King"}, "close", 8),
        ("family_name", {"family_name": "Byrom"}, "close", 8),
        ("family_name", {"family_name": "Lovelace"}, "differ", -12),
        ("birth_date", {"birth_date": date(1980, 1, 2)}, "close", 12),
        ("birth_date", {"birth_date": date(1980, 2, 11)}, "close", 12),
        ("birth_date", {"birth_date": date(1981, 3, 1)}, "differ", -30),
        ("sex", {"sex": "male"}, "differ", -4),
        ("sex", {"sex": "unknown"}, "missing", 0),
        ("address", {"postal_code": "02109-1234"}, "agree", 6),
        ("address", {"address_line": "1 Elm St"}, "close", 3),
        ("address", {"address_line": "1 Elm St", "postal_code": "99999"}, "differ", 0),
        ("phone", {"phone": "(617) 555-0143"}, "agree", 5),
        ("phone", {"phone": "617 555 0144"}, "differ", 0),
        ("email", {"email": "ADA@Example.org"}, "agree", 4),
        ("email", {"email": "kim@example.org"}, "differ", 0),
    ],
)
def test_the_evidence_table(field, changed, said, points):
    found, total, _ = compare(**changed)
    full = {"given_name": 22, "family_name": 18, "birth_date": 30, "sex": 2, "address": 6}
    full |= {"phone": 5, "email": 4}
    assert found[field] == said
    assert total == sum(full.values()) - full[field] + points


@pytest.mark.parametrize(
    ("one", "other", "said"),
    [
        ("William", "Bill", "agree"),
        ("José", "Pepe", "agree"),
        ("Mary Ann", "Mary", "agree"),
        ("Mary Ann", "Mary Beth", "differ"),
        ("Catherine", "Cathrine", "close"),
        ("Ann", "Ana", "differ"),
        ("Zoë", "Zoe", "agree"),
        ("李", "李", "agree"),
    ],
)
def test_given_names(one, other, said):
    assert compare({"given_name": one}, given_name=other)[0]["given_name"] == said


def test_a_middle_name_used_as_first_name_is_close():
    chart = {"given_name": "Augusta", "middle_name": "Ada"}
    assert compare(chart)[0]["given_name"] == "close"


@pytest.mark.parametrize("name", ["Anna", "Ida", "Max"])
def test_twins_are_never_strong(name):
    """Invariant 6: one birth date, surname, phone, address and e-mail, another given name."""
    _, points, rating = compare({"given_name": name})
    assert rating == "none"
    assert points < POSSIBLE


def test_a_name_one_letter_away_is_possible_and_not_strong():
    _, points, rating = compare({"given_name": "Christian"}, given_name="Christina")
    assert points >= 70
    assert rating == "possible"


def test_another_birth_date_is_not_strong_however_much_agrees():
    assert compare(birth_date=date(1980, 1, 2))[2] == "possible"


def test_father_and_son_of_one_name_are_told_apart():
    assert compare({"birth_date": date(1955, 6, 9)})[2] == "none"


@pytest.mark.parametrize(
    ("one", "other", "near"),
    [
        ("anna", "anna", False),
        ("anna", "ann", True),
        ("anna", "anne", True),
        ("anna", "anan", True),
        ("anna", "nana", True),
        ("brian", "brain", True),
        ("anna", "hannah", False),
        ("smith", "smtih", True),
        ("smith", "simth", True),
        ("smith", "smyths", False),
        ("abcd", "badc", False),
    ],
)
def test_one_slip_of_the_finger(one, other, near):
    assert one_step_apart(one, other) is near
    assert one_step_apart(other, one) is near


def test_folding():
    assert fold("  Müller-Lüdenscheidt, JÜRGEN ") == "muller ludenscheidt jurgen"
    assert fold("O'Neil") == fold("O’Neil") == "oneil"
    assert fold("Straße") == "strasse"
    assert fold("Ярослав") == "ярослав"
    assert phone_digits("+1 (617) 555-0143") == "6175550143"
    assert phone_digits("٣٣٣") == ""
    assert postal_base("02109-1234") == "02109"
    assert postal_base("SW1A 1AA") == "sw1a 1aa"
    assert search_text(CHART) == " byron ada r 1 6175550143 ada@example.org "


def test_nicknames_do_not_chain():
    assert share_a_family("bill", "liam")
    assert not share_a_family("ada", "ada lovelace")
    assert not share_a_family("jon", "jonas")


def test_birth_dates_like_one():
    found = matching.birth_dates_like("1980-02-01")
    assert date(1980, 1, 2) in found
    assert date(1980, 2, 11) in found
    assert date(1990, 2, 1) in found
    assert date(1981, 2, 2) not in found


# -- on the database -------------------------------------------------------------------------------


@pytest.fixture
def world(database_url, clock):
    database = Database.open(database_url, clock)
    yield World(database)
    database.close()


def find(world, **changed):
    with world.database.read(Scope.of([1])) as reader:
        return matching.candidates(reader, 1, asked(**changed))


def test_candidates_come_best_first_with_what_staff_must_know(world):
    exact = world.chart()
    world.login(chart=exact)
    typo = world.chart(birth_date=date(1980, 2, 11), deceased_on=date(2020, 1, 1))
    world.chart(practice_id=2)
    world.chart(given_name="Kim")
    found = find(world)
    assert [one["patient_id"] for one in found] == [exact, typo]
    assert [one["band"] for one in found] == ["strong", "possible"]
    assert [one["has_account"] for one in found] == [True, False]
    assert [one["deceased"] for one in found] == [False, True]
    assert found[0] == {
        "patient_id": exact,
        "record_number": "R-10001",
        "name": "Ada Byron",
        "birth_date": "1980-02-01",
        "sex": "female",
        "address": "12 Harbor Street, Boston, MA 02109",
        "phone": "+1 617 555 0143",
        "email": "ada@example.org",
        "has_account": True,
        "deceased": False,
        "score": 87,
        "band": "strong",
        "agreement": dict.fromkeys(
            ("given_name", "family_name", "birth_date", "sex", "address", "phone", "email"), "agree"
        ),
    }


def test_five_candidates_at_most(world):
    for _ in range(7):
        world.chart()
    assert len(find(world)) == 5


def test_a_stranger_has_no_candidates(world):
    world.chart(given_name="Kim", family_name="Lee", birth_date=date(1990, 5, 5))
    assert find(world) == []


def test_five_thousand_charts_answer_at_once(sqlite_url, clock):
    database = Database.open(sqlite_url, clock)
    world = World(database)
    rows = [
        CHART
        | {
            "id": new_id(),
            "record_number": f"R-{20000 + number}",
            "given_name": f"Given{number % 700}",
            "family_name": f"Family{number % 900}",
            "birth_date": date(1930 + number % 80, 1 + number % 12, 1 + number % 28),
            "search": "",
        }
        for number in range(5000)
    ]
    database.write(Scope.of([1]), lambda uow: uow.execute(insert(patient), rows))
    wanted = world.chart()
    find(world)
    begun = perf_counter()
    found = find(world)
    taken = perf_counter() - begun
    database.close()
    assert [one["patient_id"] for one in found] == [wanted]
    assert taken < 0.25, f"{taken:.3f} s"
