"""Somebody says whose a waiting result is: what must hold, and what follows (DOMAIN §5.4).

A chart that was merged away or is restricted takes nothing. Where the birth date as sent contradicts
the chart's, or the person has died, it takes words why.
"""

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from portal.db.unit_of_work import UnitOfWork
from portal.domain.problems import Problem
from portal.services import charts
from portal.services.intake import charting, turn, unmatched
from portal.services.rules import refused

_BARRED = {
    "merged": ("CHART_MERGED", "The chart was merged into another one."),
    "restricted": ("CHART_RESTRICTED", "The chart is restricted; the practice's admin decides."),
}
Row = Mapping[str, Any]


def chart_for(uow: UnitOfWork, row: Row, patient_id: str, *, overridden: bool) -> Row:
    """Give the chart that the versions of an item may go into, locked.

    Raises Problem(rule-refused): CHART_UNKNOWN, CHART_MERGED, CHART_RESTRICTED; and, unless somebody
    has said why it is theirs all the same, BIRTH_DATE_DIFFERS and CHART_DECEASED.
    """
    try:
        chart = charts.lock(uow, row["practice_id"], patient_id)
    except Problem as problem:
        raise refused("CHART_UNKNOWN", "The chart does not belong to this practice.") from problem
    barred = _BARRED.get(chart["status"] or "active")
    if barred is not None:
        raise refused(*barred)
    born = {
        kept.person.birth_date
        for _, kept in unmatched.versions_of(uow, row["practice_id"], row["id"])
    } - {None}
    if not overridden and born - {chart["birth_date"]}:
        raise refused("BIRTH_DATE_DIFFERS", "The laboratory names another date of birth.")
    if not overridden and chart["deceased_on"] is not None:
        raise refused("CHART_DECEASED", "The chart is marked as deceased.")
    return chart


def match(uow: UnitOfWork, row: Row, chart: Row) -> list[dict[str, Any]]:
    """Put every waiting version of an item into the chart, oldest first; says what became of each.

    What another chart has of the same order is taken back there (`result_intake`).
    """
    practice_id, patient_id = row["practice_id"], chart["id"]
    turn.lock(uow, practice_id)
    landed = [
        charting.chart(
            uow,
            patient_id,
            kept,
            practice_id=practice_id,
            source=version["sender"],
            message_id=version["message_id"],
        )
        for version, kept in unmatched.in_order(unmatched.versions_of(uow, practice_id, row["id"]))
    ]
    unmatched.mark(uow, row, unmatched.MATCHED, patient_id)
    told = ("what", "report_id", "item_id", "status_raw")
    return [{name: asdict(one)[name] for name in told} for one in landed]
