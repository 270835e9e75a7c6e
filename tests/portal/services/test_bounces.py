"""Reports of mails that came back (RFC 3464, RFC 3463), as servers write them (F19, F21, F75)."""

from email.message import EmailMessage

import pytest

from portal.__main__ import main
from portal.db.engine import Database
from portal.db.tables import account, invitation, item, journal, outbox_job, recovery_link
from portal.db.unit_of_work import Scope
from portal.domain.ids import new_id
from portal.services import bounce_reports, hand_outs, invitations, mail, mail_fates
from portal.services.bounce_reports import Bounce
from tests.support.mailing import Mailing
from tests.support.practice_world import World

POSTFIX = """\
Return-Path: <>
From: MAILER-DAEMON@mx.example.net (Mail Delivery System)
Subject: Undelivered Mail Returned to Sender
To: portal@portal.example
Auto-Submitted: auto-replied
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status;
\tboundary="4XyZ.1763.mx"

This is a MIME-encapsulated message.

--4XyZ.1763.mx
Content-Description: Notification
Content-Type: text/plain; charset=us-ascii

I'm sorry to have to inform you that your message could not be delivered.

--4XyZ.1763.mx
Content-Description: Delivery report
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.example.net
Arrival-Date: Fri, 20 Nov 2026 09:00:00 +0000 (UTC)

Final-Recipient: rfc822; ada@example.org
Original-Recipient: rfc822;ada@example.org
Action: {action}
Status: {status}
Remote-MTA: dns; mail.example.org
Diagnostic-Code: smtp; 550 {status} The account does not exist

--4XyZ.1763.mx
Content-Description: Undelivered {what}
Content-Type: {kind}

From: portal@portal.example
To: ada@example.org
Subject: You are invited
Message-ID: <{job}@portal.example>

{body}
--4XyZ.1763.mx--
"""


def report(job, *, action="failed", status="5.1.1", whole=True):
    kind = "message/rfc822" if whole else "text/rfc822-headers"
    body = "Hello" if whole else ""
    return POSTFIX.format(
        job=job, action=action, status=status, kind=kind, what="Message", body=body
    ).encode()


@pytest.fixture
def world(database_url, clock):
    database = Database.open(database_url, clock)
    yield World(database)
    database.close()


@pytest.fixture
def mailing(world, mail_sink):
    return Mailing(world, mail_sink)


def invite(mailing):
    by = mailing.world.actors["front_desk"].staff_id
    chart = mailing.world.chart()
    made = mailing.database.write(
        Scope.of([1]),
        lambda uow: invitations.invite(uow, 1, chart, email=None, language="en", by=by),
    )
    mailing.deliver()
    return made.id


def job_of(mailing, number=-1):
    """The job of a mail that was sent, as its Message-ID has it."""
    return mailing.sink.messages[number][1]["Message-ID"].strip("<>").partition("@")[0]


# -- reading -------------------------------------------------------------------------------------


@pytest.mark.parametrize("whole", [True, False])
@pytest.mark.parametrize("status", ["5.1.1", "5.7.26", "5.2.2"])
def test_rfc3464_a_failure_names_the_mail_and_the_reason(whole, status):
    job = new_id()
    assert bounce_reports.read(report(job, status=status, whole=whole)) == Bounce(job, status)


@pytest.mark.parametrize("action", ["delayed", "delivered", "relayed", "expanded"])
def test_rfc3464_what_is_no_failure_is_no_bounce(action):
    assert bounce_reports.read(report(new_id(), action=action, status="4.4.1")) is None


def test_rfc3463_a_failure_without_a_status_has_no_reason():
    raw = report(new_id()).replace(b"Status: 5.1.1\n", b"")
    bounce = bounce_reports.read(raw)
    assert bounce is not None
    assert bounce.status == "5.0.0"


def test_one_of_several_recipients_that_failed_is_enough():
    raw = report(new_id(), action="delivered", status="2.0.0").replace(
        b"Remote-MTA: dns",
        b"\nFinal-Recipient: rfc822; x@example.org\nAction: Failed\nStatus: 5.1.2 (no domain)\nX: y",
        1,
    )
    bounce = bounce_reports.read(raw)
    assert bounce is not None
    assert bounce.status == "5.1.2"


def _letter():
    message = EmailMessage()
    message["Subject"] = "Re: You are invited"
    message["In-Reply-To"] = f"<{new_id()}@portal.example>"
    message.set_content("Status: 5.1.1\nAction: failed\nThank you!")
    return message.as_bytes()


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"\xff\xfe\x00garbage",
        _letter(),
        report("not-one-of-ours"),
        report(new_id())[:700],
        report(new_id()).replace(b"multipart/report", b"multipart/mixed"),
        b"Content-Type: multipart/report; boundary=x\n\n--x\n" * 50,
        report(new_id()) + b"x" * bounce_reports.LARGEST,
    ],
)
def test_whatever_else_lies_in_a_mailbox_is_left_alone(raw):
    assert bounce_reports.read(raw) is None


# -- what becomes of it --------------------------------------------------------------------------


def test_f19_a_report_makes_an_invitation_bounced_once(mailing):
    key = invite(mailing)
    job = job_of(mailing)
    assert mail_fates.came_back(mailing.database, job, "5.1.1")
    row = mailing.world.one(invitation, key)
    assert hand_outs.state_of(row, mailing.database.clock()) == "bounced"
    assert row["bounce_reason"] == "5.1.1"
    assert not mail_fates.came_back(mailing.database, job, "5.7.1")
    assert mailing.world.one(invitation, key) == row
    entries = [r for r in mailing.world.all_of(journal) if r["action"] == "invitation.bounced"]
    assert len(entries) == 1
    assert "ada@example.org" not in entries[0]["body"]
    assert mailing.worker.run_due() == 0, "a mail that came back is not sent again by itself"


