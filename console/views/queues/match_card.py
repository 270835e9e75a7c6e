"""How sure the portal is that a chart is the applicant's, and what speaks against it (PEERS B3)."""

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from console.views.queues.banner import Banner
from console.views.queues.candidate import Candidate
from console.views.queues.facts import Fact, FactList
from console.views.queues.match_words import bar_sentence, guard_sentence, why_words
from console.views.queues.section import column, reveal
from console.views.theme import GAP


class MatchCard(QWidget):
    """The score, why it is not higher, and how far behind the next chart is; hidden without one."""

    def __init__(self) -> None:
        super().__init__()
        layout = column(self, space=GAP)
        self._bar, self._guard = Banner("bad"), Banner("warn", "people")
        self._facts = FactList(inset=GAP)
        for widget in (self._bar, self._guard, self._facts):
            layout.addWidget(widget)

    def show_match(self, chart: Candidate | None, all_charts: Sequence[Candidate]) -> None:
        """Show one of the candidates beside the others."""
        reveal(self, shown=chart is not None)
        if chart is None:
            return
        self._bar.say(bar_sentence(chart))
        self._guard.say(guard_sentence(chart))
        self._facts.show_facts([*self._score(chart), *self._next(chart, all_charts)])

    def texts(self) -> list[str]:
        """Give the warnings on the screen."""
        return [one.text() for one in (self._bar, self._guard) if not one.isHidden()]

    def facts(self) -> list[tuple[str, str]]:
        """Give the facts on the screen."""
        return self._facts.shown()

    def _score(self, chart: Candidate) -> list[Fact]:
        if chart.score is None:
            return []
        score = self.tr("{points} of 100 points").format(points=chart.score)
        facts = [Fact(self.tr("Match"), score)]
        why = [why_words(code) for code in chart.why_not_higher]
        if why:
            facts.append(Fact(self.tr("Why not higher"), "; ".join(why)))
        return facts

    def _next(self, chart: Candidate, all_charts: Sequence[Candidate]) -> list[Fact]:
        others = [one for one in all_charts if one is not chart and one.score is not None]
        if not others or chart.score is None:
            return []
        other = max(others, key=lambda one: one.score or 0)
        lead = chart.score - (other.score or 0)
        if lead >= 0:
            form = self.tr("{number} ({name}), {points} points: {lead} fewer")
        else:
            form = self.tr("{number} ({name}), {points} points: {lead} more")
        told = form.format(
            number=other.record_number, name=other.name, points=other.score, lead=abs(lead)
        )
        title = self.tr("Second best") if lead >= 0 else self.tr("Better match")
        return [Fact(title, told)]
