"""Invitations by mail: sent, opened, accepted, sent again, bounced, and every wrong turn (F19, F34)."""

from datetime import date, timedelta
from itertools import chain, product

import pytest
from sqlalchemy import select, update

from portal.db.engine import Database
from portal.db.tables import (
    account,
    account_practice,
    invitation,
    journal,
    outbox_job,
    patient,
    throttle,
)
from portal.db.unit_of_work import Scope
from portal.domain.problems import Problem, ProblemType
from portal.security.mailed_secrets import Purpose
from portal.services import hand_outs, invitation_list, invitations
from portal.services.activation import Login
from portal.services.hand_outs import INVITATION
from portal.services.invitation_accepting import Claim, Invitations
from portal.services.sign_up_rules import TERMS_VERSION
from tests.support.mailing import Mailing
from tests.support.practice_world import World
from tests.support.together import at_once

HERE = "192.0.2.1"
BORN = date(1980, 2, 1)
THE_ONE_ANSWER = Problem(ProblemType.HAND_OUT_REFUSED).body()


@pytest.fixture
def world(database_url, clock):
    database = Database.open(database_url, clock)
    yield World(database)
    database.close()


@pytest.fixture
def mailing(world, mail_sink):
    return Mailing(world, mail_sink)


@pytest.fixture
def side(mailing):
    return Invitations(mailing.database, mailing.passwords, mailing.secrets)


def staff_id(mailing):
    return mailing.world.actors["front_desk"].staff_id


def write(mailing, work, practice_id=1):
    return mailing.database.write(Scope.of([practice_id]), work)


def begin(mailing, chart, email=None, language="en"):
    """Invite, and leave the mail in the outbox; gives the invitation's id."""
    said = {"email": email, "language": language, "by": staff_id(mailing)}
    return write(mailing, lambda uow: invitations.invite(uow, 1, chart, **said)).id


def invite(mailing, chart, email=None, language="en"):
    """Invite and deliver; gives the invitation's id and its secret."""
    key = begin(mailing, chart, email, language)
    mailing.deliver()
    return key, mailing.sink.links()[-1]


def resend(mailing, key, email=None):
    write(mailing, lambda uow: invitations.resend(uow, 1, key, by=staff_id(mailing), email=email))
    mailing.deliver()


def row_of(mailing, key):
    return mailing.world.one(invitation, key)


def state(mailing, key):
    return hand_outs.state_of(row_of(mailing, key), mailing.database.clock())


def by_id(row):
    return row["id"]


def login(username="ada.byron", **changed):
    fields = {
        "username": username,
        "password": "seven quiet rivers",
        "terms": {"version": TERMS_VERSION},
    }
    return Login(**fields | changed)


def claim(secret, born=BORN, family="Byron", given=""):
    return Claim(secret, born, family, given)


def refused(call):
    """Give the problem of a wrong turn."""
    with pytest.raises(Problem) as caught:
        call()
    return caught.value.body()


# -- sent, opened, accepted ----------------------------------------------------------------------


def test_f19_an_invitation_is_sent_opened_and_accepted_once(mailing, side):
    chart = mailing.world.chart()
    key, secret = invite(mailing, chart)
    assert state(mailing, key) == "sent"
    opened = side.open(secret, address=HERE)
    assert opened.practice["name"] == "Practice 1"
    assert opened.asks == ("birth_date", "family_name")
    assert state(mailing, key) == "opened"
    assert side.accept(claim(secret), login(), address=HERE) == "ada.byron"
    assert state(mailing, key) == "used"
    (made,) = mailing.world.all_of(account)
    assert made["email"] == "ada@example.org"
    assert made["email_verified_at"] is not None, "the link has proved the address"
    (place,) = mailing.world.all_of(account_practice)
    assert (place["patient_id"], place["status"]) == (chart, "active")
    assert row_of(mailing, key)["used_by"] == made["id"]
    again = refused(lambda: side.accept(claim(secret), login("other.name"), address=HERE))
    assert again == THE_ONE_ANSWER
    assert len(mailing.world.all_of(account)) == 1
    actions = [one["action"] for one in mailing.world.all_of(journal)]
    for act in ("issued", "opened", "used"):
        assert actions.count(f"invitation.{act}") == 1
    assert mailing.world.verify(1).ok


