"""Care managers over HTTP: what a link opens, and that nothing is left when it ends (DOMAIN F46–F51)."""

import pytest

from portal.db.tables import item, journal
from portal.db.unit_of_work import Scope
from portal.domain.ids import new_id
from portal.security.permissions import Role
from portal.services import documents
from portal.services.files import Files
from portal.services.policies import store
from portal.services.policies.access import AccessPolicy
from portal.services.policies.appointment import AppointmentPolicy
from tests.support.caller import problem_of
from tests.support.portal_process import SECRET
from tests.support.staff import People
from tests.support.until import until_in_thread

LINKS = "/v1/practices/1/proxies"
CONSENT = {
    "relationship": "spouse",
    "basis": "patient_consent",
    "evidence": ["signed_authorization", "photo_id"],
}


@pytest.fixture(scope="module")
def staff(module_portal):
    people = People(module_portal.world.database)
    made = {
        name: people.staff(f"{name}.links", {1: [role]})
        for name, role in (
            ("desk", Role.FRONT_DESK),
            ("nurse", Role.NURSE),
            ("admin", Role.ADMIN),
            ("second", Role.ADMIN),
        )
    }
    return {name: one.signed_in(module_portal.url) for name, one in made.items()}


class Couple:
    """An adult patient and somebody who is to act for them, both enrolled and signed in."""

    def __init__(self, portal, staff):
        self.portal, self.staff, self.world = portal, staff, portal.world
        self.chart = self.world.chart(given_name="Ada")
        self.other = self.world.chart(given_name="Kim")
        self.patient, self.ada = portal.patient(chart=self.chart, given_name="Ada")
        self.manager, self.kim = portal.patient(chart=self.other, given_name="Kim")

    def prepare(self, who="desk", chart=None, **changed):
        body = CONSENT | {"care_manager_patient_id": self.other} | changed
        path = f"/v1/practices/1/patients/{chart or self.chart}/proxies"
        return self.staff[who].post(path, json=body)

    def held(self, **changed):
        """A link that an administrator has approved; gives its id."""
        (made,) = self.prepare(**changed).json()["ids"]
        reply = self.approve(made)
        assert reply.status_code == 204, reply.text
        return made

    def approve(self, link, who="admin", version=1):
        return self.staff[who].post(f"{LINKS}/{link}/approve", json={"expected_version": version})

    def revoke(self, link, who="desk"):
        reply = self.staff[who].post(f"{LINKS}/{link}/revoke", json={"reason": "PATIENT_ASKED"})
        assert reply.status_code == 204, reply.text

    def links(self, chart=None, who="desk"):
        path = f"/v1/practices/1/patients/{chart or self.chart}/proxies"
        return self.staff[who].get(path).json()["proxies"]


@pytest.fixture
def couple(portal, staff):
    return Couple(portal, staff)


def change(uow, policy, version):
    store.change(uow, 1, policy, expected_version=version, actor_id=None, reason="As told")


def rule_of(reply):
    assert problem_of(reply) == "rule-refused", reply.text
    return reply.json()["rule"]


def test_b11_who_prepares_access_to_an_adults_record_does_not_approve_it(couple):
    (link,) = couple.prepare("admin").json()["ids"]
    assert rule_of(couple.approve(link)) == "PREPARER"
    assert problem_of(couple.approve(link, "desk")) == "not-permitted"
    assert couple.kim.get("/v1/patient/dependents").json()["dependents"] == []
    assert couple.approve(link, "second").status_code == 204
    assert couple.approve(link, "second").status_code == 204, "a lost reply may be asked for again"
    (shown,) = couple.kim.get("/v1/patient/dependents").json()["dependents"]
    assert (shown["name"], shown["scope"]) == ("Ada Byron", "full")


