"""A letter from the desk to the patient's first look at their own record (F14–F16, F34; PEERS B9, K57)."""

from datetime import timedelta
from itertools import count
from random import Random
from string import ascii_lowercase
from typing import Any

import pytest
from sqlalchemy import and_, select, update

from portal.db.tables import account, account_practice, item, journal, outbox_job, patient, proofing
from portal.db.unit_of_work import Scope
from portal.domain.ids import new_id
from portal.services.hand_outs import FREE_TRIES
from portal.services.policies import store
from portal.services.policies.access import AccessPolicy
from portal.services.sign_up_rules import SECURITY_QUESTIONS
from tests.portal.tokens.conftest import BORN, PASSWORD, Letter, Office, years_ago
from tests.support.caller import Caller, problem_of
from tests.support.together import at_once

_people = count(1000)


def somebody() -> dict[str, Any]:
    """A person like nobody else in the practice, so that a request is about this one chart."""
    chance = Random(next(_people))
    given, family = ("".join(chance.choices(ascii_lowercase, k=9)).title() for _ in range(2))
    return {"given_name": given, "family_name": family, "email": f"{family}@example.org".lower()}


def account_of(office: Office, letter: Letter) -> dict[str, Any]:
    used_by = office.row(letter)["used_by"]
    assert used_by is not None
    return office.world.one(account, used_by)


def mails_to(office: Office, address: str) -> list[str]:
    with office.database.read(Scope.ALL) as reader:
        payloads = reader.execute(select(outbox_job.c.payload).where(outbox_job.c.kind == "mail"))
        return [text for text in payloads.scalars() if f'"{address}"' in text]


def entries(office: Office, subject_id: str) -> list[str]:
    with office.database.read(Scope.ALL) as reader:
        mine = select(journal).where(journal.c.subject_id == subject_id)
        rows = reader.execute(mine.order_by(journal.c.seq))
        return [row.action for row in rows]


def test_f14_the_desk_gets_a_letter_with_everything_it_says(office: Office):
    patient_id = office.world.chart(given_name="Ada", middle_name="King", suffix="II")
    reply = office.issue(patient_id, language="es")
    said = reply.json()
    assert reply.status_code == 201
    assert reply.headers["Cache-Control"] == "no-store"
    assert said["link"] == f"{office.url}/enroll/1#{said['token']}"
    assert said["portal_url"] == office.url
    assert (said["patient_name"], said["language"]) == ("Ada King Byron II", "es")
    assert set(said["practice"]) == {"id", "name", "phone", "time_zone"}
    assert said["superseded"] is False
    assert BORN not in reply.text  # DOMAIN F15: the letter does not say what its holder is asked


def test_f14_a_walk_in_opens_an_account_and_reads_their_own_record(office: Office):
    letter = office.letter()
    office.world.report(letter.patient_id, released_at=office.database.clock() - timedelta(hours=1))
    look = office.call("check", letter.token.lower().replace("-", " "))
    assert look.status_code == 200
    assert look.json()["language"] == "en"
    login = office.login(email="reader@example.org")
    opened = office.call("redeem", letter.token, login=login)
    assert opened.status_code == 201, opened.text
    caller = office.signed_in(opened.json()["username"], login["password"])
    results = caller.get("/v1/patient/results").json()
    assert "Basic metabolic panel" in str(results)
    made = account_of(office, letter)
    assert (made["email"], made["email_verified_at"]) == ("reader@example.org", None)
    assert office.state(letter) == "used"
    assert office.access(letter.patient_id)["standing"] == "completed"
    assert entries(office, letter.id) == ["token.issued", "token.used"]
    assert "account.opened" in entries(office, made["id"])


def test_f15_the_owner_hears_of_it_even_when_the_holder_names_another_address(office: Office):
    letter = office.letter(email="owner@example.org")
    login = office.login(email="holder@example.org")
    assert office.call("redeem", letter.token, login=login).status_code == 201
    assert any("account_opened" in text for text in mails_to(office, "holder@example.org"))
    assert any("account_bound" in text for text in mails_to(office, "owner@example.org"))


