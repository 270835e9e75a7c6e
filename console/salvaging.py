"""A damaged outbox: leads a person from what happened to a sealed file and, if they say so, to a new one."""

import asyncio
import functools
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QDialog, QWidget

from console.domain.errors import ConsoleError
from console.messages import message_for
from console.qt_loop import answer
from console.runtime import Lanes
from console.store.door import AccountKeys
from console.store.salvage import Salvage, put_outbox_aside, salvage, write_sealed
from console.views.confirm_dialog import ConfirmDialog
from console.views.damaged_outbox import DamagedOutbox

Mend = Callable[[Path, AccountKeys], Awaitable[bool]]
"""Asks a person about the damaged outbox of this folder; whether a new one has been begun."""


class Salvaging:
    """Drives the dialog over a window; its file work runs on the lane that writes."""

    def __init__(self, parent: QWidget, lanes: Lanes) -> None:
        self._parent, self._lanes = parent, lanes

    async def mend(self, folder: Path, keys: AccountKeys) -> bool:
        """At a sign-in with the portal: save, and begin anew where the person says so."""
        found = await self._lanes.writes.run(salvage, folder, keys)
        anew = functools.partial(put_outbox_aside, folder, keys)
        leave = QCoreApplication.translate("Salvaging", "Not now")
        return await self.ask(found, leave, anew)

    async def begin_without_keys(self) -> bool:
        """Nothing opens what is kept here: whether it is to be set aside, as a whole."""
        translate = QCoreApplication.translate
        dialog = ConfirmDialog(
            translate("Salvaging", "The keys of what is kept here are lost"),
            translate(
                "Salvaging",
                "The file with the keys (wrap.json) is missing, damaged or another account's. Put it "
                "back if you have a copy. If you begin anew, everything kept here is set aside and "
                "nothing is deleted. Decisions that were not sent stay in there: enter them again.",
            ),
            translate("Salvaging", "Set it aside and begin anew"),
            is_refusal=True,
            parent=self._parent,
        )
        if isinstance(self._parent, QDialog):  # a window that is closed takes the question with it
            self._parent.finished.connect(dialog.reject)
        return bool(await answer(dialog))

    async def save_only(self, folder: Path, keys: AccountKeys) -> bool:
        """Without the portal: a new outbox would know no lease, and the copy could not be read (T17)."""
        found = await self._lanes.writes.run(salvage, folder, keys)
        return await self.ask(found, QCoreApplication.translate("Salvaging", "Not now"), None)

    async def ask(
        self, found: Salvage, leave_label: str, anew: Callable[[], object] | None
    ) -> bool:
        """Show what can be saved until the person leaves; whether `anew` has been done."""
        said: asyncio.Queue[tuple[str, ...]] = asyncio.Queue()
        dialog = DamagedOutbox(
            len(found.commands),
            may_begin=anew is not None,
            leave_label=leave_label,
            parent=self._parent,
        )
        dialog.save_wanted.connect(lambda *words: said.put_nowait(("save", *words)))
        dialog.begin_wanted.connect(lambda: said.put_nowait(("begin",)))
        dialog.finished.connect(lambda _result: said.put_nowait(("leave",)))
        if isinstance(self._parent, QDialog):  # a window that is closed takes the question with it
            self._parent.finished.connect(lambda _result: said.put_nowait(("leave",)))
        dialog.open()
        try:
            while True:
                what, *words = await said.get()
                if what == "leave":
                    return False
                if what == "save":
                    await self._save(dialog, found, *words)
                elif anew is not None and await self._done(dialog, anew):
                    return True
        finally:
            dialog.hide()
            dialog.deleteLater()

    async def _save(self, dialog: DamagedOutbox, found: Salvage, place: str, phrase: str) -> None:
        if await self._done(dialog, functools.partial(write_sealed, Path(place), found, phrase)):
            dialog.show_saved(place)

    async def _done(self, dialog: DamagedOutbox, act: Callable[[], Any]) -> bool:
        """Do something with files; whether it could be done, else the dialog says why not."""
        try:
            await self._lanes.writes.run(act)
        except ConsoleError as error:
            dialog.show_wrong(message_for(error).text)
        except OSError:
            dialog.show_wrong(
                QCoreApplication.translate(
                    "Salvaging", "The file can not be written there. Choose another place."
                )
            )
        else:
            return True
        return False
