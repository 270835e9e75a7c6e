"""What a renewal would grant: refills, a reason against a check, changes, a proposal (F54, F55, K75)."""

from typing import Any

import pytest
from PySide6.QtWidgets import QLineEdit, QPushButton, QSpinBox, QWidget

from console.domain.session import Reason
from console.models.queue_faces import FACES
from console.views.queues.change_form import plain
from tests.support.looking import said, settle
from tests.support.queue_items import check, item, refill

TOO_SOON = check("TOO_SOON", "warn", eligible_on="2026-12-04", days_early=12)
ALLERGY = check("ALLERGY", "warn", on_record=1, substance="Statins", reaction="Pain", severity="")


def find(body: QWidget, name: str) -> Any:
    found = body.findChild(QWidget, name)
    assert found is not None, name
    return found


def click(body: QWidget, name: str) -> None:
    button = find(body, name)
    assert isinstance(button, QPushButton)
    assert button.isEnabled()
    button.click()
    settle()


def write(body: QWidget, name: str, text: str) -> None:
    field = find(body, name)
    assert isinstance(field, QLineEdit)
    field.setText(text)


def test_s53_too_soon_is_approved_with_a_reason(show: Any) -> None:
    body = show(item("refill", refill(checks=[TOO_SOON])))
    assert body.blocker("approve") == "Choose why it is approved all the same."
    assert body.blocker("deny") == "" == body.blocker("route") == body.blocker("prepare")
    assert find(body, "override_tolerated").isHidden(), "that answers an allergy"
    click(body, "override_travel")
    assert body.blocker("approve") == ""
    chosen = {"code": "travel", "note": ""}
    assert body.params("approve") == {"refills": 1, "override": chosen}
    click(body, "override_other")
    assert body.blocker("approve") == "Write what the other reason is."
    write(body, "override_note", "Flood")
    assert body.params("approve")["override"] == {"code": "other", "note": "Flood"}
    assert body.blocker("approve") == ""


def test_s53_early_and_allergic_has_one_reason_that_answers_both(show: Any) -> None:
    body = show(item("refill", refill(checks=[TOO_SOON, ALLERGY])))
    shown = [
        name
        for name in ("travel", "tolerated", "other")
        if find(body, f"override_{name}").isVisible()
    ]
    assert shown == ["other"]
    assert body.blocker("approve") == "Write what the other reason is."


def test_a_choice_is_kept_for_the_same_item_and_dropped_for_another(show: Any) -> None:
    body = show(item("refill", refill(checks=[TOO_SOON])))
    click(body, "override_lost")
    find(body, "refills").setValue(4)
    body.show_item(item("refill", refill(checks=[TOO_SOON], note="New"), version=2))
    assert body.params("approve") == {"refills": 4, "override": {"code": "lost", "note": ""}}
    body.show_item(item("refill", refill(checks=[TOO_SOON]), number=2))
    assert body.params("approve") == {"refills": 1}


def test_f55_what_was_prepared_is_approved_with_one_key(show: Any) -> None:
    prepared = {"by": {"id": "s", "name": "Kim Lee"}, "at": "", "refills": 3, "note": "Feels well."}
    made = item("refill", refill() | {"prepared": prepared})
    body = show(made)
    assert "Prepared by Kim Lee: 3 refill" in said(body)
    assert "Feels well." in said(body)
    assert (body.blocker("approve"), body.params("approve")) == ("", {"refills": 3})
    assert [chip.text for chip in body.badges(made)] == ["Prepared"]


def test_f55_the_desk_writes_a_proposal(show: Any) -> None:
    body = show(item("refill", refill()))
    find(body, "refills").setValue(2)
    click(body, "prepare_note_link")
    write(body, "prepare_note", " Takes it daily. ")
    assert body.params("prepare") == {"refills": 2, "note": "Takes it daily."}


def test_k75_changes_stand_beside_what_is_prescribed_now(show: Any) -> None:
    body = show(item("refill", refill()))
    asked = []
    body.chosen.connect(asked.append)
    assert body.blocker("approve_with_changes").startswith("Choose “Prescribe otherwise…”")
    click(body, "change_prescription")
    assert body.blocker("approve_with_changes").startswith("Change the quantity")
    assert body.blocker("approve") == "", "nothing is written down yet"
    write(body, "change_quantity", "90")
    write(body, "change_days", "90")
    settle()
    assert dict(body._facts.shown())["Supply"] == "30 for 30 days → 90 for 90 days after approval"
    assert body.blocker("approve").startswith("Changes are written down")
    assert body.blocker("approve_with_changes") == "Write why it is changed."
    write(body, "change_reason", "Fewer trips")
    assert body.blocker("approve_with_changes") == ""
    assert body.params("approve_with_changes") == {
        "refills": 1,
        "quantity": 90.0,
        "days_supply": 90,
        "reason": "Fewer trips",
    }
    click(body, "approve_changed")
    assert asked == ["approve_with_changes"]
    click(body, "drop_changes")
    assert body.blocker("approve") == ""


@pytest.mark.parametrize(
    ("field", "text"), [("change_quantity", "0"), ("change_days", "0"), ("change_days", "9999")]
)
def test_k75_a_change_must_be_possible(show: Any, field: str, text: str) -> None:
    body = show(item("refill", refill()))
    click(body, "change_prescription")
    write(body, "change_reason", "Why")
    write(body, field, text)
    assert body.blocker("approve_with_changes") != ""


