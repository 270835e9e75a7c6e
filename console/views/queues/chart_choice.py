"""The explicit choice that an enrollment demands: which chart the account belongs to."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QButtonGroup, QPushButton, QWidget

from console.models.queue_face import Chip
from console.models.when import Calendar
from console.views.queues.candidate import Candidate
from console.views.queues.choice_row import ChoiceRow
from console.views.queues.facts import DOT
from console.views.queues.section import column, reveal
from console.views.queues.tick_box import TickBox
from console.views.tab_order import order_tabs
from console.views.theme import GRID

NEW_CHART = "new"
MOST_CHARTS = 5
"""Charts on show at first, the best ones; a common name may have forty."""

_TAGS = 3


class ChartChoice(QWidget):
    """One row for each candidate, and one for a new chart; with `charts_only` the former alone.

    Signals: `chosen(choice)` with a candidate's `patient_id` or `NEW_CHART` when a person chose;
    `told_apart(patient_id, bool)` when a person said that a chart is, or is not, another person's;
    `confirmed` when a second chart was confirmed, or not any more.
    """

    chosen = Signal(str)
    told_apart = Signal(str, bool)
    confirmed = Signal()

    def __init__(self, calendar: Calendar, *, charts_only: bool = False) -> None:
        super().__init__()
        self._calendar, self._charts_only = calendar, charts_only
        self._extra = 0 if charts_only else 1  # rows that are no chart
        self._rows: list[ChoiceRow] = []
        self._group = QButtonGroup(self)
        outer = column(self, space=GRID + 2)
        options = QWidget()  # made before what stands below them: Tab goes in the order of making
        self._layout = column(options, space=GRID + 2)
        outer.addWidget(options)
        self.all = QPushButton()
        self.all.setObjectName("all_charts")
        self.all.setProperty("rank", "link")
        self.all.setAutoDefault(False)
        self.all.clicked.connect(self._on_all)
        outer.addWidget(self.all, 0, Qt.AlignmentFlag.AlignLeft)
        self._second = TickBox()
        self._second.setObjectName("second_chart")
        self._second.clicked.connect(self.confirmed)
        outer.addWidget(self._second)
        self._same: list[Candidate] = []
        self._all: Sequence[Candidate] = ()
        self._unfolded = False
        self._group.buttonClicked.connect(self._on_clicked)

    @property
    def choice(self) -> str:
        """What is chosen: a `patient_id`, `NEW_CHART`, or nothing."""
        return next((row.choice for row in self._rows if row.radio.isChecked()), "")

    def rows(self) -> list[ChoiceRow]:
        """Give the options on the screen."""
        return [row for row in self._rows if not row.isHidden()]

    def show_candidates(
        self, candidates: Sequence[Candidate], choice: str, *, same: bool = False
    ) -> None:
        """Show the options with one of them chosen, or none; `same` keeps what was unfolded."""
        self._all, self._unfolded = candidates, self._unfolded and same
        self._show(choice)

    def _show(self, choice: str) -> None:
        candidates = self._all
        if not self._unfolded:
            chosen = [place for place, one in enumerate(candidates) if one.patient_id == choice]
            candidates = candidates[: max([MOST_CHARTS, *(place + 1 for place in chosen)])]
        left = len(self._all) - len(candidates)
        self.all.setText(self.tr("Show %n more chart(s)", None, left))
        reveal(self.all, shown=left > 0)
        while len(self._rows) < len(candidates) + self._extra:
            self._add_row()
        self._same = [one for one in self._all if one.may_be_same]
        self._group.setExclusive(False)
        for row, one in zip(self._rows, candidates, strict=False):
            row.choice = one.patient_id
            row.say(*self._words(one))
            self._offer_apart(row, one)
        if not self._charts_only:
            self._offer_new(self._rows[len(candidates)])
        for number, row in enumerate(self._rows):
            used = number < len(candidates) + self._extra
            reveal(row, shown=used)
            row.radio.setChecked(used and bool(choice) and row.choice == choice)
            if not used:
                row.choice = ""
        self._group.setExclusive(True)
        self._ask_twice()

    def _offer_new(self, row: ChoiceRow) -> None:
        row.choice = NEW_CHART
        reveal(row.apart, shown=False)
        strong = any(one.band == "strong" for one in self._all)
        hint = self.tr("A second chart for the same person is hard to mend.") if strong else ""
        row.say(self.tr("Make a new chart"), hint, None, ())

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
        reveal(row.apart, shown=not self._charts_only)

    def _add_row(self) -> None:
        row = ChoiceRow()
        self._rows.append(row)
        self._group.addButton(row.radio)
        self._layout.addWidget(row)
        row.apart.clicked.connect(lambda: self._on_apart(row))

    def _on_apart(self, row: ChoiceRow) -> None:
        self.told_apart.emit(row.choice, not row.apart.property("distinct"))

    @Slot()
    def _on_all(self) -> None:
        had, shown = self.all.hasFocus(), len(self.rows()) - self._extra
        self._unfolded = True
        self._show(self.choice)
        order_tabs(self)
        if had:
            self._rows[shown].radio.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_clicked(self) -> None:
        self._ask_twice()
        self.chosen.emit(self.choice)

    def _words(self, one: Candidate) -> tuple[str, str, Chip | None, list[Chip]]:
        form = self.tr("Link to chart {number} ({name})")
        if self._charts_only:
            form = self.tr("Chart {number} ({name})")
        title = form.format(number=one.record_number, name=one.name)
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
