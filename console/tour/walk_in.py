"""Chapter: a patient stands at the desk and goes home with a letter; nobody touches the mouse."""

import sys
import time
from datetime import UTC, date, datetime
from typing import Any

from PySide6.QtWidgets import QApplication, QLabel, QLineEdit

from console.domain.access import TOKEN, HandOutKind
from console.tour.hand import StepFailedError, in_front, open_dialog, settled, until
from console.tour.keyboard import Keyboard
from console.tour.stage import Stage
from console.tour.wanted import OF_AGE_DAYS
from console.views.access.enroll_sheet import EnrollSheet
from console.views.access.letter_dialog import LetterDialog

MOST_KEYS = 3  # beside the letters of the name: open, take the chart, make the letter
MOST_SECONDS = 20.0
_INITIALS = "aeimos"


class WalkIn:
    """Keys and seconds are counted from the table having the keyboard until the letter is there."""

    def __init__(self, stage: Stage) -> None:
        self._stage = stage
        self._keyboard = Keyboard()
        self._patient: dict[str, Any] = {}
        self._began = 0.0

    async def find_the_walk_in_by_keys(self) -> None:
        """Ctrl+E, the last name, Enter: who it is, and what speaks against what."""
        stage, keyboard = self._stage, self._keyboard
        stage.close_dialogs()
        self._patient = await self._somebody()
        await in_front(stage.window)
        stage.window.pane.focus_table()
        self._began = time.monotonic()
        keyboard.begin()
        keyboard.press("Ctrl+E")
        sheet = await self._sheet()
        await in_front(sheet)
        keyboard.write(str(self._patient["family_name"]))
        keyboard.press("Return")
        await until(lambda: self._focus() == f"go_{TOKEN}", "the chart is not chosen by one key")
        shown = sheet.access()
        if shown is None or shown.patient_id != self._patient["id"]:
            raise StepFailedError("another chart is shown")
        if await self._live() is not None:
            raise StepFailedError("a token was made before anybody wanted one")

    async def make_the_letter_by_keys(self) -> None:
        """Enter once more: the token is issued, and its letter stands there to be printed."""
        self._keyboard.press("Return")
        window = self._stage.window
        letter = await until(lambda: open_dialog(window, LetterDialog), "no letter")
        took = time.monotonic() - self._began
        self._keyboard.end("walk-in, letter on the screen")
        await in_front(letter)
        await settled()
        live = await self._live()
        if live is None:
            raise StepFailedError("the portal knows of no token")
        self._tell(took)

    async def nothing_of_it_stays(self) -> None:
        """Closed, neither letter nor sheet holds a name or a code any more."""
        sheet = await self._sheet()
        window = self._stage.window
        letter = await until(lambda: open_dialog(window, LetterDialog), "no letter")
        letter.done(0)
        sheet.close()
        await until(lambda: not sheet.isVisible(), "the sheet is still open")
        name = str(self._patient["family_name"])
        for widget in (letter, sheet):
            labels, fields = widget.findChildren(QLabel), widget.findChildren(QLineEdit)
            texts = [*(one.text() for one in labels), *(one.text() for one in fields)]
            if any(name in text for text in texts):
                raise StepFailedError(f"{widget.objectName()} has kept the patient")
        await in_front(window)

    async def _somebody(self) -> dict[str, Any]:
        """A grown-up with a chart, a last name of their own, and no account yet."""
        person, practice_id = self._stage.colleague, self._stage.desk.practice_id
        for initial in _INITIALS:
            for chart in await person.charts(practice_id, {"name": initial}):
                if not _is_free(chart) or await self._is_shared(chart["family_name"]):
                    continue
                way = (await person.access(practice_id, chart["id"])).way(TOKEN)
                if way is not None and way.is_open and not way.warnings:
                    return chart
        raise StepFailedError("the demo has nobody to enroll")

    async def _is_shared(self, name: str) -> bool:
        practice_id = self._stage.desk.practice_id
        return len(await self._stage.colleague.charts(practice_id, {"name": name})) != 1

    async def _live(self) -> object | None:
        practice_id = self._stage.desk.practice_id
        found = await self._stage.colleague.access(practice_id, self._patient["id"])
        return found.live(HandOutKind.TOKEN)

    async def _sheet(self) -> EnrollSheet:
        window = self._stage.window
        sheet = await until(lambda: open_dialog(window, EnrollSheet), "no sheet")
        assert isinstance(sheet, EnrollSheet)  # noqa: S101 - asked for above
        return sheet

    def _focus(self) -> str:
        widget = QApplication.focusWidget()
        return widget.objectName() if widget is not None else ""

    def _tell(self, took: float) -> None:
        done = self._keyboard.worked[-1]
        lines = [*self._keyboard.table(), f"{len(done.keys)} keys and a name, {took:.1f} seconds"]
        sys.stdout.write("".join(f"      {line}\n" for line in lines))
        sys.stdout.flush()
        if len(done.keys) > MOST_KEYS or took > MOST_SECONDS:
            raise StepFailedError(f"a walk-in takes {len(done.keys)} keys and {took:.1f} seconds")


def _is_free(chart: dict[str, Any]) -> bool:
    born = date.fromisoformat(chart["birth_date"])
    of_age = (datetime.now(UTC).date() - born).days > OF_AGE_DAYS
    return of_age and not chart["account_status"] and not chart["deceased_on"]
