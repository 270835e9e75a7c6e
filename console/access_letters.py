"""From a token just made to its letter on the screen; nothing of it stays here (DOMAIN F14–F16)."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Protocol

from PySide6.QtCore import QObject

from console.api_client.access_calls import AccessCalls
from console.domain.access import FoundChart, Issued, PatientAccess
from console.domain.letters import Addressee, Letter, letter_of
from console.messages import Message
from console.models.access_words import warning
from console.models.enroll_sentences import lost_token
from console.models.one_line import isolated
from console.runtime import TaskScope
from console.views.access.enroll_sheet import EnrollSheet
from console.views.main_window import MainWindow

if TYPE_CHECKING:
    from console.views.access.letter_dialog import LetterDialog

_ON_LETTER = ("NAME_LOOKS_WRONG", "BIRTH_DATE_LOOKS_WRONG")


class Asking(Protocol):
    """Who asks the portal for it, and shows what came of it."""

    sheet: EnrollSheet | None
    said: str

    async def act(self, words: str, lost: Message, func: Any, *args: Any) -> Any: ...

    async def token_printed(self, token_id: str) -> None: ...

    async def look_again(self) -> None: ...

    async def make_token(self, patient_id: str, language: str) -> Issued: ...


class AccessLetters(QObject):
    """Makes tokens, one at a time, and opens a letter for each."""

    def __init__(self, asking: Asking, window: MainWindow, tasks: TaskScope) -> None:
        super().__init__(window)
        self._asking, self._window = asking, window
        self._tasks, self._slot = tasks, tasks.slot

    async def issue(self, access: PatientAccess, channel: str, language: str) -> None:
        """Make a token and show its letter."""
        letter = await self._letter(access, channel, language)
        if letter is not None:
            await self._show(letter, access, channel, language)

    async def _show(
        self, letter: Letter, access: PatientAccess, channel: str, language: str
    ) -> None:
        from console.views.access.letter_dialog import LetterDialog  # noqa: PLC0415 - start-up time

        dialog = LetterDialog(letter, _notes(access), self._asking.sheet or self._window)
        del letter
        dialog.printed.connect(self._slot(self._asking.token_printed))
        dialog.saved.connect(self._slot(self._asking.token_printed))
        again = self._slot(self._issue_again)
        dialog.reprint_wanted.connect(lambda: again(dialog, access, channel, language))
        dialog.finished.connect(self._on_finished)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()
        await self._asking.look_again()  # what stands behind the letter knows of it

    def issue_many(self, charts: Sequence[FoundChart], language: str) -> None:
        """Make letters for several patients in one run, which asks where they shall go."""
        from console.letter_run import LetterRun  # noqa: PLC0415 - start-up time

        async def issue(who: Addressee) -> Letter:
            issued = await self._asking.make_token(who.patient_id, who.language)
            return letter_of(issued.answer)

        window = self._asking.sheet or self._window
        run = LetterRun(window, issue, self._asking.token_printed, self._tasks)
        run.start([Addressee(one.id, one.name, one.record_number, language) for one in charts])

    def _on_finished(self) -> None:
        """Give the keyboard back, where no window manager does."""
        if self._asking.sheet is not None:
            self._asking.sheet.activateWindow()

    async def _letter(self, access: PatientAccess, channel: str, language: str) -> Letter | None:
        """A new token as a letter, or None where the sheet says why there is none."""
        words = self.tr("Making a token for {who}…").format(who=isolated(access.name))
        wanted = (access.patient_id, channel, language)
        issued = await self._asking.act(words, lost_token(access), AccessCalls.issue_token, *wanted)
        return None if issued is None else letter_of(issued.answer)

    async def _issue_again(
        self, dialog: "LetterDialog", access: PatientAccess, channel: str, language: str
    ) -> None:
        letter = await self._letter(access, channel, language)
        if letter is None:
            if not dialog.is_over:
                dialog.show_not_made(self._asking.said)
        elif dialog.is_over:  # closed meanwhile; but the letter before this one is dead by now
            await self._show(letter, access, channel, language)
        else:
            dialog.show_letter(letter)


def _notes(access: PatientAccess) -> list[str]:
    """What is wrong with what the patient will have to type (F15)."""
    way = access.way("token")
    return [warning(code) for code in (way.warnings if way else ()) if code in _ON_LETTER]
