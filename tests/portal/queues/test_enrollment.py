"""Enrollments: what an approval binds, what stops it, what a denial settles (DOMAIN F18–F36, §5.2)."""

import threading
from datetime import date

import orjson
import pytest

from portal.db.tables import account, account_practice, item, journal, patient
from portal.db.unit_of_work import Scope
from portal.queues.enrollment_reasons import ENROLLMENT_DENIALS
from portal.services import charts, item_changes
from portal.services.forms import Answer
from tests.support.practice_things import ADA
from tests.support.practice_world import World, on_both

DENY = {"reason_code": "CANNOT_VERIFY_IDENTITY", "text_to_patient": "Please bring a photo ID."}


@pytest.fixture
def login(world: World):
    return world.login()


def standing(world, login):
    (row,) = (
        row for row in world.all_of(account_practice) if row["account_id"] == login.account_id
    )
    return row["status"], row["patient_id"]


def stranger(number):
    """Somebody who resembles nobody else."""
    names = ("Ida Lovelace", "Bo Quimby", "Zoltan Farkas", "Wren Achterberg")[number].split()
    return {
        "given_name": names[0],
        "family_name": names[1],
        "birth_date": date(1950 + 9 * number, 3 + 2 * number, 11 + 4 * number),
        "address_line": f"{number}{number} Elm Row {names[1]}",
        "postal_code": f"4{number}18{number}",
        "phone": f"+1 303 555 {number}1{number}7",
        "email": f"{names[0]}@example.net".lower(),
    }


# -- approve -------------------------------------------------------------------------------------


@on_both
def test_an_approval_makes_a_chart_and_lets_the_account_in(world, login):
    world.chart(record_number="R-10432", given_name="Kim")
    seen = world.enrollment(login)
    assert standing(world, login) == ("pending", None)
    world.done("front_desk", seen, "approve")
    status, chart = standing(world, login)
    assert status == "active"
    row = world.one(patient, chart)
    assert {name: row[name] for name in ADA} == ADA
    assert row["record_number"] == "R-10433"
    assert " byron ada r 10433 6175550143 ada@example.org " in row["search"]
    assert world.one(item, seen.id)["patient_id"] == chart
    assert world.inbox(login) == [("enrollment_approved", "")]
    assert world.mails() == ["enrollment_approved"]
    assert world.verify(1).ok


@on_both
def test_record_numbers_go_on_after_the_highest(world):
    for number in ("R-9", "R-10002", "R-999", "R-1x", "X-77777"):
        world.chart(record_number=number, given_name="Kim", birth_date=date(1990, 5, 5))
    for number, expected in enumerate(("R-10003", "R-10004")):
        login = world.login()
        seen = world.enrollment(login, **stranger(number))
        world.done("front_desk", seen, "approve")
        assert world.one(patient, standing(world, login)[1])["record_number"] == expected


@on_both
def test_linking_changes_nothing_of_the_chart_unless_asked(world, login):
    chart = world.chart(phone="+1 617 555 0199", city="Salem")
    seen = world.enrollment(login)
    world.done("front_desk", seen, "approve", chart="link", patient_id=chart)
    assert standing(world, login) == ("active", chart)
    row = world.one(patient, chart)
    assert (row["phone"], row["city"], row["version"]) == ("+1 617 555 0199", "Salem", 1)
    assert len(world.all_of(patient)) == 1


@on_both
def test_accepted_fields_go_into_the_linked_chart(world, login):
    """F24: field by field; what is not accepted stays."""
    chart = world.chart(phone="+1 617 555 0199", city="Salem", given_name="Adaeze")
    seen = world.enrollment(login)
    world.done(
        "front_desk", seen, "approve", chart="link", patient_id=chart, accept=["phone", "address"]
    )
    row = world.one(patient, chart)
    assert (row["phone"], row["city"], row["given_name"]) == (ADA["phone"], "Boston", "Adaeze")
    assert row["version"] == 2
    assert "6175550143" in row["search"]


