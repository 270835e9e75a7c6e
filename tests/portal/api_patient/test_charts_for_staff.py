"""Charts for staff: found by what is typed, shown by what the role may see."""

import pytest

from tests.support.caller import problem_of
from tests.support.staff import People

PATH = "/v1/practices/1/patients"


@pytest.fixture(scope="module")
def staff(module_portal):
    people = People(module_portal.world.database)
    return people.one_of_each(1, "_http")


@pytest.fixture(scope="module")
def charts(module_portal):
    world = module_portal.world
    return {
        "ada": world.chart(given_name="Ada", middle_name="Maria", family_name="Byrón-King"),
        "kim": world.chart(given_name="Kim", phone="(978) 555-0177", email="Family@Example.org"),
        "lee": world.chart(given_name="Lee", family_name="Kimura", email="family@example.org"),
        "theirs": world.chart(practice_id=2, given_name="Kim"),
    }


@pytest.fixture
def desk(portal, staff):
    return staff["front_desk"].signed_in(portal.url)


def found(caller, charts, **terms):
    reply = caller.post(PATH + "/search", json=terms)
    assert reply.status_code == 200, reply.text
    names = {key: name for name, key in charts.items()}
    return sorted(names[one["id"]] for one in reply.json()["patients"] if one["id"] in names)


@pytest.mark.parametrize(
    ("terms", "names"),
    [
        ({"name": "byron"}, ["ada", "kim"]),
        ({"name": "Kim"}, ["kim", "lee"]),
        ({"name": "king ada"}, ["ada"]),
        ({"name": "BYRÓN maria"}, ["ada"]),
        ({"name": "yron"}, []),
        ({"phone": "+1 978.555.0177"}, ["kim"]),
        ({"phone": "0177"}, ["kim"]),
        ({"email": "FAMILY@example.org"}, ["kim", "lee"]),
        ({"email": "family@example"}, []),
        ({"name": "Kim", "email": "family@example.org", "phone": "5550177"}, ["kim"]),
        ({"name": "%"}, []),
        ({"birth_date": "1980-02-01", "name": "lee"}, ["lee"]),
        ({"birth_date": "1980-02-02"}, []),
        ({}, []),
        ({"name": "   "}, []),
    ],
)
def test_search(desk, charts, terms, names):
    """F38: one address gives a list, never the first."""
    assert found(desk, charts, **terms) == names


def test_a_record_number_finds_its_chart(desk, charts, world):
    reply = desk.get(f"{PATH}/{charts['ada']}").json()
    assert found(desk, charts, record_number=reply["record_number"].lower()) == ["ada"]


def test_search_goes_on_page_by_page(desk, world):
    made = sorted(world.chart(given_name="Paginata") for _ in range(5))
    seen, after = [], None
    while True:
        body = {"name": "paginata", "limit": 2, "after": after}
        page = desk.post(PATH + "/search", json=body).json()
        seen += [one["id"] for one in page["patients"]]
        after = page["next"]
        if after is None:
            break
    assert seen == made


@pytest.mark.parametrize(
    ("role", "values"),
    [
        ("front_desk", False),
        ("nurse", True),
        ("provider", True),
        ("billing", False),
        ("admin", False),
    ],
)
def test_the_summary_shows_values_to_who_may_see_results(portal, staff, world, role, values):
    chart = world.chart(given_name="Summaria")
    world.login(chart=chart)
    world.medication(chart)
    world.report(chart)
    caller = staff[role].signed_in(portal.url)
    reply = caller.get(f"{PATH}/{chart}")
    assert reply.status_code == 200
    body = reply.json()
    assert body["name"] == "Summaria Byron"
    assert body["account"]["status"] == body["account_status"] == "active"
    assert [one["name"] for one in body["medications"]] == ["Lisinopril 10 MG Oral Tablet"]
    assert ("Glucose" in reply.text) is values
    assert (body["values"] is not None) is values


def test_an_auditor_sees_no_charts(portal, staff, charts):
    caller = staff["auditor"].signed_in(portal.url)
    assert problem_of(caller.post(PATH + "/search", json={"name": "Kim"})) == "not-permitted"
    assert problem_of(caller.get(f"{PATH}/{charts['kim']}")) == "not-permitted"


def test_charts_of_another_practice_do_not_exist(desk, charts):
    """Invariant 26."""
    assert problem_of(desk.get(f"{PATH}/{charts['theirs']}")) == "not-found"
    other = "/v1/practices/2/patients"
    assert problem_of(desk.get(f"{other}/{charts['theirs']}")) == "not-found"
    assert problem_of(desk.post(other + "/search", json={"name": "Kim"})) == "not-found"


@pytest.mark.field("secret-to-client")
def test_no_secret_of_the_account_is_shown(desk, portal, world):
    """F28: staff never see a password, a hash or an answer."""
    form = portal.form(family_name="Hushhush")
    made = portal.caller().post("/v1/patient/enrollments", json=form).json()
    world.done("front_desk", world.seen(made["enrollment_id"]), "approve")
    (one,) = desk.post(PATH + "/search", json={"name": "hushhush"}).json()["patients"]
    text = desk.get(f"{PATH}/{one['id']}").text
    assert form["username"] in text
    assert "argon2" not in text
    assert "Secret-" not in text
    assert form["security_questions"][0]["question"] not in text


def test_search_terms_stay_out_of_the_log(desk, portal):
    desk.post(PATH + "/search", json={"name": "Zzyzxova"})
    assert "zzyzxova" not in portal.log().casefold()
