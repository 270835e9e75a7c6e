"""Builds everything, connects everything, and brings it to an end.

The sign-in window is there already (`opening`); HTTP, SQL, the keyring and the desk are imported behind it, on
a lane, while the person types (`ahead`).
"""

import argparse
import asyncio
import logging
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from platformdirs import user_cache_path
from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QApplication

from console import log, qt_loop, settings
from console.ahead import SIGN_IN, WindowAhead, load
from console.domain.errors import ConsoleError
from console.locking import Locking
from console.messages import message_for
from console.opening import sign_in_window
from console.runtime import Lane, Lanes, TaskScope
from console.settings import Settings
from console.sign_in_talk import SignInTalk
from console.views.sign_in_dialog import SignInDialog
from console.workstation.computer import Computer
from console.workstation.shut import Shut

if TYPE_CHECKING:
    from console.damage_at_desk import DamageAtDesk
    from console.demo import DemoPortal, DemoProcess
    from console.desk import Desk
    from console.signed_in import Session
    from console.views.report_dialog import ReportDialog

_log = logging.getLogger(__name__)


def run(
    application: QApplication,
    wanted: argparse.Namespace,
    kept: Settings,
    found: Shut,
    first: SignInTalk | None,
) -> int:
    """Go on from the first window, where there is one, to the end; returns the exit status."""
    computer = Computer(demo_rows=wanted.rows, seed=wanted.seed)
    computer.take_over(found)
    demo = None
    if wanted.demo:
        from console.demo import DemoProcess  # noqa: PLC0415 - only where it is asked for

        # Not among the console's own files: a server's database holds its patients in clear.
        folder = user_cache_path("portal-console-demo") / f"{wanted.rows}-{wanted.seed}"
        demo = DemoProcess(folder, wanted.rows, wanted.seed, activity=True, statements=True)
        demo.inherited = wanted.demo_line
    console = Console(kept, demo, computer=computer, first=first)
    console.locking.reason = wanted.locked
    return qt_loop.run(application, console.run)


