"""What a renewal would grant: refills, why against a check, changes, and a note to the provider."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QLineEdit, QPushButton, QSpinBox, QWidget

from console.views.flow_layout import Flow
from console.views.plain_label import PlainLabel
from console.views.queues.change_form import ChangeForm
from console.views.queues.check_words import Finding
from console.views.queues.override_box import REASONS, OverrideBox
from console.views.queues.reading import count, line, part, parts
from console.views.queues.section import column, reveal
from console.views.spin_room import give_room

MOST_REFILLS = 12


class RefillTerms(QWidget):
    """Holds what the person chose for a renewal.

    Signals: `changed` when it answers anew; `asked(str action)` for an action from within.
    """

    changed = Signal()
    asked = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._changing = False
        self._refills = QSpinBox()
        self._refills.setObjectName("refills")
        self._refills.setAccessibleName(self.tr("Refills to grant"))
        self._refills.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._refills.setMinimumHeight(30)
        give_room(self._refills)
        self._refills.setRange(1, MOST_REFILLS)
        self._refills.valueChanged.connect(self.changed)
        self._change = self._link("change_prescription", self.tr("Prescribe otherwise…"))
        self._note_link = self._link("prepare_note_link", self.tr("Note to the provider…"))
        self._note = QLineEdit()
        self._note.setObjectName("prepare_note")
        self._note.setAccessibleName(self.tr("Note to the provider, when you prepare it"))
        self._note.setPlaceholderText(self._note.accessibleName())
        self._note.setMaxLength(2000)
        self.override, self.form = OverrideBox(), ChangeForm()
        self._connect()
        self._lay_out()

    def _link(self, name: str, text: str) -> QPushButton:
        button = QPushButton(text)
        button.setObjectName(name)
        button.setProperty("rank", "link")
        button.setAutoDefault(False)
        return button

    def _connect(self) -> None:
        self.override.changed.connect(self.changed)
        self.form.changed.connect(self.changed)
        self.form.approved.connect(lambda: self.asked.emit("approve_with_changes"))
        self.form.dropped.connect(lambda: self._show_form(shown=False))
        self._change.clicked.connect(lambda: self._show_form(shown=True))
        self._note_link.clicked.connect(self._on_note_wanted)
        self._note.textChanged.connect(self.changed)

    def _lay_out(self) -> None:
        row = Flow()
        label = PlainLabel(self.tr("Refills to grant"), tone="muted")
        label.setBuddy(self._refills)
        for widget in (label, self._refills, self._change, self._note_link):
            row.flow.addWidget(widget)
        outer = column(self)
        outer.addWidget(self.override)
        outer.addWidget(row)
        outer.addWidget(self._note)
        outer.addWidget(self.form)

    def show_item(
        self, content: Any, found: Sequence[Finding], *, is_open: bool, same: bool
    ) -> None:
        """Begin anew, or, for a newer version of the same item, keep what was chosen."""
        medication = part(content, "medication")
        self._refills.setRange(1, _most(content))
        if not same:
            self.override.clear()
        self.override.ask_for({one.code for one in found if one.level == "warn"} & REASONS.keys())
        if not same:
            self._note.clear()
            self._refills.setValue(count(part(content, "prepared"), "refills") or 1)
            self.form.show_medication(medication)
            self._show_form(shown=False)
            reveal(self._note, shown=False)
        reveal(self._change, shown=not line(medication, "schedule"))
        reveal(self, shown=is_open and not any(one.level == "stop" for one in found))

    def refills(self) -> int:
        """Give the number of refills that would be granted."""
        return self._refills.value()

    def is_changing(self) -> bool:
        """Whether the form for changes is open."""
        return self._changing

    def params(self, action: str) -> dict[str, Any]:
        """Give the parameters of an action under the portal's names."""
        if action == "prepare":
            return {"refills": self.refills(), "note": self._note.text().strip()}
        if action not in {"approve", "approve_with_changes"}:
            return {}
        made: dict[str, Any] = {"refills": self.refills()}
        override = self.override.chosen()
        if override is not None:
            made["override"] = override
        return made | (self.form.params() if action == "approve_with_changes" else {})

    def obstacle(self, action: str) -> str:
        """Say why an action can not be taken yet; empty when it can."""
        if action not in {"approve", "approve_with_changes"}:
            return ""
        if action == "approve" and self._changing and self.form.changes():
            return self.tr("Changes are written down: approve with them, or take them back.")
        if action == "approve_with_changes":
            if not self._changing:
                return self.tr("Choose “Prescribe otherwise…” and write what changes.")
            missing = self.form.obstacle()
            if missing:
                return missing
        return self.override.obstacle()

    def _show_form(self, *, shown: bool) -> None:
        self._changing = shown
        reveal(self.form, shown=shown)
        self._change.setEnabled(not shown)
        if shown:
            self.form.take_focus()
            QTimer.singleShot(0, self.form, self.form.come_into_sight)  # after it has its place
        self.changed.emit()

    def _on_note_wanted(self) -> None:
        reveal(self._note, shown=True)
        self._note.setFocus()


def _most(content: Any) -> int:
    """Give how many refills the law leaves, as the portal counted them; else as many as it takes."""
    for check in parts(content, "checks"):
        if line(check, "code") == "CONTROLLED":
            left = count(part(check, "facts"), "may_grant")
            return MOST_REFILLS if left is None else max(1, min(MOST_REFILLS, left))
    return MOST_REFILLS
