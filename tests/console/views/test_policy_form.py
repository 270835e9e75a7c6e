"""The form of a policy: whatever the portal's policies hold comes out as it went in."""

import pytest
from PySide6.QtWidgets import QCheckBox, QLabel

from console.models.policy_fields import PolicyField, Shape, field_at, fields_of
from console.views.policy_editors import DaysEditor, HoursEditor
from console.views.policy_form import PolicyForm
from portal.queues.registry import QUEUES
from portal.services.policies.documents import form_of, models

MODELS = models(QUEUES)


def json_of(model):
    return model().model_dump(mode="json")


@pytest.mark.parametrize("name", MODELS)
def test_a_form_that_nobody_touched_gives_back_what_it_was_given(qtbot, name):
    model = MODELS[name]
    form = PolicyForm(fields_of(form_of(model)), json_of(model))
    qtbot.addWidget(form)
    assert form.value() == json_of(model)
    assert model.model_validate(form.value()) == model()
    assert form.obstacle() == ""


@pytest.mark.parametrize("name", MODELS)
def test_every_field_has_a_title_and_every_editor_a_name(qtbot, name):
    fields = fields_of(form_of(MODELS[name]))
    assert all(field.title and field.shape is not Shape.OTHER for field in fields)
    form = PolicyForm(fields, json_of(MODELS[name]))
    qtbot.addWidget(form)
    for one in fields:
        made = form.findChild(object, f"field_{one.name}")
        named = made if made.accessibleName() or not made.focusProxy() else made.focusProxy()
        named_by_parts = one.shape in {Shape.PART, Shape.PARTS}
        assert named.accessibleName() or made.property("text") or named_by_parts, one.name


def test_a_number_may_be_left_out_where_it_may(qtbot):
    field = PolicyField(
        "expire_after_days",
        "Expires",
        Shape.NUMBER,
        unit="days",
        optional=True,
        whole=True,
        low=1,
        high=730,
    )
    form = PolicyForm([field], {"expire_after_days": None})
    qtbot.addWidget(form)
    assert form.value() == {"expire_after_days": None}
    form._editors["expire_after_days"]._limited.setChecked(True)
    form._editors["expire_after_days"]._number.setValue(30)
    assert form.value() == {"expire_after_days": 30}


def test_some_of_several_are_ticked_in_words_and_keep_their_order(qtbot):
    """What the portal has in another order than its form does is not changed by looking at it."""
    fields = fields_of(form_of(MODELS["workstation"]))
    given = json_of(MODELS["workstation"]) | {"offline_kinds": ["result", "refill"]}
    form = PolicyForm(fields, given)
    qtbot.addWidget(form)
    form.show()
    assert form.value() == given
    kinds = form.findChild(object, "field_offline_kinds")
    boxes = {box.text(): box for box in kinds.findChildren(QCheckBox)}
    assert list(boxes) == [
        "Enrollments",
        "Appointments",
        "Renewals",
        "Results",
        "Documents",
        "Tasks",
    ]
    assert [text for text, box in boxes.items() if box.isChecked()] == ["Renewals", "Results"]
    with qtbot.waitSignal(form.changed):
        boxes["Tasks"].click()
    assert form.value()["offline_kinds"] == ["result", "refill", "task"]
    for box in boxes.values():
        box.setChecked(False)
    assert form.value()["offline_kinds"] == []
    (none,) = [one for one in kinds.findChildren(QLabel) if "no queue" in one.text()]
    assert none.isVisible()
    roles = form.findChild(object, "field_offline_roles")
    assert "Front desk" in [box.text() for box in roles.findChildren(QCheckBox)]


def test_hours_can_be_two_spans_a_day_and_none_on_another(qtbot):
    monday = {"weekday": 0, "opens": "08:00:00", "closes": "12:00:00"}
    editor = HoursEditor("Hours", [monday, monday | {"opens": "13:00:00", "closes": "17:00:00"}])
    qtbot.addWidget(editor)
    assert [one["opens"] for one in editor.value()] == ["08:00:00", "13:00:00"]
    editor._days[0][0].setChecked(False)
    editor._days[6][0].setChecked(True)
    assert [one["weekday"] for one in editor.value()] == [6]


def test_a_line_that_is_no_day_is_named(qtbot):
    editor = DaysEditor("Days closed", ["2026-12-25"])
    qtbot.addWidget(editor)
    assert editor.obstacle() == ""
    editor._field.setPlainText("2026-12-25\n25.12.")
    assert "25.12." in editor.obstacle()


def test_parts_can_be_added_and_taken_out(qtbot):
    field = PolicyField(
        "rules",
        "Rules",
        Shape.PARTS,
        fields=(
            PolicyField("lab", "Lab", Shape.TEXT),
            PolicyField("codes", "Codes", Shape.WORDS),
        ),
    )
    form = PolicyForm([field], {"rules": [{"lab": "TSH", "codes": ["1", "2"]}]})
    qtbot.addWidget(form)
    parts = form._editors["rules"]
    parts._add({"lab": "INR", "codes": []})
    assert form.value() == {
        "rules": [{"lab": "TSH", "codes": ["1", "2"]}, {"lab": "INR", "codes": []}]
    }
    parts._remove(parts._parts[0])
    assert form.value() == {"rules": [{"lab": "INR", "codes": []}]}


@pytest.mark.parametrize(
    ("empty", "hint"),
    [
        ("any", "any; several with commas"),
        ("", "several with commas between"),  # that none means any would not be true everywhere
    ],
)
def test_an_empty_list_says_what_it_means(qtbot, empty, hint):
    form = PolicyForm([PolicyField("codes", "Codes", Shape.WORDS, empty=empty)], {"codes": []})
    qtbot.addWidget(form)
    editor = form._editors["codes"]
    assert editor.placeholderText() == hint
    assert editor.accessibleDescription() == hint


def test_s54_no_authority_does_not_mean_any():
    (authorities, *_) = fields_of(form_of(MODELS["intake"]))
    assert authorities.empty == "the practice addressed"


def test_the_field_of_a_fault_is_found_by_its_pointer():
    fields = fields_of(form_of(MODELS["desk"]))
    assert field_at(fields, "/policy/hours/0/closes").name == "hours"
    assert field_at(fields, "/reason") is None
