"""Deciding many at once: a frozen list, what is left out and why, and each item to be looked at."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QScrollArea, QVBoxLayout, QWidget

from console.models.bulk_check import BulkCheck, BulkRow, everything_of
from console.models.when import Calendar
from console.views.choice_list import ChoiceList
from console.views.plain_label import PlainLabel
from console.views.queues import BODIES
from console.views.queues.body import QueueBody
from console.views.seen_rows import SeenRows
from console.views.sheet import Sheet
from console.views.theme import GAP, GRID, GROUP, theme

WIDTH, HEIGHT, STACKED_BELOW = 1060, 640, 720
"""Pixels at normal text size; less wide than the last, the item stands under the list."""


class BulkDialog(Sheet):
    """Opens with what was marked, asks the portal, then shows two groups.

    `label` is the act with its number, made anew when the number is known. With `shows_all` on
    every row must have been in sight before it is done (PEERS K108): each names all its values.
    """

    def __init__(
        self,
        title: str,
        sentence: str,
        act: str,
        marked: Sequence[str],
        calendar: Calendar,
        *,
        shows_all: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(title, act, parent)
        self.setObjectName("bulk_dialog")
        self._act, self._calendar, self._shows_all = act, calendar, shows_all
        self._check: BulkCheck | None = None
        self._rows: list[BulkRow] = []
        self._body: QueueBody | None = None
        self._sentence = _label(sentence, "bulk_sentence")
        self._left = QVBoxLayout()
        self._left.setSpacing(GRID)
        self._right = QVBoxLayout()
        self._seen: SeenRows | None = None
        waiting = ChoiceList("bulk_marked", self.tr("Marked"), marked, is_read=True)
        self._note = _label(self.tr("Asking the portal which of these can be decided together…"))
        self._note.setObjectName("bulk_note")
        self._left.addWidget(waiting, 1)
        self._halves = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._halves.setSpacing(GROUP)
        self._halves.addLayout(self._left, 5)
        self._halves.addLayout(self._right, 6)
        self.content.addWidget(self._sentence)
        self.content.addWidget(self._note)
        self.content.addLayout(self._halves, 1)
        self.accept_button.setEnabled(False)
        room = self.screen().availableSize()
        scale = theme().text_scale
        width, height = min(round(WIDTH * scale), room.width()), round(HEIGHT * scale)
        self.resize(width, min(height, room.height()))

    def show_checked(self, check: BulkCheck) -> None:
        """Take the portal's answer; the list does not change any more."""
        self._check, self._rows = check, check.done
        _empty(self._left)
        self._note.setText(check.note)
        self._note.setVisible(bool(check.note))
        done, left_out = len(check.done), len(check.left_out)
        self._add_group("bulk_done", self.tr("%n will be done", "", done), check.done, 3)
        self._add_group("bulk_left_out", self.tr("%n left out", "", left_out), check.left_out, 2)
        label = self.tr("{action} {number}").format(action=self._act, number=done)
        self.accept_button.setText(label if done else self._act)
        self.accept_button.setAccessibleName(self.accept_button.text())
        self.accept_button.setEnabled(done > 0)
        lists = self.findChildren(ChoiceList)
        for one in lists:
            if one.objectName() == ("bulk_done" if done else "bulk_left_out"):
                one.choose(0)
                one.setFocus()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the item under the list where both do not fit beside each other."""
        stacked = self.width() < STACKED_BELOW * theme().text_scale
        way = QBoxLayout.Direction
        self._halves.setDirection(way.TopToBottom if stacked else way.LeftToRight)
        super().resizeEvent(event)

    def check(self) -> BulkCheck | None:
        """The frozen list with the portal's answer; None while it is asked."""
        return self._check

    def obstacle(self) -> str:
        """What is still missing."""
        if self._check is None:
            return self.tr("Wait until it is known which of these can be decided together.")
        if not self._check.done:
            return self.tr("There is nothing here to be done.")
        if self._seen is not None and self._seen.missing():
            left = self.tr("%n row(s) have not been in sight yet.", "", self._seen.missing())
            return self.tr("{left} Go through the list first.").format(left=left)
        return ""

    def _add_group(self, name: str, title: str, rows: Sequence[BulkRow], stretch: int) -> None:
        if not rows:
            return
        head = PlainLabel(title, bold=True)
        head.setObjectName(f"{name}_title")
        self._left.addWidget(head)
        made = ChoiceList(name, title, [_line(row, shows_all=self._shows_all) for row in rows])
        made.selectionModel().currentChanged.connect(
            lambda index, *_before: self._show(rows, index.row())
        )
        self._left.addWidget(made, stretch)
        if name == "bulk_done" and self._shows_all:
            self._seen = SeenRows(made)

    def _show(self, rows: Sequence[BulkRow], place: int) -> None:
        """Show the item of a row as it looks alone; its actions stay away."""
        item = rows[place].item if 0 <= place < len(rows) else None
        if item is None:
            return
        if self._body is None:
            self._body = BODIES[item.key.kind](self._calendar)
            self._right.addWidget(PlainLabel(self.tr("The item"), bold=True))
            self._right.addWidget(_scrolling(self._body, self.tr("The item")), 1)
        self._body.show_item(item)


def _line(row: BulkRow, *, shows_all: bool) -> str:
    if row.why:
        return f"{row.label}  —  {row.why}"
    values = everything_of(row.item) if row.item is not None and shows_all else ""
    return f"{row.label}:  {values}" if values else row.label


def _label(text: str, name: str = "") -> PlainLabel:
    label = PlainLabel(text, wrap=True)
    label.setObjectName(name)
    return label


def _scrolling(body: QWidget, name: str) -> QScrollArea:
    inside = QWidget()
    column = QVBoxLayout(inside)
    column.setContentsMargins(GAP, GAP, GAP, GAP)
    column.addWidget(body)
    column.addStretch(1)
    area = QScrollArea()
    area.setObjectName("bulk_item")
    area.setAccessibleName(name)
    area.setWidgetResizable(True)
    area.setWidget(inside)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    for ground in (area.viewport(), inside):
        ground.setAutoFillBackground(False)
    return area


def _empty(layout: QVBoxLayout) -> None:
    while layout.count():
        place = layout.takeAt(0)
        widget = place.widget() if place else None
        if widget is not None:
            widget.hide()
            widget.deleteLater()
