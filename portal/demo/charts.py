"""The charts of a practice in memory, to find candidates for many applicants without a database."""

from collections.abc import Collection, Iterable, Mapping
from datetime import date
from typing import Any

from portal.demo.source import Row
from portal.services.enrollment_content import enriched
from portal.services.match.candidate import candidate
from portal.services.match.index import ChartIndex
from portal.services.match.people import chart_of_row, of_submitted
from portal.services.match.ranking import best_matches


class Charts:
    """Charts under the keys by which the portal finds them; a test holds the two together."""

    def __init__(self, rows: Iterable[Row], with_account: Collection[str], today: date) -> None:
        self._today = today
        self._rows = {row["id"]: row for row in rows}
        self._index = ChartIndex(
            chart_of_row(row, today, has_account=row["id"] in with_account)
            for row in self._rows.values()
        )

    def candidates(self, submitted: Mapping[str, Any]) -> list[dict[str, Any]]:
        """Find the charts that somebody may be, best first, as the portal does."""
        asked = of_submitted(submitted, self._today)
        return [
            enriched(
                candidate(asked, self._rows[match.chart.id], match), self._rows[match.chart.id]
            )
            for match in best_matches(asked, self._index.near(asked))
        ]
