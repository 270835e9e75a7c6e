"""Recovery, invitations and addresses over HTTP: what is answered, and that it tells nothing (F19, F39–F42)."""

import email
from email import policy

import pytest

from portal.db.tables import account, invitation, outbox_job
from portal.db.unit_of_work import Scope
from portal.domain.problems import ProblemType
from portal.services.sign_up_rules import TERMS_VERSION
from tests.portal.api_patient.conftest import PASSWORD
from tests.support.caller import problem_of
from tests.support.staff import People
from tests.support.until import until_in_thread

NEW = "seven quiet rivers"


@pytest.fixture(scope="module")
def desk(module_portal):
    """Somebody at the desk of practice 1."""
    people = People(module_portal.world.database)
    return people.staff("desk.mails", {1: ["front_desk"]}).signed_in(module_portal.url)


def mails(portal):
    """What the portal wrote into its folder, oldest first."""
    folder = portal.process.data_dir / "mail"
    found = sorted(folder.glob("*.eml")) if folder.exists() else []
    return [email.message_from_bytes(one.read_bytes(), policy=policy.default) for one in found]


def secret_to(portal, address, page):
    """Wait for a mail to the address with a link to the page; gives the newest secret."""

    def found():
        texts = [one.get_content() for one in mails(portal) if one["To"] == address]
        return [text.partition(f"/{page}#")[2].split()[0] for text in texts if f"/{page}#" in text]

    until_in_thread(found)
    return found()[-1]


def known(portal, address):
    """An account with a confirmed address; gives its user name."""
    made, _ = portal.patient(email=address)
    world = portal.world
    world.database.write(
        Scope.of([]),
        lambda uow: uow.execute(
            account.update()
            .where(account.c.id == made.account_id)
            .values(email_verified_at=uow.now)
        ),
    )
    return world.one(account, made.account_id)["username"]


def bare(reply):
    """A reply without what differs from call to call."""
    kept = {k.lower(): v for k, v in reply.headers.items()}
    assert kept.pop("date")
    assert kept.pop("x-request-id")
    return reply.status_code, reply.content, kept


@pytest.mark.parametrize(("way", "field"), [("password", "login"), ("username", "email")])
def test_f40_the_answer_is_alike_for_the_known_and_the_unknown(portal, way, field):
    username = known(portal, f"{way}.known@example.org")
    ask = portal.caller().post
    replies = [
        bare(ask(f"/v1/patient/recovery/{way}", json={field: typed}))
        for typed in (f"{way}.known@example.org", "nobody@example.org", username, "nobody")
    ]
    assert replies == [replies[0]] * 4
    assert replies[0][:2] == (202, b"")


def test_f40_a_password_is_recovered_over_http(portal):
    username = known(portal, "lost@example.org")
    caller = portal.caller()
    caller.post("/v1/patient/recovery/password", json={"login": "LOST@example.org"})
    secret = secret_to(portal, "lost@example.org", "reset-password")
    asked = caller.post("/v1/patient/recovery/password/questions", json={"secret": secret})
    assert asked.json() == {"username": username, "questions": [], "code": False}
    assert asked.headers["Cache-Control"] == "no-store"
    path = "/v1/patient/recovery/password/complete"
    weak = caller.post(path, json={"secret": secret, "password": "short"})
    assert problem_of(weak) == "validation"
    assert "short" not in weak.text.replace("too-short", "")
    assert caller.post(path, json={"secret": secret, "password": NEW}).status_code == 204
    portal.signed_in(username, NEW)
    again = caller.post(path, json={"secret": secret, "password": NEW})
    wrong = caller.post(path, json={"secret": "nonsense", "password": NEW})
    assert problem_of(again) == problem_of(wrong) == ProblemType.HAND_OUT_REFUSED.slug
    assert again.json() | {"instance": ""} == wrong.json() | {"instance": ""}
    rows = [str(row) for row in portal.world.all_of(outbox_job)]
    assert not any(secret in row for row in rows)
    assert secret not in portal.log()


def test_f42_an_address_is_changed_and_confirmed_over_http(portal):
    made, caller = portal.patient(email="before@example.org")
    put = {"email": "after@example.org", "password": "wrong"}
    assert problem_of(caller.put("/v1/patient/account/email", json=put)) == "validation"
    put["password"] = PASSWORD
    assert caller.put("/v1/patient/account/email", json=put).status_code == 204
    token = secret_to(portal, "after@example.org", "confirm-email")
    confirm = portal.caller().post("/v1/patient/account/confirm-email", json={"token": token})
    assert confirm.status_code == 204
    row = portal.world.one(account, made.account_id)
    assert (row["email"], bool(row["email_verified_at"])) == ("after@example.org", True)
    assert problem_of(caller.post("/v1/patient/account/verification-mail")) == "rule-refused"


def test_f19_a_desk_invites_and_the_patient_accepts_over_http(portal, desk):
    chart = portal.world.chart(given_name="Grace", family_name="O’Neill", email="")
    invite = f"/v1/practices/1/patients/{chart}/invitation"
    assert desk.post(invite, json={}).json()["rule"] == "NO_EMAIL"
    made = desk.post(invite, json={"email": "grace@example.org"})
    assert made.status_code == 201, made.text
    assert set(made.json()) == {"id", "email", "expires_at", "superseded"}
    secret = secret_to(portal, "grace@example.org", "invitation")
    listed = desk.post("/v1/practices/1/invitations/search", json={"limit": 1}).json()
    assert listed["invitations"][0]["patient"]["name"] == "Grace O’Neill"
    claim = {"secret": secret, "birth_date": "1980-02-01", "family_name": "oneill"}
    login = {"username": "grace.oneill", "password": NEW, "terms": {"version": TERMS_VERSION}}
    path = "/v1/patient/invitations/accept"
    wrong = portal.caller().post(path, json=claim | {"family_name": "X", "login": login})
    assert problem_of(wrong) == ProblemType.HAND_OUT_REFUSED.slug
    done = portal.caller().post(path, json=claim | {"login": login})
    assert done.status_code == 201, done.text
    me = portal.signed_in("grace.oneill", NEW).get("/v1/patient/me").json()
    assert me["account"]["email"] == "grace@example.org"
    (row,) = [one for one in portal.world.all_of(invitation) if one["id"] == made.json()["id"]]
    assert (row["tries"], bool(row["used_at"])) == (1, True)


def test_f39_the_desk_reads_for_which_account_a_link_was_sent(portal, desk):
    chart = portal.world.chart()
    made, _ = portal.patient(email="helped@example.org", chart=chart)
    path = f"/v1/practices/1/accounts/{made.account_id}/password-link"
    assert desk.post(path).json()["rule"] == "EMAIL_UNVERIFIED"
    mailed = desk.post(f"/v1/practices/1/accounts/{made.account_id}/verification-mail")
    assert mailed.status_code == 202
    token = secret_to(portal, "helped@example.org", "confirm-email")
    portal.caller().post("/v1/patient/account/confirm-email", json={"token": token})
    sent = desk.post(path)
    assert sent.status_code == 202
    assert sent.json()["email"] == "helped@example.org"
    assert sent.json()["account_id"] == made.account_id
    secret = secret_to(portal, "helped@example.org", "reset-password")
    assert secret not in sent.text