def test_f42_another_address_than_the_mailed_one_is_not_confirmed(mailing, side):
    _, secret = invite(mailing, mailing.world.chart())
    side.accept(claim(secret), login(email="else@example.org"), address=HERE)
    (made,) = mailing.world.all_of(account)
    assert (made["email"], made["email_verified_at"]) == ("else@example.org", None)


def test_f34_an_account_that_exists_accepts(mailing, side):
    owner = mailing.account("ada.byron", "ada@example.org", practice_id=2, verified=False)
    chart = mailing.world.chart()
    key, secret = invite(mailing, chart)
    side.accept_with_account(claim(secret), owner.account_id, address=HERE)
    places = {row["practice_id"]: row for row in mailing.world.all_of(account_practice)}
    assert (places[1]["patient_id"], places[1]["status"]) == (chart, "active")
    assert state(mailing, key) == "used"
    assert mailing.row(owner)["email_verified_at"] is not None


def test_f75_the_mail_names_nobody_and_the_outbox_no_secret(mailing):
    chart = mailing.world.chart(given_name="Zenobia")
    key, secret = invite(mailing, chart, language="es")
    (text,) = mailing.sink.texts()
    assert mailing.sink.subjects() == ["Le invitamos al portal del paciente"]
    text, *rest = text.replace("=\n", "").split(f"https://portal.example/invitation#{secret}")
    assert rest, "the link"
    text += "".join(rest)  # its letters are chance, and no word of ours
    assert "Ze…" in text
    for word in ("Zenobia", "Byron", "Practice 1", "1980", chart, "R-1"):
        assert word not in text
    with mailing.database.read(Scope.ALL) as reader:
        jobs, *others = (
            [str(tuple(row)) for row in reader.execute(select(table))]
            for table in (outbox_job, invitation, journal)
        )
    kept = [*jobs, *chain(*others)]
    assert not any(secret in row or secret[-20:] in row for row in kept)
    assert any(key in job for job in jobs)


# -- wrong turns ---------------------------------------------------------------------------------


def test_f15_the_person_is_asked_for_and_five_wrong_guesses_burn(mailing, side):
    key, secret = invite(mailing, mailing.world.chart())
    wrong = [
        claim(secret, born=date(1980, 2, 2)),
        claim(secret, family="Lovelace"),
        claim(secret, born=date(2001, 1, 1), family="Nobody"),
        claim(secret, born=date(1980, 1, 2)),
        claim(secret, family="Ada"),
    ]
    for number, one in enumerate(wrong, 1):
        assert refused(lambda one=one: side.accept(one, login(), address=HERE)) == THE_ONE_ANSWER
        assert row_of(mailing, key)["tries"] == number
    assert state(mailing, key) == "burnt"
    sixth = refused(lambda: side.accept(claim(secret), login(), address=HERE))
    assert sixth == THE_ONE_ANSWER
    assert refused(lambda: side.open(secret, address=HERE)) == THE_ONE_ANSWER
    assert mailing.world.all_of(account) == []


def test_f15_guesses_at_once_are_five_too(mailing, side):
    key, secret = invite(mailing, mailing.world.chart())

    def guess(number):
        wrong = claim(secret, born=date(1980, 3, 1 + number))
        with pytest.raises(Problem):
            side.accept(wrong, login(), address=f"192.0.2.{number}")

    at_once(8, guess)
    assert row_of(mailing, key)["tries"] == 5
    assert state(mailing, key) == "burnt"


def ended_ones(mailing, clock):
    """An invitation in each state in which it opens nothing, with its secret."""
    world = mailing.world
    expired = invite(mailing, world.chart(given_name="Expired"))
    clock.forward(days=7)
    revoked = invite(mailing, world.chart(given_name="Revoked"))
    write(
        mailing,
        lambda uow: hand_outs.revoke(
            uow, INVITATION, 1, revoked[0], by=staff_id(mailing), reason="OTHER"
        ),
    )
    chart = world.chart(given_name="Superseded")
    superseded = invite(mailing, chart)
    invite(mailing, chart)
    resent = invite(mailing, world.chart(given_name="Resent"))
    resend(mailing, resent[0])
    died = world.chart(given_name="Died")
    dead = invite(mailing, died)
    write(
        mailing,
        lambda uow: uow.execute(
            update(patient).where(patient.c.id == died).values(deceased_on=BORN)
        ),
    )
    return {
        "expired": expired,
        "revoked": revoked,
        "superseded": superseded,
        "resent": resent,
        "dead": dead,
    }


