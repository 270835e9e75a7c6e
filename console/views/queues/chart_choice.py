"""The explicit choice that an enrollment demands: which chart the account belongs to."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QRectF, Qt, Signal
from PySide6.QtGui import (
    QEnterEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QWidget

from console.models.queue_face import Chip
from console.models.when import Calendar
from console.views.flow_layout import Flow
from console.views.queues.beside import Beside
from console.views.queues.candidate import Candidate
from console.views.queues.facts import DOT
from console.views.queues.round_mark import RoundMark
from console.views.queues.section import column, reveal
from console.views.queues.tag import Tag
from console.views.queues.wrapped import WrappedLabel
from console.views.theme import GAP, GRID, theme

NEW_CHART = "new"


class ChoiceRow(QWidget):
    """A radio button with words that wrap and pills; a click anywhere on it chooses."""

    def __init__(self) -> None:
        super().__init__()
        self.choice = ""
        self.radio = RoundMark()
        self.radio.setObjectName("chart_choice")
        self.title, self.detail = WrappedLabel(bold=True), WrappedLabel(tone="muted")
        self.strength = Tag()
        self.warnings = (Tag(), Tag(), Tag())
        outer = QHBoxLayout(self)
        outer.setContentsMargins(GAP + GRID, GAP, GAP + GRID, GAP)
        outer.setSpacing(GRID)
        outer.addWidget(self.radio, 0, Qt.AlignmentFlag.AlignTop)
        words = column(space=2)
        outer.addLayout(words, 1)
        words.addWidget(Beside(self.title, self.strength))
        words.addWidget(self.detail)
        self._tags = Flow()
        for tag in self.warnings:
            self._tags.flow.addWidget(tag)
        words.addWidget(self._tags)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.radio.toggled.connect(self.update)

    def say(self, title: str, detail: str, strength: Chip | None, warnings: Sequence[Chip]) -> None:
        """Show an option."""
        self.title.say(title)
        self.detail.say(detail)
        reveal(self.detail, shown=bool(detail))
        self.strength.show_chip(strength)
        for number, tag in enumerate(self.warnings):
            tag.show_chip(warnings[number] if number < len(warnings) else None)
        reveal(self._tags, shown=bool(warnings))
        spoken = [title, detail, strength.text if strength else "", *(w.text for w in warnings)]
        self.radio.setAccessibleName(", ".join(filter(None, spoken)))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin a click."""
        event.setAccepted(event.button() == Qt.MouseButton.LeftButton)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Choose this option if the click ends on it."""
        if self.rect().contains(event.position().toPoint()):
            self.radio.setFocus(Qt.FocusReason.MouseFocusReason)
            self.radio.click()

    def enterEvent(self, event: QEnterEvent) -> None:
        """Show that it can be clicked."""
        self.update()
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        """Show it as before."""
        self.update()
        super().leaveEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the box: a tint and a strong frame when it is chosen."""
        look, painter, chosen = theme(), QPainter(self), self.radio.isChecked()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        width = 2 if chosen else look.frame()
        inset = width / 2
        ground = "selection" if chosen else "hover" if self.underMouse() else "card"
        painter.setPen(QPen(look.color("accent" if chosen else "line"), width))
        painter.setBrush(look.color(ground))
        box = QRectF(self.rect()).adjusted(inset, inset, -inset, -inset)
        painter.drawRoundedRect(box, 8, 8)
        painter.end()


class ChartChoice(QWidget):
    """One row for each candidate, and one for a new chart.

    Signals: `chosen(choice)` with a candidate's `patient_id` or `NEW_CHART` when a person chose.
    """

    chosen = Signal(str)

    def __init__(self, calendar: Calendar) -> None:
        super().__init__()
        self._calendar = calendar
        self._rows: list[ChoiceRow] = []
        self._group = QButtonGroup(self)
        self._layout = column(self, space=GRID + 2)
        self._group.buttonClicked.connect(self._on_clicked)

    @property
    def choice(self) -> str:
        """What is chosen: a `patient_id`, `NEW_CHART`, or nothing."""
        return next((row.choice for row in self._rows if row.radio.isChecked()), "")

    def rows(self) -> list[ChoiceRow]:
        """Give the options on the screen."""
        return [row for row in self._rows if not row.isHidden()]

    def show_candidates(self, candidates: Sequence[Candidate], choice: str) -> None:
        """Show the options with one of them chosen, or none."""
        while len(self._rows) < len(candidates) + 1:
            self._add_row()
        self._group.setExclusive(False)
        for row, one in zip(self._rows, candidates, strict=False):
            row.choice = one.patient_id
            row.say(*self._words(one))
        new = self._rows[len(candidates)]
        new.choice = NEW_CHART
        strong = any(one.band == "strong" for one in candidates)
        hint = self.tr("A second chart for the same person is hard to mend.") if strong else ""
        new.say(self.tr("Make a new chart"), hint, None, ())
        for number, row in enumerate(self._rows):
            used = number <= len(candidates)
            reveal(row, shown=used)
            row.radio.setChecked(used and bool(choice) and row.choice == choice)
            if not used:
                row.choice = ""
        self._group.setExclusive(True)

    def _add_row(self) -> None:
        row = ChoiceRow()
        self._rows.append(row)
        self._group.addButton(row.radio)
        self._layout.addWidget(row)

    def _on_clicked(self) -> None:
        self.chosen.emit(self.choice)

    def _words(self, one: Candidate) -> tuple[str, str, Chip | None, list[Chip]]:
        title = self.tr("Link to chart {number} ({name})").format(
            number=one.record_number, name=one.name
        )
        detail = DOT.join(filter(None, (self._calendar.day(one.birth_date), one.address)))
        return title, detail, self._strength(one), self._warnings(one)

    def _strength(self, one: Candidate) -> Chip | None:
        if one.band not in {"strong", "possible"}:
            return None
        strong = one.band == "strong"
        word = self.tr("Strong match") if strong else self.tr("Possible match")
        text = word if one.score is None else f"{word} · {one.score}"
        return Chip("check", text, "ok") if strong else Chip("approx", text, "warn")

    def _warnings(self, one: Candidate) -> list[Chip]:
        found = []
        if one.deceased:
            found.append(Chip("stop", self.tr("Deceased"), "bad"))
        if one.has_account:
            found.append(Chip("key", self.tr("Has an account"), "bad"))
        if one.may_be_relative:
            found.append(Chip("people", self.tr("May be a twin or relative"), "warn"))
        return found