def test_f19_a_late_report_of_an_earlier_sending_says_nothing_of_the_newer(mailing):
    key = invite(mailing)
    earlier = job_of(mailing)
    by = mailing.world.actors["front_desk"].staff_id
    mailing.database.write(
        Scope.of([1]),
        lambda uow: invitations.resend(uow, 1, key, by=by, email="new@example.org"),
    )
    mailing.deliver()
    mail_fates.came_back(mailing.database, earlier, "5.1.1")
    assert mailing.world.one(invitation, key)["bounced_at"] is None
    mail_fates.came_back(mailing.database, job_of(mailing), "5.1.1")
    assert mailing.world.one(invitation, key)["bounced_at"] is not None


def test_f21_a_report_on_a_confirmation_shows_at_the_item_and_leaves_a_task(mailing):
    world = mailing.world
    login = world.login()
    seen = world.enrollment(login)
    world.done("front_desk", seen, "approve")
    mailing.deliver()
    before = world.page(world.actors["front_desk"], 1)["cursor"]
    assert mail_fates.came_back(world.database, job_of(mailing), "5.1.1")
    changes = world.page(world.actors["front_desk"], 1, before)["changes"]
    (moved,) = [one["entity"] for one in changes if one["id"] == seen.id]
    assert moved["mail"]["state"] == "failed"
    tasks = [row for row in world.all_of(item) if row["kind"] == "task"]
    assert [task["origin_id"] for task in tasks] == [seen.id]
    assert world.one(account, login.account_id)["email_bounced_at"] is not None
    assert world.verify(1).ok


@pytest.mark.parametrize(
    ("status", "marked"),
    [("5.1.1", True), ("5.1.2", True), ("5.2.1", True), ("5.0.0", True)]
    + [(status, False) for status in ("5.2.2", "5.7.1", "5.6.0", "5.4.4")],
)
def test_f75_only_an_address_that_takes_no_mail_is_marked(mailing, status, marked):
    """A full mailbox or a refused content says nothing of the address."""
    owner = mailing.account("ada.byron", "ada@example.org")
    mailing.recovery.ask_password("ada.byron", address="192.0.2.1")
    mailing.deliver()
    assert mail_fates.came_back(mailing.database, job_of(mailing), status)
    (link,) = mailing.world.all_of(recovery_link)
    assert link["bounced_at"] is not None
    assert (mailing.row(owner)["email_bounced_at"] is not None) is marked


def test_f75_the_address_that_came_back_is_not_the_one_there_is_now(mailing):
    owner = mailing.account("ada.byron", "ada@example.org")
    mailing.recovery.ask_usernames("ada@example.org", address="192.0.2.1")
    mailing.deliver()
    mailing.change(owner, email="new@example.org")
    mail_fates.came_back(mailing.database, job_of(mailing), "5.1.1")
    assert mailing.row(owner)["email_bounced_at"] is None


def test_f75_a_refusal_at_once_marks_the_account(mailing):
    owner = mailing.account("ada.byron", "ada@example.org")
    mailing.sink.unknown["ada@example.org"] = "550 5.1.1 no such user"
    recipient = mail.Recipient(owner.account_id, "ada.byron", "ada@example.org", "en")
    mailing.database.write(
        Scope.of([]),
        lambda uow: mail.send_later(
            uow, recipient, "password_changed", key="mail:1", practice_id=None
        ),
    )
    mailing.deliver()
    assert mailing.row(owner)["email_bounced_at"] is not None
    (job,) = [row for row in mailing.world.all_of(outbox_job) if row["kind"] == "mail"]
    assert job["dead_at"] is not None


@pytest.mark.parametrize("job", [new_id(), "00000000-0000-7000-8000-000000000000"])
def test_a_report_on_a_mail_of_nobody_is_nothing(mailing, job):
    assert not mail_fates.came_back(mailing.database, job, "5.1.1")


# -- as it is typed ------------------------------------------------------------------------------


def test_the_command_reads_files_and_folders(mailing, tmp_path, capsys, monkeypatch):
    for name in ("PORTAL_DATABASE_URL", "PORTAL_DATA_DIR"):
        monkeypatch.delenv(name, raising=False)
    key = invite(mailing)
    box = tmp_path / "Maildir" / "new"
    box.mkdir(parents=True)
    (box / "1.report").write_bytes(report(job_of(mailing), status="5.2.1"))
    (box / "2.letter").write_bytes(_letter())
    (box / ".3.part").write_bytes(report(new_id()))
    single = tmp_path / "single.eml"
    single.write_bytes(report(new_id(), action="delayed"))
    url = mailing.database.url
    words = ["bounces", str(box.parent), str(single), "--database", url]
    assert main(words) == 0
    assert capsys.readouterr().out == "3 files: 1 bounced, 2 said nothing new.\n"
    assert mailing.world.one(invitation, key)["bounce_reason"] == "5.2.1"
    assert main(words) == 0
    assert capsys.readouterr().out == "3 files: 0 bounced, 3 said nothing new.\n"
    assert main(["bounces", str(tmp_path / "none"), "--database", url]) == 2
    assert "There is no file or folder" in capsys.readouterr().err
