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
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QWidget

from console.models.queue_face import Chip
from console.models.when import Calendar
from console.views.flow_layout import Flow
from console.views.queues.beside import Beside
from console.views.queues.candidate import Candidate
from console.views.queues.facts import DOT
from console.views.queues.round_mark import RoundMark
from console.views.queues.section import column, reveal
from console.views.queues.tag import Tag
from console.views.queues.tick_box import TickBox
from console.views.queues.wrapped import WrappedLabel
from console.views.theme import GAP, GRID, theme

NEW_CHART = "new"
_TAGS = 3


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
        self.apart = QPushButton()
        self.apart.setObjectName("not_same_person")
        self.apart.setProperty("rank", "link")
        self.apart.setAutoDefault(False)
        self._tags.flow.add_trailing(self.apart)
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

    Signals: `chosen(choice)` with a candidate's `patient_id` or `NEW_CHART` when a person chose;
    `told_apart(patient_id, bool)` when a person said that a chart is, or is not, another person's;
    `confirmed` when a second chart was confirmed, or not any more.
    """

    chosen = Signal(str)
    told_apart = Signal(str, bool)
    confirmed = Signal()

    def __init__(self, calendar: Calendar) -> None:
        super().__init__()
        self._calendar = calendar
        self._rows: list[ChoiceRow] = []
        self._group = QButtonGroup(self)
        outer = column(self, space=GRID + 2)
        self._layout = column(space=GRID + 2)
        outer.addLayout(self._layout)
        self._second = TickBox()
        self._second.setObjectName("second_chart")
        self._second.clicked.connect(self.confirmed)
        outer.addWidget(self._second)
        self._same: list[Candidate] = []
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
        self._same = [one for one in candidates if one.may_be_same]
        self._group.setExclusive(False)
        for row, one in zip(self._rows, candidates, strict=False):
            row.choice = one.patient_id
            row.say(*self._words(one))
            self._offer_apart(row, one)
        new = self._rows[len(candidates)]
        new.choice = NEW_CHART
        reveal(new.apart, shown=False)
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
        self._ask_twice()

    @property
    def second(self) -> bool | None:
        """Whether a second chart is confirmed; None where a new one would be no second."""
        return self._second.isChecked() if self.choice == NEW_CHART and self._same else None

    def _ask_twice(self) -> None:
        asks = self.choice == NEW_CHART and bool(self._same)
        if not asks:
            self._second.setChecked(False)
        reveal(self._second, shown=asks)
        if asks:
            numbers = ", ".join(one.record_number for one in self._same)
            text = self.tr("Yes, a second chart beside {numbers}").format(numbers=numbers)
            self._second.setText(text)
            self._second.setAccessibleName(text)

    def _offer_apart(self, row: ChoiceRow, one: Candidate) -> None:
        words = self.tr("The same person after all") if one.is_distinct else ""
        words = words or self.tr("Not the same person")
        row.apart.setText(words)
        row.apart.setAccessibleName(f"{words}: {one.record_number}, {one.name}")
        row.apart.setProperty("distinct", one.is_distinct)
        reveal(row.apart, shown=True)

    def _add_row(self) -> None:
        row = ChoiceRow()
        self._rows.append(row)
        self._group.addButton(row.radio)
        self._layout.addWidget(row)
        row.apart.clicked.connect(lambda: self._on_apart(row))

    def _on_apart(self, row: ChoiceRow) -> None:
        self.told_apart.emit(row.choice, not row.apart.property("distinct"))

    def _on_clicked(self) -> None:
        self._ask_twice()
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
        bars = {
            "CHART_DECEASED": ("stop", self.tr("Deceased")),
            "CHART_MERGED": ("stop", self.tr("Merged")),
            "CHART_RESTRICTED": ("lock", self.tr("Restricted")),
            "CHART_HAS_ACCOUNT": ("key", self.tr("Has an account")),
        }
        if one.bar:
            icon, words = bars.get(one.bar, ("stop", one.bar.replace("_", " ").capitalize()))
            found.append(Chip(icon, words, "bad"))
        if one.is_distinct:
            found.append(Chip("differ", self.tr("Told apart by a colleague"), "info"))
        kin = {
            "twin": self.tr("May be a twin"),
            "household": self.tr("Same household"),
            "senior_junior": self.tr("May be father and son"),
        }
        if one.kin:
            found.append(Chip("people", kin.get(one.kin, one.kin), "warn"))
        elif one.guard == "namesake":
            found.append(Chip("people", self.tr("May be a namesake"), "warn"))
        return found[:_TAGS]