def test_f15_an_email_may_be_left_out(office: Office):
    letter = office.letter(email="")
    assert office.call("redeem", letter.token).status_code == 201
    assert account_of(office, letter)["email"] == ""
    assert mails_to(office, "") == []


def test_f30_five_questions_may_be_answered_and_only_five(office: Office):
    letter = office.letter()
    answers = [
        {"question": question, "answer": f"Secret {n}"}
        for n, question in enumerate(SECURITY_QUESTIONS[:5])
    ]
    three = office.call("redeem", letter.token, login=office.login(security_questions=answers[:3]))
    assert problem_of(three) == "validation"
    twice = [*answers[:4], answers[0]]
    repeated = office.call("redeem", letter.token, login=office.login(security_questions=twice))
    assert problem_of(repeated) == "validation"
    five = office.call("redeem", letter.token, login=office.login(security_questions=answers))
    assert five.status_code == 201


@pytest.mark.parametrize(
    "wrong",
    [
        {"password": "short"},
        {"password": "Byron Byron 1"},
        {"username": "a"},
        {"username": "n\u00e9body"},
        {"terms": {"version": "1999-01"}},
        {"email": "nowhere"},
    ],
    ids=["short", "own name", "one letter", "accent", "old terms", "no address"],
)
def test_a_login_that_will_not_do_costs_the_letter_nothing(office: Office, wrong: dict[str, Any]):
    letter = office.letter()
    before = office.row(letter)
    reply = office.call("redeem", letter.token, login=office.login(**wrong))
    assert problem_of(reply) == "validation"
    assert office.row(letter) == before
    assert office.call("redeem", letter.token).status_code == 201


def test_f37_a_user_name_that_looks_the_same_is_taken(office: Office):
    first, second = office.letter(), office.letter()
    login = office.login()
    name = login["username"]
    assert office.call("redeem", first.token, login=login).status_code == 201
    for typed in (name, name.upper(), f"{name[:3]}\u200b{name[3:]}", f" {name} "):
        reply = office.call("redeem", second.token, login=login | {"username": typed})
        assert reply.json()["errors"] == [{"pointer": "/username", "code": "taken"}]
    assert office.state(second) == "issued"


def test_f15_who_holds_no_letter_learns_nothing_of_user_names(office: Office):
    letter, other = office.letter(), office.letter()
    login = office.login()
    assert office.call("redeem", letter.token, login=login).status_code == 201
    office.expire(other)
    for said in (login, login | {"password": "short"}):
        assert problem_of(office.call("redeem", other.token, login=said)) == "hand-out-refused"


def test_f16_a_new_letter_ends_the_old_one(office: Office):
    old = office.letter()
    new = Letter(old.patient_id, office.issue(old.patient_id).json())
    assert new.answer["superseded"] is True
    assert office.call("redeem", old.token).status_code == 403
    assert office.call("redeem", new.token).status_code == 201
    states = {one["id"]: one["state"] for one in office.access(old.patient_id)["tokens"]}
    assert states == {old.id: "superseded", new.id: "used"}


def test_f16_a_letter_that_had_expired_stays_expired_when_it_is_replaced(office: Office):
    old = office.letter()
    office.expire(old)
    new = Letter(old.patient_id, office.issue(old.patient_id).json())
    assert new.answer["superseded"] is False
    assert (office.state(old), office.state(new)) == ("expired", "issued")


def test_f16_of_letters_that_two_desks_make_at_once_exactly_one_works(office: Office):
    for _ in range(5):
        patient_id = office.world.chart()
        desks = [Caller(office.url, office.desk.headers["Authorization"][7:]) for _ in range(2)]
        replies = at_once(2, lambda n, p=patient_id, d=desks: office.issue(p, d[n]))
        assert [reply.status_code for reply in replies] == [201, 201]
        tokens = [reply.json()["token"] for reply in replies]
        working = [one for one in tokens if office.call("check", one).status_code == 200]
        assert len(working) == 1
        assert sum(reply.json()["superseded"] for reply in replies) == 1
        office.forget_failures()
        states = [one["state"] for one in office.access(patient_id)["tokens"]]
        assert sorted(states) == ["issued", "superseded"]


