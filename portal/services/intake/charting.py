"""A report with its chart known: its rows, its files, and what became of it."""

from collections.abc import Mapping, Sequence
from typing import Any

from portal.db.unit_of_work import UnitOfWork
from portal.services import report_papers, reports, result_intake, result_withdrawing, tasks
from portal.services.intake.kept_shape import Kept
from portal.services.intake.outcome import Landed
from portal.services.intake.papers import Attached
from portal.services.intake.report_rows import observation_rows, report_row
from portal.services.policies import store
from portal.services.policies.result import ResultPolicy
from portal.services.raw_status import not_releasable_reason
from portal.services.result_intake import Received
from portal.services.result_kinds import sensitive_of

REFUSED_LINE = "The laboratory attached a document that could not be accepted: {refusal}"
LATER_LINE = (
    "The laboratory attached a document to this version. It is filed with the final result."
)
PAPER_REFUSED = "paper_refused"
_FILED, _SAME = frozenset({"new", "updated", "corrected"}), "same"

Row = Mapping[str, Any]


def chart(
    uow: UnitOfWork, patient_id: str, kept: Kept, *, practice_id: int, source: str, message_id: str
) -> Landed:
    """Put a report into a chart; repeating it changes nothing."""
    head = report_row(kept.report, kept.at)
    observations = observation_rows(kept.report, head)
    whole = {
        "practice_id": practice_id,
        "patient_id": patient_id,
        "source": source,
        "message_id": message_id,
    }
    report = head | whole
    report["filler_number"] = order_number(head)
    final = not not_releasable_reason(report, observations)
    report["text"] = "\n\n".join(
        part for part in (head["text"], *_lines(kept, final=final)) if part
    )
    received = result_intake.receive(uow, report, observations)
    _papers(uow, report, observations, received, kept.papers, final=final)
    return Landed(
        filler_number=head["filler_number"],
        code=head["code"],
        status_raw=head["raw_status"],
        what=received.what,
        report_id=received.report_id,
        item_id=received.item_id,
        patient_id=patient_id,
        releasable=final,
    )


def order_number(report: Row) -> str:
    """Give the number by which an order is known: the laboratory's own, or else who ordered it."""
    number: str = report["filler_number"] or report["placer_number"]
    return number


def _lines(kept: Kept, *, final: bool) -> list[str]:
    """Say in the report's text what became of files that the chart does not have."""
    refused = [REFUSED_LINE.format(refusal=one.refusal) for one in kept.papers if one.paper is None]
    waits = not final and any(one.paper is not None for one in kept.papers)
    return [*dict.fromkeys(refused), *([LATER_LINE] if waits else [])]


def _papers(
    uow: UnitOfWork,
    report: Row,
    observations: Sequence[Row],
    received: Received,
    papers: Sequence[Attached],
    *,
    final: bool,
) -> None:
    """File what the gate for PDFs has let through, beside what the version before it brought."""
    titled = [(one.title, one.paper) for one in papers if one.paper is not None]
    if received.replaces is not None and received.item_id is not None:
        brought = {paper.sha256 for _, paper in titled}
        report_papers.pass_on(uow, received.replaces, received.item_id, brought)
    item_id = _home(uow, report["practice_id"], received) if final and titled else None
    if item_id is not None:
        policy = store.current(uow, report["practice_id"], ResultPolicy)
        sensitive = sensitive_of(report, observations, policy.sensitive_codes)
        anew = received.what != _SAME
        report_papers.file(uow, report, item_id, titled, sensitive, anew=anew)
    if received.what in _FILED:
        _ask_for_refused(uow, report, received, papers)


def _home(uow: UnitOfWork, practice_id: int, received: Received) -> str | None:
    """Give the item that a version's files belong to; None for a version that does not hold.

    A report may be sent again for nothing but the file that it comes with this time.
    """
    if received.what in _FILED:
        return received.item_id
    if received.what != _SAME:
        return None
    stored = reports.report_of(uow, practice_id, received.report_id)
    if stored["recalled_at"] is not None or not reports.is_newest(uow, stored):
        return None
    row = result_withdrawing.item_of(uow, stored)
    holds = row is not None and (row["is_open"] or row["state"] in result_withdrawing.VISIBLE)
    return row["id"] if row is not None and holds else None


def _ask_for_refused(
    uow: UnitOfWork, report: Row, received: Received, papers: Sequence[Attached]
) -> None:
    """Have somebody ask anew for each file that the gate has refused."""
    for one in papers:
        if one.paper is None:
            tasks.create(
                uow,
                practice_id=report["practice_id"],
                code=PAPER_REFUSED,
                summary="Ask the laboratory for a document that could not be accepted",
                patient_id=report["patient_id"],
                origin_id=received.item_id,
                details={"fault": one.code},
            )
