"""Getting back in: links to confirmed addresses, what they ask, and every wrong turn (F31, F39–F42)."""

import pytest
from sqlalchemy import select

from portal.db.engine import Database
from portal.db.tables import journal, outbox_job, policy, recovery_link, throttle
from portal.db.unit_of_work import Scope
from portal.domain.canonical import canonical
from portal.domain.problems import Problem, ProblemType
from portal.security.mailed_secrets import Purpose
from portal.security.patient_sessions import PatientSessions
from portal.services import recovery_answers
from portal.services.recovery import NewPassword
from portal.services.recovery_answers import QuestionAnswer
from tests.support.mailing import OLD, Mailing
from tests.support.practice_world import World
from tests.support.together import at_once

HERE = "192.0.2.1"
NEW = "seven quiet rivers"


@pytest.fixture
def world(database_url, clock):
    database = Database.open(database_url, clock)
    yield World(database)
    database.close()


@pytest.fixture
def mailing(world, mail_sink):
    return Mailing(world, mail_sink)


def ask(mailing, typed):
    mailing.recovery.ask_password(typed, address=HERE)
    mailing.deliver()


def link_for(mailing, owner):
    """Ask for a link for the account; gives its secret."""
    before = len(mailing.sink.messages)
    ask(mailing, mailing.row(owner)["username"])
    assert len(mailing.sink.messages) == before + 1
    return mailing.sink.links()[-1]


def complete(mailing, secret, password=NEW, answers=(), code=""):
    given = tuple(QuestionAnswer(ordinal=n, answer=text) for n, text in answers)
    form = NewPassword(secret=secret, password=password, answers=given, code=code)
    mailing.recovery.complete(form, address=HERE)
    mailing.deliver()


def refused(mailing, secret, **given):
    """Give the problem of a wrong turn, having checked that it is the one answer."""
    with pytest.raises(Problem) as caught:
        complete(mailing, secret, **given)
    return caught.value.body()


THE_ONE_ANSWER = Problem(ProblemType.HAND_OUT_REFUSED).body()


def test_f40_a_link_sets_a_new_password_once_and_ends_all_sessions(mailing):
    owner = mailing.account("ada.byron", "ada@example.org")
    sessions = PatientSessions(mailing.database)
    token = mailing.database.write(Scope.of([]), lambda uow: sessions.open(uow, owner.account_id))
    secret = link_for(mailing, owner)
    complete(mailing, secret)
    assert mailing.has_password(owner, NEW)
    assert not mailing.has_password(owner, OLD)
    with pytest.raises(Problem):
        sessions.recognise(token.access_token)
    assert refused(mailing, secret, password="another one entirely") == THE_ONE_ANSWER
    assert mailing.has_password(owner, NEW)
    assert mailing.sink.subjects()[-1] == "Your portal password has been changed"
    entries = [r for r in mailing.world.all_of(journal) if r["action"] == "account.password_reset"]
    assert [entry["subject_id"] for entry in entries] == [owner.account_id]


def test_f39_a_shared_address_gets_one_mail_for_each_account(mailing):
    """Five people on one address; case does not matter, and each mail says for whom it is."""
    names = ["ada.byron", "bea.byron", "cleo.byron", "dora.byron", "emil.byron"]
    people = {name: mailing.account(name, "Family@Example.org") for name in names}
    mailing.account("fay.byron", "family@example.org", verified=False)
    ask(mailing, "family@example.ORG")
    texts = mailing.sink.texts(to="Family@Example.org")
    assert len(texts) == 5
    for name, text, secret in zip(names, texts, mailing.sink.links(), strict=True):
        assert f"begins with {name[:2]}…" in text
        assert name not in text
        assert mailing.recovery.asked(secret, address=HERE).username == name
    complete(mailing, mailing.sink.links()[2])
    changed = [name for name, one in people.items() if mailing.has_password(one, NEW)]
    assert changed == ["cleo.byron"]


