"""What was submitted beside one chart, field by field: how well it agrees, and what is accepted."""

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from console.models.when import Calendar
from console.views.queues.agreement import AgreementGrid, Pair, mark_words
from console.views.queues.application import one_line_address, sex_word
from console.views.queues.candidate import FIELDS, Candidate
from console.views.queues.facts import DOT
from console.views.queues.match_card import MatchCard
from console.views.queues.match_words import level_words
from console.views.queues.reading import line, part
from console.views.queues.section import column
from console.views.theme import GAP

MINUS = "\u2212"
_PHONE = 10  # digits of a phone number within the country
_OPTIONAL = frozenset({"middle_name", "suffix"})  # no row where neither side has any


class ChartCompare(QWidget):
    """The grid, and how sure the portal is of this chart.

    Signals: `changed` when a field was accepted, or not any more.
    """

    changed = Signal()

    def __init__(self, calendar: Calendar) -> None:
        super().__init__()
        self._calendar = calendar
        self._submitted: Mapping[str, Any] = {}
        self._chart: Candidate | None = None
        self.grid, self.card = AgreementGrid(), MatchCard()
        layout = column(self, space=GAP)
        layout.addWidget(self.card)
        layout.addWidget(self.grid)
        self.grid.accepted.connect(self.changed)

    def show_chart(
        self,
        submitted: Mapping[str, Any],
        chart: Candidate | None,
        all_charts: Sequence[Candidate],
        *,
        acceptable: bool,
        first: Sequence[Pair] = (),
    ) -> None:
        """Show the application beside a chart, or alone; `acceptable`: the chart may take values.

        `first` are fields that stand above the person's own.
        """
        self._submitted, self._chart = submitted, chart
        name = ""
        if chart is not None:
            name = self.tr("Chart {number}").format(number=chart.record_number)
        pairs = [self._pair(field, chart, acceptable=acceptable) for field in FIELDS]
        self.grid.show_pairs([*first, *(one for one in pairs if one is not None)], name)
        self.card.show_match(chart, all_charts)

    def accepted(self) -> list[str]:
        """Give the fields that a person has accepted for the chart on show."""
        return self.grid.fields()

    def _pair(self, field: str, chart: Candidate | None, *, acceptable: bool) -> Pair | None:
        submitted = self._value(field, self._submitted_text(field))
        kept = self._value(field, self._chart_text(field, chart)) if chart else ""
        if field in _OPTIONAL and not submitted and not kept:
            return None
        differs = bool(submitted) and submitted != kept
        return Pair(
            self._field_name(field),
            submitted,
            kept,
            _mark(field, chart, submitted, kept),
            self._evidence(field, chart),
            field if acceptable and chart is not None and differs else "",
        )

    def _evidence(self, field: str, chart: Candidate | None) -> str:
        if chart is None:
            return ""
        found = chart.evidence.get(field)
        if found is None:
            return mark_words(chart.agreement[field])
        points = ""
        if found.points is not None:  # Qt leaves a number below zero unwritten
            sign = MINUS if found.points < 0 else ""
            points = sign + self.tr("%n point(s)", None, abs(found.points))
        return DOT.join(filter(None, (level_words(found.level), points)))

    def _submitted_text(self, field: str) -> str:
        if field == "address":
            return one_line_address(part(self._submitted, "address"))
        return line(self._submitted, field)

    def _chart_text(self, field: str, chart: Candidate) -> str:
        if field in {"given_name", "family_name"}:
            given, family = chart.parted_name(
                line(self._submitted, "given_name"), line(self._submitted, "family_name")
            )
            return given if field == "given_name" else family
        return str(getattr(chart, field))

    def _value(self, field: str, text: str) -> str:
        if field == "birth_date":
            return self._calendar.day(text)
        return sex_word(text) if field == "sex" else text

    def _field_name(self, field: str) -> str:
        return {
            "given_name": self.tr("Given name"),
            "middle_name": self.tr("Middle name"),
            "family_name": self.tr("Family name"),
            "suffix": self.tr("Suffix"),
            "birth_date": self.tr("Birth date"),
            "sex": self.tr("Sex"),
            "address": self.tr("Address"),
            "phone": self.tr("Phone"),
            "email": self.tr("E-mail"),
        }[field]


def _mark(field: str, chart: Candidate | None, submitted: str, kept: str) -> str:
    """Give the portal's word, or what two values say where the portal compared them with others."""
    if chart is None:
        return ""
    if chart.agreement[field]:
        return chart.agreement[field]
    if not submitted or not kept:
        return "missing"
    found = chart.evidence.get(field)
    level = found.level if found is not None else ""
    if level in {"close", "initial"}:
        return "close"
    return "agree" if _bare(submitted) == _bare(kept) else "differ"


def _bare(text: str) -> str:
    """A value without what two houses write differently: case, commas, a phone's country code."""
    bare = "".join(sign for sign in text.casefold() if sign.isalnum())
    return bare[-_PHONE:] if bare.isdecimal() else bare