def test_i10_of_many_who_use_a_letter_at_once_one_gets_in(office: Office):
    letter = office.letter()
    replies = at_once(4, lambda _: office.call("redeem", letter.token))
    assert sorted(reply.status_code for reply in replies) == [201, 403, 403, 403]
    with office.database.read(Scope.ALL) as reader:
        active = reader.execute(
            select(account_practice.c.account_id).where(
                and_(
                    account_practice.c.patient_id == letter.patient_id,
                    account_practice.c.status == "active",
                )
            )
        ).scalars()
        assert len(list(active)) == 1


def test_f15_guesses_at_the_person_at_once_are_five_too(office: Office):
    letter = office.letter()
    days = [f"1980-04-{n:02d}" for n in range(1, 13)]
    replies = at_once(12, lambda n: office.call("check", letter.token, birth_date=days[n]))
    assert {reply.status_code for reply in replies} == {403}
    assert office.row(letter)["tries"] == FREE_TRIES
    assert office.state(letter) == "burnt"


def test_f34_an_account_of_another_practice_comes_in_by_letter(office: Office):
    letter = office.letter()
    made, caller = office.patient(chart=office.world.chart(2), practice_id=2)
    reply = office.call("redeem-with-account", letter.token, caller)
    assert reply.status_code == 204, reply.text
    assert office.row(letter)["used_by"] == made.account_id
    found = office.access(letter.patient_id)
    assert (found["standing"], found["account"]["id"]) == ("completed", made.account_id)
    assert entries(office, made.account_id) == ["account.bound"]
    office.world.medication(letter.patient_id)
    assert "Lisinopril" in caller.get("/v1/patient/medications").text


def test_f34_without_a_session_there_is_no_account_to_bind(office: Office):
    letter = office.letter()
    assert problem_of(office.call("redeem-with-account", letter.token)) == "unauthenticated"
    assert office.state(letter) == "issued"


def test_a_letter_used_while_the_own_request_waits_ends_the_request(office: Office):
    """DOMAIN §5.2: token used while self-request pending; the visit asked for with it goes on."""
    who = somebody()
    letter = office.letter(**who)
    made, caller = office.patient()
    seen = office.world.enrollment(made, attached=True, **who)
    visit = office.world.attached_to(seen)
    assert office.access(letter.patient_id)["pending_item_id"] == seen.id
    assert (
        office.call(
            "redeem-with-account", letter.token, caller, family_name=who["family_name"]
        ).status_code
        == 204
    )
    assert office.world.state(seen) == "withdrawn"
    assert office.world.state(visit) == "pending"
    assert office.world.one(item, visit.id)["patient_id"] == letter.patient_id
    assert office.access(letter.patient_id)["pending_item_id"] is None


def test_a_request_of_another_account_shows_that_the_chart_is_taken(office: Office):
    """Who signed up and then found the letter has two accounts; staff see it before they decide."""
    who = somebody()
    letter = office.letter(**who)
    made, _ = office.patient()
    seen = office.world.enrollment(made, **who)
    assert office.call("redeem", letter.token, family_name=who["family_name"]).status_code == 201
    candidates = office.world.content(office.world.again(seen))["candidates"]
    mine = next(one for one in candidates if one["patient_id"] == letter.patient_id)
    assert mine["bar"] == "CHART_HAS_ACCOUNT"
    assert office.world.state(seen) == "pending"


def test_an_approval_in_the_queue_ends_the_letter(office: Office):
    who = somebody()
    letter = office.letter(**who)
    made, _ = office.patient()
    seen = office.world.enrollment(made, **who)
    office.world.done("front_desk", seen, "approve", chart="link", patient_id=letter.patient_id)
    assert office.state(letter) == "superseded"
    assert office.call("redeem", letter.token, family_name=who["family_name"]).status_code == 403