@on_both
def test_open_items_show_the_changed_chart(world, login):
    """The feed brings an item again when the patient it shows has changed."""
    chart = world.chart(given_name="Adaeze")
    waiting = world.result_item(world.report(chart), chart)
    seen = world.enrollment(login)
    before = world.page(world.actors["provider"], 1)["cursor"]
    world.done("front_desk", seen, "approve", chart="link", patient_id=chart, accept=["given_name"])
    changes = world.page(world.actors["provider"], 1, before)["changes"]
    (entity,) = [change["entity"] for change in changes if change["id"] == waiting.id]
    assert entity["patient"]["name"] == "Ada Byron"


@on_both
def test_an_item_that_moves_meanwhile_stands_in_the_feed_as_it_is(world):
    chart_id = world.chart(given_name="Adaeze")
    waiting = world.result_item(world.report(chart_id), chart_id)
    moved, chart = threading.Event(), world.one(patient, chart_id)
    address = dict.fromkeys(("line", "city", "state", "postal_code"), "")
    submitted = {**chart, "given_name": "Ada", "birth_date": "1980-02-01", "address": address}

    def accept(uow):
        charts.accept(uow, chart, submitted, ["given_name"])
        mover.start()
        moved.wait(0.5)  # it can not, and has to wait for this commit

    def move(uow):
        row = item_changes.load(uow, 1, waiting.id, lock=True)
        item_changes.change(uow, row, state=row["state"], is_open=True, priority="urgent")

    def run():
        world.database.write(Scope.of([1]), move)
        moved.set()

    mover = threading.Thread(target=run)
    world.database.write(Scope.of([1]), accept)
    mover.join(30)
    assert moved.is_set()
    assert world.verify(1).ok


@on_both
@pytest.mark.parametrize(
    ("chart", "rule"),
    [
        ({"deceased_on": date(2026, 10, 1)}, "CHART_DECEASED"),
        ({"practice_id": 2}, "CHART_UNKNOWN"),
        (None, "CHART_UNKNOWN"),
    ],
)
def test_hard_stops_of_the_chart(world, login, chart, rule):
    target = "00000000-0000-7000-8000-000000000000" if chart is None else world.chart(**chart)
    seen = world.enrollment(login)
    link = {"chart": "link", "patient_id": target}
    assert world.refused("front_desk", seen, "approve", **link) == rule


@on_both
def test_a_chart_has_one_active_account(world, login):
    """Invariant 5, first half."""
    chart = world.chart()
    world.login(chart=chart)
    seen = world.enrollment(login)
    link = {"chart": "link", "patient_id": chart}
    assert world.refused("front_desk", seen, "approve", **link) == "CHART_HAS_ACCOUNT"


def test_the_account_of_a_closed_login_does_not_block_its_chart(world, login):
    chart = world.chart()
    world.login(chart=chart, status="closed")
    seen = world.enrollment(login)
    world.done("front_desk", seen, "approve", chart="link", patient_id=chart)


@on_both
def test_an_account_has_one_chart_in_a_practice(world):
    """Invariant 5, second half."""
    login = world.login(chart=world.chart())
    seen = world.enrollment(login)
    assert world.refused("front_desk", seen, "approve") == "ACCOUNT_ACTIVE"


@on_both
def test_two_approvals_at_once_activate_one_account(world):
    """Invariant 5 under a race: the chart's lock, and behind it the unique index."""
    chart = world.chart()
    logins = [world.login() for _ in range(4)]
    items = [world.enrollment(login) for login in logins]
    desk = world.actors["front_desk"]
    commands = [world.command(seen, "approve", chart="link", patient_id=chart) for seen in items]
    start = threading.Barrier(len(commands))
    statuses = []

    def run(command):
        start.wait(10)
        (result,) = world.decide(desk, command)
        while result["status"] == "deferred":
            (result,) = world.decide(desk, command)
        statuses.append(result["status"])

    threads = [threading.Thread(target=run, args=[command]) for command in commands]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    # who comes after the first may see that the chart has an account now, or be refused for it
    assert statuses.count("applied") == 1
    assert set(statuses) <= {"applied", "rejected", "conflict"}
    active = [row for row in world.all_of(account_practice) if row["status"] == "active"]
    assert len(active) == 1


