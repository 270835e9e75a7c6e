"""The outbox: each job once, again after a failure, dead after twelve; mail over real SMTP."""

import email
import stat
from datetime import timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage

import pytest

from portal.db.engine import Database
from portal.db.tables import inbox_entry, outbox_job
from portal.db.unit_of_work import Scope
from portal.security.email_tokens import EmailTokens
from portal.security.mailed_secrets import MailedSecrets
from portal.security.sealing import Sealing
from portal.services.inbox import TITLES
from portal.services.jobs import handlers
from portal.services.mail import LANGUAGES, MailWriter
from portal.services.mailer import FileMailer, SmtpMailer, mailer_for
from portal.services.outbox_worker import MOST_ATTEMPTS, OutboxWorker, wait_after
from tests.support.practice_world import World
from tests.support.until import until_in_thread

SECRET = bytes(range(32))
SEALING = Sealing(SECRET)
NOWHERE = Scope.of([])
CONFIRMING = {"enrollment_approved", "account_opened", "verify_email"}


@pytest.fixture
def sink(mail_sink):
    return mail_sink


@pytest.fixture
def database(database_url, clock):
    opened = Database.open(database_url, clock)
    yield opened
    opened.close()


@pytest.fixture
def writer(clock):
    return MailWriter(
        "https://portal.example",
        "portal@portal.example",
        EmailTokens(SECRET, clock),
        MailedSecrets(SECRET),
    )


@pytest.fixture
def worker(database, sink, writer):
    return OutboxWorker(database, handlers(database, SmtpMailer(sink.url), writer, SEALING))


def enqueue(database, key="mail:1", template="request_answered", language="en", **more):
    payload = {
        "template": template,
        "account_id": "01a",
        "to": "ada@example.org",
        "hint": "ad…",
        "language": language,
    }
    database.write(NOWHERE, lambda uow: uow.enqueue("mail", key, payload, **more))


def jobs(database):
    with database.read(Scope.ALL) as reader:
        return [dict(row) for row in reader.execute(outbox_job.select()).mappings()]


@pytest.mark.invariant("I4")
def test_a_mail_goes_out_once(database, sink, worker):
    enqueue(database)
    enqueue(database)  # the same decision, sent again
    assert worker.run_due() == 1
    assert worker.run_due() == 0
    ((recipients, message),) = sink.messages
    assert recipients == ["ada@example.org"]
    assert message["From"] == "portal@portal.example"
    (job,) = jobs(database)
    assert message["Message-ID"] == f"<{job['id']}@portal.example>"
    assert message["Auto-Submitted"] == "auto-generated"
    assert job["done_at"] is not None


def test_a_failed_mail_comes_once_after_a_minute(database, clock, sink, worker):
    enqueue(database)
    sink.refuse = 1
    assert worker.run_due() == 1
    (job,) = jobs(database)
    assert (job["attempts"], job["last_error"], job["done_at"]) == (1, "SMTPDataError", None)
    clock.forward(seconds=59)
    assert worker.run_due() == 0
    clock.forward(seconds=1)
    assert worker.run_due() == 1
    assert worker.run_due() == 0
    assert len(sink.messages) == 1


def test_the_pauses_double_up_to_six_hours():
    minutes = [wait_after(attempt) / timedelta(minutes=1) for attempt in range(1, 12)]
    assert minutes == [1, 2, 4, 8, 16, 32, 64, 128, 256, 360, 360]


def test_after_twelve_failures_a_job_is_dead(database, clock, sink, worker):
    enqueue(database)
    sink.refuse = 100
    for _ in range(MOST_ATTEMPTS):
        assert worker.run_due() == 1
        clock.forward(hours=6)
    assert worker.run_due() == 0
    (job,) = jobs(database)
    assert (job["attempts"], job["done_at"]) == (12, None)
    assert job["dead_at"] is not None


def test_a_crash_after_sending_sends_again_under_the_same_id(database, clock, sink, writer):
    """At least once: the mail is out, the mark is not; whoever receives both can tell."""
    mailer = SmtpMailer(sink.url)

    class Crash(BaseException):
        """The process ends here."""

    def send_and_crash(job):
        mailer.send(job.id, writer.write(job.id, job.payload))
        raise Crash

    enqueue(database)
    with pytest.raises(Crash):
        OutboxWorker(database, {"mail": send_and_crash}).run_due()
    restarted = OutboxWorker(database, handlers(database, mailer, writer, SEALING))
    assert restarted.run_due() == 0, "the lease still stands"
    clock.forward(seconds=60)
    assert restarted.run_due() == 1
    first, second = (message["Message-ID"] for _, message in sink.messages)
    assert first == second