def test_a_letter_and_an_approval_at_once_let_one_account_in(office: Office):
    for _ in range(3):
        who = somebody()
        letter = office.letter(**who)
        made, caller = office.patient()
        seen = office.world.enrollment(made, **who)

        def act(
            number: int,
            letter: Letter = letter,
            seen: Any = seen,
            caller: Caller = caller,
            who: Any = who,
        ) -> Any:
            if number:
                return office.call(
                    "redeem-with-account", letter.token, caller, family_name=who["family_name"]
                ).status_code
            params = {"chart": "link", "patient_id": letter.patient_id}
            return office.world.run("front_desk", seen, "approve", **params)[0]["status"]

        answers = at_once(2, act)
        assert answers in (["applied", 403], ["conflict", 204], ["rejected", 204]), answers
        found = office.access(letter.patient_id)
        assert found["account"]["id"] == made.account_id
        office.forget_failures()


@pytest.mark.parametrize(
    ("chart", "typed"),
    [
        ({"family_name": "Smith-Jones"}, "smith jones"),
        ({"family_name": "Núñez"}, "NUNEZ"),
        ({"family_name": "O'Brien"}, "O\u2019Brien"),
        ({"family_name": "Lovelace", "other_names": '[{"family": "Byron"}]'}, "Byron"),
    ],
    ids=["hyphen", "accents", "apostrophe", "earlier name"],
)
def test_f15_last_names_as_people_write_them(office: Office, chart: dict[str, Any], typed: str):
    letter = office.letter(**chart)
    assert office.call("redeem", letter.token, family_name=typed).status_code == 201


def test_f36_twins_have_a_letter_each_and_an_account_each(office: Office):
    shared = {"email": "family@example.org", "birth_date": years_ago(30)}
    born = shared["birth_date"].isoformat()
    letters = [office.letter(given_name=name, **shared) for name in ("Theo", "Thea")]
    for letter in letters:
        assert office.call("redeem", letter.token, birth_date=born).status_code == 201
    owners = [account_of(office, letter) for letter in letters]
    assert [one["given_name"] for one in owners] == ["Theo", "Thea"]
    assert {one["email"] for one in owners} == {"family@example.org"}


def test_f35_a_minor_needs_a_guardian_who_has_proved_who_they_are(office: Office):
    child = office.world.chart(birth_date=years_ago(9))
    teenager = office.world.chart(birth_date=years_ago(15))
    for patient_id, rule in ((child, "CHILD_NEEDS_CONSENT"), (teenager, "MINOR_NEEDS_GUARDIAN")):
        reply = office.issue(patient_id)
        assert (problem_of(reply), reply.json()["rule"]) == ("rule-refused", rule)
    prove(office, teenager, person="patient")
    assert office.issue(teenager).status_code == 422
    prove(office, teenager, person="guardian")
    made = office.issue(teenager)
    assert made.status_code == 201
    born = years_ago(15).isoformat()
    used = office.call("redeem", made.json()["token"], birth_date=born)
    assert used.status_code == 201


def test_f35_a_guardian_s_proof_of_yesterday_holds_no_more(office: Office):
    child = office.world.chart(birth_date=years_ago(9))
    prove(office, child, person="guardian", minutes_ago=60)
    assert office.issue(child).json()["rule"] == "CHILD_NEEDS_CONSENT"


def prove(office: Office, patient_id: str, *, person: str, minutes_ago: int = 1) -> None:
    """Put a proof into the ledger, as the desk's own call does."""
    at = office.database.clock() - timedelta(minutes=minutes_ago)
    row = {
        "practice_id": 1,
        "id": new_id(),
        "patient_id": patient_id,
        "method": "in_person",
        "evidence": '["photo_id"]',
        "person": person,
        "guardian_basis": "parent" if person == "guardian" else "",
        "performed_by": office.world.actors["front_desk"].staff_id,
        "performed_at": at,
    }
    office.database.write(Scope.of([1]), lambda uow: uow.execute(proofing.insert().values(row)))


