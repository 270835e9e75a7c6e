"""A message that could not be read: why, in words, and what to do about it."""

from typing import Any

import pytest

from console.models.desk_words import DESK_ACTIONS, desk_states
from console.models.intake_words import unreadable_why
from console.models.item_words import person_of
from console.models.queue_faces import FACES
from portal.intake.reasons import QUARANTINED
from portal.queues.registry import QUEUES
from tests.support.intake_things import MESSAGE, quarantined
from tests.support.looking import child, click, said

JARGON = (
    "parse",
    "segment",
    "MSH",
    "OBX",
    "HL7",
    "FHIR",
    "encoding",
    "byte",
    "schema",
    "exception",
)


def test_it_says_what_is_the_matter_what_to_do_and_what_to_name_on_the_phone(show: Any) -> None:
    words = said(show(quarantined()))
    for part in (
        "The end of the message is missing.",
        "It may hold a result that nobody has seen yet.",
        "Call the laboratory",
        "have the result sent again",
        "Sunday, 22 November 2026, 08:12",
        "MSG-2026-00417",
        "over a line (MLLP)",
        "18 KB",
        "segment 14 (OBX), field 5",
    ):
        assert part in words


@pytest.mark.parametrize("code", sorted(QUARANTINED))
def test_every_reason_is_said_without_the_words_of_engineers(code: str) -> None:
    why = unreadable_why(code)
    assert why.what != unreadable_why("A_REASON_OF_TOMORROW").what
    assert why.what.endswith(".")
    assert why.next.endswith(".")
    assert why.act
    told = f"{why.what} {why.next} {why.act}".casefold()
    assert [word for word in JARGON if word.casefold() in told] == []


def test_no_laboratory_is_called_for_a_fault_of_the_portal() -> None:
    for code in ("PARSER_FAILED", "LANDING_FAILED"):
        assert "Call the laboratory" not in unreadable_why(code).act


def test_while_it_is_read_again_nothing_is_asked_of_anybody(show: Any) -> None:
    body = show(quarantined(state="reprocessing"))
    assert "Being read again" in said(body)
    assert "Call the laboratory" not in said(body)
    body.show_item(quarantined(state="parsed"))
    assert "nobody has seen yet" not in said(body)
    assert "Being read again" not in said(body)


def test_what_comes_back_again_and_again_is_marked(show: Any) -> None:
    body = show(quarantined(attempts=3))
    assert len(body.badges(quarantined(attempts=3))) == 1
    assert body.badges(quarantined(attempts=2)) == ()
    assert body.badges(quarantined(state="discarded", attempts=3)) == ()


def test_the_message_is_asked_for_by_its_id(show: Any) -> None:
    body, asked = show(quarantined()), []
    body.message_wanted.connect(asked.append)
    click(body, "show_message")
    assert asked == [MESSAGE]
    assert child(body, "show_message").accessibleName() or child(body, "show_message").text()


def test_the_sender_stands_where_the_patient_would(calendar: Any, english: None) -> None:
    assert person_of(quarantined(), calendar) == ("Harbor Laboratory", ("HARBORLIS · HARBOR",))
    bare = quarantined(message={})
    assert person_of(bare, calendar) == ("Sender not known", ())


@pytest.mark.parametrize("kind", ["unmatched_result", "quarantine"])
def test_faces_and_portal_speak_of_the_same_states_and_actions(kind: str, english: None) -> None:
    face, spec = FACES[kind], QUEUES[kind]
    own = set(spec.actions) - set(DESK_ACTIONS)
    assert own == set(face.actions()) == {*face.primary, *face.refuse}
    own_states = set(face.states())
    assert spec.states - set(desk_states()) == own_states - set(desk_states())
    assert spec.read_permission == face.read_right