def test_two_workers_share_the_jobs(database, sink, writer):
    for number in range(5):
        enqueue(database, f"mail:{number}")
    mailer = SmtpMailer(sink.url)
    other = OutboxWorker(database, handlers(database, mailer, writer, SEALING))
    taken = []

    def send(job):
        if not taken:  # in the middle of the first worker's batch the other one looks
            taken.append(other.run_due())
        mailer.send(job.id, writer.write(job.id, job.payload))

    assert OutboxWorker(database, {"mail": send}).run_due() == 5
    assert taken == [0]
    assert len(sink.messages) == 5


def test_jobs_of_other_kinds_and_of_later_stay(database, clock, worker):
    database.write(NOWHERE, lambda uow: uow.enqueue("checkpoint", "c", {}))
    enqueue(database, due_at=clock() + timedelta(hours=1))
    assert worker.run_due() == 0
    clock.forward(hours=1)
    assert worker.run_due() == 1
    assert [job["kind"] for job in jobs(database) if job["done_at"] is None] == ["checkpoint"]


def test_one_broken_job_does_not_stop_the_others(database, sink, worker):
    enqueue(database, "mail:broken", template="no_such_template")
    enqueue(database, "mail:whole")
    assert worker.run_due() == 2
    assert len(sink.messages) == 1
    assert {job["last_error"] for job in jobs(database)} == {None, "TemplateNotFound"}


def test_a_started_worker_works_and_stops(database, sink, writer):
    worker = OutboxWorker(
        database, handlers(database, SmtpMailer(sink.url), writer, SEALING), poll_s=0.02
    )
    worker.start()
    try:
        enqueue(database)
        until_in_thread(lambda: sink.messages)
    finally:
        worker.stop()
    enqueue(database, "mail:after")
    assert len(sink.messages) == 1


def test_an_unreachable_server_is_a_failure_like_others(database, sink, writer):
    port = sink.url.rpartition(":")[2]
    enqueue(database)
    away = OutboxWorker(
        database, handlers(database, SmtpMailer(f"smtp://127.0.0.2:{port}"), writer, SEALING)
    )
    assert away.run_due() == 1
    assert jobs(database)[0]["last_error"] == "ConnectionRefusedError"


def test_a_password_is_not_sent_in_clear(database, sink, writer):
    url = sink.url.replace("smtp://", "smtp://user:geheim@")
    enqueue(database)
    OutboxWorker(database, handlers(database, SmtpMailer(url), writer, SEALING)).run_due()
    assert sink.messages == []
    assert jobs(database)[0]["last_error"] == "SMTPException"


def test_an_offer_lapses_through_the_outbox(database, clock, worker):
    world = World(database)
    asked = world.ask_appointment(world.login(chart=world.chart()))
    held = world.slot(hours=90)
    world.done("front_desk", asked, "offer", slot_ids=[held])
    clock.forward(hours=48)
    worker.run_due()
    assert world.state(asked) == "pending"


# -- files and words -----------------------------------------------------------------------------


def test_without_a_server_mails_are_files_that_tell_nothing_by_name(tmp_path, writer):
    mailer = mailer_for("", tmp_path)
    payload = {"to": "ada@example.org", "account_id": "01a", "hint": "ad…", "language": "en"}
    for _ in range(2):
        mailer.send("0193-job", writer.write("0193-job", payload | {"template": "inbox_document"}))
    (path,) = (tmp_path / "mail").iterdir()
    assert path.name == "0193-job.eml"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    message = email.message_from_bytes(path.read_bytes(), policy=policy.default)
    assert message["To"] == "ada@example.org"


@pytest.mark.parametrize("url", ["http://mail", "smtp://", "mail.example:25"])
def test_a_mail_url_is_checked_at_once(url):
    with pytest.raises(ValueError, match="smtp://"):
        SmtpMailer(url)


