"""Reads a file of saved decisions back, so that somebody can enter them again."""

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout

from console.domain.decisions import Command
from console.models.decision_words import told_decision, words_inside
from console.models.one_line import one_line
from console.models.queue_faces import FACES
from console.models.told import DOT, line
from console.models.when import Calendar, ms_of
from console.views.plain_label import PlainLabel
from console.views.secret_field import SecretField
from console.views.sheet import Sheet
from console.views.theme import GAP, GRID, theme

WIDTH = 640


class SavedDecisions(NamedTuple):
    """What a file holds; `is_whole` when that is surely all that the damaged one held."""

    commands: Sequence[Command]
    is_whole: bool


class SalvageReader(Sheet):
    """Asks for the passphrase, then lists the decisions. Nothing is sent from here.

    Signals: `passphrase_entered(str)`; it stays busy until it is told what came of it.
    """

    passphrase_entered = Signal(str)

    def __init__(self, calendar: Calendar) -> None:
        super().__init__("", "")
        self.setObjectName("salvage_reader")
        self._calendar, self._is_open = calendar, False
        self.setMinimumWidth(round(WIDTH * theme().text_scale))
        self.set_title(self.tr("Saved decisions"))
        self.accept_button.setText(self.tr("Open"))
        self.cancel_button.setText(self.tr("Close"))
        self._why = PlainLabel(
            self.tr("They were read from a damaged file. None of them has been sent from here."),
            wrap=True,
        )
        self.content.addWidget(self._why)
        self._label = PlainLabel(self.tr("Passphrase of the file"), bold=True)
        self.field = SecretField(self._label.text())
        self.field.edit.setObjectName("reader_passphrase")
        self.field.submitted.connect(self.try_accept)
        self._label.setBuddy(self.field)
        self.content.addWidget(self._label)
        self.content.addWidget(self.field)
        self.content.addStretch(1)
        self.field.setFocus()

    def obstacle(self) -> str:
        """Demand a passphrase."""
        return "" if self.field.text() else self.tr("Enter the passphrase.")

    def accept(self) -> None:
        """Hand the passphrase over; the window stays."""
        if not self._is_open:
            self._set_busy(is_busy=True)
            self.passphrase_entered.emit(self.field.text())

    def show_wrong(self, sentence: str) -> None:
        """It did not open, for this reason."""
        self._set_busy(is_busy=False)
        self.say_wrong(sentence)
        self.field.setFocus()

    def show_decisions(self, found: SavedDecisions) -> None:
        """List them, the oldest first."""
        self._is_open = True
        self.field.clear()
        for part in (self._label, self.field, self.accept_button):
            part.hide()
        count = self.tr("%n decision(s) to enter again.", "", len(found.commands))
        more = "" if found.is_whole else " " + self.tr("There may have been more.")
        self._add(PlainLabel(count + more, bold=True, wrap=True))
        for command in sorted(found.commands, key=lambda one: one.client_decided_at):
            self._add(self._card(command))
        self.cancel_button.setDefault(True)
        self.cancel_button.setFocus()
        self._grow()

    def done(self, result: int) -> None:
        """Forget what was typed."""
        self.field.clear()
        super().done(result)

    def _add(self, part: PlainLabel | QFrame) -> None:
        self.content.insertWidget(self.content.count() - 1, part)  # above the room that is left

    def _card(self, command: Command) -> QFrame:
        card = QFrame()
        card.setProperty("surface", "framed")
        column = QVBoxLayout(card)
        column.setContentsMargins(GAP + GRID, GAP, GAP + GRID, GAP)
        column.setSpacing(GRID)
        column.addWidget(PlainLabel(one_line(command.label), bold=True, wrap=True))
        column.addWidget(PlainLabel(self._what(command), wrap=True))
        for told in told_decision(command, None, self._calendar):
            column.addWidget(PlainLabel(f"{told.label}: {told.words}", wrap=True))
        patient = self.tr("To the patient: {words}"), line(command.params, "text_to_patient")
        inside = self.tr("To colleagues: {words}"), DOT.join(words_inside(command.params))
        for told_to, words in (patient, inside):
            if words:
                column.addWidget(PlainLabel(told_to.format(words=words), tone="muted", wrap=True))
        return card

    def _what(self, command: Command) -> str:
        """The queue, the action, when."""
        face, made = FACES.get(command.key.kind), ms_of(command.client_decided_at)
        where, what = command.key.kind, command.action
        if face is not None:
            where, what = face.title(), face.action(command.action).label.rstrip("…")
        return f"{one_line(where)} · {one_line(what)} · {self._calendar.absolute(made)}"

    def _set_busy(self, *, is_busy: bool) -> None:
        self.field.setDisabled(is_busy)
        self.accept_button.setDisabled(is_busy)
