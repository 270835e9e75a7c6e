"""What an item of the queue of results without a chart holds.

person      as sent: names [{family, given, middle, suffix}], birth_date, sex, identifiers [{value,
            authority, kind}], address {line, city, state, postal_code}, phones, email
reason      a code of `whose.REASONS`
report      the newest version, as in the result queue: code, title, raw_status, performer, effective_at,
            issued_at, text, `observations` with code, name, value_number, value_text, comparator, unit,
            range_low, range_high, flag, own_flag, raw_status, effective_at, …
versions    all that came, oldest first: [{raw_status, birth_date, issued_at, received_at, message_id}];
            a chart has to agree with the birth date of each
candidates  charts that it may belong to, with the reasons (`match.candidate`) and their `bar`
other       the chart that has the order now, where that is why: {patient_id, name, birth_date,
            record_number}; null otherwise
message_id  of the newest version; source: who sent it
matched     {patient_id, reports} once it has been
"""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

from sqlalchemy import and_, select

from portal.db.tables import patient
from portal.db.unit_of_work import Reader
from portal.domain.moments import moment_text
from portal.intake.shape import PersonName, SentPerson
from portal.services import matching
from portal.services.intake.kept_shape import Kept
from portal.services.intake.report_rows import observation_rows, report_row
from portal.services.match.candidate import Candidate, full_name
from portal.services.result_content import CRITICAL_FLAGS, LONGEST, observation_values

MOST_OBSERVATIONS = 500  # shown in the item; the message has all
_BARS = {"merged": "CHART_MERGED", "restricted": "CHART_RESTRICTED"}

Row = Mapping[str, Any]


def content_for(
    versions: Sequence[tuple[Row, Kept]], reason: str, found: Sequence[Candidate], other: Row | None
) -> dict[str, Any]:
    """Give the content; `versions` are rows of `unmatched_report` with what they keep, oldest first."""
    newest, kept = versions[-1]
    return {
        "person": person_content(kept.person),
        "reason": reason,
        "report": _report(kept, newest),
        "versions": [_version(row, one) for row, one in versions],
        "candidates": list(found),
        "other": other,
        "message_id": newest["message_id"],
        "source": newest["sender"],
    }


def is_critical(content: Row) -> bool:
    """Tell whether a value of the newest version is one at which the laboratory calls."""
    return any(one["flag"] in CRITICAL_FLAGS for one in content["report"]["observations"])


def person_content(sent: SentPerson) -> dict[str, Any]:
    """Give a person as sent."""
    return {
        "names": [asdict(one) for one in sent.names],
        "birth_date": None if sent.birth_date is None else sent.birth_date.isoformat(),
        "sex": sent.sex,
        "identifiers": [asdict(one) for one in sent.identifiers],
        "address": {
            "line": sent.address_line,
            "city": sent.city,
            "state": sent.state,
            "postal_code": sent.postal_code,
        },
        "phones": list(sent.phones),
        "email": sent.email,
        "deceased": sent.deceased,
    }


def name_of(sent: SentPerson) -> str:
    """Give the person's name as sent in one line; "" for none."""
    if not sent.names:
        return ""
    one = sent.names[0]
    parts = (one.given, one.middle, one.family, one.suffix)
    return " ".join(part for part in parts if part)


def candidates(reader: Reader, practice_id: int, sent: SentPerson) -> list[Candidate]:
    """Give the charts that the person may be, best first, at most five, as an enrollment has them.

    An account on the chart is no obstacle here; a chart that nothing may go into has its `bar`.
    """
    if not sent.names and sent.birth_date is None:
        return []
    found = matching.candidates(reader, practice_id, _submitted(sent))
    return [{**one, "bar": _bar(one)} for one in found]


def other_chart(reader: Reader, practice_id: int, patient_id: str) -> dict[str, Any]:
    """Give the head of the chart that has the order now."""
    row = (
        reader.execute(
            select(patient).where(
                and_(patient.c.practice_id == practice_id, patient.c.id == patient_id)
            )
        )
        .mappings()
        .one()
    )
    return {
        "patient_id": patient_id,
        "name": full_name(dict(row)),
        "birth_date": row["birth_date"].isoformat(),
        "record_number": row["record_number"],
    }


def _bar(found: Candidate) -> str | None:
    if found["deceased"]:
        return "CHART_DECEASED"
    return _BARS.get(found["status"])


def _submitted(sent: SentPerson) -> dict[str, Any]:
    name = sent.names[0] if sent.names else PersonName()
    return {
        "given_name": name.given,
        "middle_name": name.middle,
        "family_name": name.family,
        "suffix": name.suffix,
        "birth_date": None if sent.birth_date is None else sent.birth_date.isoformat(),
        "sex": sent.sex,
        "address": {
            "line": sent.address_line,
            "city": sent.city,
            "state": sent.state,
            "postal_code": sent.postal_code,
        },
        "phone": next(iter(sent.phones), ""),
        "email": sent.email,
    }


def _report(kept: Kept, row: Row) -> dict[str, Any]:
    stored = report_row(kept.report, kept.at)
    told = ("code", "title", "raw_status", "performer", "specimen", "filler_number")
    values = observation_rows(kept.report, stored)[:MOST_OBSERVATIONS]
    return {name: stored[name] for name in told} | {
        "effective_at": moment_text(stored["effective_at"]),
        "issued_at": moment_text(stored["issued_at"]),
        "text": stored["text"][:LONGEST],
        "observations": [{**observation_values(one), "history": []} for one in values],
        "documents": [one.title for one in kept.papers],
    }


def _version(row: Row, kept: Kept) -> dict[str, Any]:
    issued, born = kept.report.issued_at, kept.person.birth_date
    return {
        "raw_status": row["raw_status"],
        "birth_date": None if born is None else born.isoformat(),
        "issued_at": None if issued is None else moment_text(issued),
        "received_at": moment_text(row["received_at"]),
        "message_id": row["message_id"],
    }