@pytest.mark.parametrize("typed", ["ada.byron", "  ADA.byron ", "ada@example.org"])
def test_f42_an_unconfirmed_address_recovers_nothing(mailing, typed):
    mailing.account("ada.byron", "ada@example.org", verified=False)
    ask(mailing, typed)
    mailing.recovery.ask_usernames(typed, address=HERE)
    mailing.deliver()
    assert mailing.sink.messages == []
    assert mailing.world.all_of(recovery_link) == []


def test_f39_a_name_in_another_dress_means_the_same_account(mailing):
    mailing.account("ada.byron", "ada@example.org")
    ask(mailing, " ADA.Byron")
    assert len(mailing.sink.messages) == 1
    ask(mailing, "ada\u200b.byron")  # what nobody sees is nothing that tells names apart
    assert len(mailing.sink.messages) == 2
    ask(mailing, "аda.byron")
    assert len(mailing.sink.messages) == 2


def test_f41_one_mail_lists_all_names_on_a_confirmed_address(mailing):
    for name in ("ada.byron", "bea.byron"):
        mailing.account(name, "family@example.org", language="es")
    mailing.account("cleo.byron", "family@example.org", verified=False)
    mailing.account("else.where", "other@example.org")
    mailing.recovery.ask_usernames("FAMILY@example.org", address=HERE)
    mailing.deliver()
    (text,) = mailing.sink.texts()
    assert mailing.sink.subjects() == ["Sus nombres de usuario del portal"]
    assert "ada.byron" in text
    assert "bea.byron" in text
    assert "cleo" not in text
    assert "else" not in text
    assert "byron" not in mailing.outbox()


def test_f40_what_is_asked_leaves_one_job_whoever_is_meant(mailing):
    """Known, unknown, unconfirmed: alike in the answer, the statements and what is kept."""
    mailing.account("ada.byron", "ada@example.org")
    for typed in ("ada.byron", "nobody", "ada@example.org", "purple elephant drum"):
        assert mailing.recovery.ask_password(typed, address=HERE) is None
        assert mailing.recovery.ask_usernames(typed, address=HERE) is None
    jobs = mailing.world.all_of(outbox_job)
    assert len(jobs) == 8
    assert {job["kind"] for job in jobs} == {"recovery"}
    for typed in ("ada.byron", "nobody", "elephant"):  # no short word: base64 would have it
        assert typed not in mailing.outbox()
    mailing.deliver()
    asked = [job for job in mailing.world.all_of(outbox_job) if job["kind"] == "recovery"]
    assert {job["payload"] for job in asked} == {"{}"}


def test_f40_no_secret_is_in_the_database(mailing):
    owner = mailing.account("ada.byron", "ada@example.org")
    secret = link_for(mailing, owner)
    with mailing.database.read(Scope.ALL) as reader:
        kept = [
            str(tuple(row))
            for table in (outbox_job, recovery_link, journal, throttle)
            for row in reader.execute(select(table))
        ]
    assert not any(secret in row or secret[-20:] in row for row in kept)


def test_f40_a_newer_link_ends_the_older_one(mailing):
    owner = mailing.account("ada.byron", "ada@example.org")
    older, newer = link_for(mailing, owner), link_for(mailing, owner)
    assert refused(mailing, older) == THE_ONE_ANSWER
    complete(mailing, newer)


def test_f40_a_link_expires_by_the_strictest_policy(mailing, clock):
    owner = mailing.account("ada.byron", "ada@example.org")
    set_policy(mailing, reset_minutes=30)
    secret = link_for(mailing, owner)
    clock.forward(minutes=29, seconds=59)
    assert mailing.recovery.asked(secret, address=HERE).username == "ada.byron"
    clock.forward(seconds=1)
    assert refused(mailing, secret) == THE_ONE_ANSWER
    with pytest.raises(Problem) as caught:
        mailing.recovery.asked(secret, address=HERE)
    assert caught.value.body() == THE_ONE_ANSWER


