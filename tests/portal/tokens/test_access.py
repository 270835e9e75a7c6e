"""How a patient stands and which ways are open: said before anything is typed (F14–F19, K55, K56)."""

from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import update

from portal.db.tables import account, account_practice, invitation, practice
from portal.db.unit_of_work import Scope
from tests.portal.tokens.conftest import Office, years_ago
from tests.portal.tokens.test_letters import prove, somebody
from tests.support.caller import problem_of

HAND_OUTS = ("token", "temporary_credentials", "invitation")
Codes = dict[str, list[str]]


def said(office: Office, patient_id: str, what: str = "blockers") -> Codes:
    """The codes of each way."""
    return {one["way"]: one[what] for one in office.access(patient_id)["ways"]}


def invite(office: Office, patient_id: str, **columns: Any) -> str:
    """Put an invitation into the ledger, as mailing one does."""
    now = office.database.clock()
    made = {
        "practice_id": 1,
        "patient_id": patient_id,
        "email": "ada@example.org",
        "issued_by": office.world.actors["front_desk"].staff_id,
        "issued_at": now,
        "expires_at": now + timedelta(days=7),
    }
    return office.world.add(invitation, **made | columns)


def set_account(office: Office, account_id: str, **values: Any) -> None:
    query = update(account).where(account.c.id == account_id).values(**values)
    office.database.write(Scope.of([]), lambda uow: uow.execute(query))


def test_f14_a_patient_with_everything_in_order_has_every_way_in_open(office: Office):
    who = somebody()
    patient_id = office.world.chart(**who)
    found = office.access(patient_id)
    assert found["standing"] == "not_enrolled"
    assert found["account"] is None
    assert said(office, patient_id) == {
        "token": [],
        "temporary_credentials": [],
        "invitation": [],
        "self_enrollment": [],
        "password_link": ["NO_ACCOUNT"],
    }
    assert all(not codes for codes in said(office, patient_id, "warnings").values())
    assert all(one["allowed"] for one in found["ways"])
    assert found["self_enrollment_url"].startswith(office.url)
    person = found["patient"]
    assert person["name"] == f"{who['given_name']} {who['family_name']}"
    assert person["birth_date"] == "1980-02-01"


@pytest.mark.parametrize(
    ("columns", "code"),
    [
        ({"deceased_on": date(2026, 1, 1)}, "DECEASED"),
        ({"status": "restricted"}, "RESTRICTED"),
        ({"status": "merged"}, "MERGED"),
    ],
)
def test_a_chart_that_takes_nobody_bars_every_way(
    office: Office, columns: dict[str, Any], code: str
):
    patient_id = office.world.chart(**columns)
    assert all(codes[0] == code for codes in said(office, patient_id).values())
    reply = office.issue(patient_id)
    assert (problem_of(reply), reply.json()["rule"]) == ("rule-refused", code)


@pytest.mark.parametrize(
    ("columns", "code"),
    [
        ({"birth_date": date(2190, 1, 1)}, "BIRTH_DATE_WRONG"),
        ({"birth_date": date(1900, 1, 1)}, "BIRTH_DATE_WRONG"),
        ({"birth_date": date(1880, 6, 6)}, "BIRTH_DATE_WRONG"),
        ({"family_name": "-"}, "NAME_MISSING"),
        ({"family_name": ""}, "NAME_MISSING"),
    ],
)
def test_f15_a_chart_that_would_lock_its_patient_out_bars_the_letter(
    office: Office, columns: dict[str, Any], code: str
):
    patient_id = office.world.chart(**columns)
    assert code in said(office, patient_id)["token"]
    assert office.issue(patient_id).status_code == 422


@pytest.mark.parametrize("family", ["Unknown", "Byron123"])
def test_f15_a_name_that_looks_wrong_is_a_warning(office: Office, family: str):
    patient_id = office.world.chart(**somebody() | {"family_name": family})
    assert said(office, patient_id, "warnings")["token"] == ["NAME_LOOKS_WRONG"]
    assert office.issue(patient_id).status_code == 201


