"""Every code of the portal has words that a biller understands, and what to do."""

import re

import pytest
from PySide6.QtCore import QLocale

from console.models.statement_reasons import SENTENCES, TITLES
from console.models.statement_words import (
    notice_reason,
    paper_reason,
    period_words,
    reason_title,
    reason_words,
    state_chip,
    told_how,
)
from portal.services.billing_accounts import NoticeTarget
from portal.services.pdf_gate import Fault

QUARANTINED = (
    *("NO_TEXT", "NO_ACCOUNT_NUMBER", "UNKNOWN_ACCOUNT", "AMBIGUOUS_NUMBER", "ONE_SIGNAL"),
    *("NAME_DIFFERS", "BIRTH_DATE_DIFFERS", "AMOUNT_DIFFERS", "PAGES_DIFFER"),
    *("MANIFEST_OTHER_ACCOUNT", "NOT_IN_MANIFEST", "NO_AMOUNT", "NO_DATE"),
)


@pytest.fixture
def english():
    before = QLocale()
    QLocale.setDefault(QLocale("en_US"))
    yield
    QLocale.setDefault(before)


CODES = {*Fault, "SEVERAL_ACCOUNTS", *QUARANTINED}


def test_b10_every_reason_of_the_portal_has_a_title_and_a_sentence():
    assert set(TITLES) == set(SENTENCES) == set(CODES)


@pytest.mark.parametrize("code", sorted(CODES))
def test_b10_a_reason_is_one_sentence_that_says_what_to_do(code):
    sentence = reason_words(code)
    assert sentence.count(". ") == 0
    assert sentence.endswith(".")
    assert re.search(r": \w+|before|or leave", sentence), "says what to do"
    assert not re.search(r"[A-Z]{4,}|_", sentence), "no codes"
    assert len(reason_title(code)) <= 32


def test_a_code_of_a_newer_portal_is_told_all_the_same():
    assert "new trouble" in reason_words("NEW_TROUBLE")
    assert reason_title("NEW_TROUBLE") == "new trouble"
    assert state_chip("odd").text == "odd"


def test_a_statement_that_waits_for_an_answer_says_so(english):
    assert state_chip("ready").text == "Ready"
    assert state_chip("ready", "replaces").text == "Replaces an older one?"
    assert state_chip("payable", "replaces").text == "Published, payable"


def test_a_period_is_told_as_a_month(english):
    assert period_words("2026-10") == "October 2026"
    assert period_words("2026-13") == "2026-13"


def test_f69_why_there_is_no_mail_is_said(english):
    assert told_how("mail", "") == "By e-mail, and in the portal"
    assert told_how("paper", "EMAIL_BOUNCED").startswith("On paper: mail to the guarantor")
    assert told_how("paper", "") == "On paper"


@pytest.mark.parametrize(
    "code", re.findall(r"[A-Z]+(?:_[A-Z]+)+|MINOR|DECEASED", NoticeTarget.__doc__ or "")
)
def test_f69_every_bar_against_a_mail_has_words_of_its_own(code):
    assert paper_reason(code).startswith(("the ", "mail ", "patients "))


def test_why_a_notice_is_on_paper_is_said_in_words_and_a_mail_server_s_code_as_it_is(english):
    assert notice_reason("EMAIL_BOUNCED") == "mail to the guarantor has come back"
    assert notice_reason("5.1.1") == "5.1.1"
    assert notice_reason("") == ""
