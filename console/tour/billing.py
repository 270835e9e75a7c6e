"""Chapter: a month's statements, from the folder to the patients."""

import csv
from collections.abc import Mapping
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QEvent, QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QDialog, QPlainTextEdit, QPushButton, QWidget

from console.domain.billing import BillingView
from console.domain.billing_search import BillingBy, BillingQuery
from console.domain.statements import Statement, StatementState
from console.models.statement_row import Row, RowFilter
from console.tour import wanted
from console.tour.hand import (
    StepFailedError,
    click,
    find,
    in_front,
    open_dialog,
    press,
    settled,
    until,
    write,
)
from console.tour.stage import Stage
from console.views.statements.account_view import BillingAccounts
from console.views.statements.publish_dialog import PublishDialog
from console.views.statements.report_view import ReportView
from console.views.statements.statements_view import StatementsView
from console.views.words_dialog import WordsDialog

D = TypeVar("D", bound=QDialog)
SCAN = "NO_TEXT"
REASON = "Two files of the month were damaged and are sent again next week."
ANSWER = "Thank you for asking. Your statement is in the portal now."
PRACTICE = 1


class Billing:
    """Drops a folder, looks at what is held back, publishes the rest, and answers who asks."""

    def __init__(self, stage: Stage) -> None:
        self._stage = stage
        self._batch = ""
        self._matched: Statement | None = None

    async def drop_a_months_statements(self) -> None:
        """Ctrl+B is the place; a folder is dropped on it, and a batch begins."""
        stage = self._stage
        await stage.meet("admin")
        await in_front(stage.window)
        press(stage.window, "Ctrl+B")
        view = await self._view()
        await until(view.list.rows.rowCount, "no batch of the demo is shown")
        _drop(view, self._folder())
        await until(lambda: view.batch_id and len(view.rows.rows()), "no file was taken")
        self._batch = view.batch_id

    async def the_table_fills(self) -> None:
        """Each file is hashed, sent and checked; the list beside them says what there must be."""
        view, told = await self._view(), self._manifest()
        click(
            await until(
                lambda: view.offer.yes if view.offer.yes.isVisible() else None,
                "no manifest is offered",
            )
        )
        await until(lambda: _judged(view) == len(told), "not every file was checked", 60)

        async def as_many() -> bool:
            batch = await self._stage.biller.batch(PRACTICE, self._batch)
            return batch.expected is not None and batch.totals.files > 0

        await self._stage.until_portal(as_many, "the portal has no manifest")
        await until(lambda: view.rows.counts()[RowFilter.QUARANTINED] > 1, "nothing is held back")
        if view.rows.counts()[RowFilter.READY] < len(told) // 2:
            raise StepFailedError("too few files are ready")

    async def open_one_that_is_held_back(self) -> None:
        """A scan says nothing of itself: a person has to read it."""
        view = await self._view()
        scan = await until(lambda: _held_back(view), "no scan is held back")
        view.room.table.setFocus()
        view.room.table.go_to(view.rows.place_of(scan))
        press(view.room.table, "Return")
        await until(view.review.room.paper.drawn, "its page is not drawn")

    async def match_it_by_hand(self) -> None:
        """The number and a second thing are read on the page; the portal compares both."""
        view = await self._view()
        scan = view.review.statement()
        if scan is None:
            raise StepFailedError("no statement is open")
        told = self._manifest()[scan.file_name]
        click(find(view, QPushButton, "match_by_hand"))
        form = view.review.form
        await until(form.isVisible, "nothing can be entered")
        write(form.number.edit, told["account_number"])
        write(form.value.edit, await self._name_of(told["account_number"]))
        for field, name in (
            (form.amount, "amount"),
            (form.day, "statement_date"),
            (form.due, "due_date"),
            (form.period, "period"),
        ):
            field.edit.clear()
            write(field.edit, told[name])
        await settled()
        form.try_save()

        async def matched() -> bool:
            self._matched = await self._stage.biller.statement(PRACTICE, scan.id)
            return self._matched.state == StatementState.READY

        await self._stage.until_portal(matched, "the portal has not matched it")

    async def see_what_publishing_would_do(self) -> None:
        """How many are told and what is superseded stands there before anything is done."""
        view = await self._view()
        ready = await until(lambda: view.rows.counts()[RowFilter.READY], "nothing is ready")
        press(view, "Escape")
        await until(lambda: not view.room.is_open, "the page is still open")
        button = find(view, QPushButton, "batch_publish")
        await until(lambda: str(ready) in button.text(), "the button has another number")
        click(button)
        dialog = await self._dialog()
        if str(ready) not in dialog.sentence():
            raise StepFailedError("the sentence has another number")
        if dialog.accepted_totals.isVisible():
            dialog.accepted_totals.box.click()
            write(dialog.accepted_totals.line, REASON)

    async def publish_them(self) -> None:
        """Published, told and superseded in one act; then a report of every file."""
        dialog = await self._dialog()
        press(dialog, "Ctrl+Return")
        report = await until(self._report, "no report", 60)
        batch = await self._stage.biller.batch(PRACTICE, self._batch)
        if not batch.counts.published or batch.counts.ready:
            raise StepFailedError("the portal has not published what was ready")
        if report.rows.rowCount() != len(self._manifest()):
            raise StepFailedError("the report leaves a file out")

    async def see_what_can_be_paid(self) -> None:
        """The account of the scan: the new statement is the one to pay."""
        matched = self._matched
        if matched is None or matched.account is None:
            raise StepFailedError("nothing was matched")
        number = matched.account.account_number
        report = await until(self._report, "the report is closed")
        report.reject()
        place = await self._view()
        await in_front(place)
        click(find(place, QPushButton, "billing_button"))
        view = await until(self._accounts, "no billing accounts")
        write(view.search.edit, number)
        shown = await until(lambda: _of_account(view, number), "the account is not shown")
        if shown.payable is None or shown.payable.id != matched.id:
            raise StepFailedError("another statement can be paid")

    async def answer_a_request(self) -> None:
        """Who asked about a statement reads the answer in the portal."""
        stage = self._stage
        stage.close_dialogs()
        await stage.go_to("statement_request")
        item = await stage.pick(wanted.is_pending)
        press(stage.table, "A")
        dialog = await until(lambda: open_dialog(stage.window, WordsDialog), "no words are asked")
        await in_front(dialog)
        write(find(dialog, QPlainTextEdit, "text_to_patient"), ANSWER)
        press(dialog, "Ctrl+Return")
        await stage.until_state(item.key, "answered", stage.biller)

    # Inside

    def _folder(self) -> Path:
        folder = self._stage.console.demo.statements
        if not folder:
            raise StepFailedError("the demo has laid no statements beside it")
        return Path(folder)

    def _manifest(self) -> dict[str, Mapping[str, str]]:
        """What the practice's system says of each file."""
        (table,) = self._folder().glob("*.csv")
        with table.open(encoding="utf-8", newline="") as rows:
            return {row["file"]: row for row in csv.DictReader(rows)}

    async def _view(self) -> StatementsView:
        return await until(lambda: _opened(self._stage, StatementsView), "the place is closed")

    async def _dialog(self) -> PublishDialog:
        return await until(lambda: _opened(self._stage, PublishDialog), "nothing is asked")

    def _report(self) -> ReportView | None:
        return _opened(self._stage, ReportView)

    def _accounts(self) -> BillingAccounts | None:
        return _opened(self._stage, BillingAccounts)

    async def _name_of(self, number: str) -> str:
        """The guarantor's name, as it stands on the page; a person reads it there."""
        query = BillingQuery(by=BillingBy.NUMBER, text=number)
        return (await self._stage.biller.payer(PRACTICE, query)).name


