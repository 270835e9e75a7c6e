"""The dialogs in which an action asks for its parameters: the portal's schema decides which."""

from datetime import date

import pytest
from PySide6.QtCore import QDate
from PySide6.QtWidgets import QWidget

from console.domain.session import Reason
from console.models.queue_faces import FACES
from console.views.confirm_dialog import ConfirmDialog
from console.views.decision_forms import FormNeeds, allowed_reasons, form_for
from console.views.deny_dialog import DenyDialog
from console.views.hold_dialog import HoldDialog
from console.views.plain_label import PlainLabel
from console.views.wait_list_dialog import WaitListDialog
from console.views.words_dialog import RouteDialog, WordsDialog
from portal.queues.registry import QUEUES
from portal.security.permissions import Role
from tests.support.window_data import PRACTICE, calendar, staff

PROVIDER = staff(*Role)
REASONS = (
    Reason("TOO_SOON", "Requested too soon", "You can ask again from {date}."),
    Reason("NEEDS_VISIT", "A visit is needed first", "Please ask for an appointment."),
)


@pytest.fixture
def parent(qtbot, english):
    made = QWidget()
    qtbot.addWidget(made)
    return made


def form(kind, action, parent, colleagues=()):
    needs = FormNeeds("Ada Byron", PROVIDER, PRACTICE, calendar(), colleagues)
    rule = PROVIDER.rule(kind, action)
    assert rule is not None
    return form_for(rule, FACES[kind].action(action), needs, None, parent)


@pytest.mark.parametrize(
    ("kind", "action", "expected"),
    [
        ("enrollment", "approve", None),
        ("enrollment", "deny", DenyDialog),
        ("enrollment", "request_info", WordsDialog),
        ("refill", "approve", None),
        ("refill", "deny", DenyDialog),
        ("refill", "route", RouteDialog),
        ("appointment", "book", None),
        ("appointment", "offer", None),
        ("appointment", "confirm_cancel", None),
        ("appointment", "decline", DenyDialog),
        ("appointment", "wait_list", WaitListDialog),
        ("result", "release", None),
        ("result", "hold", HoldDialog),
        ("result", "recall", DenyDialog),
    ],
)
def test_each_action_gets_the_form_its_parameters_ask_for(parent, kind, action, expected):
    found = form(kind, action, parent)
    assert (type(found) if found else None) is expected


@pytest.mark.parametrize(
    ("kind", "action", "is_asked"),
    [
        ("enrollment", "request_info", True),
        ("refill", "needs_visit", False),
        ("appointment", "wait_list", False),
    ],
)
def test_only_who_is_asked_back_is_told_what_is_missing(parent, kind, action, is_asked):
    said = [label.text() for label in form(kind, action, parent).findChildren(PlainLabel)]
    assert any("what is missing" in text for text in said) is is_asked
    assert ("The patient reads it with the notice." in said) is not is_asked


def test_every_form_gives_what_the_portal_takes(parent):
    """What a filled-in form gives is read by the very model that the portal reads it with."""
    denial = form("refill", "deny", parent)
    denial.choose("NEEDS_VISIT")
    hold = form("result", "hold", parent)
    hold.choose("HARM_DATA")
    hold._rationale.setPlainText("Mixed up with a namesake.")
    recall = form("result", "recall", parent)
    recall.choose("WRONG_PATIENT")
    words = form("enrollment", "request_info", parent)
    words._text.setPlainText("Please send us your birth date.")
    route = form("refill", "route", parent, [("staff-9", "Dr. Lena Osei")])
    filled = {
        ("refill", "deny"): denial,
        ("result", "hold"): hold,
        ("result", "recall"): recall,
        ("enrollment", "request_info"): words,
        ("refill", "route"): route,
    }
    for (kind, action), dialog in filled.items():
        assert dialog.obstacle() == "", action
        QUEUES[kind].actions[action].params.model_validate(dict(dialog.params()))


def test_s55_the_wait_list_has_an_end_or_none(parent):
    dialog = form("appointment", "wait_list", parent)
    take = QUEUES["appointment"].actions["wait_list"].params.model_validate
    assert dialog.obstacle(), "the patient is told"
    dialog._text.setPlainText("We will write to you.")
    assert dialog.obstacle() == ""
    assert take(dict(dialog.params())).until is None
    assert not dialog._until.field.isEnabled()
    dialog._until.ends.click()
    ahead = take(dict(dialog.params())).until - calendar().today()
    assert ahead.days == 7
    dialog._until.field.setDate(dialog._until.field.minimumDate())
    assert (take(dict(dialog.params())).until - calendar().today()).days == 1


