"""Enrollments: what a person submitted, beside the chart it may belong to (DOMAIN F24–F36, §5.2).

Whose chart it is, a person says; nothing is chosen beforehand as soon as there is any candidate.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from console.domain.items import Item, ItemKey
from console.models.queue_face import Chip
from console.models.when import Calendar
from console.views.queues.agreement import AgreementGrid, Pair
from console.views.queues.application import application_facts, one_line_address, sex_word
from console.views.queues.banner import Banner
from console.views.queues.body import QueueBody
from console.views.queues.candidate import FIELDS, Candidate, nearly_equal
from console.views.queues.chart_choice import NEW_CHART, ChartChoice
from console.views.queues.facts import FactList
from console.views.queues.reading import line, part, parts
from console.views.queues.section import Section, column, page
from console.views.theme import GAP

_ADULT = 18


class EnrollmentBody(QueueBody):
    """The question whose chart it is, the evidence in two columns, and what else was submitted."""

    def __init__(self, calendar: Calendar | None = None) -> None:
        super().__init__(calendar)
        self._key: ItemKey | None = None
        self._submitted: Mapping[str, Any] = {}
        self._candidates: list[Candidate] = []
        self._shown: Candidate | None = None
        self._terms, self._minor = Banner("bad"), Banner("warn", "people")
        self._tied = Banner("warn", "people")
        self._question = Section(self.tr("Whose chart is it?"))
        self._choice = ChartChoice(self.calendar)
        self._grid = AgreementGrid()
        self._others = Section(self.tr("Also submitted"))
        self._facts = FactList(inset=GAP)
        layout = page(self)
        banners = column(space=GAP)
        for banner in (self._terms, self._minor):
            banners.addWidget(banner)
        layout.addLayout(banners)
        self._question.content.addWidget(self._tied)
        self._question.content.addWidget(self._choice)
        layout.addWidget(self._question)
        layout.addWidget(self._grid)
        self._others.content.addWidget(self._facts)
        layout.addWidget(self._others)
        layout.addStretch(1)
        self._choice.chosen.connect(self._on_chosen)

    def show_item(self, item: Item) -> None:
        """Show what was submitted and the best candidate; keep a choice over a newer version."""
        content = item.entity.get("content")
        self._submitted = part(content, "submitted")
        self._candidates = [Candidate.read(one) for one in parts(content, "candidates")]
        choice = self._choice.choice if item.key == self._key else ""
        self._key = item.key
        if not self._candidates:
            choice = NEW_CHART
        elif choice not in {NEW_CHART, *(one.patient_id for one in self._candidates)}:
            choice = ""
        self._show_banners()
        self._choice.show_candidates(self._candidates, choice)
        self._show_chart(self._chosen() or (self._candidates[0] if self._candidates else None))
        self._facts.show_facts(application_facts(self._submitted, self.calendar))
        self.choice_changed.emit()

    def badges(self, item: Item) -> Sequence[Chip]:
        """Mark a minor."""
        content = item.entity.get("content")
        years = self.calendar.years(line(part(content, "submitted"), "birth_date"))
        if years is not None and years < _ADULT:
            return (Chip("people", self.tr("Minor"), "warn"),)
        return ()

    def params(self, action: str) -> dict[str, Any]:
        """Name the chart for an approval."""
        if action != "approve" or not self._choice.choice:
            return {}
        if self._choice.choice == NEW_CHART:
            return {"chart": "new"}
        return {"chart": "link", "patient_id": self._choice.choice}

    def blocker(self, action: str) -> str:
        """Say what still stands between the applicant and an account."""
        if action != "approve":
            return ""
        if not part(self._submitted, "terms"):
            return self.tr("The applicant has not accepted the terms, so there can be no account.")
        if not self._choice.choice:
            return self.tr("Choose the chart that the account belongs to, or a new chart.")
        chart = self._chosen()
        return self._blocked_by(chart) if chart else ""

    def _blocked_by(self, chart: Candidate) -> str:
        if chart.deceased:
            return self.tr("Chart {number} is of a person who has died.").format(
                number=chart.record_number
            )
        if chart.has_account:
            return self.tr("Chart {number} has an account already; it can not get another.").format(
                number=chart.record_number
            )
        return ""

    def _chosen(self) -> Candidate | None:
        choice = self._choice.choice
        return next((one for one in self._candidates if one.patient_id == choice), None)

    def _on_chosen(self, _choice: str) -> None:
        chart = self._chosen()
        if chart is not None:
            self._show_chart(chart)
        self.choice_changed.emit()

    def _show_banners(self) -> None:
        missing = not part(self._submitted, "terms")
        self._terms.say(self.tr("The terms have not been accepted.") if missing else "")
        years = self.calendar.years(line(self._submitted, "birth_date"))
        if years is not None and 0 <= years < _ADULT:
            self._minor.say(
                self.tr("The applicant is a minor: {age} old.").format(
                    age=self.calendar.age_of(line(self._submitted, "birth_date"))
                ),
                self.tr("Make sure that a guardian stands behind this request."),
            )
        else:
            self._minor.say("")
        tied = nearly_equal(self._candidates)
        self._tied.say(
            self.tr("Two charts match about equally well. Look at both.") if tied else ""
        )

    def _show_chart(self, chart: Candidate | None) -> None:
        self._shown = chart
        name = ""
        if chart is not None:
            name = self.tr("Chart {number}").format(number=chart.record_number)
        self._grid.show_pairs([self._pair(field, chart) for field in FIELDS], name)

    def _pair(self, field: str, chart: Candidate | None) -> Pair:
        agreement = chart.agreement[field] if chart else ""
        return Pair(
            self._field_name(field),
            self._value(field, self._submitted_text(field)),
            self._value(field, self._chart_text(field, chart)) if chart else "",
            agreement,
        )

    def _submitted_text(self, field: str) -> str:
        if field == "address":
            return one_line_address(part(self._submitted, "address"))
        if field == "given_name":
            names = (line(self._submitted, "given_name"), line(self._submitted, "middle_name"))
            return " ".join(filter(None, names))
        return line(self._submitted, field)

    def _chart_text(self, field: str, chart: Candidate) -> str:
        if field in {"given_name", "family_name"}:
            given, family = chart.names(
                line(self._submitted, "given_name"), line(self._submitted, "family_name")
            )
            return given if field == "given_name" else family
        return str(getattr(chart, field))

    def _value(self, field: str, text: str) -> str:
        if field == "birth_date":
            return self.calendar.day(text)
        return sex_word(text) if field == "sex" else text

    def _field_name(self, field: str) -> str:
        return {
            "given_name": self.tr("Given name"),
            "family_name": self.tr("Family name"),
            "birth_date": self.tr("Birth date"),
            "sex": self.tr("Sex"),
            "address": self.tr("Address"),
            "phone": self.tr("Phone"),
            "email": self.tr("E-mail"),
        }[field]