def test_every_wrong_turn_is_answered_alike_and_changes_nothing(mailing, side, clock):
    secrets = {name: secret for name, (_, secret) in ended_ones(mailing, clock).items()}
    living, good = invite(mailing, mailing.world.chart(given_name="Living"))
    secrets["made up"] = "A" * 46
    secrets["for another purpose"] = mailing.secrets.make(Purpose.RESET, living)
    secrets["of the future"] = mailing.secrets.make(Purpose.INVITATION, living, 2)
    secrets["of nothing"] = mailing.secrets.make(Purpose.INVITATION, staff_id(mailing))
    before = mailing.world.all_of(invitation)
    for name, secret in secrets.items():
        address = f"192.0.2.{len(name)}"
        turn = claim(secret, given="Died" if name == "dead" else name.title())
        assert refused(lambda s=turn, a=address: side.accept(s, login(), address=a)) == (
            THE_ONE_ANSWER
        ), name
        if name != "dead":
            answer = refused(lambda s=secret, a=address: side.open(s, address=a))
            assert answer == THE_ONE_ANSWER, name
    assert mailing.world.all_of(account) == []
    after = mailing.world.all_of(invitation)
    assert sorted(after, key=by_id) == sorted(before, key=by_id)
    side.accept(claim(good, given="Living"), login(), address=HERE)


def test_a_login_that_will_not_do_costs_nothing(mailing, side):
    key, secret = invite(mailing, mailing.world.chart())
    mailing.account("taken.name", "x@example.org")
    for bad in (login(password="short"), login(username="temp-abcd"), login("taken.name")):
        problem = refused(lambda bad=bad: side.accept(claim(secret), bad, address=HERE))
        assert problem["status"] == 422
    assert row_of(mailing, key)["tries"] == 0
    side.accept(claim(secret), login(), address=HERE)


def test_guessing_secrets_is_slowed_down_and_a_right_one_passes(mailing, side):
    _, secret = invite(mailing, mailing.world.chart())
    for _ in range(20):
        assert refused(lambda: side.open("guess", address=HERE)) == THE_ONE_ANSWER
    assert refused(lambda: side.open("guess", address=HERE))["status"] == 429
    side.accept(claim(secret), login(), address=HERE)
    assert len(mailing.world.all_of(throttle)) == 1


def test_f36_twins_are_asked_for_the_first_name(mailing, side):
    """One address, one last name, one birth date: the wrong link opens nobody's record."""
    world = mailing.world
    charts = [world.chart(given_name=name) for name in ("Anna", "Anne")]
    links = [invite(mailing, chart)[1] for chart in charts]
    assert side.open(links[0], address=HERE).asks == ("birth_date", "family_name", "given_name")
    for given in ("", "Anne"):
        wrong = claim(links[0], given=given)
        assert refused(lambda wrong=wrong: side.accept(wrong, login(), address=HERE)) == (
            THE_ONE_ANSWER
        )
    side.accept(claim(links[0], given="ANNA "), login(), address=HERE)
    side.accept(claim(links[1], given="Anne"), login("anne.byron"), address=HERE)
    assert {row["patient_id"] for row in world.all_of(account_practice)} == set(charts)


# -- sending again -------------------------------------------------------------------------------


def test_f19_sending_again_makes_another_secret_and_another_time(mailing, side, clock):
    key, older = invite(mailing, mailing.world.chart())
    clock.forward(days=8)
    assert state(mailing, key) == "expired"
    resend(mailing, key, email="new@example.org")
    assert len(mailing.sink.texts(to="new@example.org")) == 1
    newer = mailing.sink.links()[-1]
    assert newer != older
    assert refused(lambda: side.open(older, address=HERE)) == THE_ONE_ANSWER
    assert row_of(mailing, key)["expires_at"] == clock() + timedelta(days=7)
    side.accept(claim(newer), login(), address=HERE)


