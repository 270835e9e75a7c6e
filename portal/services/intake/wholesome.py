"""What a message says, made fit for any database, and one report for each order of a message."""

from collections.abc import Iterable, Sequence
from dataclasses import is_dataclass, replace
from datetime import date, datetime
from typing import Any
from weakref import WeakValueDictionary

from portal.intake.shape import Parsed, SentObservation, SentReport
from portal.services.intake.papers import Attached, Papers
from portal.services.raw_status import RELEASABLE_STATUS

_PLAIN = frozenset({type(None), bool, int, float, bytes, date, datetime})
Paired = tuple[SentReport, tuple[Attached, ...]]
_whole: WeakValueDictionary[int, Parsed] = WeakValueDictionary()  # by their identity


def cleaned(sent: Parsed) -> Parsed:
    """Leave out of every text what no database keeps: NUL, and halves of characters."""
    if _whole.get(id(sent)) is sent:
        return sent  # looked through before, and it never changes
    found: Parsed = _cleaned(sent)
    _whole[id(found)] = found
    return found


def _cleaned(value: Any) -> Any:
    found = value
    kind = type(value)
    if kind is str:
        if not value.isascii() or "\x00" in value:
            found = value.replace("\x00", "").encode("utf-8", "replace").decode("utf-8")
    elif kind is tuple:
        parts = [_cleaned(one) for one in value] if value else []
        if any(new is not old for new, old in zip(parts, value, strict=True)):
            found = tuple(parts)
    elif kind not in _PLAIN and is_dataclass(value) and not isinstance(value, type):
        held = vars(value)
        changed = {name: new for name, old in held.items() if (new := _cleaned(old)) is not old}
        found = replace(value, **changed) if changed else value
    return found


def one_for_each_order(parsed: Parsed, papers: Papers) -> list[Paired]:
    """Give the reports with their files; those of one order and code in a message are one report.

    A panel may be sent in pieces, each with its own OBR. Taken one after the other, each would be a
    new version that takes the place of the one before.
    """
    attached: Sequence[tuple[Attached, ...]] = papers or ((),) * len(parsed.reports)
    found: dict[tuple[str, str], list[Paired]] = {}
    for number, pair in enumerate(zip(parsed.reports, attached, strict=True)):
        report = pair[0]
        order = report.filler_number or report.placer_number
        # what tells versions of an order from another order (`report_versions`), and nothing more
        key = (order, report.code.code) if order else ("", str(number))
        found.setdefault(key, []).append(pair)
    return [_joined(pairs) for pairs in found.values()]


def _joined(pairs: Sequence[Paired]) -> Paired:
    first = pairs[0][0]
    if len(pairs) == 1:
        return pairs[0]
    reports = [report for report, _ in pairs]
    values = [value for report in reports for value in _dated(report)]
    joined = replace(
        first,
        raw_status=_least(report.raw_status for report in reports),
        text="\n\n".join(dict.fromkeys(report.text for report in reports if report.text)),
        issued_at=max((one.issued_at for one in reports if one.issued_at), default=None),
        observations=tuple(
            replace(value, ordinal=ordinal) for ordinal, value in enumerate(values, start=1)
        ),
    )
    return joined, tuple(paper for _, papers in pairs for paper in papers)


def _dated(report: SentReport) -> list[SentObservation]:
    return [
        replace(one, effective_at=one.effective_at or report.effective_at)
        for one in report.observations
    ]


def _least(sent: Iterable[str]) -> str:
    """Give the status that lets the least through: of a piece that is not final, if there is one."""
    statuses = list(sent)
    return next((one for one in statuses if one not in RELEASABLE_STATUS), statuses[0])