def _opened(stage: Stage, kind: type[D]) -> D | None:
    dialog = open_dialog(stage.window, kind)
    return dialog if isinstance(dialog, kind) else None


def _judged(view: StatementsView) -> int:
    return sum(row.statement is not None for row in view.rows.rows())


def _held_back(view: StatementsView) -> Row | None:
    rows = (row for row in view.rows.rows() if row.statement is not None)
    return next((row for row in rows if row.statement and SCAN in row.statement.reasons), None)


def _of_account(view: BillingAccounts, number: str) -> BillingView | None:
    shown = view.detail.view()
    return shown if shown is not None and shown.account.account_number == number else None


def _drop(place: QWidget, folder: Path) -> None:
    """Let go of a folder over a place, as a hand does that has dragged it there."""
    dragged = QMimeData()
    dragged.setUrls([QUrl.fromLocalFile(str(folder))])
    middle, left = place.rect().center(), Qt.MouseButton.LeftButton
    copy, none = Qt.DropAction.CopyAction, Qt.KeyboardModifier.NoModifier
    for event in (
        QDragEnterEvent(middle, copy, dragged, left, none),
        QDropEvent(QPointF(middle), copy, dragged, left, none, QEvent.Type.Drop),
    ):
        QApplication.sendEvent(place, event)