def test_fifteen_decimals_are_rounded_for_reading_and_no_change(show: Any) -> None:
    body = show(item("refill", refill(medication__quantity=7.4644266106913495)))
    assert dict(body._facts.shown())["Supply"] == "7.46 for 30 days"
    click(body, "change_prescription")
    assert body._terms.form.changes() == {}
    assert [plain(value) for value in (30.0, 0.5, 1234567.0)] == ["30", "0.5", "1234567"]


def test_inv12_a_controlled_drug_is_not_prescribed_otherwise(show: Any) -> None:
    content = refill(
        medication__schedule="IV",
        checks=[check("CONTROLLED", "warn", schedule="IV", may_grant=2, valid_until="2026-12-01")],
    )
    body = show(item("refill", content))
    assert find(body, "change_prescription").isHidden()
    spin = find(body, "refills")
    assert isinstance(spin, QSpinBox)
    assert spin.maximum() == 2
    assert not FACES["refill"].fits(content, "approve_with_changes")
    assert FACES["refill"].fits(content, "approve")


def test_what_is_stopped_asks_for_no_terms(show: Any) -> None:
    body = show(item("refill", refill(checks=[check("DECEASED", "stop"), TOO_SOON])))
    assert find(body, "refills").isVisible() is False
    assert "has died" in body.blocker("prepare")


def test_f54_the_confirm_sentence_says_that_it_is_a_restart() -> None:
    face = FACES["refill"]
    assert "starts it again for {who}" in face.sentence({"is_restart": True}, "approve")
    assert face.sentence({"is_restart": False}, "approve") == ""
    assert face.sentence({"is_restart": True}, "deny") == ""


def test_inv13_the_first_request_is_a_click_away(show: Any) -> None:
    stop = check("DUPLICATE_OPEN", "stop", item_id="i-77", submitted_on="2026-11-19")
    body = show(item("refill", refill(checks=[stop])))
    wanted = []
    body.item_wanted.connect(wanted.append)
    click(body, "first_request")
    assert [(key.practice_id, key.kind, key.id) for key in wanted] == [(1, "refill", "i-77")]


def test_the_age_of_the_facts_is_said_and_they_are_checked_again(show: Any) -> None:
    body = show(item("refill", refill() | {"checked_at": "2026-11-21T15:00:00Z"}))
    assert body._checks.age() == "Checked 21 Nov, 10:00; checked again at the approval."
    asked = []
    body.chosen.connect(asked.append)
    click(body, "recheck")
    assert asked == ["recheck"]


def test_too_soon_proposes_the_day_from_which_it_is_not(show: Any) -> None:
    body = show(item("refill", refill(checks=[TOO_SOON])))
    early = Reason("TOO_SOON", "Requested too soon", "It is too early.")
    assert body.proposal(early).endswith("ask again from December 4, 2026.")
    assert body.proposal(Reason("NEEDS_VISIT", "", "See us.")) == "See us."
    body.show_item(item("refill", refill(), number=2))
    assert body.proposal(early) == "It is too early."


def test_the_picture_says_what_it_shows(show: Any) -> None:
    body = show(item("refill", refill(checks=[TOO_SOON])))
    strip = find(body, "supply_strip")
    told = strip.accessibleDescription()
    assert told.startswith("6 fill")
    assert told.endswith(", the last on 21 Oct 2026. Due from 4 Dec 2026.")
    first, last = strip.span()
    assert first.isoformat() <= "2026-05-21"
    assert last.isoformat() >= "2026-12-04"
    odd = [
        {"date": "9999-12-31", "days_supply": 30},
        {"date": "x"},
        {"date": "2026-11-01", "days_supply": -4},
    ]
    body.show_item(
        item("refill", refill(medication__fills=odd, medication__days_supply=-1), number=2)
    )
    settle()
    assert strip.accessibleDescription().startswith("1 fill")
    assert "the last on 1 Nov 2026. Due from 14 Nov 2026." in strip.accessibleDescription()


ADVISED = [
    (check("ALLERGY", "warn", on_record=1, substance="Statins", reaction="Pain"), "Statins, Pain"),
    (check("PRESCRIBER", "warn", name=""), "Nobody of this practice prescribed it."),
    (check("PRESCRIBER", "warn", name="Dr. No"), "not with this practice any more"),
    (check("LABS_DUE", "warn", lab="TSH", on=None, months=12), "TSH: no value is on record."),
    (check("LABS_DUE", "warn", lab="TSH", on="2025-01-03", months=12), "more than 12 month"),
    (check("LAST_VISIT", "warn", on="2026-01-03", months=6), "more than 6 month"),
    (
        check("INACTIVE", "stop", stopped_on="2026-01-03", most_days=90),
        "longer ago than the 90 day",
    ),
    (check("CONTROLLED", "stop", schedule="II"), "Schedule II can not be renewed"),
]


@pytest.mark.parametrize(("found", "words"), ADVISED)
def test_b15_each_check_says_what_was_found_and_what_to_do(
    show: Any, found: Any, words: str
) -> None:
    body = show(item("refill", refill(checks=[found])))
    (shown,) = body._checks.shown()
    assert words in shown.text
    assert shown.advice
    assert shown.advice in said(body)


def test_what_is_only_to_be_known_needs_no_weighing(show: Any) -> None:
    checks = [
        check("INTERACTIONS", "info", checked=False),
        check("ASKED_BY_PROXY", "info", name="Kim"),
    ]
    body = show(item("refill", refill(checks=checks)))
    assert body._checks.title() == "Nothing speaks against it"
    assert [one.text for one in body._checks.shown()] == [
        "Interactions with other drugs are not checked here.",
        "Asked by Kim, not by the patient.",
    ]
