"""One token letter: looked at, printed or saved once, then forgotten (DOMAIN F14, F16, PEERS B9)."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, QSize, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from console.domain.letters import Letter
from console.messages import Message
from console.views.access.letter_keeping import ask_where, write_secret
from console.views.access.letter_output import paper_for, pdf_of
from console.views.access.letter_preview import LetterPreview
from console.views.access.letter_words import LetterWords, told_until
from console.views.confirm_dialog import ConfirmDialog
from console.views.icons import ButtonIcon
from console.views.notice import Notice
from console.views.plain_label import PlainLabel
from console.views.sheet import Sheet
from console.views.theme import GAP, GROUP, TITLE, theme

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

ChoosePrinter = Callable[[str, QWidget, Callable[["QPrinter"], None]], None]
SIDE = 300


def ask_for_printer(title: str, parent: QWidget, chosen: Callable[["QPrinter"], None]) -> None:
    """Let the person choose a printer; the print system is loaded with the first letter."""
    from console.views.access.letter_printer import choose_printer  # noqa: PLC0415 - start-up time

    choose_printer(title, parent, chosen)


class LetterDialog(Sheet):
    """Shows a letter and lets it out once, to a printer or into a file.

    A second time is a new token: `reprint_wanted` comes after the person has read that the letter
    that is out stops working; answer it with `show_letter`. Closing forgets everything.
    Signals: `printed(str token_id)` after the job was handed over, `saved(str token_id)` after the
    file was written, `reprint_wanted()`.
    """

    printed = Signal(str)
    saved = Signal(str)
    reprint_wanted = Signal()

    def __init__(
        self,
        letter: Letter,
        notes: Sequence[str] = (),
        parent: QWidget | None = None,
        *,
        choose: ChoosePrinter = ask_for_printer,
    ) -> None:
        super().__init__("", "", parent)
        self.setObjectName("letter_dialog")
        self._choose = choose
        self._letter: Letter | None = None
        self._is_out = False  # on paper or in a file
        self.preview = LetterPreview()
        self._person = PlainLabel(size=TITLE, bold=True, wrap=True)
        self._until = PlainLabel(wrap=True)
        self._until.setObjectName("letter_until")
        self._language = PlainLabel(tone="muted", wrap=True)
        self._notice = Notice()
        self._again = self._extra("print_again", "refresh", self._on_again)
        self._save = self._extra("save_pdf", "document", self._on_save)
        self._lay_out_letter(notes)
        self.cancel_button.setText(self.tr("Close"))
        self.show_letter(letter)
        scale = theme().text_scale ** 0.5
        self.resize(QSize(round(880 * scale), round(780 * scale)).boundedTo(self._most()))

    def show_letter(self, letter: Letter) -> None:
        """Show a letter that is not out yet; the one before is forgotten."""
        self._letter, self._is_out = letter, False
        words = LetterWords(letter)
        self.preview.show_letter(letter)
        self.set_title(self.tr("Letter {number}").format(number=letter.number))
        self._person.setText(words.patient)
        self._until.setText(self.tr("Works once, until {day}").format(day=told_until(letter)))
        self._language.setText(self.tr("Language of the letter: {name}").format(name=words.name))
        self.say_wrong("")
        self._notice.clear()
        self._offer()

    def show_not_made(self, sentence: str) -> None:
        """Say why there is no new letter; it can be tried again."""
        self._again.setEnabled(True)
        self.say_wrong(sentence)

    @property
    def is_over(self) -> bool:
        """Whether it was closed: it takes no letter any more."""
        return self._letter is None

    def done(self, result: int) -> None:
        """Forget the letter when the dialog closes, however it does."""
        self._letter = None
        self.preview.forget()
        self._person.clear()
        super().done(result)

    def reject(self) -> None:
        """Close; ask first when nobody would ever see the code that was made."""
        if self._is_out or self._letter is None:
            super().reject()
            return
        question = self._ask(
            self.tr("Close without the letter?"),
            self.tr(
                "It has been neither printed nor saved, and its token can not be shown again. The patient "
                "then needs another letter."
            ),
            self.tr("Close without it"),
            lambda: self.done(self.DialogCode.Rejected),
        )
        question.cancel_button.setText(self.tr("Back to the letter"))
        question.cancel_button.setDefault(True)  # Enter after Escape loses no letter
        question.cancel_button.setFocus()

    def try_accept(self) -> None:
        """Print, or close once the letter is out."""
        if self._is_out or self._letter is None:
            self.accept()
            return
        self.say_wrong("")
        self._choose(self._letter.number, self, self._print_on)

    # Inside

    def _lay_out_letter(self, notes: Sequence[str]) -> None:
        side = QVBoxLayout()
        side.setSpacing(GAP)
        for widget in (self._notice, self._person, self._until, self._language):
            side.addWidget(widget)
        side.addSpacing(GROUP - GAP)
        for sentence in notes:
            note = Notice()
            note.setObjectName("letter_note")
            note.say(Message(sentence, tone="warn"), aloud=False)
            side.addWidget(note)
        side.addWidget(
            PlainLabel(
                self.tr(
                    "Hand it to the patient, or post it. The birth date is not on it: without the birth "
                    "date and the last name the token opens nothing."
                ),
                tone="muted",
                wrap=True,
            )
        )
        side.addStretch(1)
        column = QWidget()
        column.setLayout(side)
        side.setContentsMargins(0, 0, 0, 0)
        column.setMinimumWidth(round(SIDE * theme().text_scale))
        row = QHBoxLayout()
        row.setSpacing(GROUP)
        row.addWidget(self.preview, 1)
        row.addWidget(column)
        self.content.addLayout(row, 1)

    def _extra(self, name: str, icon: str, act: Callable[[], None]) -> QPushButton:
        button = QPushButton()
        button.setObjectName(name)
        button.setMinimumHeight(32)
        button.setAutoDefault(False)
        ButtonIcon(button, icon)
        button.clicked.connect(act)
        self.buttons.insertWidget(0, button)
        return button

    def _offer(self) -> None:
        """Offer what can be done now: let it out, or, once out, only anew."""
        self._save.setText(self.tr("Save as PDF…"))
        self._again.setText(self.tr("Print anew…"))
        self._save.setVisible(not self._is_out)
        self._again.setVisible(self._is_out)
        self._again.setEnabled(True)
        self.cancel_button.setVisible(not self._is_out)
        self.accept_button.setText(self.tr("Close") if self._is_out else self.tr("Print…"))
        self.accept_button.setFocus()

    def _print_on(self, printer: "QPrinter") -> None:
        """Hand the letter to the printer that was chosen."""
        from console.views.access.letter_printer import job_on, was_taken  # noqa: PLC0415 - as above

        letter = self._letter
        if letter is None:
            return
        job = job_on(printer)
        if job.add(letter) and job.close() and was_taken(printer):
            self._let_out(
                self.tr("The letter has gone to the printer. If nothing comes out, print it anew.")
            )
            self.printed.emit(letter.id)
        else:
            self.say_wrong(
                self.tr("The printer did not take the letter. Choose another, or save it as a PDF.")
            )

    def _on_save(self) -> None:
        if self._letter is not None:
            ask_where(f"{self._letter.number}.pdf", self, self.save_to)

    def save_to(self, path: str) -> None:
        """Write the letter where the person wants it; readable by them alone."""
        letter = self._letter
        if letter is None:
            return
        content = pdf_of([letter], letter.number, paper_for(QLocale.system()))
        if write_secret(path, content):
            self._let_out(self.tr("The letter has been saved. Delete the file once it is printed."))
            self.saved.emit(letter.id)
        else:
            self.say_wrong(self.tr("The letter could not be saved there."))

    def _let_out(self, sentence: str) -> None:
        self._is_out = True
        self.say_wrong("")
        self._notice.say(Message(sentence, tone="ok"))
        self._offer()

    def _on_again(self) -> None:
        self._ask(
            self.tr("Print the letter anew?"),
            self.tr(
                "A reprint is a new token. The letter that was printed before stops working at once, also "
                "when the patient has it in their hands."
            ),
            self.tr("Make a new token"),
            self._want_again,
        )

    def _want_again(self) -> None:
        self._again.setEnabled(False)  # a second one would kill the letter that is being made
        self.reprint_wanted.emit()

    def _ask(self, title: str, sentence: str, act: str, then: Callable[[], None]) -> ConfirmDialog:
        question = ConfirmDialog(title, sentence, act, parent=self)
        question.accepted.connect(then)
        question.finished.connect(question.deleteLater)
        question.open()
        return question
