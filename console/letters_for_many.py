"""Letters for several patients, from looking for them to the print job (DOMAIN F14, PEERS K60)."""

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject

from console.access_line import AccessLine
from console.api_client.access_calls import AccessCalls
from console.api_client.client import PortalClient
from console.at_desk import AtDesk
from console.domain.errors import ConsoleError
from console.domain.letters import Addressee, Letter, letter_of
from console.domain.person_search import Terms
from console.messages.access_texts import access_message
from console.models.command_list import PaletteCommand
from console.models.when import Calendar
from console.runtime import Lanes, TaskScope
from console.views.window_commands import Command

if TYPE_CHECKING:
    from console.views.access.letter_people_dialog import LetterPeopleDialog

PERMISSION = "credential:token"


class LettersForMany(QObject):
    """Connects itself to the list of commands; made with the desk, ends with it.

    What bars a patient from a token is the portal's to say, and stands in the report.
    """

    def __init__(
        self,
        desk: AtDesk,
        client: PortalClient,
        lanes: Lanes,
        calendar: Calendar,
        tasks: TaskScope,
    ) -> None:
        super().__init__(desk.window)
        self._desk, self._lanes, self._calendar, self._tasks = desk, lanes, calendar, tasks
        self._line = AccessLine(client)
        self._turn = 0
        desk.window.commands.add(self._commands, {})

    async def close(self) -> None:
        """End the line and what waits on it."""
        await self._line.close(self._lanes.reads)

    def open(self) -> "LetterPeopleDialog | None":
        """Ask whose letters, for who may make tokens."""
        from console.views.access.letter_people_dialog import LetterPeopleDialog  # noqa: PLC0415 - start-up time

        practice_id = self._desk.practice_id
        if not self._desk.me.may(practice_id, PERMISSION):
            return None
        dialog = LetterPeopleDialog(self._calendar, self._desk.window)
        search = self._tasks.slot(self._search)
        dialog.search_wanted.connect(partial(search, dialog, practice_id))
        dialog.accepted.connect(lambda: self._begin(practice_id, dialog.people()))
        dialog.finished.connect(dialog.deleteLater)
        dialog.finished.connect(self._on_finished)
        dialog.open()
        return dialog

    def _on_finished(self) -> None:
        self._turn += 1  # an answer that comes now has nowhere to go

    async def _search(
        self, dialog: "LetterPeopleDialog", practice_id: int, readings: Sequence[Terms]
    ) -> None:
        self._turn += 1
        turn = self._turn
        if not readings:
            return  # the field is empty: what is on its way fits no more
        try:
            found = await self._line.run(AccessCalls.search, practice_id, readings)
        except ConsoleError as error:
            if turn == self._turn:
                dialog.show_problem(access_message(error))
            return
        if turn == self._turn:
            dialog.show_found(found, readings)

    def _begin(self, practice_id: int, people: Sequence[Addressee]) -> None:
        from console.letter_run import LetterRun  # noqa: PLC0415 - start-up time

        issue, printed = partial(self._issue, practice_id), partial(self._printed, practice_id)
        LetterRun(self._desk.window, issue, printed, self._tasks).start(people)

    async def _issue(self, practice_id: int, who: Addressee) -> Letter:
        call = (practice_id, who.patient_id, "letter", who.language)
        return letter_of((await self._line.run(AccessCalls.issue_token, *call)).answer)

    async def _printed(self, practice_id: int, token_id: str) -> None:
        await self._line.run(AccessCalls.token_printed, practice_id, token_id)

    def _commands(self) -> list[Command]:
        if not self._desk.me.may(self._desk.practice_id, PERMISSION):
            return []
        translate = QCoreApplication.translate
        shown = PaletteCommand(
            "letters",
            translate("Commands", "Letters for several patients…"),
            "",
            "",
            "mail",
            translate("Commands", "token, print, many, run"),
        )
        return [Command(shown, self._open)]

    def _open(self) -> None:
        self.open()