def everything(couple):
    """Every route by which a care manager asks or reads for a dependent: name → a call to make."""
    world, kim, chart = couple.world, couple.kim, couple.chart
    files = Files.open("", couple.portal.process.data_dir / "files", SECRET)
    wanted, asked_for = (
        world.medication(chart),
        world.medication(chart, name="Asked", rxnorm="197361"),
    )
    released = world.result_item(world.report(chart), chart)
    world.done("provider", released, "release", text_to_patient="All is well.")
    paper = world.document(chart, files)
    world.done("provider", paper, "release")
    with world.database.read(Scope.of([1])) as reader:
        key = documents.released_to(reader, 1, chart)[0]["id"]
    booked = world.booked(chart, couple.patient)
    new = {"practice_id": 1, "for_patient_id": chart, "reason": "Check-up"}
    open_one = kim.post("/v1/patient/appointment-requests", json=new).json()["id"]
    replied = kim.post(
        "/v1/patient/refill-requests", json={"practice_id": 1, "medication_id": asked_for}
    ).json()["id"]
    offered = world.seen(kim.post("/v1/patient/appointment-requests", json=new).json()["id"])
    slots = [world.slot(), world.slot()]
    world.done("front_desk", offered, "offer", slot_ids=slots)
    (entry, *_) = [
        one["id"]
        for one in kim.get("/v1/patient/inbox").json()["entries"]
        if one["item_id"] == released.id
    ]
    free = world.slot()
    path = "/v1/patient"
    change = {"request": "cancel", "appointment_id": booked, **new}
    return {
        "refill": lambda: kim.post(
            f"{path}/refill-requests", json={"practice_id": 1, "medication_id": wanted}
        ),
        "appointment": lambda: kim.post(f"{path}/appointment-requests", json=new),
        "cancel": lambda: kim.post(f"{path}/appointment-requests", json=change),
        "free times": lambda: kim.get(
            f"{path}/slots", params={"practice_id": 1, "for_patient_id": chart}
        ),
        "booking": lambda: kim.post(f"{path}/appointments/bookings", json=new | {"slot_id": free}),
        "reply": lambda: kim.post(f"{path}/requests/{replied}/reply", json={"text": "Yes."}),
        "document": lambda: kim.get(f"{path}/documents/{key}/content"),
        "inbox entry": lambda: kim.post(f"{path}/inbox/{entry}/read"),
        "refuse an offer": lambda: kim.post(
            f"{path}/appointment-requests/{offered.id}/refuse-offer"
        ),
        "accept an offer": lambda: kim.post(
            f"{path}/appointment-requests/{offered.id}/accept", json={"slot_id": slots[0]}
        ),
        "withdraw": lambda: kim.post(f"{path}/requests/{open_one}/withdraw"),
    }


LISTS = ("results", "documents", "appointments", "medications", "requests", "dependents", "inbox")


def seen_in_lists(couple):
    """How many things about the dependent each list of the care manager's shows."""
    found = {}
    for name in LISTS:
        answer = couple.kim.get(f"/v1/patient/{name}").json()
        rows = answer["entries" if name == "inbox" else name]
        found[name] = len([row for row in rows if row.get("kind") != "care_manager_added"])
    return found


@pytest.fixture
def bookable(world):
    def allow(uow):
        held = store.held(uow, 1, AppointmentPolicy)
        policy = AppointmentPolicy(online_booking=True, minimum_notice_hours=0)
        change(uow, policy, held.version)

    world.database.write(Scope.of([1]), allow)


@pytest.mark.field("foreign-id")
@pytest.mark.usefixtures("bookable")
def test_f51_every_route_honours_a_link_that_was_revoked_a_second_ago(couple):
    link = couple.held()
    calls = everything(couple)
    assert all(seen_in_lists(couple).values()), seen_in_lists(couple)
    couple.revoke(link)
    answers = {name: call() for name, call in calls.items()}
    wrong = {name: (one.status_code, one.text) for name, one in answers.items() if one.ok}
    assert wrong == {}
    assert {name: problem_of(one) for name, one in answers.items()} == dict.fromkeys(
        calls, "not-found"
    )
    left = seen_in_lists(couple)
    assert {name: count for name, count in left.items() if name != "inbox"} == dict.fromkeys(
        [name for name in LISTS if name != "inbox"], 0
    )


@pytest.mark.usefixtures("bookable")
def test_f49_while_the_link_holds_each_of_them_is_let_in(couple):
    """The guard of the test above: it is the link that the refusals hang on."""
    couple.held()
    calls = everything(couple)
    ruled = {"reply", "accept an offer"}  # nobody has asked; it has just been refused
    answers = {name: call() for name, call in calls.items()}
    assert {
        name: one.text for name, one in answers.items() if not one.ok and name not in ruled
    } == {}
    assert {problem_of(answers[name]) for name in ruled} == {"rule-refused"}


def test_f49_a_request_says_who_asked_for_whom(couple):
    couple.held()
    asked = couple.kim.post(
        "/v1/patient/appointment-requests",
        json={"practice_id": 1, "for_patient_id": couple.chart, "reason": "Check-up"},
    ).json()["id"]
    row = couple.world.one(item, asked)
    assert (row["subject_name"], row["patient_id"]) == ("Ada Byron", couple.chart)
    assert (row["requested_by"], row["account_id"]) == (
        "Kim Byron (spouse)",
        couple.manager.account_id,
    )


