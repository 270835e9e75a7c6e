"""Which charts an applicant may be: candidates with the reasons, for a person to choose from.

Nothing is ever linked by itself (DOMAIN §5.2). The rules are those of `portal.services.match`; here
is where the queue finds the charts worth comparing, by indexed columns.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import and_, func, select

from portal.db.tables import account_practice, chart_key, patient
from portal.db.unit_of_work import Reader
from portal.services import distinct_persons
from portal.services.match.candidate import Candidate, candidate, full_name, one_line
from portal.services.match.dates import birth_dates_like
from portal.services.match.index import MOST_UNDER_A_KEY
from portal.services.match.keys import keys_of
from portal.services.match.people import Person, chart_of_row, of_submitted
from portal.services.match.ranking import best_matches

Row = Mapping[str, Any]

__all__ = [
    "Candidate",
    "candidates",
    "enrollment_content",
    "full_name",
    "one_line",
    "rank",
    "submitted_values",
]


def candidates(
    reader: Reader, practice_id: int, submitted: Mapping[str, Any], account_id: str | None = None
) -> list[Candidate]:
    """Give the charts of the practice that the applicant may be, best first, at most five.

    `account_id` is the applicant's account: charts that staff told apart from it are marked.
    """
    today = reader.now.date()
    asked = of_submitted(submitted, today)
    rows = _near(reader, practice_id, asked)
    ids = [row["id"] for row in rows]
    return rank(
        submitted,
        rows,
        _with_account(reader, practice_id, ids),
        today=today,
        distinct=distinct_persons.charts_of(reader, practice_id, account_id),
    )


def rank(
    submitted: Mapping[str, Any],
    rows: Iterable[Row],
    with_account: Collection[str],
    *,
    today: date,
    distinct: Collection[str] = (),
) -> list[Candidate]:
    """Score rows of `patient` against an applicant; best first, at most five.

    `with_account` are the ids of charts in use, `distinct` of those that are known to be others.
    """
    asked = of_submitted(submitted, today)
    by_id = {row["id"]: row for row in rows}
    charts = (
        chart_of_row(
            row, today, has_account=row["id"] in with_account, distinct=row["id"] in distinct
        )
        for row in by_id.values()
    )
    return [candidate(asked, by_id[match.chart.id], match) for match in best_matches(asked, charts)]


def enrollment_content(
    submitted: Mapping[str, Any], found: Sequence[Candidate], answer: str = ""
) -> dict[str, Any]:
    """Give the content of an enrollment item; `answer` is what the applicant said when asked."""
    return {"submitted": dict(submitted), "candidates": list(found), "answer": answer}


def submitted_values(  # noqa: PLR0913 - the fields of the sign-up (F24–F33), all by name
    *,
    given_name: str,
    family_name: str,
    birth_date: date,
    phone: str,
    email: str,
    username: str,
    address: Mapping[str, str],
    middle_name: str = "",
    sex: str = "unknown",
    insurance: Mapping[str, str] | None = None,
    terms: Mapping[str, str] | None = None,
    captcha: Mapping[str, str] | None = None,
    security_questions: int = 5,
    appointment_item_id: str | None = None,
) -> dict[str, Any]:
    """Give the `submitted` part of an enrollment's content, every key present."""
    return {
        "given_name": given_name,
        "middle_name": middle_name,
        "family_name": family_name,
        "birth_date": birth_date.isoformat(),
        "sex": sex,
        "address": {
            name: address.get(name, "") for name in ("line", "city", "state", "postal_code")
        },
        "phone": phone,
        "email": email,
        "username": username,
        "insurance": insurance
        and {
            name: insurance.get(name, "")
            for name in ("plan", "member_id", "group_number", "claim_address")
        },
        "terms": terms and {"version": terms["version"], "accepted_at": terms["accepted_at"]},
        "captcha": captcha and {"provider": captcha["provider"], "passed_at": captcha["passed_at"]},
        "security_questions": security_questions,
        "appointment_item_id": appointment_item_id,
    }


def _near(reader: Reader, practice_id: int, asked: Person) -> list[Row]:
    """Give the charts worth comparing: born on a day like the one given, or under a key of theirs."""
    born = patient.c.birth_date.in_(birth_dates_like(asked.born))
    keys = _telling_keys(reader, practice_id, keys_of(asked))
    keyed = patient.c.id.in_(
        select(chart_key.c.patient_id).where(
            and_(chart_key.c.practice_id == practice_id, chart_key.c.key.in_(keys))
        )
    )
    found: dict[str, Row] = {}
    for condition, order in (
        # each in the order of its index: in another, SQLite reads the whole practice
        (born, (patient.c.birth_date, patient.c.family_name)),
        (keyed, (patient.c.id,)),
    ):
        rows = reader.execute(
            select(patient)
            .where(and_(patient.c.practice_id == practice_id, condition))
            .order_by(*order)
        ).mappings()
        found.update((row["id"], dict(row)) for row in rows)
    return list(found.values())


def _telling_keys(reader: Reader, practice_id: int, keys: Sequence[str]) -> list[str]:
    """Leave out keys that so many charts share that they tell nothing."""
    rows = reader.execute(
        select(chart_key.c.key, func.count().label("charts"))
        .where(and_(chart_key.c.practice_id == practice_id, chart_key.c.key.in_(keys)))
        .group_by(chart_key.c.key)
    ).mappings()
    return [row["key"] for row in rows if row["charts"] <= MOST_UNDER_A_KEY]


def _with_account(reader: Reader, practice_id: int, patient_ids: Sequence[str]) -> set[str]:
    if not patient_ids:
        return set()
    rows = reader.execute(
        select(account_practice.c.patient_id).where(
            and_(
                account_practice.c.practice_id == practice_id,
                account_practice.c.status == "active",
                account_practice.c.patient_id.in_(patient_ids),
            )
        )
    ).scalars()
    return {one for one in rows if one is not None}
