"""Which charts an applicant may be: candidates with the reasons, for a person to choose from.

Nothing is ever linked by itself (DOMAIN §5.2). Only charts with the applicant's birth date, or one
that is a slip away from it, are looked at: without it no evidence adds up to a candidate.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import and_, select

from portal.db.tables import account_practice, patient
from portal.db.unit_of_work import Reader
from portal.services.evidence import Person, agreement, band, score

Candidate = dict[str, Any]
Chart = Mapping[str, Any]

SHOWN = 5


def candidates(reader: Reader, practice_id: int, submitted: Mapping[str, Any]) -> list[Candidate]:
    """Give the charts of the practice that the applicant may be, best first, at most five."""
    charts = [
        dict(row)
        for row in reader.execute(
            select(patient)
            .where(
                and_(
                    patient.c.practice_id == practice_id,
                    patient.c.birth_date.in_(birth_dates_like(submitted["birth_date"])),
                )
            )
            .order_by(patient.c.id)
        ).mappings()
    ]
    taken = _with_account(reader, practice_id, [chart["id"] for chart in charts])
    return rank(submitted, charts, taken)


def rank(
    submitted: Mapping[str, Any], charts: Iterable[Chart], with_account: Collection[str]
) -> list[Candidate]:
    """Score charts against an applicant; `with_account` are the ids of charts in use."""
    asked = Person.of_submitted(submitted)
    found = [
        candidate
        for chart in charts
        if (candidate := _candidate(asked, chart, chart["id"] in with_account)) is not None
    ]
    found.sort(key=lambda one: (-one["score"], one["record_number"]))
    return found[:SHOWN]


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


def birth_dates_like(text: str) -> set[date]:
    """Give a birth date and what it becomes by one wrong digit or by swapping day and month."""
    day = date.fromisoformat(text)
    spelled = [day.isoformat(), f"{day.year:04}-{day.day:02}-{day.month:02}"]
    for place, digit in enumerate(day.isoformat()):
        if digit != "-":
            spelled += [text[:place] + other + text[place + 1 :] for other in "0123456789"]
    found = set()
    for one in spelled:
        try:
            found.add(date.fromisoformat(one))
        except ValueError:
            continue
    return found


def one_line(chart: Chart) -> str:
    """Give a chart's address in one line."""
    place = " ".join(part for part in (chart["state"], chart["postal_code"]) if part)
    return ", ".join(part for part in (chart["address_line"], chart["city"], place) if part)


def full_name(chart: Chart) -> str:
    """Give a chart's name as it is written."""
    names = (chart["given_name"], chart["middle_name"], chart["family_name"])
    return " ".join(name for name in names if name)


def _candidate(asked: Person, chart: Chart, has_account: bool) -> Candidate | None:  # noqa: FBT001 - a fact of the chart
    found = agreement(asked, Person.of_chart(chart))
    points = score(found)
    rating = band(found, points)
    if rating == "none":
        return None
    return {
        "patient_id": chart["id"],
        "record_number": chart["record_number"],
        "name": full_name(chart),
        "birth_date": chart["birth_date"].isoformat(),
        "sex": chart["sex"],
        "address": one_line(chart),
        "phone": chart["phone"],
        "email": chart["email"],
        "has_account": has_account,
        "deceased": chart["deceased_on"] is not None,
        "score": points,
        "band": rating,
        "agreement": found,
    }


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