@pytest.mark.parametrize("practice_id", [1, 2, 2_147_483_646])
def test_f49_a_visit_for_a_stranger_is_for_nobody_wherever_they_are(couple, practice_id):
    for patient_id in (couple.chart, new_id()):
        form = {"practice_id": practice_id, "for_patient_id": patient_id}
        visit = form | {"reason": "Check-up"}
        replies = [
            couple.kim.get("/v1/patient/slots", params=form),
            couple.kim.post("/v1/patient/appointment-requests", json=visit),
            couple.kim.post(
                "/v1/patient/appointments/bookings", json=visit | {"slot_id": new_id()}
            ),
        ]
        assert [problem_of(reply) for reply in replies] == ["not-found"] * 3


def test_f46_limited_scope_arranges_visits_and_reads_no_results(couple):
    couple.held(scope="limited")
    world = couple.world
    wanted = world.medication(couple.chart)
    world.booked(couple.chart, couple.patient)
    released = world.result_item(world.report(couple.chart), couple.chart)
    world.done("provider", released, "release", text_to_patient="All is well.")
    assert len(couple.kim.get("/v1/patient/appointments").json()["appointments"]) == 1
    assert couple.kim.get("/v1/patient/results").json()["results"] == []
    form = {"practice_id": 1, "medication_id": wanted}
    assert problem_of(couple.kim.post("/v1/patient/refill-requests", json=form)) == "not-found"
    new = {"practice_id": 1, "for_patient_id": couple.chart, "reason": "Check-up"}
    assert couple.kim.post("/v1/patient/appointment-requests", json=new).ok


def test_f51_the_inbox_hides_what_was_clinical_when_a_scope_is_narrowed(couple):
    link = couple.held()
    released = couple.world.result_item(couple.world.report(couple.chart), couple.chart)
    couple.world.done("provider", released, "release", text_to_patient="All is well.")
    told = [one["kind"] for one in couple.kim.get("/v1/patient/inbox").json()["entries"]]
    assert "result_released" in told
    body = {"expected_version": 2, "scope": "limited", "ends_on": None}
    assert couple.staff["desk"].post(f"{LINKS}/{link}/change", json=body).json() == {"id": link}
    told = [one["kind"] for one in couple.kim.get("/v1/patient/inbox").json()["entries"]]
    assert "result_released" not in told


def test_f50_a_mutual_pair_is_two_links_and_ending_one_leaves_the_other(couple):
    both = couple.prepare(mutual=True).json()["ids"]
    assert len(both) == 2
    for one in both:
        assert couple.approve(one).status_code == 204
    there, back = couple.links()
    assert {there["mutual_id"], back["mutual_id"]} == set(both)
    couple.revoke(both[0])
    assert couple.kim.get("/v1/patient/dependents").json()["dependents"] == []
    assert len(couple.ada.get("/v1/patient/dependents").json()["dependents"]) == 1


@pytest.mark.parametrize("side", ["ada", "kim"])
def test_f51_either_side_ends_a_link_at_once(couple, side):
    link = couple.held()
    caller = getattr(couple, side)
    for _ in range(2):
        assert caller.post(f"/v1/patient/proxies/{link}/end").status_code == 204
    assert couple.kim.get("/v1/patient/dependents").json()["dependents"] == []
    (shown,) = couple.links()
    by = {"ada": "ENDED_BY_PATIENT", "kim": "ENDED_BY_CARE_MANAGER"}[side]
    assert (shown["state"], shown["end_reason"]) == ("revoked", by)


def test_f51_a_stranger_ends_nothing(couple, portal):
    link = couple.held()
    stranger = portal.patient(chart=couple.world.chart())[1]
    assert problem_of(stranger.post(f"/v1/patient/proxies/{link}/end")) == "not-found"
    assert len(couple.kim.get("/v1/patient/dependents").json()["dependents"]) == 1


def test_f47_what_stands_on_the_law_ends_at_the_practice(couple):
    link = couple.held(
        basis="court_order", relationship="legal_guardian", evidence=["court_order", "photo_id"]
    )
    (shown,) = couple.ada.get("/v1/patient/care-managers").json()["care_managers"]
    assert (shown["name"], shown["may_end"]) == ("Kim Byron", False)
    assert rule_of(couple.ada.post(f"/v1/patient/proxies/{link}/end")) == "BY_LAW"
    assert couple.kim.post(f"/v1/patient/proxies/{link}/end").status_code == 204


