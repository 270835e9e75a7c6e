"""Letters for many patients in one run: one code after the other, one print job or one PDF."""

import asyncio
import contextlib
from collections.abc import Awaitable, Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QBuffer, QIODevice, QLocale, QObject
from PySide6.QtWidgets import QWidget

from console.domain.errors import (
    ConsoleError,
    NotThePortalError,
    PortalBusyError,
    PortalUnreachableError,
    SignInExpiredError,
    StaffDisabledError,
    ThrottledError,
)
from console.domain.letters import Addressee, Letter
from console.messages.access_texts import access_message, answer_is_lost
from console.models.bulk_outcomes import BulkOutcome
from console.models.one_line import isolated
from console.runtime import TaskScope
from console.views.access.letter_dialog import ChoosePrinter, ask_for_printer
from console.views.access.letter_keeping import write_secret
from console.views.access.letter_output import LetterJob, paper_for, pdf_writer
from console.views.access.letter_run_dialog import LetterReport, LetterRunDialog

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

HOPELESS = (
    NotThePortalError,
    PortalBusyError,
    PortalUnreachableError,
    SignInExpiredError,
    StaffDisabledError,
    ThrottledError,
)
"""What would befall the next letter, too: the run ends instead of trying all of them."""


class LetterRun(QObject):
    """One run; made for it and forgotten after it. It keeps no letter once the run is over.

    `issue` asks the portal for a patient's code and raises ConsoleError when there is none;
    `mark_printed` notes at the portal, by the code's id, that its letter is out: called only after
    the job was handed over, and for each letter of it (DOMAIN F14).
    """

    def __init__(
        self,
        window: QWidget,
        issue: Callable[[Addressee], Awaitable[Letter]],
        mark_printed: Callable[[str], Awaitable[None]],
        tasks: TaskScope,
        *,
        choose: ChoosePrinter = ask_for_printer,
    ) -> None:
        super().__init__(window)
        self._window, self._issue, self._mark_printed = window, issue, mark_printed
        self._tasks, self._choose = tasks, choose
        self._made: dict[Addressee, Letter] = {}
        self._left: dict[Addressee, str] = {}
        self._is_stopped = self._is_out = False

    def start(self, addressees: Sequence[Addressee]) -> LetterRunDialog:
        """Ask where the letters shall go, and begin when that is known."""
        self._addressees = tuple(dict.fromkeys(addressees))
        dialog = LetterRunDialog(self._addressees, self._window, choose=self._choose)
        self._dialog = dialog
        dialog.printer_chosen.connect(self._tasks.slot(self._print))
        dialog.file_chosen.connect(self._tasks.slot(self._save))
        dialog.stopped.connect(self._on_stopped)
        dialog.finished.connect(self._on_closed)
        dialog.open()
        return dialog

    def _on_stopped(self) -> None:
        self._is_stopped = True

    # Where they go

    async def _print(self, printer: "QPrinter") -> None:
        from console.views.access.letter_printer import job_on, was_taken  # noqa: PLC0415 - start-up time

        letters = await self._letters()
        if not letters:
            self._dialog.accept()
            return
        printer.setDocName(_title(letters))
        job = job_on(printer)
        if await self._fill(job, letters) and job.close() and was_taken(printer):
            await self._let_out(letters)
        else:
            self._dialog.ask_again(
                self.tr(
                    "The printer did not take the letters. Choose another, or save them as a PDF."
                )
            )

    async def _save(self, path: str) -> None:
        letters = await self._letters()
        if not letters:
            self._dialog.accept()
            return
        buffer = QBuffer()
        buffer.open(QIODevice.OpenModeFlag.WriteOnly)
        job = LetterJob(pdf_writer(buffer, _title(letters), paper_for(QLocale.system())))
        is_full = await self._fill(job, letters) and job.close()
        if is_full and write_secret(path, bytes(buffer.data().data())):
            await self._let_out(letters)
        else:
            self._dialog.ask_again(self.tr("The letters could not be saved there."))

    async def _letters(self) -> Sequence[Letter]:
        """Have a letter made for each who has none yet; those that can not be made say why."""
        hopeless = ""
        for number, who in enumerate(self._addressees, 1):
            if who in self._made or who in self._left:
                continue
            if self._is_stopped or hopeless:
                self._left[who] = hopeless or self.tr("The run was stopped before this letter.")
                continue
            self._dialog.show_made(number)
            try:
                self._made[who] = await self._issue(who)
            except ConsoleError as error:
                self._left[who] = self._why(error)
                hopeless = self._left[who] if isinstance(error, HOPELESS) else ""
        return tuple(self._made.values())

    def _why(self, error: ConsoleError) -> str:
        """Why somebody has no letter; an answer that was lost leaves the token in doubt."""
        if answer_is_lost(error):
            return self.tr(
                "No answer came. A token may have been made that nobody has seen: make the letter again."
            )
        return access_message(error).text

    async def _fill(self, job: LetterJob, letters: Sequence[Letter]) -> bool:
        """Paint page after page, and let the window live in between."""
        try:
            for number, letter in enumerate(letters, 1):
                self._dialog.show_printed(number, len(letters))
                await asyncio.sleep(0)
                if not job.add(letter):
                    return False
        except asyncio.CancelledError:
            job.close()  # an open painter must not outlive its device
            raise
        return True

    async def _let_out(self, letters: Sequence[Letter]) -> None:
        """Note each letter as printed, close, and report."""
        self._is_out = True
        for letter in letters:
            with contextlib.suppress(ConsoleError):  # it is out all the same
                await self._mark_printed(letter.id)
        self._dialog.accept()

    # Afterwards

    def _on_closed(self) -> None:
        """Report what became of each, and forget the letters, however the dialog was closed."""
        has_begun = bool(self._made or self._left)
        outcomes = [self._outcome(who) for who in self._addressees] if has_begun else []
        self._made.clear()
        self._dialog.deleteLater()
        self.deleteLater()
        if outcomes:
            report = LetterReport(outcomes, self._window)
            report.finished.connect(report.deleteLater)
            report.open()

    def _outcome(self, who: Addressee) -> BulkOutcome:
        letter, why = self._made.get(who), self._left.get(who, "")
        if letter is None:
            return BulkOutcome(isolated(who.name), who.record_number, why)
        name = self.tr("Letter {number}").format(number=letter.number)
        name = " · ".join(part for part in (who.record_number, name) if part)
        if not self._is_out:
            why = self.tr(
                "Its token was made, but the letter went nowhere. It has to be made anew."
            )
        return BulkOutcome(isolated(who.name), name, why, done=self._is_out)


def _title(letters: Sequence[Letter]) -> str:
    """What the print system calls the job: a number, and how many there are."""
    more = len(letters) - 1
    return f"{letters[0].number} +{more}" if more else letters[0].number