def test_an_account_bars_what_would_make_a_second_one(office: Office):
    patient_id = office.world.chart(**somebody())
    login = office.world.login(chart=patient_id, email="own@example.org", username="ownlogin.one")
    found = office.access(patient_id)
    assert found["standing"] == "completed"
    assert found["account"]["id"] == login.account_id
    assert found["account"]["username_hint"].startswith("ow")
    assert "ownlogin" not in str(found)
    assert said(office, patient_id) == {
        "token": ["ACCOUNT_EXISTS"],
        "temporary_credentials": [],
        "invitation": ["ACCOUNT_EXISTS"],
        "self_enrollment": ["ACCOUNT_EXISTS"],
        "password_link": [],
    }
    set_account(office, login.account_id, locked_at=office.database.clock(), email="")
    locked = said(office, patient_id)
    assert locked["temporary_credentials"] == ["ACCOUNT_LOCKED"]
    assert locked["password_link"] == ["ACCOUNT_LOCKED", "NO_EMAIL"]
    assert office.access(patient_id)["account"]["locked_at"] is not None


def test_a_closed_account_stands_beside_the_ways_that_are_open_again(office: Office):
    patient_id = office.world.chart(**somebody())
    login = office.world.login(chart=patient_id, status="closed")
    found = office.access(patient_id)
    assert (found["standing"], found["account"]["status"]) == ("deactivated", "closed")
    assert (found["account"]["email"], found["account"]["last_sign_in_at"]) == ("", None)
    assert found["account"]["id"] == login.account_id
    assert said(office, patient_id)["token"] == []
    assert said(office, patient_id)["password_link"] == ["NO_ACCOUNT"]


def test_k55_without_an_address_nothing_is_mailed(office: Office):
    patient_id = office.world.chart(**somebody() | {"email": " "})
    assert said(office, patient_id)["invitation"] == ["NO_EMAIL"]


def test_f35_a_minor_s_ways_open_with_the_guardian_s_proof(office: Office):
    child = office.world.chart(birth_date=years_ago(9))
    teenager = office.world.chart(birth_date=years_ago(15))
    for patient_id, code in ((child, "CHILD_NEEDS_CONSENT"), (teenager, "MINOR_NEEDS_GUARDIAN")):
        barred = said(office, patient_id)
        assert all(barred[way] == [code] for way in HAND_OUTS)
        assert barred["self_enrollment"] == []
        prove(office, patient_id, person="guardian")
        assert all(said(office, patient_id)[way] == [] for way in HAND_OUTS)
    proof = office.access(child)["proofings"][0]
    assert (proof["person"], proof["evidence"]) == ("guardian", ["photo_id"])


def test_f51_who_is_of_age_soon_is_said(office: Office):
    day = office.database.clock().date() + timedelta(days=30)
    soon = day.replace(year=day.year - 18, day=min(day.day, 28))
    assert (
        "TURNS_ADULT_SOON" in said(office, office.world.chart(birth_date=soon), "warnings")["token"]
    )
    later = office.world.chart(birth_date=years_ago(9))
    assert "TURNS_ADULT_SOON" not in said(office, later, "warnings")["token"]


def test_f38_a_shared_address_and_one_that_came_back_are_said(office: Office):
    who = somebody()
    first = office.world.chart(**who)
    assert said(office, first, "warnings")["invitation"] == []
    office.world.chart(**somebody() | {"email": who["email"].upper()})
    assert said(office, first, "warnings")["invitation"] == ["EMAIL_SHARED"]
    invite(office, first, email=who["email"], bounced_at=office.database.clock())
    warned = said(office, first, "warnings")["invitation"]
    assert warned == ["EMAIL_BOUNCED", "EMAIL_SHARED"], "the one that came back is no news"


def test_f16_what_still_works_is_said_before_another_is_made(office: Office):
    patient_id = office.world.chart(**somebody())
    letter = office.letter(patient_id)
    assert said(office, patient_id, "warnings")["token"] == ["LIVE_TOKEN"]
    assert said(office, patient_id, "warnings")["self_enrollment"] == []
    office.expire(letter)
    assert said(office, patient_id, "warnings")["token"] == []
    row = office.access(patient_id)["tokens"][0]
    assert (row["state"], row["channel"], row["tries"]) == ("expired", "letter", 0)
    assert row["issued_by"]["name"] == "Desk.One"


