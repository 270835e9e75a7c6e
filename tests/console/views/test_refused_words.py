"""What came too late, and what a colleague reads of somebody else's decision, in words."""

import pytest

from console.messages import Message, known_conflicts, problem_message
from console.messages.refused_texts import refused_message
from portal.domain.problems import ProblemType

CONFLICTS = sorted(known_conflicts())


def sentences(message: Message) -> str:
    return f"{message.text} {message.detail} {message.action}"


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        (
            {"age_s": 3 * 86_400, "allowed_s": 8 * 3600},
            "It was 3 days old when it arrived. Such a decision holds for 8 hours.",
        ),
        (
            {"age_s": 30 * 3600 + 59, "allowed_s": 24 * 3600},
            "It was 30 hours old when it arrived. Such a decision holds for 24 hours.",
        ),
        (
            {"age_s": 420, "allowed_s": None},
            "It was 7 minutes old when it arrived. This is not decided without the portal.",
        ),
        ({}, ""),  # a clock that runs ahead, or an older portal
    ],
)
def test_what_came_too_late_says_how_old_it_was_and_how_long_it_would_have_held(
    english, told, expected
):
    problem = {"type": "urn:portal:problem:decision-stale", **told}
    mine, theirs = problem_message(problem), refused_message(problem)
    assert mine.detail == f"{expected} Your decision was not carried out.".strip()
    assert theirs.detail == f"{expected} The decision was not carried out.".strip()


@pytest.mark.parametrize("name", [*(one.slug for one in ProblemType), *CONFLICTS])
def test_what_a_colleague_reads_does_not_take_them_for_the_author(english, name):
    as_class = {"type": "urn:portal:problem:version-conflict", "class": name}
    problem = as_class if name in CONFLICTS else {"type": f"urn:portal:problem:{name}"}
    words = sentences(refused_message(problem)).split()
    assert not {"you", "your"} & {word.strip(".,").lower() for word in words}