def test_b9_the_desk_sees_what_has_become_of_a_letter(office: Office):
    letter = office.letter()

    def look(desk: Caller = office.desk, practice_id: int = 1) -> Any:
        path = f"/v1/practices/{practice_id}/enrollment-tokens/check"
        return desk.post(path, json={"token": letter.token})

    assert look().json() | {"expires_at": ""} == {
        "id": letter.id,
        "state": "issued",
        "patient_id": letter.patient_id,
        "patient_name": "Ada Byron",
        "expires_at": "",
    }
    path = f"/v1/practices/1/enrollment-tokens/{letter.id}/printed"
    assert office.desk.post(path).status_code == 204
    assert office.desk.post(path).status_code == 204
    assert look().json()["state"] == "printed"
    assert entries(office, letter.id) == ["token.issued", "token.printed"]
    assert problem_of(look(office.neighbour, 2)) == "not-found"
    assert office.call("redeem", letter.token).status_code == 201
    assert look().json()["state"] == "used"
    assert office.desk.post(path).json()["rule"] == "NOT_LIVE"


def test_a_letter_is_revoked_once(office: Office):
    letter = office.letter()
    path = f"/v1/practices/1/enrollment-tokens/{letter.id}/revoke"
    assert problem_of(office.desk.post(path, json={"reason": "because"})) == "validation"
    assert office.desk.post(path, json={"reason": "WRONG_PERSON"}).status_code == 204
    again = office.desk.post(path, json={"reason": "LOST"})
    assert (again.json()["rule"], again.json()["state"]) == ("NOT_LIVE", "revoked")
    token = office.access(letter.patient_id)["tokens"][0]
    assert (token["state"], token["revoke_reason"]) == ("revoked", "WRONG_PERSON")
    assert token["revoked_by"]["name"] == "Desk.One"
    assert entries(office, letter.id) == ["token.issued", "token.revoked"]


def test_i13_a_letter_of_this_practice_is_not_there_for_another(office: Office):
    letter = office.letter()
    for act, body in (("printed", None), ("revoke", {"reason": "LOST"})):
        path = f"/v1/practices/2/enrollment-tokens/{letter.id}/{act}"
        assert problem_of(office.neighbour.post(path, json=body)) == "not-found"
    foreign = f"/v1/practices/2/patients/{letter.patient_id}/enrollment-token"
    assert problem_of(office.neighbour.post(foreign, json={"channel": "letter"})) == "not-found"
    assert office.state(letter) == "issued"


def test_f16_the_days_of_a_letter_are_the_practice_s(office: Office):
    before = office.letter()
    admin = office.world.actors["admin"].staff_id

    def keep(days: int) -> None:
        def work(uow: Any) -> None:
            version = store.held(uow, 1, AccessPolicy).version
            store.change(
                uow,
                1,
                AccessPolicy(token_days=days),
                expected_version=version,
                actor_id=admin,
                reason="",
            )

        office.database.write(Scope.of([1]), work)

    keep(3)
    row = office.row(Letter("", office.issue(before.patient_id).json()))
    keep(14)
    assert row["expires_at"] - row["issued_at"] == timedelta(days=3)
    first = office.row(before)
    assert first["expires_at"] - first["issued_at"] == timedelta(days=14)


def test_a_chart_whose_name_changed_after_the_letter_is_asked_as_it_is_now(office: Office):
    letter = office.letter()
    mine = patient.c.id == letter.patient_id
    query = update(patient).where(mine).values(family_name="King")
    office.database.write(Scope.of([1]), lambda uow: uow.execute(query))
    assert office.call("check", letter.token, family_name="King").status_code == 200


def test_the_password_of_the_patient_opens_and_no_other(office: Office):
    letter = office.letter()
    login = office.login()
    assert office.call("redeem", letter.token, login=login).status_code == 201
    proof = {"username": login["username"], "password": PASSWORD}
    reply = Caller(office.url).post("/v1/patient/auth/sign-in", json=proof)
    assert problem_of(reply) == "sign-in-failed"