def test_f19_sending_again_forgets_the_guesses_of_who_had_the_older_mail(mailing, side):
    key, secret = invite(mailing, mailing.world.chart())
    for _ in range(5):
        refused(lambda: side.accept(claim(secret, family="X"), login(), address=HERE))
    assert state(mailing, key) == "burnt"
    resend(mailing, key)
    assert state(mailing, key) == "sent"
    side.accept(claim(mailing.sink.links()[-1]), login(), address=HERE)


@pytest.mark.parametrize("ended", ["used", "revoked", "superseded"])
def test_f19_what_has_ended_is_not_sent_again(mailing, side, ended):
    chart = mailing.world.chart()
    key, secret = invite(mailing, chart)
    if ended == "used":
        side.accept(claim(secret), login(), address=HERE)
    elif ended == "superseded":
        invite(mailing, chart)
    else:
        write(
            mailing,
            lambda uow: hand_outs.revoke(
                uow, INVITATION, 1, key, by=staff_id(mailing), reason="OTHER"
            ),
        )
    problem = refused(lambda: resend(mailing, key))
    assert (problem["rule"], problem["state"]) == ("NOT_LIVE", ended)


def test_f19_bulk_resend_gives_each_its_outcome(mailing, side):
    charts = [mailing.world.chart(given_name=name) for name in ("Bea", "Cleo", "Dora")]
    keys = [invite(mailing, chart)[0] for chart in charts]
    mailing.world.login(chart=charts[1])  # let in another way meanwhile
    sent = len(mailing.sink.messages)
    nobody = mailing.world.doctors[1]
    found = invitations.resend_each(
        mailing.database, 1, [*keys, nobody, keys[0]], by=staff_id(mailing)
    )
    mailing.deliver()
    assert [one.outcome for one in found] == ["sent", "ACCOUNT_EXISTS", "sent", "NOT_FOUND"]
    assert len(mailing.sink.messages) == sent + 2


def test_an_invitation_of_another_practice_is_not_found(mailing):
    key, _ = invite(mailing, mailing.world.chart())
    (outcome,) = invitations.resend_each(mailing.database, 2, [key], by=staff_id(mailing))
    assert outcome.outcome == "NOT_FOUND"


def test_f16_two_desks_at_once_leave_one_that_works(mailing, side):
    chart = mailing.world.chart()

    def one_desk(_number):
        begin(mailing, chart)

    at_once(4, one_desk)
    mailing.deliver()
    works = [
        row
        for row in mailing.world.all_of(invitation)
        if hand_outs.works(row, mailing.database.clock())
    ]
    assert len(works) == 1
    assert len(mailing.sink.messages) == 1, "what was replaced before it was sent is not sent"
    side.accept(claim(mailing.sink.links()[0]), login(), address=HERE)


@pytest.mark.parametrize(
    ("changed", "email", "rule"),
    [
        ({"email": ""}, None, "NO_EMAIL"),
        ({"email": ""}, "given@example.org", None),
        ({"deceased_on": BORN}, None, "DECEASED"),
        ({"birth_date": date(2020, 1, 1)}, None, "CHILD_NEEDS_CONSENT"),
        ({"birth_date": date(2012, 1, 1)}, None, "MINOR_NEEDS_GUARDIAN"),
        ({"status": "merged"}, None, "MERGED"),
    ],
)
def test_k55_blockers_are_said_before_anything_is_sent(mailing, changed, email, rule):
    chart = mailing.world.chart(**changed)
    if rule is None:
        invite(mailing, chart, email)
        assert len(mailing.sink.texts(to=email)) == 1
        assert mailing.world.one(patient, chart)["email"] == ""
        return
    assert refused(lambda: invite(mailing, chart, email))["rule"] == rule
    assert mailing.sink.messages == []


# -- bounced, listed -----------------------------------------------------------------------------


