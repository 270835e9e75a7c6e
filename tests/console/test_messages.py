"""Every way to fail has a text that says what happened, what became of it and what to do."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import portal
from console.domain.decisions import Refusal
from console.domain.errors import (
    ClaimedByOtherError,
    ConsoleError,
    PortalUnreachableError,
    RequestRefusedError,
    ThrottledError,
)
from console.messages import (
    Message,
    bug_message,
    known_conflicts,
    known_errors,
    known_problems,
    message_for,
    problem_message,
    reason_text,
    refusal_text,
)
from console.messages.access_texts import access_message
from console.messages.account_texts import account_message
from console.messages.proxy_texts import proxy_message
from portal.domain.problems import ProblemType
from portal.services import access_ways

CONFLICTS = (
    "decided_differently",
    "content_changed",
    "withdrawn",
    "superseded",
    "moved_on_metadata",
)
CODE = re.compile(r"\b[45]\d\d\b|Error\b|Exception|HTTP|JSON|null|None\b|[a-z]_[a-z]|!")


def all_errors(of: type[ConsoleError] = ConsoleError) -> Iterator[type[ConsoleError]]:
    for child in of.__subclasses__():
        if child.__module__.startswith("console."):  # not those that a test makes up
            yield child
            yield from all_errors(child)


def sentences(message: Message) -> str:
    return f"{message.text} {message.detail} {message.action}"


@pytest.mark.parametrize("error", list(all_errors()), ids=lambda error: error.__name__)
def test_every_error_has_a_text_of_its_own(error):
    assert error.__name__ in known_errors()
    message = message_for(error())
    assert message != bug_message()
    assert message.text
    assert message.detail
    assert message.action
    assert message.tone in {"ok", "info", "warn", "bad"}


def test_there_is_no_text_for_an_error_that_does_not_exist():
    assert known_errors() == {error.__name__ for error in all_errors()} | {"ConsoleError"}


@pytest.mark.parametrize("problem", ProblemType, ids=lambda problem: problem.slug)
def test_every_problem_of_the_portal_has_a_text_of_its_own(problem):
    assert problem.slug in known_problems()
    message = problem_message({"type": problem.uri, "title": "TITLE", "detail": "DETAIL"})
    assert message.text
    assert message.detail
    assert message.action
    assert "DETAIL" not in sentences(message)


# what patients ask for, and what a practice sets for itself: other words say why those are refused
NOT_OF_DECISIONS = frozenset(
    {
        *("absences", "delegations", "text_templates", "views", "visit_types"),
        *("enrollment_answers", "enrollments", "online_booking", "patient_requests"),
        *("refill_asking", "replies", "rescue", "wishes"),
    }
)
# what is handed out to patients, their accounts, and who acts for them: other tables say why
HANDED_OUT = frozenset(
    {
        *("access_ways", "account_acts", "account_mails", "email_addresses", "enrollment_tokens"),
        *("hand_outs", "invitations", "proofings", "proxies", "proxy_endings", "proxy_people"),
        *("proxy_rules", "temporary_credentials"),
    }
)
# what patients are told, who read the portal's own words
TOLD_PATIENTS = {("proxy_endings", "BY_LAW")}
OF_PATIENTS = frozenset({"patient_entry", "patient_mfa", "proxy_asking", "recovery"})
# refused by a code that a table or a check gives
BY_TABLE = (
    *("ALLERGY", "CAPTCHA_MISSING", "CLOSED_DAY", "DECEASED", "DUPLICATE_OPEN", "NOT_FINAL"),
    *("NOT_A_LAB_RESULT", "ON_LEAVE", "PRACTITIONER_LEFT", "TERMS_MISSING", "TOO_SOON"),
)


def rules_of_decisions():
    """The codes with which a decision can be refused, as they stand in the portal's source."""
    root = Path(portal.__file__).parent
    sources = [*(root / "queues").glob("*.py"), *(root / "services").glob("*.py")]
    found = (
        re.findall(r'refused\(\s*"([A-Z_]+)"', source.read_text(encoding="utf-8"))
        for source in sources
        if source.stem not in NOT_OF_DECISIONS | HANDED_OUT | OF_PATIENTS
    )
    return sorted({code for codes in found for code in codes} | {*BY_TABLE})


