"""Who is it? What was seen at the desk, or asked on the phone, recorded before anything is given (B20)."""

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QLineEdit, QWidget

from console.domain.proof import CALLER, GUARDIAN, IN_PERSON, LONGEST_NOTE, PATIENT, Proof
from console.messages import Message
from console.models.one_line import one_line
from console.models.proof_words import holding, proof_line
from console.models.when import Calendar, ms_of
from console.views.access.proof_evidence import Evidence, Speaker
from console.views.notice import Notice
from console.views.plain_label import PlainLabel
from console.views.queues.section import Section, reveal
from console.views.queues.tick_box import RoundChoice
from console.views.queues.wrapped import WrappedLabel
from console.views.sheet import Sheet
from console.views.theme import TARGET, theme

WIDTH, HEIGHT = 560, 300


class ProofDialog(Sheet):
    """Stays open until the portal has recorded the proof.

    `purpose` says what it is for, `proofs` are the ones recorded lately: one that still holds may be
    used again. Signals: `given(Proof)`; `reused(str)` with the id of one that holds.
    """

    given = Signal(object)
    reused = Signal(str)

    def __init__(
        self,
        purpose: str,
        patient: Mapping[str, Any],
        calendar: Calendar,
        proofs: Sequence[Mapping[str, Any]] = (),
        parent: QWidget | None = None,
    ) -> None:
        super().__init__("", "", parent)
        self.set_title(self.tr("Check who it is"))
        self.setObjectName("proof_dialog")
        self.accept_button.setText(self.tr("Record and go on"))
        self._calendar, self._patient = calendar, patient
        self._earlier: dict[RoundChoice, str] = {}
        self._group = QButtonGroup(self)
        self._notice = Notice()
        self._speaker = Speaker()
        self._evidence = Evidence(one_line(str(patient.get("phone") or "")))
        self._note = QLineEdit()
        self._fill_content(purpose, holding(proofs, calendar))
        self._group.buttonClicked.connect(self._on_method)
        self.resize(round(WIDTH * theme().text_scale), round(HEIGHT * theme().text_scale))
        self._group.buttons()[0].setFocus()
        self._on_method()

    def _fill_content(self, purpose: str, held: Sequence[Mapping[str, Any]]) -> None:
        who = WrappedLabel(patient_line(self._patient, self._calendar), bold=True)
        who.setObjectName("proof_who")
        self.content.addWidget(who)
        self.content.addWidget(WrappedLabel(purpose))
        self._how = Section(self.tr("How do you know?"))
        for one in held[:3]:
            self._earlier[self._recorded(one)] = str(one["id"])
        self._here = self._choice("in_person", self.tr("The person stands at the desk"))
        self._phone = self._choice("caller", self.tr("The person is on the phone"))
        self._group.buttons()[0].setChecked(True)
        self.content.addWidget(self._how)
        self.content.addWidget(self._speaker)
        self.content.addWidget(self._evidence)
        self._note_label = PlainLabel(self.tr("Note, if there is something to say"))
        self._note_label.setBuddy(self._note)
        self._note.setObjectName("proof_note")
        self._note.setAccessibleName(self.tr("Note, if there is something to say"))
        self._note.setPlaceholderText(self.tr("No numbers of documents, no answers"))
        self._note.setMaxLength(LONGEST_NOTE)
        self._note.setMinimumHeight(TARGET)
        self.content.addWidget(self._note_label)
        self.content.addWidget(self._note)
        self.content.addStretch(1)
        self.content.addWidget(self._notice)

    def _choice(self, name: str, words: str) -> RoundChoice:
        made = RoundChoice(words)
        made.setObjectName(f"proof_{name}")
        self._group.addButton(made)
        self._how.content.addWidget(made)
        return made

    def _recorded(self, one: Mapping[str, Any]) -> RoundChoice:
        at = self._calendar.moment(ms_of(str(one.get("performed_at") or "")))
        made = self._choice("earlier", self.tr("Recorded already at {time}").format(time=at))
        line = proof_line(one)
        made.setAccessibleDescription(line)
        self._how.content.addWidget(WrappedLabel(line, tone="muted"))
        return made

    def expect_guardian(self) -> None:
        """Begin with the guardian: it was opened because the patient alone can not be let in (F35)."""
        self._speaker.expect_guardian()

    # What it says

    def proof(self) -> Proof:
        """What is ticked now."""
        person = GUARDIAN if self._speaker.is_guardian else PATIENT
        return Proof(
            method=CALLER if self._phone.isChecked() else IN_PERSON,
            evidence=self._evidence.ticked(),
            person=person,
            guardian_basis=self._speaker.basis() if person == GUARDIAN else "",
            note=self._note.text().strip(),
        )

    def earlier(self) -> str:
        """The id of the recorded proof that is chosen, or nothing."""
        return next((key for box, key in self._earlier.items() if box.isChecked()), "")

    def show_problem(self, message: Message) -> None:
        """Say why the portal did not take it; everything stays as it was ticked."""
        self._notice.say(message)
        self.accept_button.setEnabled(True)

    def obstacle(self) -> str:
        """What is still missing."""
        if self.earlier() or self.proof().is_enough:
            return ""
        if self._phone.isChecked():
            return self.tr(
                "Tick at least two: one of them the call back, or a fact that strangers can not know."
            )
        return self.tr("Tick a photo ID, or that you know the person, or two other papers.")

    def try_accept(self) -> None:
        """Hand it over; the dialog closes when the portal has it."""
        obstacle = self.obstacle()
        self.say_wrong(obstacle)
        if obstacle or not self.accept_button.isEnabled():
            return
        self._notice.clear()
        self.accept_button.setEnabled(False)
        if self.earlier():
            self.reused.emit(self.earlier())
        else:
            self.given.emit(self.proof())

    def _on_method(self) -> None:
        again = bool(self.earlier())
        for part in (self._speaker, self._evidence, self._note, self._note_label):
            reveal(part, shown=not again)
        self._evidence.show_method(CALLER if self._phone.isChecked() else IN_PERSON)
        words = self.tr("Go on") if again else self.tr("Record and go on")
        self.accept_button.setText(words)
        self.say_wrong("")


def patient_line(patient: Mapping[str, Any], calendar: Calendar) -> str:
    """Name and the two identifiers that tell people apart."""
    parts = [
        one_line(str(patient.get("name") or "")),
        calendar.day(str(patient.get("birth_date") or "")),
        one_line(str(patient.get("record_number") or "")),
    ]
    return " · ".join(part for part in parts if part)
