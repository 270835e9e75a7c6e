"""Changing and confirming addresses, by their owner and at the desk (F38, F42), and staff's links (F39)."""

import pytest

from portal.db.engine import Database
from portal.db.tables import account, account_practice, journal, patient, policy, recovery_link
from portal.db.unit_of_work import Scope
from portal.domain.canonical import canonical
from portal.domain.problems import Problem, ProblemType
from portal.services import account_mails, email_addresses, memberships, patients, proofings
from portal.services.email_addresses import OwnEmail
from portal.services.own_password import OwnPassword
from tests.support.mailing import OLD, Mailing
from tests.support.practice_world import World

HERE = "192.0.2.1"


@pytest.fixture
def world(database_url, clock):
    database = Database.open(database_url, clock)
    yield World(database)
    database.close()


@pytest.fixture
def mailing(world, mail_sink):
    return Mailing(world, mail_sink)


@pytest.fixture
def own(mailing):
    return OwnEmail(mailing.database, OwnPassword(mailing.database, mailing.passwords))


def write(mailing, work, practice_id=1):
    return mailing.database.write(Scope.of([practice_id]), work)


def by(mailing):
    return mailing.world.actors["front_desk"].staff_id


def rule_of(call):
    with pytest.raises(Problem) as caught:
        call()
    return caught.value.extra.get("rule") or caught.value.type


def owner_of(mailing, email="ada@example.org", **more):
    chart = mailing.world.chart()
    return chart, mailing.account("ada.byron", email, chart=chart, **more)


def proved(mailing, chart):
    proof = proofings.Proof("in_person", ("photo_id",))
    return write(mailing, lambda uow: proofings.record(uow, 1, chart, proof, by=by(mailing)))


def secret_in(mailing):
    return mailing.sink.links()[-1]


# -- the owner -----------------------------------------------------------------------------------


def test_f42_a_changed_address_is_unconfirmed_and_the_old_one_is_told(mailing, own):
    _, owner = owner_of(mailing)
    mailing.change(owner, email_bounced_at=mailing.database.clock())
    own.change(owner, "new@example.org", OLD)
    row = mailing.row(owner)
    assert (row["email"], row["email_verified_at"]) == ("new@example.org", None)
    assert row["email_bounced_at"] is None
    mailing.deliver()
    (told,) = mailing.sink.texts(to="ada@example.org")
    assert "new@example.org" not in told
    (asked,) = mailing.sink.texts(to="new@example.org")
    assert "ad…" in asked
    confirmed = mailing.writer._tokens.read(secret_in(mailing))
    assert confirmed == (owner.account_id, "new@example.org")
    assert write(mailing, lambda uow: memberships.confirm_email(uow, *confirmed))
    assert mailing.row(owner)["email_verified_at"] is not None


def test_f42_a_link_for_an_older_address_confirms_nothing(mailing, own):
    _, owner = owner_of(mailing)
    own.change(owner, "new@example.org", OLD)
    mailing.deliver()
    older = mailing.writer._tokens.read(secret_in(mailing))
    own.change(owner, "newer@example.org", OLD)
    assert not write(mailing, lambda uow: memberships.confirm_email(uow, *older))
    assert mailing.row(owner)["email_verified_at"] is None


def test_f42_changing_takes_the_password_and_ends_mailed_links(mailing, own):
    _, owner = owner_of(mailing)
    mailing.recovery.ask_password("ada.byron", address=HERE)
    mailing.deliver()
    secret = secret_in(mailing)
    with pytest.raises(Problem):
        own.change(owner, "new@example.org", "not the password")
    assert mailing.row(owner)["email"] == "ada@example.org"
    assert mailing.recovery.asked(secret, address=HERE)
    own.change(owner, "new@example.org", OLD)
    with pytest.raises(Problem) as caught:
        mailing.recovery.asked(secret, address=HERE)
    assert caught.value.type is ProblemType.HAND_OUT_REFUSED
    entries = [r for r in mailing.world.all_of(journal) if r["action"] == "account.email_changed"]
    assert len(entries) == 1
    assert "example.org" not in entries[0]["body"]


def test_f42_the_link_is_mailed_again_while_it_is_needed_and_not_without_end(mailing, own):
    _, owner = owner_of(mailing, verified=False)
    for _ in range(5):
        own.verify_again(owner)
    assert rule_of(lambda: own.verify_again(owner)) is ProblemType.THROTTLED
    mailing.deliver()
    assert len(mailing.sink.messages) == 5
    _, other = owner_of_other(mailing)
    assert rule_of(lambda: own.verify_again(other)) == "EMAIL_VERIFIED"


def owner_of_other(mailing):
    chart = mailing.world.chart()
    return chart, mailing.account("bea.byron", "bea@example.org", chart=chart)


def test_the_same_address_is_no_change(mailing, own):
    _, owner = owner_of(mailing)
    assert rule_of(lambda: own.change(owner, "ada@example.org", OLD)) == "SAME_EMAIL"
    assert mailing.row(owner)["email_verified_at"] is not None


