"""Letters for many patients: what will happen, how far it is, and a way to stop."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QProgressBar, QPushButton, QWidget

from console.domain.letters import Addressee
from console.models.bulk_outcomes import BulkOutcome
from console.models.one_line import isolated
from console.views.access.letter_dialog import ChoosePrinter, ask_for_printer
from console.views.access.letter_keeping import ask_where
from console.views.bulk_outcome_dialog import BulkOutcomeDialog
from console.views.choice_list import ChoiceList
from console.views.icons import ButtonIcon
from console.views.plain_label import PlainLabel
from console.views.sheet import Sheet
from console.views.theme import MARGIN, theme

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

WIDTH, LINES_SHOWN = 540, 8
FILE_NAME = "letters.pdf"


class LetterRunDialog(Sheet):
    """Asks where the letters go before any is made: who turns back then has changed nothing.

    Signals: `printer_chosen(QPrinter)` or `file_chosen(str path)` begins; `stopped` asks for the rest
    to be left alone.
    """

    printer_chosen = Signal(object)
    file_chosen = Signal(str)
    stopped = Signal()

    def __init__(
        self,
        addressees: Sequence[Addressee],
        parent: QWidget | None = None,
        *,
        choose: ChoosePrinter = ask_for_printer,
    ) -> None:
        super().__init__("", "", parent)
        self.setObjectName("letter_run_dialog")
        self._total, self._choose, self._is_running = len(addressees), choose, False
        self.set_title(self.tr("%n letter(s)", "", self._total))
        self.setMinimumWidth(round(WIDTH * theme().text_scale))
        self._sentence = PlainLabel(
            self.tr(
                "Each patient gets a new token, on a sheet of its own. Letters that were printed for them "
                "before stop working."
            ),
            wrap=True,
        )
        self.content.addWidget(self._sentence)
        lines = [_line(one) for one in addressees]
        self._list = ChoiceList("letter_people", self.tr("Patients"), lines, is_read=True)
        self._list.resize(self.minimumWidth() - 3 * MARGIN, 100)
        self._list.setFixedHeight(self._list.height_of(LINES_SHOWN))
        self.content.addWidget(self._list)
        self._step = PlainLabel(bold=True)
        self._step.setObjectName("letter_step")
        self._bar = QProgressBar()
        self._bar.setObjectName("letter_progress")
        self._bar.setTextVisible(False)
        self._bar.setRange(0, self._total)
        for widget in (self._step, self._bar):
            widget.hide()
            self.content.addWidget(widget)
        self._save = QPushButton(self.tr("Save as one PDF…"))
        self._save.setObjectName("save_pdf")
        self._save.setMinimumHeight(32)
        self._save.setAutoDefault(False)
        ButtonIcon(self._save, "document")
        self._save.clicked.connect(self._on_save)
        self.buttons.insertWidget(0, self._save)
        self.accept_button.setText(self.tr("Print…"))
        self.accept_button.setFocus()

    def try_accept(self) -> None:
        """Choose a printer; the letters are made afterwards."""
        if not self._is_running:
            self.say_wrong("")
            self._choose(FILE_NAME, self, self._on_printer)

    def reject(self) -> None:
        """Close; while letters are made, only stop making more."""
        if not self._is_running:
            super().reject()
            return
        self.cancel_button.setEnabled(False)
        self._step.setText(self.tr("Stopping after this letter"))
        self.stopped.emit()

    def show_made(self, number: int) -> None:
        """Tell which letter is being made, counted from 1."""
        self._tell(self.tr("Making letter {number} of {total}"), number, self._total)

    def show_printed(self, number: int, total: int) -> None:
        """Tell which letter is being handed over; from here on there is no way back."""
        self.cancel_button.setEnabled(False)
        self._tell(self.tr("Handing over letter {number} of {total}"), number, total)

    def ask_again(self, sentence: str) -> None:
        """Say that the letters are made but went nowhere, and let another place be chosen."""
        self._run(is_running=False)
        self.say_wrong(sentence)

    # Inside

    def _tell(self, words: str, number: int, total: int) -> None:
        self._bar.setRange(0, total)
        self._bar.setValue(number)
        said = words.format(number=number, total=total)
        self._bar.setAccessibleName(said)
        if self.cancel_button.isEnabled() or number == total:
            self._step.setText(said)

    def _run(self, *, is_running: bool) -> None:
        self._is_running = is_running
        self._list.setVisible(not is_running)
        for widget in (self._step, self._bar):
            widget.setVisible(is_running)
        self._save.setVisible(not is_running)
        self.accept_button.setVisible(not is_running)
        self.cancel_button.setEnabled(True)
        self.cancel_button.setText(self.tr("Stop") if is_running else self.tr("Close"))

    def _on_printer(self, printer: "QPrinter") -> None:
        self._run(is_running=True)
        self.printer_chosen.emit(printer)

    def _on_save(self) -> None:
        self.say_wrong("")
        ask_where(FILE_NAME, self, self.save_to)

    def save_to(self, path: str) -> None:
        """Begin, with this file as the place where the letters go."""
        self._run(is_running=True)
        self.file_chosen.emit(path)


class LetterReport(BulkOutcomeDialog):
    """What became of each letter: its number, or why there is none."""

    def __init__(self, outcomes: Sequence[BulkOutcome], parent: QWidget | None = None) -> None:
        super().__init__(outcomes, parent)
        self.setAccessibleDescription(self.tr("What became of each letter"))

    def _what_next(self) -> str:
        """Say what the patients hold in their hands now."""
        if not self._outcomes.refused:
            return self.tr("Letters that were printed before have stopped working.")
        return self.tr("Letters that were printed before work on only where no new token was made.")


def _line(addressee: Addressee) -> str:
    name = isolated(addressee.name)
    return f"{name} · {addressee.record_number}" if addressee.record_number else name