def test_a_mail_url_with_a_host_is_smtp(tmp_path):
    assert isinstance(mailer_for("smtps://mail.example", tmp_path), SmtpMailer)
    assert isinstance(mailer_for("", tmp_path), FileMailer)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    "template",
    [
        "enrollment_approved",
        "enrollment_answer",
        "request_answered",
        "appointment_answered",
        "inbox_document",
        "account_opened",
        "account_bound",
        "account_locked",
        "account_unlocked",
        "credentials_issued",
        "email_changed",
        "mfa_changed",
        "password_changed",
        "verify_email",
    ],
)
def test_every_mail_is_whole_in_both_languages(writer, clock, template, language):
    payload = {
        "template": template,
        "account_id": "01a",
        "to": "ada@example.org",
        "hint": "ad…",
        "language": language,
    }
    message = writer.write("0193", payload)
    text = message.get_content()
    assert "https://portal.example" in text
    assert "{" not in text
    assert message["Subject"]
    assert "ad…" in text
    if template in CONFIRMING:
        token = next(line.partition("#")[2] for line in text.splitlines() if "#" in line)
        assert EmailTokens(SECRET, clock).read(token) == ("01a", "ada@example.org")
    else:
        assert "#" not in text


def test_a_mail_carries_nothing_of_the_patient(database, sink, worker):
    """Everything a patient could be told by is in the item; none of it is in the mail (F75)."""
    world = World(database)
    chart = world.chart(given_name="Zenobia")
    login = world.login(chart=chart, username="quetzalcoatl", email="family@example.org")
    refill = world.ask_refill(login, world.medication(chart))
    world.done("provider", refill, "approve", text_to_patient="Take it with water")
    result = world.result_item(world.report(chart), chart)
    world.done("provider", result, "release", text_to_patient="Sugar is fine")
    visit = world.ask_appointment(login, reason="Itching")
    world.done("front_desk", visit, "book", slot_id=world.slot())
    worker.run_due()
    assert len(sink.messages) == 3
    secrets = ("Zenobia", "Byron", "Lisinopril", "metabolic", "Glucose", "Itching", "1980", "R-100")
    secrets += ("Hopper", "Harbor", "Practice 1", "quetzalcoatl", "water", "Sugar", "renew", chart)
    for _, message in sink.messages:
        text = message.as_string() + message.get_content()
        assert [word for word in secrets if word.casefold() in text.casefold()] == []


def test_the_owner_of_a_spanish_account_is_told_in_spanish(database, sink, worker):
    world = World(database)
    login = world.login(language="es")
    world.done("front_desk", world.enrollment(login), "approve")
    worker.run_due()
    assert sink.messages[0][1]["Subject"] == "Su cuenta del portal está lista"
    titles = {row.title for row in world.read(inbox_entry.select())}
    assert titles == {TITLES["es"]["enrollment_approved"]}


def test_a_lease_ends_with_the_batch_that_is_given_back(database, sink, writer):
    """A worker told to stop hands back what it has not begun."""
    for number in range(3):
        enqueue(database, f"mail:{number}")
    mailer = SmtpMailer(sink.url)

    def send(job):
        mailer.send(job.id, writer.write(job.id, job.payload))
        worker.stop()

    worker = OutboxWorker(database, {"mail": send})
    assert worker.run_due() == 1
    waiting = [job for job in jobs(database) if job["done_at"] is None]
    assert [(job["attempts"], job["leased_until"]) for job in waiting] == [(0, None), (0, None)]
    assert OutboxWorker(database, handlers(database, mailer, writer, SEALING)).run_due() == 2
    assert len(sink.messages) == 3


@pytest.mark.parametrize("hint", ["ad", "ad…", "ñú…"])
@pytest.mark.parametrize("language", ["en", "es"])
def test_a_mail_is_written_as_the_library_would_write_it(writer, hint, language):
    payload = {"template": "request_answered", "account_id": "01a", "to": "ada@example.org"}
    written = writer.write("01job", {**payload, "hint": hint, "language": language})
    text = written.as_bytes(policy=policy.SMTP)
    read = message_from_bytes(text, policy=policy.default)
    expected = EmailMessage()
    expected.set_content(read.get_content())
    assert not read.defects
    assert f" {hint}" in read.get_content()
    assert max(map(len, text.split(b"\r\n"))) <= 78
    assert b"\n" not in text.replace(b"\r\n", b"")
    for name in ("Content-Type", "MIME-Version"):
        assert str(read[name]) == str(expected[name])
    assert read["Content-Transfer-Encoding"] in {"7bit", "quoted-printable"}