def rules_of_hand_outs():
    """Where, and the codes with which a desk can be refused to let somebody in."""
    root = Path(portal.__file__).parent / "services"
    found = {
        (stem, code)
        for stem in HANDED_OUT
        for code in re.findall(
            r'refused\(\s*"([A-Z_]+)"', (root / f"{stem}.py").read_text(encoding="utf-8")
        )
    }
    return sorted((found | {("access_ways", one) for one in access_ways._DETAILS}) - TOLD_PATIENTS)


@pytest.mark.parametrize(("where", "code"), rules_of_hand_outs())
def test_every_rule_that_keeps_a_desk_from_letting_somebody_in_is_said_in_words(where, code):
    say = proxy_message if where.startswith("prox") else account_message
    problem = {"type": ProblemType.RULE_REFUSED.uri, "rule": code}
    unknown = access_message(RequestRefusedError("", problem | {"rule": "FROM_TOMORROW"}))
    assert say(RequestRefusedError("", problem)).text != unknown.text
    if where == "access_ways":
        assert access_message(RequestRefusedError("", problem)).text != unknown.text


@pytest.mark.parametrize("code", rules_of_decisions())
def test_every_rule_that_forbids_a_decision_is_said_in_words(code):
    message = problem_message({"type": ProblemType.RULE_REFUSED.uri, "rule": code})
    unknown = problem_message({"type": ProblemType.RULE_REFUSED.uri, "rule": "FROM_TOMORROW"})
    assert message.text != unknown.text
    assert (message.detail, message.action) == (unknown.detail, unknown.action)


@pytest.mark.parametrize("conflict", CONFLICTS)
def test_every_class_of_conflict_has_a_text_of_its_own(conflict):
    assert conflict in known_conflicts()
    problem = {"type": ProblemType.VERSION_CONFLICT.uri, "class": conflict}
    assert problem_message(problem).detail == "Your decision was not carried out."


def test_the_class_of_a_conflict_says_more_than_its_type():
    texts = {
        problem_message({"type": ProblemType.VERSION_CONFLICT.uri, "class": conflict}).text
        for conflict in CONFLICTS
    }
    assert len(texts) == len(CONFLICTS)


@pytest.mark.parametrize(
    "problem", [{}, {"type": "urn:portal:problem:from-the-future"}, {"type": 7}]
)
def test_a_problem_that_nobody_knows_yet_says_that_nothing_was_carried_out(problem):
    assert problem_message(problem).detail == "Your decision was not carried out."


@pytest.mark.parametrize("refusal", Refusal)
def test_every_refusal_is_a_sentence(refusal):
    text = refusal_text(refusal, "Noor Rahman")
    assert text[0].isupper()
    assert text.endswith(".")
    assert "{" not in text


def test_no_text_shows_a_code_or_shouts():
    texts = [sentences(message_for(error())) for error in all_errors()]
    texts += [sentences(problem_message({"type": problem.uri})) for problem in ProblemType]
    texts += [sentences(problem_message({"class": conflict})) for conflict in CONFLICTS]
    texts += [refusal_text(refusal) for refusal in Refusal]
    assert [text for text in texts if CODE.search(text)] == []
    assert not any("successfully" in text for text in texts)


def test_a_bug_is_said_to_be_ours_and_the_work_to_be_safe():
    message = message_for(ZeroDivisionError("patient Ada Byron"))
    assert message == bug_message()
    assert "safe" in message.detail
    assert "Ada" not in sentences(message)


def test_an_error_that_is_a_kind_of_a_known_one_has_its_text():
    class CableCutError(PortalUnreachableError):
        pass

    assert message_for(CableCutError()).text == "The portal can not be reached."


def test_who_holds_an_item_is_named():
    assert message_for(ClaimedByOtherError("Noor Rahman")).text.startswith("Noor Rahman is working")
    assert message_for(ClaimedByOtherError()).text.startswith("A colleague is working")


@pytest.mark.parametrize(("seconds", "expected"), [(30, "in 1 minute"), (240, "in 4 minute")])
def test_a_throttle_says_when_to_try_again(seconds, expected):
    assert expected in message_for(ThrottledError(retry_after_s=seconds)).action
    assert "few minutes" in message_for(ThrottledError()).action


def test_why_the_line_is_down_is_known_by_the_name_of_the_error():
    assert reason_text("PortalUnreachableError") == "The portal can not be reached."
    assert reason_text("") == reason_text("NoSuchError") == ""
