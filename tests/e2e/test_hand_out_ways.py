"""Each of the four ways in, played over HTTP from the desk to the patient's own record (DOMAIN F14–F36)."""

from tests.support.hand_out_house import (
    CHOSEN,
    REFUSED,
    THERE,
    House,
    Person,
    Stranger,
    said_by,
    sign_up,
)


def reads_own_record(patient: Stranger, session: str, who: Person) -> None:
    """The session shows the chart's medicines and nobody else's."""
    assert patient.medicines(session) == [who.medicine]
    me = patient.get("me", session).json()
    assert [(one["id"], one["status"]) for one in me["practices"]] == [(who.practice_id, "active")]


def test_way_1_a_printed_token_opens_the_patients_own_record(house_on_both: House) -> None:
    house = house_on_both
    ada, _ = house.person("Ada", "Byron"), house.person("Bob", "Curie")
    letter = house.issue_token(ada)
    patient = house.stranger()
    claim = {"practice_id": 1, "token": letter.token.lower().replace("-", " "), **ada.facts}
    assert patient.post("enrollment-token/check", claim).status_code == 200
    answer = patient.redeem(letter.token, ada, "ada.letter")
    assert (answer.status_code, answer.json()) == (201, {"username": "ada.letter"})
    reads_own_record(patient, patient.enter("ada.letter"), ada)
    said = house.done("enrollment-tokens/check", {"token": letter.token})
    assert (said["id"], said["state"]) == (letter.id, "used")


def test_way_2_temporary_credentials_open_a_choice_and_the_choice_the_record(
    house_on_both: House,
) -> None:
    house = house_on_both
    ada, _ = house.person("Ada", "Byron"), house.person("Bob", "Curie")
    given = house.issue_credentials(ada)
    patient = house.stranger()
    entered = patient.sign_in(given.username, given.password).json()
    assert entered["must"] == "first-sign-in"
    step = entered["access_token"]
    for what in ("me", "medications", "results", "inbox", "documents", "account", "dependents"):
        nobody, half = patient.get(what, ""), patient.get(what, step)
        assert said_by(half) == said_by(nobody), what
        assert half.status_code == 401
    chosen = patient.choose(step, "ada.desk")
    assert (chosen.status_code, chosen.json()["must"]) == (200, None)
    reads_own_record(patient, chosen.json()["access_token"], ada)
    assert patient.get("me", step).status_code == 401, "the step has ended"
    reads_own_record(patient, patient.enter("ada.desk"), ada)


def test_way_3_self_enrollment_shows_nothing_until_a_desk_has_approved(
    house_on_both: House,
) -> None:
    house = house_on_both
    ada = house.person("Ada", "Byron", phone="+1 617 555 0143")
    patient = house.stranger()
    answer = patient.post("enrollments", sign_up(patient, ada, "ada.self"))
    assert answer.status_code == 202, answer.text
    session = patient.enter("ada.self")
    me = patient.get("me", session).json()
    assert [one["status"] for one in me["practices"]] == ["pending"]
    assert patient.medicines(session) == []
    entity = house.desk.item("enrollment", answer.json()["enrollment_id"]).json()
    params = {"chart": "link", "patient_id": ada.chart}
    (done,) = house.desk.decide(house.desk.command(entity, "approve", params))
    assert done["status"] == "applied", done
    reads_own_record(patient, patient.enter("ada.self"), ada)


def test_f17_credentials_for_an_account_end_what_the_account_had(house: House) -> None:
    """Reopening: sessions end when they are handed out, the old password when the new one is set."""
    ada = house.person()
    patient = house.stranger()
    assert patient.redeem(house.issue_token(ada).token, ada, "ada.first").status_code == 201
    session = patient.enter("ada.first")
    given = house.issue_credentials(ada)
    assert patient.get("me", session).status_code == 401
    chosen = patient.choose(
        patient.enter(given.username, given.password), "ada.second", password="amber river kite 3"
    )
    reads_own_record(patient, chosen.json()["access_token"], ada)
    assert house.stranger().sign_in("ada.first", CHOSEN).status_code == 401
    assert house.stranger().sign_in("ada.second", CHOSEN).status_code == 401
    reads_own_record(patient, patient.enter("ada.second", "amber river kite 3"), ada)


def test_f18_a_denied_applicant_sees_nothing(house: House) -> None:
    ada, patient = house.person(), house.stranger()
    made = patient.post("enrollments", sign_up(patient, ada, "ada.denied")).json()
    entity = house.desk.item("enrollment", made["enrollment_id"]).json()
    deny = {one["action"]: one for one in house.desk.actions("enrollment")}["deny"]
    (done,) = house.desk.decide(house.desk.command(entity, "deny", house.desk.params(deny)))
    assert done["status"] == "applied", done
    answer = patient.sign_in("ada.denied")
    if answer.status_code == 200:
        assert patient.medicines(answer.json()["access_token"]) == []


def test_f34_an_account_is_let_into_a_second_practice_by_a_letter(house: House) -> None:
    ada = house.person()
    patient = house.stranger()
    patient.redeem(house.issue_token(ada).token, ada, "ada.both")
    session = patient.enter("ada.both")
    there = house.person("Ada", "Byron", birth_date=ada.birth_date, practice_id=THERE)
    letter = house.issue_token(there)
    claim = {"token": letter.token, **there.facts}
    here = patient.post("enrollment-token/redeem-with-account", claim | {"practice_id": 1}, session)
    assert said_by(here) == REFUSED
    taken = patient.post(
        "enrollment-token/redeem-with-account", claim | {"practice_id": THERE}, session
    )
    assert taken.status_code == 204, taken.text
    assert sorted(patient.medicines(patient.enter("ada.both"))) == sorted(
        [ada.medicine, there.medicine]
    )