@on_both
def test_two_new_charts_at_once_get_two_numbers(world):
    items = [world.enrollment(world.login(), **stranger(number)) for number in range(4)]
    desk = world.actors["front_desk"]
    threads = [
        threading.Thread(target=world.decide, args=[desk, world.command(seen, "approve")])
        for seen in items
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    numbers = sorted(row["record_number"] for row in world.all_of(patient))
    assert numbers == ["R-10001", "R-10002", "R-10003", "R-10004"]


def test_without_accepted_terms_nothing_is_approved(world, login):
    """F13."""
    seen = world.enrollment(login, terms=None)
    assert world.refused("front_desk", seen, "approve") == "TERMS_MISSING"


def test_an_enrollment_without_account_can_not_be_approved(world):
    assert world.refused("front_desk", world.enrollment(), "approve") == "NO_ACCOUNT"


@pytest.mark.threat("T19")
@pytest.mark.parametrize(
    "params",
    [
        {"chart": "link"},
        {"chart": "new", "patient_id": "x"},
        {"patient_id": "x"},
        {"chart": "merge"},
        {"accept": ["insurance"]},
        {"force": True},
    ],
)
def test_linking_is_always_explicit(world, login, params):
    """Never a chart that nobody has named."""
    seen = world.enrollment(login)
    assert world.refused("front_desk", seen, "approve", **params) == "validation"


@pytest.mark.parametrize("role", ["provider", "billing", "auditor"])
@pytest.mark.parametrize("action", ["approve", "deny", "request_info"])
def test_others_do_not_decide_enrollments(world, login, role, action):
    assert world.refused(role, world.enrollment(login), action, **DENY) == "not-permitted"


@pytest.mark.parametrize("role", ["front_desk", "nurse", "admin"])
def test_desk_nurse_and_admin_do(world, login, role):
    world.done(role, world.enrollment(login), "approve")


# -- deny and ask --------------------------------------------------------------------------------


@on_both
def test_a_denial_says_why_and_lets_nobody_in(world, login):
    chart = world.chart()
    seen = world.enrollment(login)
    world.done("front_desk", seen, "deny", **DENY)
    assert standing(world, login) == ("denied", None)
    assert world.state(seen) == "denied"
    assert world.inbox(login) == [("enrollment_denied", "Please bring a photo ID.")]
    assert world.mails() == ["enrollment_answer"]
    assert [row["id"] for row in world.all_of(patient)] == [chart]


def test_a_denial_elsewhere_leaves_an_active_account_alone(world):
    login = world.login(chart=world.chart())
    world.done("front_desk", world.enrollment(login), "deny", **DENY)
    assert standing(world, login)[0] == "active"


def test_no_proposed_text_tells_of_a_chart():
    """F22, invariant 7."""
    for reason in ENROLLMENT_DENIALS:
        words = reason.text_to_patient.casefold()
        assert words.strip()
        assert not {"chart", "record", "already a patient"} & set(words.split()), reason.code
        assert "exist" not in words, reason.code
    by_code = {reason.code: reason.text_to_patient for reason in ENROLLMENT_DENIALS}
    assert by_code["SUSPECTED_FRAUD"] == by_code["NOT_A_PATIENT"], "fraud is not told apart"


@on_both
def test_a_question_goes_to_the_applicant_and_the_answer_comes_back(world, login):
    chart = world.chart(birth_date=date(1980, 2, 11))
    seen = world.enrollment(login, birth_date=date(1981, 2, 11))
    world.done("front_desk", seen, "request_info", text_to_patient="Which year were you born?")
    assert world.state(seen) == "needs_info"
    assert world.inbox(login) == [("enrollment_question", "Which year were you born?")]
    assert world.mails() == ["enrollment_answer"]
    corrected = {name: ADA[name] for name in ("given_name", "family_name", "phone", "sex")}
    corrected |= {
        "birth_date": date(1980, 2, 11),
        "email": "new@example.org",
        "address": {
            "line": "12 Harbor Street",
            "city": "Boston",
            "state": "MA",
            "postal_code": "02109",
        },
    }
    world.requests.answer(login, seen.id, Answer(text="1980, sorry", corrected=corrected))
    content = world.content(seen)
    assert world.state(seen) == "pending"
    assert content["answer"] == "1980, sorry"
    assert content["submitted"]["birth_date"] == "1980-02-11"
    assert content["submitted"]["username"] == "ada.byron"
    assert content["submitted"]["terms"] is not None
    assert [one["band"] for one in content["candidates"]] == ["strong"]
    assert world.one(account, login.account_id)["email"] == "new@example.org"
    (result,) = world.run("front_desk", seen, "approve")
    assert result["problem"]["class"] == "content_changed"
    world.done("front_desk", world.again(seen), "approve", chart="link", patient_id=chart)


def test_each_question_sends_its_own_mail(world, login):
    seen = world.enrollment(login)
    world.done("front_desk", seen, "request_info", text_to_patient="First?")
    world.done("front_desk", world.again(seen), "request_info", text_to_patient="Second?")
    assert world.mails() == ["enrollment_answer", "enrollment_answer"]


def test_an_answer_before_a_question_is_refused(world, login):
    seen = world.enrollment(login)
    with pytest.raises(Exception) as refusal:  # noqa: PT011 - the rule is looked at below
        world.requests.answer(login, seen.id, Answer(text="Hello?"))
    assert refusal.value.extra["rule"] == "NOT_ASKED"


# -- the appointment request that came along ------------------------------------------------------


@on_both
def test_an_approval_binds_the_attached_request_and_does_not_book_it(world, login):
    """F32, F33: two decisions."""
    seen = world.enrollment(login, attached=True)
    visit = world.attached_to(seen)
    world.done("front_desk", seen, "approve")
    row = world.one(item, visit.id)
    assert (row["state"], row["is_open"], row["version"]) == ("pending", True, 2)
    assert row["patient_id"] == standing(world, login)[1]
    assert row["content_hash"] == visit.content_hash
    assert world.mails() == ["enrollment_approved"]
    world.done("front_desk", world.again(visit), "book", slot_id=world.slot())


@on_both
def test_a_denial_declines_the_attached_request(world, login):
    """F32: denying the enrollment forces a decision on the appointment."""
    seen = world.enrollment(login, attached=True)
    visit = world.attached_to(seen)
    before = world.page(world.actors["front_desk"], 1)["cursor"]
    world.done("front_desk", seen, "deny", linked="decline", **DENY)
    row = world.one(item, visit.id)
    assert (row["state"], row["is_open"]) == ("declined", False)
    assert row["decided_by"] == world.actors["front_desk"].staff_id
    assert orjson.loads(row["outcome"])["reason_code"] == "ENROLLMENT_DENIED"
    changed = {
        change["id"] for change in world.page(world.actors["front_desk"], 1, before)["changes"]
    }
    assert changed == {seen.id, visit.id}
    actions = [row["action"] for row in world.all_of(journal) if row["subject_id"] == visit.id]
    assert actions == ["item.submitted", "item.declined"]
    assert world.verify(1).ok
    assert world.mails() == ["enrollment_answer"], "one decision, one mail"


@on_both
def test_a_denial_may_keep_the_attached_request(world, login):
    seen = world.enrollment(login, attached=True)
    visit = world.attached_to(seen)
    world.done("front_desk", seen, "deny", linked="keep", **DENY)
    assert world.state(visit) == "pending"
    assert world.content(visit)["enrollment_item_id"] is None
    assert (
        world.refused("front_desk", world.again(visit), "book", slot_id=world.slot()) == "NO_CHART"
    )


def test_a_request_that_was_settled_before_is_left_alone(world, login):
    seen = world.enrollment(login, attached=True)
    visit = world.attached_to(seen)
    world.done("front_desk", visit, "decline", reason_code="NOT_ELIGIBLE", text_to_patient="Sorry.")
    world.done("front_desk", seen, "deny", **DENY)
    row = world.one(item, visit.id)
    assert orjson.loads(row["outcome"])["reason_code"] == "NOT_ELIGIBLE"


@on_both
def test_withdrawing_takes_the_attached_request_along(world, login):
    seen = world.enrollment(login, attached=True)
    visit = world.attached_to(seen)
    world.requests.withdraw(login, seen.id)
    assert (world.state(seen), world.state(visit)) == ("withdrawn", "withdrawn")
    assert standing(world, login) == ("withdrawn", None)
    (result,) = world.run("front_desk", seen, "approve")
    assert result["problem"]["class"] == "withdrawn"
    assert world.verify(1).ok
