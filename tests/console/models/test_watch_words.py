"""What a practice manager reads of the intake: never a code, never a color alone."""

import pytest
from PySide6.QtCore import QLocale

from console.domain.intake import IntakeMessage, IntakeSource, MessageQuery, RawMessage
from console.domain.intake import MessageFilter as Filter
from console.models.watch_words import (
    ago_words,
    cut_fields_words,
    cut_text_words,
    hours_words,
    last_words,
    missing_right,
    number_words,
    offline_words,
    outcome_chip,
    reason_words,
    source_chip,
    state_sentence,
    today_counts,
    waiting_words,
)
from portal.intake.reasons import QUARANTINED, REFUSED
from tests.support import intake_screens as things
from tests.support.window_data import at, calendar


@pytest.fixture(autouse=True)
def english(qapp):
    before = QLocale()
    QLocale.setDefault(QLocale("en_US"))
    yield
    QLocale.setDefault(before)


def told(words, *about) -> str:
    """What is said, in the plural: which form it takes is the catalogue's."""
    return words(*about).replace("(s)", "s")


def source(**changed) -> IntakeSource:
    return IntakeSource.read(things.source(**changed))


def test_a_silent_source_says_for_how_long_and_how_often_it_usually_sends():
    words = told(state_sentence, source(state="silent", last_at=at(hours=26)), calendar())
    assert words == "Nothing for 26 hours; usually every 12 minutes."
    words = told(
        state_sentence, source(state="silent", last_at=at(days=3), usual_gap_s=None), calendar()
    )
    assert words == "Nothing for 3 days."


def test_a_failing_source_says_how_much_and_whom_to_tell():
    words = told(state_sentence, IntakeSource.read(things.FAILING), calendar())
    assert words.startswith("19 of 41 messages could not be read today.")


def test_each_state_has_an_icon_and_a_word_of_its_own():
    states = [source(), *(IntakeSource.read(one) for one in (things.FAILING, things.QUIET))]
    states += [IntakeSource.read(one) for one in (things.NOT_BEGUN, things.REVOKED)]
    chips = [source_chip(one) for one in states]
    assert len({chip.icon for chip in chips}) == len({chip.text for chip in chips}) == 5


def test_access_that_was_taken_away_is_said_before_anything_else():
    gone = source(revoked=True, state="failing")
    assert source_chip(gone).text == "Shut out"
    assert "taken away" in state_sentence(gone, calendar())


def test_the_last_message_is_told_by_its_age_and_number():
    words = told(last_words, source(last_at=at(minutes=4), last_control_id="A-1"), calendar())
    assert words == "Last message 4 minutes ago, number A-1"
    assert last_words(source(last_at=None), calendar()) == "Nothing has come yet."
    assert ago_words(at(seconds=20), calendar()) == "less than a minute ago"
    assert told(ago_words, at(minutes=95), calendar()) == "95 minutes ago"


def test_todays_numbers_leave_out_what_did_not_happen():
    counts = today_counts(source(), 0)
    assert [(label, count) for label, count, _ in counts] == [
        ("Received", "132"),
        ("Filed", "125"),
        ("Waiting for a chart", "3"),
        ("Could not be read", "1"),
        ("Refused", "3"),
    ]
    quiet = today_counts(source(today=things.NONE_TODAY), 0)
    assert [(label, count) for label, count, _ in quiet] == [("Received", "0"), ("Filed", "0")]


def test_a_count_that_was_stopped_says_so():
    assert number_words(20_000, 20_000) == "20,000 or more"
    assert number_words(19_999, 20_000) == "19,999"


def test_the_picture_of_a_day_is_told_in_words():
    words = hours_words(source(), things.overview().hours_from, calendar())
    assert words == "Last 24 hours: 150 messages, most from 00:00: 25"
    assert hours_words(source(hours=[0] * 24), "", calendar()) == "Nothing in the last 24 hours"


def test_what_is_to_be_worked_off_is_told_with_its_age():
    seen = things.overview(waiting=3, oldest_waiting_at=at(minutes=2))
    assert (
        told(waiting_words, seen, calendar())
        == "3 to be worked off, the oldest came 2 minutes ago."
    )


def test_offline_says_how_old_it_is():
    words = told(offline_words, at(minutes=5), calendar())
    assert words == ("The portal can not be reached. This is how it was 5 minutes ago, at 09:07.")


@pytest.mark.parametrize("code", sorted(QUARANTINED | REFUSED))
def test_every_reason_is_a_sentence_without_a_code(code: str):
    state = "refused" if code in REFUSED else "quarantined"
    words = reason_words(IntakeMessage("m", state=state, reason=code))
    assert words.endswith(".")
    assert code not in words
    assert "_" not in words


def test_the_reason_of_a_waiting_result_is_told_without_its_prefix():
    waiting = IntakeMessage(
        "m", state="parsed", unmatched=True, reason="UNMATCHED:NO_RECORD_NUMBER"
    )
    assert outcome_chip(waiting).text == "Waiting for a chart"
    assert reason_words(waiting) == "The laboratory sent no record number."
    assert reason_words(IntakeMessage("m", state="parsed", reason="UNMATCHED:NAME_DIFFERS")) == ""


def test_what_is_cut_is_told_with_its_number():
    cut = RawMessage(IntakeMessage("m"), more_segments=12_000, cut_segments=2, more_text=5)
    kept = "The portal keeps the whole message."
    assert cut_fields_words(cut) == (
        "12,000 lines are not shown; patient, orders and values go first."
        f" Of 2 lines only the beginning is shown. {kept}"
    )
    assert cut_text_words(cut) == f"5 further characters are not shown. {kept}"
    assert cut_fields_words(RawMessage(IntakeMessage("m"), more_text=5)) == ""
    assert cut_text_words(RawMessage(IntakeMessage("m"), more_segments=5)) == ""


def test_the_missing_right_is_named():
    assert "who care for patients" in missing_right("intake:resolve")
    assert "administrator" in missing_right("intake:watch")


def test_a_query_asks_only_for_what_is_chosen():
    assert MessageQuery().terms() == {"limit": 50}
    asked = MessageQuery(Filter.UNMATCHED, "A & B").terms("m-9")
    assert asked == {"limit": 50, "state": "unmatched", "source": "A & B", "after": "m-9"}


def test_a_newer_portals_states_are_told_as_they_are():
    assert outcome_chip(IntakeMessage("m", state="parked")).text == "parked"
    assert reason_words(IntakeMessage("m", state="refused", reason="NEW_ONE")).endswith(".")
