"""What an enrollment item holds: the application, the charts it may belong to, questions and answers.

    {"submitted": {…, "suffix"}, "candidates": [{…, "given_name", "middle_name", "family_name",
     "suffix", "bar"}], "route": "sign_up" | "with_account", "answer": "",
     "exchange": [{"question", "asked_at", "answer", "answered_at", "changed": [field, …]}]}

`bar` is the rule that keeps the account from a chart, or null; `answer` is the newest one.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import and_, select

from portal.db.tables import item, patient
from portal.db.unit_of_work import Reader, UnitOfWork
from portal.domain.moments import moment_text
from portal.services import item_changes, matching
from portal.services.match.verdict import KINDRED

Candidate = dict[str, Any]
Content = dict[str, Any]
SIGN_UP, WITH_ACCOUNT = "sign_up", "with_account"
_MOST_MOVED = 20
_NAMES = ("given_name", "middle_name", "family_name", "suffix")
_BARRED_STATUS = {"merged": "CHART_MERGED", "restricted": "CHART_RESTRICTED"}


def bar_of(chart: Mapping[str, Any], *, has_account: bool) -> str | None:
    """Give the rule that keeps an account from being linked to a chart (DOMAIN §5.2, hard stops)."""
    if chart.get("deceased_on") is not None:
        return "CHART_DECEASED"
    barred = _BARRED_STATUS.get(chart.get("status") or "active")
    return barred or ("CHART_HAS_ACCOUNT" if has_account else None)


def enriched(candidate: Candidate, chart: Mapping[str, Any]) -> Candidate:
    """Give a candidate with the chart's names apart and its bar."""
    return {
        **candidate,
        **{name: chart.get(name) or "" for name in _NAMES},
        "bar": bar_of(chart, has_account=candidate["has_account"]),
    }


def find(
    reader: Reader, practice_id: int, submitted: Mapping[str, Any], account_id: str | None = None
) -> list[Candidate]:
    """Give the charts that the applicant may be, best first, as they stand now.

    `account_id` is the applicant's: charts marked as another person's are never strong.
    """
    found = matching.candidates(reader, practice_id, submitted, account_id)
    if not found:
        return []
    ids = [one["patient_id"] for one in found]
    rows = reader.execute(
        select(patient).where(and_(patient.c.practice_id == practice_id, patient.c.id.in_(ids)))
    ).mappings()
    charts = {row["id"]: dict(row) for row in rows}
    return [enriched(one, charts[one["patient_id"]]) for one in found]


def content(
    submitted: Mapping[str, Any],
    candidates: Sequence[Candidate],
    *,
    route: str = SIGN_UP,
    exchange: Sequence[Mapping[str, Any]] = (),
) -> Content:
    """Give the content of an enrollment item, every key present."""
    answer = exchange[-1]["answer"] if exchange else ""
    return matching.enrollment_content(submitted, candidates, answer) | {
        "route": route,
        "exchange": [dict(one) for one in exchange],
    }


def with_question(before: Content, question: str, at: datetime) -> Content:
    """Give the content after the applicant has been asked something; what was said before stays."""
    asked: dict[str, Any] = {
        "question": question,
        "asked_at": moment_text(at),
        "answer": "",
        "answered_at": None,
        "changed": [],
    }
    return {**before, "answer": "", "exchange": [*before.get("exchange", []), asked]}


def with_answer(
    before: Content,
    submitted: Mapping[str, Any],
    candidates: Sequence[Candidate],
    answer: str,
    at: datetime,
) -> Content:
    """Give the content after the applicant has answered; `changed` names what they corrected."""
    rounds = [dict(one) for one in before.get("exchange", [])]
    if not rounds:  # asked before exchanges were kept
        rounds = with_question(before, "", at)["exchange"]
    old = before["submitted"]
    changed = [name for name in submitted if submitted[name] != old.get(name, "")]
    rounds[-1] |= {"answer": answer, "answered_at": moment_text(at), "changed": sorted(changed)}
    route = before.get("route", SIGN_UP)
    return content(submitted, candidates, route=route, exchange=rounds)


def asked_at(of: Mapping[str, Any]) -> str | None:
    """Give when the open question was asked; None when there is none."""
    rounds = of.get("exchange") or []
    if not rounds or rounds[-1]["answered_at"] is not None:
        return None
    at: str = rounds[-1]["asked_at"]
    return at


def show_chart(uow: UnitOfWork, practice_id: int, patient_id: str, *, but: str) -> None:
    """Let the open requests that may be about this very chart show it as it stands now.

    Only those that it may belong to: a sister's approval must not make the decision on her brother
    stale. One that is being decided at this moment is not waited for; it looks at the charts itself.
    """
    born = uow.execute(
        select(patient.c.birth_date).where(
            and_(patient.c.practice_id == practice_id, patient.c.id == patient_id)
        )
    ).scalar_one()
    waiting = uow.execute(
        select(item)
        .where(and_(item.c.practice_id == practice_id, item.c.kind == "enrollment"))
        .where(and_(item.c.is_open.is_(True), item.c.subject_birth_date == born))
        .where(item.c.id != but)
        .order_by(item.c.id)
        .limit(_MOST_MOVED)
        .with_for_update(skip_locked=True)
    ).mappings()
    for row in [dict(one) for one in waiting]:
        before = item_changes.content_of(row)
        found = find(uow, practice_id, before["submitted"], row["account_id"])
        concerned = [one for one in found if one["patient_id"] == patient_id and not guarded(one)]
        if concerned and found != before["candidates"]:
            item_changes.change(
                uow,
                row,
                state=row["state"],
                is_open=True,
                content={**before, "candidates": found},
            )


def guarded(candidate: Mapping[str, Any]) -> bool:
    """Whether the evidence itself says that it is somebody else of the family (invariant 6)."""
    return candidate["band"] == "none" or candidate["guard"] in KINDRED
