"""Who stands behind a minor, and what was looked at (DOMAIN F35). No number of a document is asked."""

from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from console.views.flow_layout import Flow
from console.views.queues.banner import Banner
from console.views.queues.section import Section, column, reveal
from console.views.queues.tick_box import TickBox
from console.views.queues.wrapped import WrappedLabel
from console.views.theme import GAP, GRID

CHILD, MINOR, ADULT = "child", "minor", "adult"
_MOST = 200


class GuardianForm(QWidget):
    """Asks for name, relationship and evidence; hidden for an adult.

    Signals: `changed` whenever an answer changes.
    """

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        layout = column(self, space=GAP)
        self._banner = Banner("warn", "people")
        layout.addWidget(self._banner)
        section = Section(self.tr("Parent or guardian"))
        layout.addWidget(section)
        self._name = self._field("guardian_name", self.tr("Name of the guardian"))
        self._number = self._field("guardian_number", self.tr("Record number of the guardian"))
        self._number.setPlaceholderText(self.tr("if they are a patient here"))
        self._kind = QComboBox()
        self._kind.setObjectName("guardian_relationship")
        self._kind.setAccessibleName(self.tr("Relationship"))
        for code, words in self._relationships().items():
            self._kind.addItem(words, code)
        self._kind.currentIndexChanged.connect(self.changed)
        for words, control in (
            (self.tr("Name"), self._name),
            (self.tr("Relationship"), self._kind),
            (self.tr("Record number"), self._number),
        ):
            section.content.addWidget(WrappedLabel(words, tone="muted"))
            section.content.addWidget(control)
        section.content.addSpacing(GRID)
        section.content.addWidget(WrappedLabel(self.tr("What have you seen?"), tone="muted"))
        self._seen: dict[str, TickBox] = {}
        boxes = Flow()
        for code, words in self._evidence().items():
            box = self._seen[code] = TickBox(words)
            box.setObjectName(f"seen_{code}")
            box.clicked.connect(self.changed)
            boxes.flow.addWidget(box)
        section.content.addWidget(boxes)
        reveal(self, shown=False)

    def show_band(self, band: str, age: str, *, same: bool) -> None:
        """Ask for a guardian of somebody of that age; another applicant begins with empty answers."""
        reveal(self, shown=band in {CHILD, MINOR})
        if not same:
            self.clear()
        title = self.tr("The applicant is a minor: {age} old.").format(age=age)
        if band == CHILD:
            detail = self.tr(
                "Under 13: a parent must consent to the account (COPPA). Record what you have seen."
            )
        else:
            detail = self.tr(
                "A guardian must stand behind this request. Record what you have seen."
            )
        self._banner.say(title, detail)

    def clear(self) -> None:
        """Forget the answers."""
        for field in (self._name, self._number):
            field.clear()
        self._kind.setCurrentIndex(0)
        for box in self._seen.values():
            box.setChecked(False)

    def title(self) -> str:
        """Give the banner's sentence; empty while nobody is asked for."""
        return "" if self.isHidden() else self._banner.text()

    def params(self) -> dict[str, Any]:
        """Give the guardian for the portal."""
        return {
            "name": self._name.text().strip(),
            "relationship": self._kind.currentData(),
            "evidence": [code for code, box in self._seen.items() if box.isChecked()],
            "record_number": self._number.text().strip(),
        }

    def missing(self) -> str:
        """Say what is still to be answered; empty when all is."""
        if not self._name.text().strip():
            return self.tr("Name the parent or guardian of this minor.")
        if not self._kind.currentData():
            return self.tr("Say what the guardian is to this minor.")
        if not any(box.isChecked() for box in self._seen.values()):
            return self.tr("Say what you have seen of the guardian.")
        return ""

    def _field(self, name: str, label: str) -> QLineEdit:
        field = QLineEdit()
        field.setObjectName(name)
        field.setAccessibleName(label)
        field.setMaxLength(_MOST)
        field.textChanged.connect(self.changed)
        return field

    def _relationships(self) -> dict[str, str]:
        return {
            "": self.tr("Choose"),
            "parent": self.tr("Parent"),
            "legal_guardian": self.tr("Legal guardian"),
            "foster_parent": self.tr("Foster parent"),
            "other": self.tr("Other"),
        }

    def _evidence(self) -> dict[str, str]:
        return {
            "photo_id": self.tr("Photo ID"),
            "birth_certificate": self.tr("Birth certificate"),
            "court_order": self.tr("Court order"),
            "insurance_card": self.tr("Insurance card"),
            "known_to_practice": self.tr("Known to the practice"),
        }