def test_every_wrong_turn_is_answered_alike_and_changes_nothing(mailing):
    owner = mailing.account("ada.byron", "ada@example.org")
    secret = link_for(mailing, owner)
    link_id = mailing.world.all_of(recovery_link)[0]["id"]
    turns = [
        "nonsense",
        "",
        mailing.secrets.make(Purpose.INVITATION, link_id),
        mailing.secrets.make(Purpose.RESET, owner.account_id),
        secret[:-2],
    ]
    before = mailing.row(owner)
    for turn in [one for one in turns if one]:
        assert refused(mailing, turn) == THE_ONE_ANSWER
    assert mailing.row(owner) == before
    complete(mailing, secret)


@pytest.mark.parametrize(
    "changed", [{"email": "new@example.org"}, {"email_verified_at": None}, {"locked_at": True}]
)
def test_f42_a_link_dies_with_the_address_and_with_a_lock(mailing, changed):
    owner = mailing.account("ada.byron", "ada@example.org")
    secret = link_for(mailing, owner)
    if "locked_at" in changed:
        changed = {"locked_at": mailing.database.clock()}
    mailing.change(owner, **changed)
    assert refused(mailing, secret) == THE_ONE_ANSWER
    assert mailing.has_password(owner, OLD)


def test_f31_two_of_the_five_questions_are_asked(mailing):
    owner = mailing.account("ada.byron", "ada@example.org")
    answers = mailing.answers(owner)
    secret = link_for(mailing, owner)
    asked = [one.ordinal for one in mailing.recovery.asked(secret, address=HERE).questions]
    assert len(asked) == 2
    assert refused(mailing, secret) == THE_ONE_ANSWER, "a link alone is not enough"
    one_wrong = [(asked[0], answers[asked[0]]), (asked[1], "guess")]
    assert refused(mailing, secret, answers=one_wrong) == THE_ONE_ANSWER
    others = [(n, text) for n, text in answers.items() if n not in asked]
    assert mailing.has_password(owner, OLD)
    complete(mailing, secret, answers=[(n, answers[n].upper() + " ") for n in asked] + others[:1])
    assert mailing.has_password(owner, NEW)


def test_f31_the_next_link_asks_the_same_questions(mailing):
    owner = mailing.account("ada.byron", "ada@example.org")
    mailing.answers(owner)
    asked = {
        tuple(one.ordinal for one in mailing.recovery.asked(secret, address=HERE).questions)
        for secret in (link_for(mailing, owner) for _ in range(4))
    }
    assert len(asked) == 1


def test_f31_three_wrong_answers_lock_for_twenty_minutes(mailing, clock):
    owner = mailing.account("ada.byron", "ada@example.org")
    answers = mailing.answers(owner)
    secret = link_for(mailing, owner)
    asked = [one.ordinal for one in mailing.recovery.asked(secret, address=HERE).questions]
    right = [(n, answers[n]) for n in asked]
    for _ in range(3):
        assert refused(mailing, secret, answers=[(n, "x") for n in asked]) == THE_ONE_ANSWER
    locked = refused(mailing, secret, answers=right)
    assert (locked["status"], locked["retry_after"]) == (429, 20 * 60)
    fresh = link_for(mailing, owner)  # another link is locked as well
    assert refused(mailing, fresh, answers=right)["status"] == 429
    clock.forward(minutes=20)
    complete(mailing, fresh, answers=right)
    assert mailing.has_password(owner, NEW)
    key = recovery_answers.lock_key(owner.account_id)
    assert key not in {row["key"] for row in mailing.world.all_of(throttle)}


def test_f31_guesses_at_once_are_three_too(mailing):
    owner = mailing.account("ada.byron", "ada@example.org")
    mailing.answers(owner)
    secret = link_for(mailing, owner)

    def guess(number):
        return refused(mailing, secret, answers=[(n, f"guess {number}") for n in range(1, 6)])

    found = [one["status"] for one in at_once(8, guess)]
    assert sorted(found) == [403] * 3 + [429] * 5
    (link,) = mailing.world.all_of(recovery_link)
    assert link["tries"] == 3