# -- the desk ------------------------------------------------------------------------------------


def change_at_desk(mailing, owner, proof, email="new@example.org"):
    write(
        mailing,
        lambda uow: account_mails.change_email(
            uow, 1, owner.account_id, email, proofing_id=proof, by=by(mailing)
        ),
    )


def send_link(mailing, owner, practice_id=1):
    """Let the desk mail a password link."""
    said = (practice_id, owner.account_id)
    send = account_mails.send_password_link
    scope = account_mails.scope_of_link(mailing.database, *said)
    return mailing.database.write(scope, lambda uow: send(uow, *said, by=by(mailing)))


def test_f42_a_desk_changes_an_address_for_who_has_proved_who_they_are(mailing, clock):
    chart, owner = owner_of(mailing)
    proof = proved(mailing, chart)
    other = proved(mailing, mailing.world.chart())
    assert rule_of(lambda: change_at_desk(mailing, owner, other)) == "PROOF_MISSING"
    change_at_desk(mailing, owner, proof)
    assert mailing.row(owner)["email_verified_at"] is None
    mailing.deliver()
    assert len(mailing.sink.texts(to="ada@example.org")) == 1
    clock.forward(minutes=16)
    assert rule_of(lambda: change_at_desk(mailing, owner, proof, "x@example.org")) == (
        "PROOF_LAPSED"
    )


def test_f39_a_desk_sends_a_link_to_one_account_of_a_shared_address(mailing):
    _, owner = owner_of(mailing, "family@example.org")
    mailing.account("bea.byron", "family@example.org")
    sent = send_link(mailing, owner)
    assert (sent.username_hint, sent.email) == ("ad…", "family@example.org")
    mailing.deliver()
    assert len(mailing.sink.messages) == 1
    assert mailing.recovery.asked(secret_in(mailing), address=HERE).username == "ada.byron"
    (link,) = mailing.world.all_of(recovery_link)
    assert link["asked_by"] == by(mailing)
    secret = secret_in(mailing)
    rows = [*mailing.world.all_of(journal), *mailing.world.all_of(recovery_link)]
    assert not any(secret in str(row) for row in rows)


@pytest.mark.parametrize(
    ("changed", "rule"),
    [
        ({"email_verified_at": None}, "EMAIL_UNVERIFIED"),
        ({"locked_at": True}, "ACCOUNT_LOCKED"),
        ({"email": ""}, "NO_EMAIL"),
    ],
)
def test_f39_what_bars_a_link_is_said(mailing, changed, rule):
    _, owner = owner_of(mailing)
    if "locked_at" in changed:
        changed = {"locked_at": mailing.database.clock()}
    mailing.change(owner, **changed)
    assert rule_of(lambda: send_link(mailing, owner)) == rule
    assert mailing.world.all_of(recovery_link) == []


def test_f31_a_desk_that_asks_nothing_opens_nothing_that_another_practice_guards(mailing):
    _, owner = owner_of(mailing)
    mailing.answers(owner)
    more = {"practice_id": 2, "account_id": owner.account_id, "status": "pending"}
    rows = [more | {"created_at": mailing.database.clock()}]
    write(mailing, lambda uow: uow.execute(account_practice.insert(), rows), 2)
    asks_nothing = {"practice_id": 1, "name": "access", "version": 1}
    asks_nothing |= {"body": canonical({"reset_asks_questions": False})}
    asks_nothing |= {"changed_at": mailing.database.clock()}
    write(mailing, lambda uow: uow.execute(policy.insert(), asks_nothing))
    send_link(mailing, owner)
    mailing.deliver()
    assert len(mailing.recovery.asked(secret_in(mailing), address=HERE).questions) == 2


def test_an_account_of_another_practice_is_not_found(mailing):
    _, owner = owner_of(mailing)
    assert rule_of(lambda: send_link(mailing, owner, 2)) is ProblemType.NOT_FOUND


def test_f19_the_charts_address_changes_with_its_version(mailing):
    chart, owner = owner_of(mailing)

    def change(version):
        return write(
            mailing,
            lambda uow: email_addresses.change_in_chart(
                uow, 1, chart, "chart@example.org", expected_version=version, by=by(mailing)
            ),
        )

    assert change(1) == 2
    assert rule_of(lambda: change(1)) is ProblemType.VERSION_CONFLICT
    assert change(2) == 2, "what is so already makes no new version"
    row = mailing.world.one(patient, chart)
    assert (row["email"], row["version"]) == ("chart@example.org", 2)
    assert mailing.row(owner)["email"] == "ada@example.org"
    with mailing.database.read(Scope.of([1])) as reader:
        terms = patients.Terms(email="CHART@example.org")
        assert [one["id"] for one in patients.search(reader, 1, terms)] == [chart]
    assert mailing.world.verify(1).ok
    assert len(mailing.world.all_of(account)) == 1