def test_both_are_told_that_somebody_was_given_access_and_that_it_ended(couple):
    link = couple.held()
    couple.revoke(link)
    for caller in (couple.ada, couple.kim):
        kinds = [one["kind"] for one in caller.get("/v1/patient/inbox").json()["entries"]]
        assert kinds == ["care_manager_ended", "care_manager_added"]
    assert couple.world.mails().count("care_manager_changed") >= 4


def test_f47_asking_for_a_care_manager_leaves_one_task_for_the_desk(couple):
    body = {
        "practice_id": 1,
        "who_acts": "somebody_for_me",
        "name": "Kim Byron",
        "birth_date": "1980-02-01",
        "relationship": "spouse",
        "note": "My husband brings the papers.",
    }
    first = couple.ada.post("/v1/patient/proxies/request", json=body)
    assert first.status_code == 202
    again = couple.ada.post("/v1/patient/proxies/request", json=body)
    assert again.json()["id"] == first.json()["id"]
    row = couple.world.one(item, first.json()["id"])
    assert (row["kind"], row["patient_id"]) == ("task", couple.chart)
    for number in range(2):
        other = couple.ada.post("/v1/patient/proxies/request", json=body | {"name": f"N {number}"})
        assert other.status_code == 202
    flood = couple.ada.post("/v1/patient/proxies/request", json=body | {"name": "One more"})
    assert rule_of(flood) == "TOO_MANY_OPEN"
    elsewhere = couple.ada.post("/v1/patient/proxies/request", json=body | {"practice_id": 2})
    assert problem_of(elsewhere) == "not-found"


@pytest.fixture
def care_managers_off(world):
    def put(on):
        def work(uow):
            held = store.held(uow, 1, AccessPolicy)
            change(uow, AccessPolicy(care_managers=on), held.version)

        world.database.write(Scope.of([1]), work)

    yield lambda: put(False)
    put(True)


def test_f46_when_off_nothing_new_is_made_and_what_holds_goes_on(couple, care_managers_off):
    couple.held()
    (waiting,) = couple.prepare(chart=couple.world.chart(given_name="Lee")).json()["ids"]
    care_managers_off()
    assert rule_of(couple.prepare(chart=couple.world.chart())) == "CARE_MANAGERS_OFF"
    assert rule_of(couple.approve(waiting)) == "CARE_MANAGERS_OFF"
    body = {
        "practice_id": 1,
        "who_acts": "i_for_somebody",
        "name": "Lee",
        "relationship": "sibling",
    }
    asked = couple.ada.post("/v1/patient/proxies/request", json=body)
    assert rule_of(asked) == "CARE_MANAGERS_OFF"
    assert len(couple.kim.get("/v1/patient/dependents").json()["dependents"]) == 1
    path = f"/v1/practices/1/patients/{couple.chart}/proxies"
    assert couple.staff["desk"].get(path).json()["enabled"] is False


def test_f48_the_journal_says_who_read_whose_record(couple):
    couple.held()
    calls = everything(couple)

    def reads():
        return [
            (row["actor_id"], row["subject_id"])
            for row in couple.world.all_of(journal)
            if row["action"] == "chart.read_by_care_manager" and row["subject_id"] == couple.chart
        ]

    assert couple.ada.get("/v1/patient/results").json()["results"]
    assert reads() == [], "their own record they read without an entry"
    assert calls["document"]().status_code == 200
    until_in_thread(lambda: reads() == [(couple.manager.account_id, couple.chart)])
    for name in ("results", "documents", "appointments", "medications"):
        assert couple.kim.get(f"/v1/patient/{name}").json()[name]
    assert len(reads()) == 1, "once in five minutes is enough"


def test_evidence_is_codes_and_takes_no_number_of_a_document(couple):
    for evidence in (["D1234567"], ["photo_id", "passport XQ-0451"], []):
        reply = couple.prepare(evidence=evidence)
        assert problem_of(reply) == "validation"
    assert "XQ-0451" not in couple.portal.log()


def test_what_was_looked_at_is_not_what_the_other_desk_sees_any_more(couple):
    link = couple.held()
    body = {"expected_version": 1, "scope": "limited", "ends_on": None}
    stale = couple.staff["desk"].post(f"{LINKS}/{link}/change", json=body)
    assert problem_of(stale) == "version-conflict"


def test_the_journal_names_who_prepared_who_approved_and_who_ended(couple):
    link = couple.held()
    couple.revoke(link)
    rows = [row for row in couple.world.all_of(journal) if link in row["body"]]
    assert [row["action"] for row in rows] == ["proxy.prepared", "proxy.approved", "proxy.ended"]
    assert {row["subject_id"] for row in rows} == {couple.chart}
    assert len({row["actor_id"] for row in rows}) == 2