def test_f31_right_answers_forget_the_wrong_ones(mailing):
    owner = mailing.account("ada.byron", "ada@example.org")
    answers = mailing.answers(owner)
    secret = link_for(mailing, owner)
    asked = [one.ordinal for one in mailing.recovery.asked(secret, address=HERE).questions]
    right = [(n, answers[n]) for n in asked]
    for _ in range(2):
        refused(mailing, secret, answers=[(n, "x") for n in asked])
    for _ in range(3):  # a password that will not do costs no try
        weak = refused(mailing, secret, password="short", answers=right)
        assert weak["errors"] == [{"pointer": "/password", "code": "too-short"}]
    complete(mailing, secret, answers=right)


def test_f31_a_practice_may_ask_no_questions(mailing):
    owner = mailing.account("ada.byron", "ada@example.org")
    mailing.answers(owner)
    set_policy(mailing, reset_asks_questions=False)
    secret = link_for(mailing, owner)
    assert mailing.recovery.asked(secret, address=HERE).questions == []
    complete(mailing, secret)


def test_f45_a_second_factor_is_asked_for_and_its_code_works_once(mailing, clock):
    owner = mailing.account("ada.byron", "ada@example.org")
    codes = mailing.authenticator(owner)
    secret = link_for(mailing, owner)
    assert mailing.recovery.asked(secret, address=HERE).code
    assert refused(mailing, secret) == THE_ONE_ANSWER
    assert refused(mailing, secret, code="000000") == THE_ONE_ANSWER
    code = codes.at(clock())
    complete(mailing, secret, code=code)
    assert mailing.has_password(owner, NEW)
    again = link_for(mailing, owner)
    assert refused(mailing, again, code=code) == THE_ONE_ANSWER


def test_links_are_mailed_five_times_an_hour_and_the_newest_works(mailing, clock):
    """Whoever asks for others without end fills no mailbox and kills no link that was just sent."""
    owner = mailing.account("ada.byron", "ada@example.org")
    for _ in range(9):
        ask(mailing, "ada.byron")
    assert len(mailing.sink.messages) == 5
    complete(mailing, mailing.sink.links()[-1])
    clock.forward(hours=1, seconds=1)
    link_for(mailing, owner)


def test_asking_is_slowed_down_by_address(mailing):
    for _ in range(20):
        mailing.recovery.ask_password("nobody", address=HERE)
    with pytest.raises(Problem) as caught:
        mailing.recovery.ask_usernames("nobody", address=HERE)
    assert caught.value.type is ProblemType.THROTTLED
    mailing.recovery.ask_usernames("nobody", address="198.51.100.7")


def test_guessing_links_is_slowed_down_and_a_right_one_passes(mailing):
    owner = mailing.account("ada.byron", "ada@example.org")
    secret = link_for(mailing, owner)
    for _ in range(20):
        assert refused(mailing, "guess") == THE_ONE_ANSWER
    assert refused(mailing, "guess")["status"] == 429
    complete(mailing, secret)


def test_a_link_that_is_not_needed_any_more_is_not_mailed(mailing):
    """Asked twice before the worker came: only the newest goes out."""
    mailing.account("ada.byron", "ada@example.org")
    for _ in range(2):
        mailing.recovery.ask_password("ada.byron", address=HERE)
    mailing.deliver()
    assert len(mailing.sink.messages) == 1


def set_policy(mailing, **body):
    row = {
        "practice_id": 1,
        "name": "access",
        "version": 1,
        "body": canonical(body),
        "changed_at": mailing.database.clock(),
    }
    mailing.database.write(Scope.of([1]), lambda uow: uow.execute(policy.insert(), row))
