"""From the click to what it causes: saved (6), answered (7), a hundred of them (11); 6's part of 19.

A sign-up is denied as a person does it: D on the row, a reason, Ctrl+Return in the question. That last press
is the click. "Sending" is painted only after the outbox has committed, `synchronous=FULL`; the answer is
painted when the row shows the portal's word. Undo is set to 0 s, else the answer would wait for it.
"""

import asyncio
import time
from collections.abc import Iterable, Iterator
from contextlib import AbstractAsyncContextManager, closing
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QPushButton, QTableView

from bench import stage
from bench.floors.commit import Committing
from bench.floors.no_op import NoOp
from bench.floors.plain_table import PlainTable
from bench.in_window import in_window
from bench.measured import SMALL, Figure, Measured, Wanted
from bench.practices import Practice, practice
from bench.rounds import Rounds
from bench.screen import Frames, Screen
from console.desk import Desk
from console.domain.items import Item, QueueQuery, QueueView
from console.models.bulk_outcomes import BulkOutcomes, Fate
from console.tour.hand import click, find, in_front, open_dialog, press
from console.tour.wanted import may_be_denied
from console.views.bulk_dialog import BulkDialog
from console.views.bulk_outcome_dialog import BulkOutcomeDialog

WHO, KIND = "nurse", "enrollment"
CLICKS = 6  # of each round
MANY = 100
SETTLED_S = 0.25


class Denying:
    """Sign-ups of one desk, denied one after the other or a hundred at once."""

    def __init__(self, desk: Desk) -> None:
        self.desk, self.screen = desk, Screen(desk)
        self._rows = iter(())

    async def begin(self) -> None:
        """Show all sign-ups; a denied one stays where it is."""
        query = QueueQuery(self.desk.practice_id, KIND, (KIND,), QueueView.ALL)
        await self.screen.shows(query)
        self._rows: Iterator[tuple[int, Item]] = self._fitting()

    async def one(self) -> tuple[float, float]:
        """Deny the next: until it shows "Sending", and until the portal's answer; milliseconds."""
        row, item = next(self._rows)
        screen, panel = self.screen, self.desk.window.panel
        await in_front(self.desk.window)
        screen.table.setFocus()
        screen.table.go_to(row)
        await stage.until(
            lambda: (shown := panel.item()) is not None and shown.key == item.key, "the item"
        )
        press(screen.table, "D")
        await self._asked(QDialog)
        press(screen.table, "Down")
        await asyncio.sleep(SETTLED_S)

        def source() -> tuple[str, str]:
            found = screen.model.row(row).source
            return ("", "") if found is None else (str(found.decision_state), found.state)

        saved = asyncio.ensure_future(
            screen.frames.with_(lambda: source()[0] == "queued" or source()[1] == "denied")
        )
        answered = asyncio.ensure_future(screen.frames.with_(lambda: source() == ("", "denied")))
        await asyncio.sleep(0)
        began = _accept()
        took = (await saved - began) * 1000, (await answered - began) * 1000
        await asyncio.sleep(SETTLED_S)
        return took

    async def many(self) -> float:
        """Deny a hundred that are marked, until the outcome of each is painted; milliseconds."""
        window = self.desk.window
        for row, _ in zip(self._many_rows(), range(MANY), strict=False):
            self.screen.model.toggle_mark(row)
        click(find(window, QPushButton, "bulk_refuse"))
        checked = await self._asked(BulkDialog)
        assert isinstance(checked, BulkDialog)
        await stage.until(checked.check, "the portal's word on each")
        await asyncio.sleep(SETTLED_S)
        checked.try_accept()
        await stage.until(lambda: not checked.isVisible(), "the list to close")
        await self._asked(QDialog)
        press(window, "Down")
        await asyncio.sleep(SETTLED_S)
        began = _accept()
        outcome = await stage.until(lambda: open_dialog(window, BulkOutcomeDialog), "outcomes")
        table = find(outcome, QTableView, "bulk_table")
        told = table.model()
        assert isinstance(told, BulkOutcomes)
        seen = asyncio.ensure_future(
            Frames(table.viewport()).with_(lambda: not told.count(Fate.WAITING))
        )
        table.viewport().update()  # the last answer may have been painted already
        done = await seen
        if told.count(Fate.DONE) != MANY:
            raise RuntimeError(f"{told.count(Fate.DONE)} of {MANY} were done")
        outcome.reject()
        await asyncio.sleep(SETTLED_S)
        return (done - began) * 1000

    async def _asked(self, kind: type[QDialog]) -> QDialog:
        window = self.desk.window
        dialog = await stage.until(lambda: open_dialog(window, kind), "the question")
        await in_front(dialog)
        await asyncio.sleep(SETTLED_S)
        return dialog

    def _many_rows(self) -> Iterator[int]:
        return (row for row, _ in self._rows)

    def _fitting(self) -> Iterator[tuple[int, Item]]:
        for row in range(self.screen.model.rowCount()):
            key = self.screen.model.key_at(row)
            item = self.desk.item(key) if key is not None else None
            if item is not None and not item.decision_state and may_be_denied(item):
                yield row, item