def test_i9_nothing_that_opens_anything_is_in_the_overview(office: Office):
    patient_id = office.world.chart(**somebody())
    letter = office.letter(patient_id)
    row = office.row(letter)
    text = str(office.access(patient_id))
    assert all(word not in text for word in (letter.token, row["secret_hash"], row["locator"]))
    assert not {"tag", "secret_hash", "locator"} & set(office.access(patient_id)["tokens"][0])


def test_a_request_of_the_patient_that_waits_is_said(office: Office):
    who = somebody()
    patient_id = office.world.chart(**who)
    made, _ = office.patient()
    seen = office.world.enrollment(made, **who)
    found = office.access(patient_id)
    assert (found["standing"], found["pending_item_id"]) == ("pending", seen.id)
    assert said(office, patient_id, "warnings")["token"] == ["REQUEST_PENDING"]
    sister = office.world.chart(**who | {"given_name": "Beatrix", "birth_date": years_ago(20)})
    assert office.access(sister)["pending_item_id"] is None


def test_k56_what_a_patient_says_about_the_portal_is_kept_and_taken_back(office: Office):
    patient_id = office.world.chart(**somebody())
    path = f"/v1/practices/1/patients/{patient_id}/portal-choice"
    ahead = (office.database.clock().date() + timedelta(days=90)).isoformat()
    body = {"choice": "deferred", "reason": "wants_time", "ask_again_on": ahead}
    assert office.desk.put(path, json=body).status_code == 204
    found = office.access(patient_id)
    assert found["standing"] == "deferred"
    assert {name: found["choice"][name] for name in body} == body
    assert said(office, patient_id, "warnings")["token"] == ["DEFERRED"]
    assert office.desk.put(path, json={"choice": "declined"}).status_code == 204
    assert office.access(patient_id)["standing"] == "declined"
    assert said(office, patient_id)["token"] == []  # who has declined may change their mind
    assert office.desk.put(path, json={"choice": "none"}).status_code == 204
    assert (office.access(patient_id)["standing"], office.access(patient_id)["choice"]) == (
        "not_enrolled",
        None,
    )


@pytest.mark.parametrize(
    "body",
    [
        {"choice": "declined", "ask_again_on": "2199-01-01"},
        {"choice": "deferred", "ask_again_on": "2020-01-01"},
        {"choice": "deferred", "reason": "because of the weather"},
        {"choice": "perhaps"},
    ],
)
def test_k56_a_choice_that_says_nothing_sensible_is_refused(office: Office, body: dict[str, Any]):
    patient_id = office.world.chart(**somebody())
    path = f"/v1/practices/1/patients/{patient_id}/portal-choice"
    assert problem_of(office.desk.put(path, json=body)) == "validation"
    assert office.access(patient_id)["choice"] is None


def test_f18_a_practice_that_takes_no_self_enrollment_says_so(office: Office):
    patient_id = office.world.chart(**somebody())

    def accept(value: bool) -> None:
        query = update(practice).where(practice.c.id == 1).values(accepts_self_enrollment=value)
        office.database.write(Scope.of([1]), lambda uow: uow.execute(query))

    accept(False)
    barred = said(office, patient_id)
    accept(True)
    assert barred["self_enrollment"] == ["SELF_ENROLLMENT_OFF"]
    assert barred["token"] == []


def test_i13_a_patient_of_this_practice_is_not_there_for_another(office: Office):
    patient_id = office.world.chart(**somebody())
    path = f"/v1/practices/2/patients/{patient_id}"
    assert problem_of(office.neighbour.get(f"{path}/access")) == "not-found"
    reply = office.neighbour.put(f"{path}/portal-choice", json={"choice": "declined"})
    assert problem_of(reply) == "not-found"
    assert office.access(patient_id)["choice"] is None


def test_the_newest_closed_account_is_shown_and_an_active_one_before_it(office: Office):
    patient_id = office.world.chart(**somebody())
    old = office.world.login(chart=patient_id, status="closed")
    new = office.world.login(chart=patient_id)
    assert office.access(patient_id)["account"]["id"] == new.account_id
    query = update(account_practice).where(account_practice.c.account_id == new.account_id)
    closed = query.values(status="closed")
    office.database.write(Scope.of([1]), lambda uow: uow.execute(closed))
    assert office.access(patient_id)["account"]["id"] in {old.account_id, new.account_id}
    assert office.access(patient_id)["standing"] == "deactivated"
