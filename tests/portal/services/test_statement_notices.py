"""The mail that a statement is there, and what becomes of it (F69, F72, F75)."""

import pytest

from portal.db.engine import Database
from portal.db.tables import account, outbox_job
from portal.domain.problems import Problem
from portal.services import mail_fates
from portal.services.outbox_worker import MOST_ATTEMPTS
from tests.support.mailing import Mailing
from tests.support.statement_desk import StatementDesk


@pytest.fixture
def desk(sqlite_url, clock):
    database = Database.open(sqlite_url, clock)
    yield StatementDesk(database)
    database.close()


@pytest.fixture
def mailing(desk, mail_sink):
    return Mailing(desk, mail_sink)


def job_of(desk, key):
    (job,) = [row for row in desk.all_of(outbox_job) if row["dedupe_key"].endswith(f"{key}:0")]
    return job


def test_f69_one_mail_says_that_a_statement_is_there_and_no_more(desk, mailing):
    owner = desk.owner()
    made = desk.published(owner)
    mailing.deliver()
    mailing.deliver()
    ((to, message),) = mailing.sink.messages
    assert to == [f"{owner.number.lower()}@example.org"] or to == [f"{owner.number}@example.org"]
    assert message["Subject"] == "A statement is in your patient portal"
    text = message.get_content()
    for secret in ("Ada", "Byron", owner.number, "120", "October", "2026"):
        assert secret not in text
    assert desk.notices(made) == [(0, "sent", "")]
    assert desk.seen_statement(made)["notice"]["state"] == "sent"


def test_f75_in_spanish_for_who_reads_spanish(desk, mailing):
    owner = desk.owner()
    mailing.change(owner.login, language="es")
    desk.published(owner)
    mailing.deliver()
    assert mailing.sink.subjects() == ["Hay un estado de cuenta en su portal del paciente"]


def test_f75_a_refused_address_is_a_bounce_and_the_next_one_goes_on_paper(desk, mailing):
    owner = desk.owner()
    address = desk.one(account, owner.login.account_id)["email"]
    mailing.sink.unknown[address] = "550 5.1.1 no such user"
    made = desk.published(owner)
    mailing.deliver()
    assert desk.notices(made) == [(0, "bounced", "5.1.1")]
    assert desk.resend(made) == "paper"
    assert desk.notices(made)[1] == (1, "paper", "EMAIL_BOUNCED")


def test_f75_a_mail_that_comes_back_later_is_a_bounce(desk, mailing):
    made = desk.published(desk.owner())
    mailing.deliver()
    assert mail_fates.came_back(desk.database, job_of(desk, made)["id"], "5.2.2")
    assert desk.notices(made) == [(0, "bounced", "5.2.2")]
    assert not mail_fates.came_back(desk.database, job_of(desk, made)["id"], "5.1.1")
    assert desk.notices(made) == [(0, "bounced", "5.2.2")]


def test_f75_a_mail_that_never_gets_through_has_failed(desk, mailing, clock):
    made = desk.published(desk.owner())
    mailing.sink.refuse = 10 * MOST_ATTEMPTS
    for _ in range(MOST_ATTEMPTS):
        mailing.deliver()
        clock.forward(hours=7)
    assert desk.notices(made) == [(0, "failed", "4.4.7")]
    assert mailing.sink.messages == []


def test_s56_what_was_voided_meanwhile_is_not_announced(desk, mailing):
    made = desk.published(desk.owner())
    desk.void(made)
    mailing.deliver()
    assert mailing.sink.messages == []
    assert desk.notices(made) == [(0, "failed", "WITHDRAWN")]


def test_f72_each_resending_is_one_more_mail(desk, mailing):
    made = desk.published(desk.owner())
    for sent in (1, 2, 3):
        mailing.deliver()
        assert len(mailing.sink.messages) == sent
        desk.resend(made)
        with pytest.raises(Problem):
            desk.resend(made)
    assert [ordinal for ordinal, _, _ in desk.notices(made)] == [0, 1, 2, 3]