def _accept() -> float:
    """Ctrl+Return where the keyboard is; the time before it."""
    target = QApplication.focusWidget()
    if target is None:
        raise RuntimeError("no question has the keyboard")
    began = time.perf_counter()
    QTest.keyClick(target, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    return began


def measure_click(wanted: Wanted) -> Iterable[Measured]:
    """Figures 6 and 7, and 6's part of 19."""
    return in_window(lambda: _click(wanted))


async def _click(wanted: Wanted) -> list[Measured]:
    rounds = Rounds(wanted.rounds)
    with (
        practice(wanted.folder, SMALL, WHO) as small,
        practice(wanted.folder, wanted.rows, WHO) as full,
    ):
        async with _desk(small) as small_desk, _desk(full) as full_desk:
            ours, little = Denying(full_desk), Denying(small_desk)
            with closing(_Floors(full.folder)) as floors:
                for denying in (little, ours):
                    await denying.begin()
                    await denying.one()
                for turn in rounds:
                    for _ in range(CLICKS):
                        turn.add("small", (await little.one())[0])
                        saved, answered = await ours.one()
                        turn.add("saved", saved)
                        turn.add("answered", answered)
                        turn.add("floor", floors.saved())
                        turn.add("floor answered", floors.answered())
    return [
        _figure(6, "saved", "floor", rounds),
        _figure(7, "answered", "floor answered", rounds),
        Measured(19, {"click": rounds.ratio("saved", "small")}, others=rounds.others),
    ]


def _figure(number: int, ours: str, floor: str, rounds: Rounds) -> Measured:
    values = {"p50": rounds.median(ours), "longest": rounds.longest(ours)}
    ratio = rounds.ratio(ours, floor)
    return Measured(number, values, rounds.median(floor), ratio, others=rounds.others)


class _Floors:
    """A commit and a repainted row; with a call that does nothing before it."""

    def __init__(self, folder: Path) -> None:
        self._committing, self._no_op = Committing(folder / "floor.db"), NoOp()
        self._table = PlainTable(SMALL)

    def saved(self) -> float:
        return self._committing.commit() + self._table.one_row()

    def answered(self) -> float:
        return self._no_op.call() + self.saved()

    def close(self) -> None:
        self._committing.close()
        self._no_op.close()
        self._table.close()


def measure_many(wanted: Wanted) -> Iterable[Measured]:
    """Figure 11."""
    return in_window(lambda: _many(wanted))


async def _many(wanted: Wanted) -> list[Measured]:
    rounds = Rounds(wanted.rounds)
    with practice(wanted.folder, max(wanted.rows, 5 * SMALL), WHO) as place:
        async with _desk(place) as desk:
            denying = Denying(desk)
            await denying.begin()
            for turn in rounds:
                turn.add("ours", await denying.many())
    values = {"p50": rounds.median("ours"), "longest": rounds.longest("ours")}
    return [Measured(11, values, others=rounds.others)]


def _desk(place: Practice) -> AbstractAsyncContextManager[Desk]:
    return stage.at_desk(place.portal, place.data_dir(WHO), WHO)


FIGURES = (
    Figure("click", (6, 7, 19), measure_click),
    Figure("many", (11,), measure_many),
)