class Console:
    """The program from its first window to its last."""

    def __init__(
        self,
        kept: Settings,
        demo: "DemoProcess | None" = None,
        *,
        settings_file: Path | None = None,  # where they are saved; None: the platform's place
        computer: Computer | None = None,  # None: nothing may end this process
        first: SignInTalk | None = None,  # with the window that is shown already
    ) -> None:
        self.settings = kept
        self._first = first
        self._settings_file = settings_file
        self._demo_process = demo
        self.locking = Locking(computer, lambda: self.settings, demo)
        self._demo: DemoPortal | None = None
        self.lanes = Lanes()
        self.tasks = TaskScope(self.report)
        self.dialog: SignInDialog | None = None
        self.takes_input = False  # whether somebody listens to what is typed into the dialog
        self.desk: Desk | None = None
        self._damage: DamageAtDesk | None = None
        self._failed: ConsoleError | None = None  # why a desk was not to be opened; to be said
        self._reports: list[ReportDialog] = []
        self._ahead = WindowAhead(self.lanes.parked, self.tasks)
        self.bugs: list[str] = []  # reports, each once; a bug in a timer must not bury the window

    @property
    def demo(self) -> "DemoPortal":
        """The demo's portal; LookupError before it runs."""
        if self._demo is None:
            raise LookupError("no demo is running")
        return self._demo

    async def run(self) -> int:
        """Sign in, work, sign in again …, until the person ends the program."""
        sys.excepthook = lambda _kind, error, _trace: self.report(error)
        asyncio.get_running_loop().set_exception_handler(self._on_loop_error)
        try:
            while await self._one_session():
                pass
        finally:
            await self._end()
        return 0

    def report(self, error: BaseException) -> None:
        """Everything that failed and nobody caught ends here: a sentence, or a report for a bug."""
        if self._damage is not None and self._damage.met(error):
            return
        if isinstance(error, ConsoleError):
            _log.info("failed", extra={"error": type(error).__name__})
            if self.desk is not None:
                self.desk.bus.message.emit(message_for(error))
            elif self.dialog is not None:
                self.dialog.show_error(error)
            return
        _log.error("bug", exc_info=error)
        text = log.report_of(error)
        if text in self.bugs:
            return
        self.bugs.append(text)
        from console.views.report_dialog import ReportDialog  # noqa: PLC0415 - seldom needed

        dialog = ReportDialog(text, self.desk.window if self.desk else None)
        if self.desk is None:
            self._reports.append(dialog)  # the window that would keep it is about to go
        dialog.open()

    # One session

    async def _one_session(self) -> bool:
        session = await self._sign_in()
        if session is None:
            return False
        front = await self._ahead.take()
        from console.damage_at_desk import DamageAtDesk  # noqa: PLC0415 - as the next one
        from console.desk import Desk  # noqa: PLC0415 - slow imports come after the first window

        tasks = TaskScope(self.report)
        desk = self.desk = Desk(session, self.lanes, tasks, front, self.settings)
        self._damage = DamageAtDesk(desk, session, self.lanes, tasks)
        self.locking.attend(desk)
        ends: asyncio.Queue[bool] = asyncio.Queue()
        desk.signed_out.connect(lambda: ends.put_nowait(True))
        desk.closed.connect(lambda: ends.put_nowait(False))
        try:
            qt_loop.set_aside()
            try:
                await desk.open()
            except ConsoleError as error:  # of the disk; the sign-in window says it
                self._failed = error
                return True
            if self._demo_process is None:
                tasks.start(self._save_settings())
            return await ends.get()
        finally:
            self.desk = self._damage = None
            self.locking.leave()
            try:
                await desk.close()
            finally:
                if desk.ending.reason:
                    self.locking.end(desk.ending.reason)

    async def _sign_in(self) -> "Session | None":
        talk, self._first = self._first, None
        if talk is None:
            talk = SignInTalk(sign_in_window(self.settings))
            if self._demo_process is None:
                self.locking.dress(talk.dialog)
            talk.dialog.show()
        dialog = self.dialog = talk.dialog
        await qt_loop.painted()
        self.locking.listen()
        try:
            session = await self._signed_in(talk)
        finally:
            self.dialog = None
            self.takes_input = False
            dialog.hide()
            dialog.deleteLater()
        return session

    async def _signed_in(self, talk: SignInTalk) -> "Session | None":
        dialog = talk.dialog
        await load(self.lanes.parked, SIGN_IN)
        from console.sign_in import SignIn  # noqa: PLC0415 - loaded just now

        self._ahead.begin(dialog)
        failure, self._failed = self._failed, None
        if self._demo_process is not None:
            try:
                if not await self._start_demo(dialog):
                    return None
            except ConsoleError as error:
                failure = error
        sign_in = SignIn(talk, self.lanes, self.settings, self.report)
        await sign_in.finish_wipes()
        if dialog.is_busy:  # else somebody may be typing: what they have typed stays as it is
            dialog.show_credentials()
        if self._demo_process is not None:
            self.locking.dress(dialog)
        if failure is not None:
            dialog.show_error(failure)
        self.takes_input = True
        session = await sign_in.run()
        self.settings = sign_in.settings
        return session

    async def _save_settings(self) -> None:
        try:
            await self.lanes.writes.run(settings.save, self.settings, self._settings_file)
        except OSError as error:  # an address to type again is no reason not to work
            _log.warning("settings can not be saved", extra={"error": type(error).__name__})

    # The demo

    async def _start_demo(self, dialog: SignInDialog) -> bool:
        """Start the demo's portal unless it runs; False when the person would not wait for it.

        Raises:
            DemoFailedError: it did not start.
        """
        assert self._demo_process is not None  # noqa: S101 - asked by the caller
        if self._demo is None:
            gone = asyncio.Event()
            dialog.rejected.connect(gone.set)
            dialog.cancelled.connect(gone.set)
            dialog.show_busy(QCoreApplication.translate("Console", "Starting the demo practice…"))
            starting = asyncio.ensure_future(self.lanes.network.run(self._demo_process.start))
            leaving = self.tasks.start(gone.wait())
            await asyncio.wait({starting, leaving}, return_when=asyncio.FIRST_COMPLETED)
            if not starting.done():
                starting.cancel()
                return False
            self._demo = starting.result()
        dialog.set_server(self._demo.url, remembered=True)
        dialog.offer_demo(self._demo.accounts, self._demo.password)
        return True

    # The end

    async def _end(self) -> None:
        for dialog in self._reports:
            dialog.deleteLater()
        await self.tasks.close()
        self._ahead.throw_away()
        if self._demo_process is not None:
            ending = Lane("ending-demo")  # the network's may still be waiting for it to start
            await ending.run(self._demo_process.stop)
            ending.close()
        await self.lanes.close()

    def _on_loop_error(self, _loop: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
        error = context.get("exception")
        if isinstance(error, BaseException):
            self.report(error)
        else:
            _log.error("loop trouble")
