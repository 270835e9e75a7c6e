"""Files that come inside a message: past the gate for PDFs and stored, before any transaction."""

from collections.abc import Callable
from dataclasses import dataclass

from portal.domain.problems import Problem
from portal.intake.shape import Parsed, SentDocument, SentReport
from portal.services import document_intake
from portal.services.document_intake import Paper
from portal.services.files import Files


@dataclass(frozen=True)
class Attached:
    """A file of a report: stored as `paper`, or not accepted, and then `refusal` says why."""

    title: str
    paper: Paper | None
    code: str = ""  # of `pdf_gate.Fault`
    refusal: str = ""  # a sentence in English


Papers = tuple[tuple[Attached, ...], ...]
"""Of each report, in the order of `Parsed.reports`, its files in the order of `documents`."""


def keep(files: Files, practice_id: int, parsed: Parsed, before_each: Callable[[], None]) -> Papers:
    """Check and store every file of a message; never raises for what a file holds.

    Each may take its time at the gate: what `before_each` raises is passed on.
    """

    def of_report(report: SentReport) -> tuple[Attached, ...]:
        return tuple(_keep(files, practice_id, sent, before_each) for sent in report.documents)

    return tuple(of_report(report) for report in parsed.reports)


def _keep(
    files: Files, practice_id: int, sent: SentDocument, before: Callable[[], None]
) -> Attached:
    before()
    try:
        return Attached(sent.title, document_intake.keep(files, practice_id, sent.content))
    except Problem as problem:
        code = str(problem.extra.get("rule", ""))
        return Attached(sent.title, None, code, problem.detail or problem.type.title)
