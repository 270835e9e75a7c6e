"""Why a renewal is approved against a check: a coded reason, and a note where the reason is another."""

from collections.abc import Collection, Sequence

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QButtonGroup, QLineEdit, QPushButton, QWidget

from console.views.flow_layout import Flow
from console.views.queues.section import card, column, padded, reveal
from console.views.queues.wrapped import WrappedLabel
from console.views.theme import GAP

OTHER = "other"
# which reasons the portal takes for which check; `other` is for all of them, with a note
REASONS = {
    "TOO_SOON": ("travel", "lost", "dose_change", OTHER),
    "ALLERGY": ("tolerated", OTHER),
}
MOST = 2000


def reason_words(code: str) -> str:
    """Give a reason as a word on a button."""
    return {
        "travel": QCoreApplication.translate("Override", "Travel"),
        "lost": QCoreApplication.translate("Override", "Lost or damaged"),
        "dose_change": QCoreApplication.translate("Override", "Dose changed"),
        "tolerated": QCoreApplication.translate("Override", "Takes it without trouble"),
        OTHER: QCoreApplication.translate("Override", "Another reason"),
    }.get(code, code)


class OverrideBox(QWidget):
    """Asks for a reason if a check wants one. Signals: `changed`."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        frame = card("warn")
        column(self).addWidget(frame)
        inside = padded(frame, space=GAP)
        self._title = WrappedLabel(bold=True)
        inside.addWidget(self._title)
        self._flow = Flow()
        self._group = QButtonGroup(self)
        self._group.setExclusive(True)
        self._buttons = {code: self._button(code) for code in self._codes()}
        inside.addWidget(self._flow)
        self._note = QLineEdit()
        self._note.setObjectName("override_note")
        self._note.setMaxLength(MOST)
        self._note.setAccessibleName(self.tr("Note on the reason"))
        self._note.setPlaceholderText(self.tr("A note on the reason; the patient does not see it"))
        self._note.setToolTip(self._note.placeholderText())  # where it is cut
        self._note.textChanged.connect(self.changed)
        inside.addWidget(self._note)
        self._wanted: Sequence[str] = ()
        reveal(self, shown=False)

    def _codes(self) -> list[str]:
        return list(dict.fromkeys(code for codes in REASONS.values() for code in codes))

    def _button(self, code: str) -> QPushButton:
        button = QPushButton(reason_words(code))
        button.setObjectName(f"override_{code}")
        button.setProperty("rank", "choice")
        button.setCheckable(True)
        button.setAutoDefault(False)
        button.clicked.connect(self.changed)
        self._group.addButton(button)
        self._flow.flow.addWidget(button)
        return button

    def ask_for(self, checks: Collection[str]) -> None:
        """Ask for a reason that overrides all of these checks; for none, ask nothing."""
        self._wanted = [code for code in REASONS if code in checks]
        self._title.say(self._question())
        for code, button in self._buttons.items():
            fits = all(code in REASONS[check] for check in self._wanted)
            reveal(button, shown=fits)
            if fits and code == OTHER and len(self._wanted) > 1:
                button.setChecked(True)  # the only one that answers both
        reveal(self, shown=bool(self._wanted))

    def clear(self) -> None:
        """Forget the choice: another item is shown. To be called before `ask_for`."""
        self._group.setExclusive(False)
        for button in self._buttons.values():
            button.setChecked(False)
        self._group.setExclusive(True)
        self._note.clear()

    def chosen(self) -> dict[str, str] | None:
        """Give the reason under the portal's names, or None."""
        for code, button in self._buttons.items():
            if self._wanted and button.isChecked() and not button.isHidden():
                return {"code": code, "note": self._note.text().strip()}
        return None

    def obstacle(self) -> str:
        """Say what is missing; empty when nothing is."""
        if not self._wanted:
            return ""
        chosen = self.chosen()
        if chosen is None:
            return self.tr("Choose why it is approved all the same.")
        if chosen["code"] == OTHER and not chosen["note"]:
            return self.tr("Write what the other reason is.")
        return ""

    def _question(self) -> str:
        if self._wanted == ["TOO_SOON"]:
            return self.tr("To approve it early, choose why")
        if self._wanted == ["ALLERGY"]:
            return self.tr("To approve it in spite of the allergy, choose why")
        return self.tr("To approve it all the same, say why")
