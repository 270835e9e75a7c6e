"""A form drawn from a policy's schema: one editor a field, its unit and where its rule comes from."""

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from console.models.policy_fields import PolicyField, Shape
from console.views.field_editors import (
    ChoiceEditor,
    ChoicesEditor,
    NumberEditor,
    SwitchEditor,
    TextEditor,
)
from console.views.plain_label import PlainLabel
from console.views.policy_editors import DaysEditor, HoursEditor, WordsByNameEditor, WordsEditor
from console.views.tab_order import order_tabs
from console.views.theme import GAP, GRID, GROUP, SMALL


class PolicyForm(QWidget):
    """The fields under one another. Signal: `changed` when the user changes one."""

    changed = Signal()

    def __init__(self, fields: Sequence[PolicyField], value: Mapping[str, Any]) -> None:
        super().__init__()
        self._value = dict(value)
        self._editors: dict[str, Any] = {}
        self._titles: dict[str, str] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GROUP)
        for field in fields:
            column.addWidget(self._row(field, value.get(field.name)))
        column.addStretch(1)

    def _row(self, field: PolicyField, value: Any) -> QWidget:
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID)
        made = _editor(field, value)
        self._titles[field.name] = field.title
        if made is None:
            column.addWidget(PlainLabel(field.title, bold=True))
            column.addWidget(PlainLabel(str(value), wrap=True))
            return holder
        made.setObjectName(f"field_{field.name}")
        made.changed.connect(self.changed)
        self._editors[field.name] = made
        if field.shape is not Shape.SWITCH:
            label = PlainLabel(field.title, bold=True, wrap=True)
            label.setBuddy(made)
            column.addWidget(label)
        column.addWidget(made)
        if field.description:
            made.setAccessibleDescription(field.description)
            column.addWidget(PlainLabel(field.description, size=SMALL, tone="muted", wrap=True))
        return holder

    def value(self) -> dict[str, Any]:
        """All fields, those that are only shown as they came."""
        return self._value | {name: one.value() for name, one in self._editors.items()}

    def obstacle(self) -> str:
        """A sentence about the first field that can not be as it is, or nothing."""
        for name, one in self._editors.items():
            found = one.obstacle() if hasattr(one, "obstacle") else ""
            if found:
                return f"{self._titles[name]}: {found}"
        return ""

    def focus_field(self, name: str) -> None:
        """Put the keyboard into a field."""
        if name in self._editors:
            self._editors[name].setFocus()

    def set_editable(self, editable: bool) -> None:  # noqa: FBT001 - as Qt's own setters
        """Let the fields be changed, or only read."""
        for one in self._editors.values():
            one.setEnabled(editable)


class PartEditor(QFrame):
    """A part of the policy with fields of its own."""

    changed = Signal()

    def __init__(self, field: PolicyField, value: Any) -> None:
        super().__init__()
        self.setProperty("surface", "well")
        self._form = PolicyForm(field.fields, value if isinstance(value, Mapping) else {})
        self._form.changed.connect(self.changed)
        column = QVBoxLayout(self)
        column.setContentsMargins(GROUP, GAP, GROUP, GAP)
        column.addWidget(self._form)
        self.buttons = QHBoxLayout()
        column.addLayout(self.buttons)
        self._names: dict[QWidget, str] = {}
        self.say_part(field.title)

    def say_part(self, title: str) -> None:
        """Let each control say of which part it is: others have fields of the same names."""
        for control in self.findChildren(QWidget):
            own = control.accessibleName() or str(control.property("text") or "")
            if control.focusPolicy() & Qt.FocusPolicy.TabFocus and own:
                words = self._names.setdefault(control, own)
                control.setAccessibleName(f"{title}: {words}")

    def value(self) -> dict[str, Any]:
        """Its fields."""
        return self._form.value()


class PartsEditor(QWidget):
    """Several parts, in order; each can be taken out, another put at the end."""

    changed = Signal()

    def __init__(self, field: PolicyField, value: Any) -> None:
        super().__init__()
        self._field = field
        self._parts: list[PartEditor] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(GAP)
        add = QPushButton(self.tr("Add one"))
        add.setObjectName("add_part")
        add.setAccessibleName(self.tr("{title}: add one").format(title=field.title))
        add.setAutoDefault(False)
        add.clicked.connect(lambda: self._add({}))
        last = QHBoxLayout()
        last.addWidget(add)
        last.addStretch(1)
        self._column.addLayout(last)
        self._last = add
        for one in value if isinstance(value, list) else ():
            self._add(one, tell=False)

    def _add(self, value: Mapping[str, Any], *, tell: bool = True) -> None:
        part = PartEditor(self._field, value)
        part.changed.connect(self.changed)
        gone = QPushButton(self.tr("Take out"))
        gone.setProperty("rank", "plain")
        gone.setAutoDefault(False)
        gone.clicked.connect(lambda: self._remove(part))
        part.buttons.addStretch(1)
        part.buttons.addWidget(gone)
        self._parts.append(part)
        self._column.insertWidget(self._column.count() - 1, part)
        self._number()
        if tell:
            self.changed.emit()

    def _remove(self, part: PartEditor) -> None:
        self._parts.remove(part)
        self._number()
        self._column.removeWidget(part)
        part.hide()
        part.deleteLater()
        self.changed.emit()

    def _number(self) -> None:
        for place, part in enumerate(self._parts, 1):
            part.say_part(f"{self._field.title} {place}")
        self._last.raise_()  # the last for Tab, too
        order_tabs(*self._parts, self._last)

    def value(self) -> list[dict[str, Any]]:
        """The parts in order."""
        return [part.value() for part in self._parts]


def _editor(field: PolicyField, value: Any) -> Any:
    """The editor of a field; None for one that is only shown."""
    listed = {Shape.DAYS: DaysEditor, Shape.HOURS: HoursEditor}
    if field.shape in listed:
        return listed[field.shape](field.title, value or [])
    if field.shape is Shape.WORDS:
        return WordsEditor(field, value or [])
    if field.shape is Shape.WORDS_BY_NAME:
        return WordsByNameEditor(field.title, value or {})
    plain: Mapping[Shape, Any] = {
        Shape.SWITCH: SwitchEditor,
        Shape.NUMBER: NumberEditor,
        Shape.CHOICE: ChoiceEditor,
        Shape.CHOICES: ChoicesEditor,
        Shape.TEXT: TextEditor,
        Shape.PART: PartEditor,
        Shape.PARTS: PartsEditor,
    }
    make = plain.get(field.shape)
    return None if make is None else make(field, value)
