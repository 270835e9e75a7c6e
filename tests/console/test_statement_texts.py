"""Every way in which the portal refuses something about statements is said in words."""

import re
from pathlib import Path

import pytest

import portal
from console.domain.errors import (
    NotFoundError,
    NotPermittedError,
    PortalUnreachableError,
    RequestRefusedError,
)
from console.messages.statement_texts import (
    STATEMENT_PROBLEMS,
    left_out_text,
    lost_words,
    nothing_done,
    statement_message,
)
from portal.domain.problems import ProblemType
from portal.services.statements import publishing

ROOT = Path(portal.__file__).parent
SOURCES = [
    *(ROOT / "services" / "statements").glob("*.py"),
    *(ROOT / "services").glob("upload*.py"),
    *(ROOT / "services").glob("billing_*.py"),
    ROOT / "services" / "statement_requests.py",
    ROOT / "queues" / "statement_request.py",
]
LEFT_OUT = (
    *("REFUSED", "QUARANTINED", "DISCARDED", "VOID", "ASKED"),
    *(publishing.DUPLICATE, publishing.NOT_FOUND, publishing.OTHER_BATCH, publishing.VERSION),
)


def rules():
    found = (
        re.findall(r'refused\(\s*"([A-Z_]+)"', source.read_text(encoding="utf-8"))
        for source in SOURCES
    )
    return sorted({code for codes in found for code in codes})


def refused(problem):
    return statement_message(RequestRefusedError("", problem))


@pytest.mark.parametrize("code", rules())
def test_every_rule_about_statements_has_a_sentence_of_its_own(code):
    problem = {"type": ProblemType.RULE_REFUSED.uri, "rule": code}
    unknown = refused(problem | {"rule": "FROM_TOMORROW"})
    assert refused(problem).text != unknown.text
    assert refused(problem).detail == nothing_done()


@pytest.mark.parametrize("slug", STATEMENT_PROBLEMS)
def test_every_problem_of_statements_has_a_sentence_of_its_own(slug):
    told = refused({"type": f"urn:portal:problem:{slug}"})
    assert told.text == STATEMENT_PROBLEMS[slug]().text
    assert told.text != refused({"type": "urn:portal:problem:from-tomorrow"}).text


@pytest.mark.parametrize("code", LEFT_OUT)
def test_every_reason_to_leave_a_statement_out_is_said(code):
    assert left_out_text(code) != left_out_text("FROM_TOMORROW")


def test_a_conflict_says_that_this_is_how_it_is_now():
    assert "how it is now" in refused({"type": ProblemType.VERSION_CONFLICT.uri}).text


def test_of_a_lost_answer_nobody_says_that_nothing_was_sent():
    lost = statement_message(PortalUnreachableError(may_have_arrived=True))
    never = statement_message(PortalUnreachableError(may_have_arrived=False))
    assert (lost.detail, never.detail) == (lost_words(), nothing_done())


def test_other_errors_keep_their_own_words():
    assert "no longer there" in statement_message(NotFoundError()).text
    assert statement_message(NotPermittedError()).text
