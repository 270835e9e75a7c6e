"""Words that somebody is writing survive what happens around them, and never reach another item."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QSpinBox, QWidget

from console.domain.items import Item
from console.views.item_panel import ItemPanel
from portal.security.permissions import Role
from tests.support import screen_items
from tests.support.window_data import calendar, staff

KINDS = ("enrollment", "refill", "appointment", "result", "document", "task")
Field = QLineEdit | QPlainTextEdit
TYPED = "Told the daughter"


def rich(kind: str) -> Item:
    made: Item = getattr(screen_items, f"rich_{kind}")()
    return made


def changed(item: Item, **fields: Any) -> Item:
    entity = dict(item.entity) | {"version": item.version + 1} | fields
    key = replace(item.key, id=entity["id"])
    return replace(item, key=key, version=entity["version"], entity=entity)


def fields_of(panel: ItemPanel, kind: str) -> list[Field]:
    body: QWidget = panel.body(kind)
    found = [*body.findChildren(QLineEdit), *body.findChildren(QPlainTextEdit)]
    return [one for one in found if not isinstance(one.parent(), QSpinBox) and one.objectName()]


def text_of(field: Field) -> str:
    return field.text() if isinstance(field, QLineEdit) else field.toPlainText()


def write(field: Field) -> None:
    if isinstance(field, QLineEdit):
        field.setText(TYPED)
    else:
        field.setPlainText(TYPED)


@pytest.fixture
def panel(look: None) -> Iterator[ItemPanel]:
    made = ItemPanel(calendar())
    made.show_me(staff(*Role))
    made.resize(700, 860)
    made.show()
    yield made
    made.deleteLater()


@pytest.mark.parametrize("kind", KINDS)
def test_a_claim_or_a_note_of_a_colleague_wipes_nothing(panel: ItemPanel, kind: str) -> None:
    item = rich(kind)
    panel.show_item(item)
    written = [one for one in fields_of(panel, kind) if not one.isReadOnly()]
    for field in written:
        write(field)
    kept = {field.objectName(): text_of(field) for field in written}
    panel.show_item(item)  # as when a slot somewhere in the practice changes
    panel.show_item(changed(item, claim={"staff_id": "s2", "name": "Ann", "until": ""}))
    assert {field.objectName(): text_of(field) for field in written} == kept


@pytest.mark.parametrize("kind", KINDS)
def test_no_word_written_for_one_patient_stays_for_the_next(panel: ItemPanel, kind: str) -> None:
    item = rich(kind)
    panel.show_item(item)
    for field in fields_of(panel, kind):
        if not field.isReadOnly():
            write(field)
    panel.show_item(changed(item, id="another"))
    assert [one.objectName() for one in fields_of(panel, kind) if text_of(one) == TYPED] == []


def test_the_form_for_a_call_is_empty_after_the_call(panel: ItemPanel) -> None:
    item = rich("result")
    panel.show_item(item)
    name = panel.findChild(QLineEdit, "told_name")
    assert name is not None
    name.setText(TYPED)
    call = {"told_name": TYPED, "told_role": "daughter", "told_at": "2026-11-22T13:30:00Z"}
    content = dict(item.content) | {"contacts": [*item.content["contacts"], call]}
    panel.show_item(changed(item, content=content))
    assert name.text() == ""
