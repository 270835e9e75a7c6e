"""The parts of checking who it is: who speaks, and what was seen or asked."""

from PySide6.QtWidgets import QButtonGroup, QComboBox, QWidget

from console.domain.proof import BASES, CALLER, EVIDENCE
from console.models.proof_words import basis_words, evidence_words
from console.views.queues.section import Section, card, column, padded, reveal
from console.views.queues.tick_box import RoundChoice, TickBox
from console.views.queues.wrapped import WrappedLabel
from console.views.theme import GAP, TARGET


class Speaker(QWidget):
    """Whether the patient speaks, or somebody for them, and on what ground (F35)."""

    def __init__(self) -> None:
        super().__init__()
        layout = column(self, space=GAP)
        section = Section(self.tr("Who is it?"))
        self._group = QButtonGroup(self)
        self._patient = RoundChoice(self.tr("The patient"))
        self._guardian = RoundChoice(self.tr("A parent or guardian, or who holds a power"))
        self._patient.setObjectName("speaker_patient")
        self._guardian.setObjectName("speaker_guardian")
        self._basis = QComboBox()
        self._basis.setObjectName("guardian_basis")
        self._basis.setAccessibleName(self.tr("On what ground"))
        self._basis.setMinimumHeight(TARGET)
        for code in BASES:
            self._basis.addItem(basis_words(code), code)
        for button in (self._patient, self._guardian):
            self._group.addButton(button)
            section.content.addWidget(button)
        section.content.addWidget(self._basis)
        layout.addWidget(section)
        self._patient.setChecked(True)
        self._group.buttonClicked.connect(self._on_clicked)
        self._on_clicked()

    @property
    def is_guardian(self) -> bool:
        """Whether somebody speaks for the patient."""
        return self._guardian.isChecked()

    def expect_guardian(self) -> None:
        """Begin with somebody who speaks for the patient; it can still be changed."""
        self._guardian.setChecked(True)
        self._on_clicked()

    def basis(self) -> str:
        """On what ground, a code."""
        return str(self._basis.currentData())

    def _on_clicked(self) -> None:
        reveal(self._basis, shown=self.is_guardian)


class Evidence(QWidget):
    """What was seen or asked. Nothing that strangers can find out counts alone (F78).

    `phone` is the number in the chart, at which a caller is called back.
    """

    def __init__(self, phone: str = "") -> None:
        super().__init__()
        self._method = ""
        layout = column(self, space=GAP)
        self._section = Section("")
        self._flow = card("info")
        steps = padded(self._flow)
        number = phone or self.tr("the chart has no number: ask the person to come")
        steps.addWidget(
            WrappedLabel(
                self.tr("1. Say that you call back, and hang up. 2. Call: {number}").format(
                    number=number
                ),
                bold=True,
            )
        )
        steps.addWidget(
            WrappedLabel(
                self.tr(
                    "Never call a number that the caller names. Ask, and do not offer: no birth date,"
                    " no name of a relative, nothing that stands in social media. The security"
                    " questions of the portal are for the patient alone."
                )
            )
        )
        layout.addWidget(self._flow)
        layout.addWidget(self._section)
        self._boxes: dict[str, list[TickBox]] = {}
        for method, codes in EVIDENCE.items():
            for code in codes:
                box = TickBox(evidence_words(code))
                box.setObjectName(f"evidence_{code}")
                box.setProperty("code", code)
                self._boxes.setdefault(method, []).append(box)
                self._section.content.addWidget(box)

    def show_method(self, method: str) -> None:
        """Ask what belongs to this way; what is ticked elsewhere does not count."""
        self._method = method
        is_call = method == CALLER
        title = self.tr("What did the caller know?") if is_call else self.tr("What have you seen?")
        self._section.set_title(title)
        reveal(self._flow, shown=is_call)
        for name, boxes in self._boxes.items():
            for box in boxes:
                reveal(box, shown=name == method)

    def ticked(self) -> tuple[str, ...]:
        """The codes that are ticked, of the way that is shown."""
        boxes = self._boxes.get(self._method, [])
        return tuple(str(box.property("code")) for box in boxes if box.isChecked())