def test_f19_an_address_refused_for_good_is_a_bounce_with_its_reason(mailing, side):
    mailing.sink.unknown["ada@example.org"] = "550 5.1.1 no such user"
    key = begin(mailing, mailing.world.chart())
    mailing.deliver()
    row = row_of(mailing, key)
    assert (state(mailing, key), row["bounce_reason"]) == ("bounced", "5.1.1")
    assert row["last_sent_at"] is None
    resend(mailing, key, email="right@example.org")
    assert state(mailing, key) == "sent"
    side.accept(claim(mailing.sink.links()[-1]), login(), address=HERE)


def test_f19_what_is_put_off_is_no_bounce_until_it_is_given_up(mailing, clock):
    mailing.sink.unknown["ada@example.org"] = "451 4.2.2 mailbox full"
    key = begin(mailing, mailing.world.chart())
    for _ in range(11):
        mailing.worker.run_due()
        clock.forward(hours=6)
    assert state(mailing, key) == "issued"
    mailing.worker.run_due()
    assert state(mailing, key) == "bounced"
    assert row_of(mailing, key)["bounce_reason"] == "4.4.7"


def test_a_revoked_invitation_is_not_sent_any_more(mailing):
    key = begin(mailing, mailing.world.chart())
    write(
        mailing,
        lambda uow: hand_outs.revoke(uow, INVITATION, 1, key, by=staff_id(mailing), reason="OTHER"),
    )
    mailing.deliver()
    assert mailing.sink.messages == []
    assert row_of(mailing, key)["last_sent_at"] is None


def listed(mailing, **asked):
    with mailing.database.read(Scope.of([1])) as reader:
        return invitation_list.search(reader, 1, **asked)


def test_f19_invitations_are_listed_by_state_newest_first(mailing, clock):
    ended_ones(mailing, clock)
    mailing.sink.unknown["gone@example.org"] = "550 5.1.1 no such user"
    bad = mailing.world.chart(given_name="Bad", email="gone@example.org")
    begin(mailing, bad)
    mailing.deliver()
    everything = listed(mailing)
    assert everything[0]["patient"]["name"] == "Bad Byron"
    assert everything[0]["issued_by"]["name"] == "front_desk"
    assert everything[0]["bounce_reason"] == "5.1.1"
    assert [one["patient"]["name"] for one in listed(mailing, state="bounced")] == ["Bad Byron"]
    failed = [one["patient"]["name"] for one in listed(mailing, state="failed")]
    assert failed == ["Bad Byron", "Expired Byron"]
    seen = []
    while page := listed(mailing, limit=2, after=seen[-1]["id"] if seen else None):
        seen += page
    assert seen == everything
    with mailing.database.read(Scope.of([2])) as reader:
        assert invitation_list.search(reader, 2) == []


def test_the_database_sorts_out_states_as_the_rule_does(mailing, clock):
    """Every combination of what can have happened to an invitation."""
    names = (
        "used_at",
        "revoked_at",
        "burnt_at",
        "superseded_at",
        "bounced_at",
        "opened_at",
        "last_sent_at",
    )
    now = clock()
    before, after = now - timedelta(days=2), now + timedelta(days=1)
    rows = []
    chart = mailing.world.chart()
    for ends, *happened in product((now - timedelta(days=3), now, after), *[(None, before)] * 7):
        rows.append(
            {
                "practice_id": 1,
                "id": f"00000000-0000-7000-8000-{len(rows):012x}",
                "patient_id": chart,
                "email": "x@example.org",
                "issued_by": staff_id(mailing),
                "issued_at": before,
                "expires_at": ends,
                **dict(zip(names, happened, strict=True)),
            }
        )
    one_live = {}
    for row in rows:  # the unique index lets one live row be in there
        live = not (row["used_at"] or row["revoked_at"] or row["superseded_at"])
        if live:
            row["patient_id"] = one_live.setdefault(row["id"], mailing.world.chart())
    write(mailing, lambda uow: uow.execute(invitation.insert(), rows))
    found = {one["id"]: one["state"] for one in listed(mailing, limit=len(rows))}
    assert found == {row["id"]: hand_outs.state_of(row, now) for row in rows}
    assert set(found.values()) == {
        "used",
        "revoked",
        "burnt",
        "superseded",
        "bounced",
        "expired",
        "opened",
        "sent",
        "issued",
    }
