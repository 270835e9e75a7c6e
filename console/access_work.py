"""Behind *Enroll a patient*: asks the portal, opens the letter, keeps nothing (DOMAIN F14–F19, B9)."""

from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtCore import QCoreApplication, QObject, Signal

from console.access_letters import AccessLetters
from console.access_line import AccessLine
from console.api_client.access_calls import AccessCalls
from console.api_client.client import PortalClient
from console.at_desk import AtDesk
from console.domain.access import HandOut, Issued, PatientAccess
from console.domain.errors import ConsoleError
from console.domain.items import ItemKey
from console.domain.person_search import Terms
from console.messages import Message
from console.messages.access_texts import access_message, answer_is_lost
from console.models.command_list import PaletteCommand
from console.models.enroll_sentences import letter_message, lost_answer
from console.models.rights import may_hand_out
from console.models.when import Calendar
from console.runtime import Lanes, TaskScope
from console.views.access.enroll_sheet import EnrollSheet
from console.views.window_commands import Command

KEY = "Ctrl+E"


class AccessWork(QObject):
    """Connects itself; made with the desk, ends with it.

    Signals, for whoever goes on: `credentials_wanted(dict)`, `proof_wanted(dict)` and
    `proxies_wanted(dict)` with the patient, `account_wanted(str)` with an account's id.
    """

    credentials_wanted = Signal(object)
    proof_wanted = Signal(object)
    proxies_wanted = Signal(object)
    account_wanted = Signal(str)

    def __init__(
        self,
        desk: AtDesk,
        client: PortalClient,
        lanes: Lanes,
        calendar: Calendar,
        tasks: TaskScope,
    ) -> None:
        super().__init__(desk.window)
        self._desk, self._calendar = desk, calendar
        self._lanes, self._tasks = lanes, tasks
        self._line = AccessLine(client)
        self._reading = False  # whether a question is under way
        self._awaited = False  # whether somebody has asked it, and waits for the answer
        self._turn = 0  # of the question that counts; the answer to an older one is not shown
        self._writing = 0  # acts under way: what is typed meanwhile does not cut them off
        self.sheet: EnrollSheet | None = None
        self.said = ""  # why the last act was not done
        self._letters = AccessLetters(self, desk.window, tasks)
        desk.window.commands.add(self._commands, {KEY: self.open})
        desk.window.page.top_bar.enroll_wanted.connect(self.open)

    async def close(self) -> None:
        """End the line and what waits on it."""
        await self._line.close(self._lanes.reads)

    def open(self) -> None:
        """Open the sheet for who may hand something out."""
        if self.sheet is not None or not self._may():
            return
        sheet = self.sheet = EnrollSheet(self._calendar, self._desk.window)
        slot, acts = self._tasks.slot, sheet.acts
        sheet.search_wanted.connect(slot(self._search))
        sheet.letter_read.connect(slot(self._check_letter))
        sheet.chart_wanted.connect(slot(self.show_chart))
        sheet.many.wanted.connect(self._letters.issue_many)
        sheet.returned.connect(slot(self.look_again))
        sheet.cancelled.connect(self._stop)
        sheet.finished.connect(self._on_finished)
        acts.token_wanted.connect(slot(self._letters.issue))
        acts.invitation_wanted.connect(slot(self._invite))
        acts.resend_wanted.connect(slot(self._resend))
        acts.password_link_wanted.connect(slot(self._send_password_link))
        acts.revoke_wanted.connect(slot(self._revoke))
        acts.choice_made.connect(slot(self._set_choice))
        acts.credentials_wanted.connect(self.credentials_wanted)
        acts.proof_wanted.connect(self.proof_wanted)
        acts.proxies_wanted.connect(self.proxies_wanted)
        acts.account_wanted.connect(self.account_wanted)
        acts.request_wanted.connect(self._show_request)
        sheet.open()

    def shows_too_much(self) -> bool:
        """Whether the sheet is open for who may hand nothing out any more."""
        return self.sheet is not None and not self._may()

    # Looking

    async def _search(self, readings: tuple[Terms, ...]) -> None:
        if not readings:
            self._begin()  # what is on its way fits no more; an act goes on
            if self.sheet is not None and not self._writing:
                self.sheet.show_idle()
            return
        words = self.tr("Looking for charts…")
        found = await self._ask(words, AccessCalls.search, readings)
        if found is not None and self.sheet is not None:
            self.sheet.show_found(found, readings)

    async def _check_letter(self, token: str) -> None:
        found = await self._ask(self.tr("Checking the letter…"), AccessCalls.check_letter, token)
        if found is None:
            return
        self._say(self._turn, letter_message(found, self._calendar))
        if found.patient_id:
            await self.show_chart(found.patient_id)

    async def show_chart(self, patient_id: str) -> None:
        """Show how a patient stands; what is shown stays where the portal does not answer."""
        access = await self._ask(self.tr("Reading the chart…"), AccessCalls.access, patient_id)
        if access is not None and self.sheet is not None:
            self.sheet.show_access(access)

    async def look_again(self) -> None:
        """Show the chart as it is now, unless somebody asks for something else: it was changed."""
        access = self.sheet.access() if self.sheet is not None else None
        if access is None or self._writing or self._awaited:
            return
        found = await self._ask("", AccessCalls.access, access.patient_id)
        if found is not None and self.sheet is not None:
            self.sheet.show_access(found)

    # Doing

    async def _invite(self, access: PatientAccess, language: str, email: str) -> None:
        words, wanted = self.tr("Sending the invitation…"), (access.patient_id, language, email)
        done = self.tr("The invitation is on its way to {address}.").format(
            address=email or str(access.patient.get("email") or "")
        )
        await self._done(words, done, AccessCalls.invite, *wanted)

    async def _resend(self, one: HandOut) -> None:
        done = self.tr("The invitation is on its way again.")
        await self._done(self.tr("Sending the invitation…"), done, AccessCalls.resend, one.id)

    async def _send_password_link(self, access: PatientAccess) -> None:
        if access.account is None:
            return
        done = self.tr("The password link is on its way.")
        words = self.tr("Sending the password link…")
        await self._done(words, done, AccessCalls.send_password_link, access.account.id)

    async def _revoke(self, one: HandOut, reason: str) -> None:
        done = self.tr("Revoked. It does not work any more.")
        await self._done(self.tr("Revoking…"), done, AccessCalls.revoke, one.kind, one.id, reason)

    async def _set_choice(self, access: PatientAccess, choice: Mapping[str, Any]) -> None:
        wanted = (access.patient_id, choice["choice"], choice["reason"], choice["ask_again_on"])
        done = self.tr("Written down.")
        await self._done(self.tr("Saving…"), done, AccessCalls.set_choice, *wanted)

    async def make_token(self, patient_id: str, language: str) -> Issued:
        """Make one token of many; the letter is printed here and sent by post.

        Raises:
            ConsoleError: it was not made, or nobody knows whether it was.
        """
        self._writing += 1
        try:
            wanted = (self._desk.practice_id, patient_id, "letter", language)
            return await self._line.run(AccessCalls.issue_token, *wanted)
        finally:
            self._writing -= 1

    async def token_printed(self, token_id: str) -> None:
        """Tell the portal that a letter is out; without it the history says "issued"."""
        try:
            await self._line.run(AccessCalls.token_printed, self._desk.practice_id, token_id)
        except ConsoleError:
            return  # the letter is out all the same, and its token works
        await self.look_again()

    async def act(
        self, words: str, lost: Message, func: Callable[..., Any], *args: Any, answer: Any = None
    ) -> Any:
        """What the portal answers, or `answer` for nothing; None when it was not done, and said so.

        It is asked once: a second token would replace one that somebody may hold.
        """
        self._begin()
        self._writing += 1
        self._busy(words)
        try:
            found = await self._line.run(func, self._desk.practice_id, *args)
        except ConsoleError as error:
            message = lost if answer_is_lost(error) else access_message(error)
            self.said = message.text
            self._say(self._turn, message)
            if self.sheet is None:  # closed meanwhile; what became of an act is said all the same
                self._desk.bus.message.emit(message)
            return None
        finally:
            self._writing -= 1
        if self.sheet is not None and not self._awaited:
            self.sheet.show_idle()
        return answer if found is None else found

    async def _done(self, words: str, done: str, func: Callable[..., Any], *args: Any) -> None:
        """Carry an act out, say so, and show the chart as it is then."""
        if await self.act(words, lost_answer(), func, *args, answer=True) is None:
            return
        if self.sheet is not None:
            self.sheet.notice.say(Message(done, tone="ok"))
        await self.look_again()

    # Inside

    async def _ask(self, words: str, func: Callable[..., Any], *args: Any) -> Any:
        """What the portal tells; None where it does not, or something else was asked meanwhile."""
        turn = self._begin()
        self._reading, self._awaited = True, bool(words)
        self._busy(words)
        try:
            found = await self._line.run(func, self._desk.practice_id, *args)
        except ConsoleError as error:
            self._say(turn, access_message(error))
            return None
        finally:
            if turn == self._turn:
                self._reading = self._awaited = False
        return found if turn == self._turn else None

    def _begin(self) -> int:
        """A question takes the place of the one before; acts under way go on."""
        if self._reading and not self._writing:
            self._line.cut()
        self._reading = self._awaited = False
        self._turn += 1
        return self._turn

    def _stop(self) -> None:
        """Wait no longer: of a question nothing comes, of an act one can not know."""
        if self._writing:
            self._line.cut()
        elif self.sheet is not None:
            self._begin()
            self.sheet.show_idle()

    def _busy(self, words: str) -> None:
        if words and self.sheet is not None:
            self.sheet.show_busy(words)

    def _say(self, turn: int, message: Message) -> None:
        if turn == self._turn and self.sheet is not None:
            self.sheet.show_problem(message)

    def _on_finished(self) -> None:
        if self.sheet is not None:
            self.sheet.deleteLater()
        self.sheet = None
        self._turn += 1

    def _show_request(self, item_id: str) -> None:
        if self.sheet is not None:
            self.sheet.close()
        self._desk.window.item_wanted.emit(ItemKey(self._desk.practice_id, "enrollment", item_id))

    def _may(self) -> bool:
        return may_hand_out(self._desk.me, self._desk.practice_id)

    def _commands(self) -> list[Command]:
        if not self._may():
            return []
        translate = QCoreApplication.translate
        shown = PaletteCommand(
            "enroll",
            translate("Commands", "Enroll a patient…"),
            KEY,
            "",
            "enrollment",
            translate("Commands", "token, letter, invitation, temporary credentials, walk-in"),
        )
        return [Command(shown, self.open)]