def test_clinical_reasons_are_for_those_with_a_clinical_right():
    rule = PROVIDER.rule("refill", "deny")
    desk = {reason.code for reason in allowed_reasons(rule, staff(Role.FRONT_DESK), PRACTICE)}
    provider = {reason.code for reason in allowed_reasons(rule, PROVIDER, PRACTICE)}
    assert "TOO_SOON" in provider - desk
    assert "REFILLS_REMAINING" in desk


@pytest.fixture
def denial(parent):
    return DenyDialog("Deny", "Deny", REASONS, "Riverside", parent=parent)


def test_a_reason_proposes_its_words_and_the_patient_preview_follows(denial):
    denial.choose("NEEDS_VISIT")
    assert denial._preview.text() == "Please ask for an appointment."
    denial._text.setPlainText("Please call us today.")
    assert denial._preview.text() == "Please call us today."


def test_own_words_are_not_lost_when_the_reason_changes(denial):
    denial.choose("NEEDS_VISIT")
    denial._text.setPlainText("My own words.")
    denial.choose("TOO_SOON")
    assert denial.params()["text_to_patient"] == "My own words."
    denial._restore.click()
    assert denial.params()["text_to_patient"] == "You can ask again from {date}."


def test_words_with_a_gap_left_in_them_do_not_reach_the_patient(denial):
    denial.choose("TOO_SOON")
    denial.try_accept()
    assert "braces" in denial.wrong()
    assert denial.result() == 0


def test_what_the_item_knows_is_filled_into_the_words(parent):
    filled = DenyDialog(
        "Deny",
        "Deny",
        REASONS,
        "Riverside",
        proposal=lambda reason: reason.text_to_patient.replace("{date}", "1 Dec"),
        parent=parent,
    )
    filled.choose("TOO_SOON")
    assert filled.obstacle() == ""
    assert filled.params()["text_to_patient"] == "You can ask again from 1 Dec."


def test_no_denial_without_words_to_the_patient(denial):
    denial.choose("NEEDS_VISIT")
    denial._text.setPlainText("   ")
    denial.try_accept()
    assert denial.wrong() == "Write what the patient shall read."


def test_more_than_the_portal_takes_is_said_before_it_is_sent(denial):
    denial.choose("NEEDS_VISIT")
    denial._text.setPlainText("x" * 2001)
    assert "2000" in denial.obstacle().replace(",", "")


def test_a_recall_has_the_portals_words_which_are_not_edited(parent):
    recall = DenyDialog("Recall", "Recall", REASONS, "Riverside", writes_text=False, parent=parent)
    recall.choose("NEEDS_VISIT")
    assert recall._text.isReadOnly()
    assert "text_to_patient" not in recall.params()


def test_the_internal_note_never_shows_up_in_the_preview(denial):
    denial.choose("NEEDS_VISIT")
    denial._note.setPlainText("Known to us from last year.")
    assert "last year" not in denial._preview.text()
    assert denial.params()["internal_note"] == "Known to us from last year."


def test_a_hold_needs_basis_rationale_and_an_end_to_come(parent):
    hold = HoldDialog("Hold", REASONS, date(2026, 11, 23), parent)
    assert hold.obstacle() == "Choose the basis of the hold first."
    hold.choose("TOO_SOON")
    assert hold.obstacle() == "Write why the hold is needed."
    hold._rationale.setPlainText("Because.")
    assert hold.obstacle() == ""
    hold._review.setDate(QDate(2020, 1, 1))
    assert hold.params()["review_on"] == "2026-11-24"


def test_handing_on_needs_a_colleague(parent):
    route = RouteDialog("Hand on", "Hand on", [("a", "Dr. A"), ("b", "Dr. B")], parent)
    assert route.obstacle() == "Choose a colleague first."
    assert (
        RouteDialog("Hand on", "Hand on", [("a", "Dr. A")], parent).params()["assigned_to"] == "a"
    )


def test_a_confirmation_names_the_act_and_the_people_on_one_line_each(parent):
    dialog = ConfirmDialog(
        "Approve: 2 renewals",
        "Each is told.",
        "Approve 2",
        lines=["Ada\nByron", "Li Wei"],
        parent=parent,
    )
    assert dialog.accept_button.text() == "Approve 2"
    view = dialog.findChild(QWidget, "confirm_lines")
    assert view.model().stringList() == ["Ada Byron", "Li Wei"]
