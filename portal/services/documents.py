"""Documents of a chart (letters, reports, forms) behind the same gate as results (DOMAIN F64–F67).

The file stands in `services.files`, sealed; the row of `document` says what it is. What an item of the
queue holds:

document   id, title, category, author, media_type, size, pages, created_at, `sensitive` category or ""
release    the clock (`release_policy.Clock.content`) and the `hold`, or null
audience   who would see it today, with the digest that a release may name
recall     {reason_code, seen, seen_at, recipients} once it has been taken back
"""

import logging
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import and_, select, update

from portal.db.tables import document, patient
from portal.db.unit_of_work import Reader, UnitOfWork
from portal.domain.moments import moment_text
from portal.domain.problems import Problem, ProblemType
from portal.domain.us_states import postal_code
from portal.queues.reasons import DOCUMENT_RECALLS
from portal.services import holds
from portal.services.audience import Viewer, audience, audience_content
from portal.services.files import FileDamagedError, FileMissingError, Files
from portal.services.gate import Kind, Row, was_seen
from portal.services.item_changes import content_of
from portal.services.policies import store
from portal.services.policies.result import ResultPolicy
from portal.services.practice_time import today, zone_of
from portal.services.release_policy import Facts, clock_of
from portal.services.rules import not_found, refused

_log = logging.getLogger(__name__)

PDF = "application/pdf"
FINAL = "final"  # a document is sent when it is done


class DocumentGate:
    """Documents behind the gate."""

    def fresh_content(self, reader: Reader, row: Row) -> dict[str, Any]:
        """Give the content as it would be made now; what people did on it is kept."""
        practice_id, old = row["practice_id"], content_of(row)
        hold = holds.standing(reader, practice_id, row["id"], zone_of(reader, practice_id))
        lapsed = holds.ran_out(reader, practice_id, row["id"])
        bars = (*(("ON_HOLD",) if hold else ()), *(("HOLD_ENDED",) if lapsed else ()))
        stored = document_of(reader, practice_id, old["document"]["id"])
        made = content_for(reader, stored, row["submitted_at"], bars)
        made["release"]["hold"] = hold
        return made | {"recall": old["recall"]}

    def viewers(self, reader: Reader, row: Row) -> list[Viewer]:
        """Say who would see the document if it were released now."""
        found = document_of(reader, row["practice_id"], document_id(row))
        return viewers_of(reader, found, store.current(reader, row["practice_id"], ResultPolicy))

    def open_to_patients(self, uow: UnitOfWork, row: Row) -> None:
        """Make the document visible; raises Problem(rule-refused: DECEASED)."""
        found = _locked(uow, row["practice_id"], document_id(row))
        if person_of(uow, found).deceased_on is not None:
            raise refused("DECEASED", "The chart is marked as deceased.")
        _mark(uow, found, released_at=uow.now, recalled_at=None)

    def close_to_patients(self, uow: UnitOfWork, row: Row) -> dict[str, Any]:
        """Take the document back; says whether somebody had seen it."""
        found = _locked(uow, row["practice_id"], document_id(row))
        _mark(uow, found, released_at=None, recalled_at=uow.now)
        return was_seen(found)


KIND = Kind(
    "document",
    DocumentGate(),
    announced_as="document_released",
    recalled_as="document_recalled",
    recall_texts={one.code: one.text_to_patient for one in DOCUMENT_RECALLS},
)


def content_for(
    reader: Reader, stored: Row, received_at: datetime, more_bars: tuple[str, ...] = ()
) -> dict[str, Any]:
    """Give the content of the item for a document, by the practice's policy of now."""
    practice_id, person = stored["practice_id"], person_of(reader, stored)
    policy = store.current(reader, practice_id, ResultPolicy)
    bars = (
        *(("SENSITIVE",) if stored["sensitive"] else ()),
        *(("DECEASED",) if person.deceased_on is not None else ()),
        *more_bars,
    )
    facts = Facts(
        category=stored["category"],
        status=FINAL,
        state=postal_code(person.state),
        final_at=stored["created_at"],
        received_at=received_at,
        sensitive=stored["sensitive"],
        bars=bars,
    )
    told = ("id", "title", "category", "author", "media_type", "size", "pages", "sensitive")
    return {
        "document": {name: stored[name] for name in told}
        | {"created_at": moment_text(stored["created_at"])},
        "release": clock_of(facts, policy, zone_of(reader, practice_id)).content(),
        "audience": audience_content(viewers_of(reader, stored, policy)),
        "recall": None,
    }


def viewers_of(reader: Reader, stored: Row, policy: ResultPolicy) -> list[Viewer]:
    """Say who would see a document today (invariant 19)."""
    practice_id = stored["practice_id"]
    day = today(reader, practice_id)
    return audience(
        reader, practice_id, stored["patient_id"], stored["sensitive"], policy.bands, day
    )


def document_of(reader: Reader, practice_id: int, wanted: str) -> dict[str, Any]:
    """Give a document's row; raises Problem(not-found)."""
    row = (
        reader.execute(
            select(document).where(
                and_(document.c.practice_id == practice_id, document.c.id == wanted)
            )
        )
        .mappings()
        .one_or_none()
    )
    if row is None:
        raise not_found()
    return dict(row)


def released_to(reader: Reader, practice_id: int, patient_id: str) -> list[dict[str, Any]]:
    """Give the released documents of a chart, newest first."""
    rows = reader.execute(
        select(document)
        .where(and_(document.c.practice_id == practice_id, document.c.patient_id == patient_id))
        .where(document.c.released_at.is_not(None))
        .order_by(document.c.released_at.desc(), document.c.id)
    ).mappings()
    return [dict(row) for row in rows]


def mark_seen(uow: UnitOfWork, practice_id: int, wanted: str) -> None:
    """Remember when somebody first opened a document; a recall tells staff.

    Raises Problem(not-found) when it has been taken back meanwhile.
    """
    found = _locked(uow, practice_id, wanted)
    if found["released_at"] is None:
        raise not_found()
    if found["seen_at"] is None or found["seen_at"] < found["released_at"]:
        _mark(uow, found, seen_at=uow.now)


def file_of(files: Files, practice_id: int, sha256: str) -> bytes:
    """Give the file of a document; raises Problem(unavailable) when its storage has lost it."""
    try:
        return files.get(practice_id, sha256)
    except (FileMissingError, FileDamagedError) as error:
        _log.exception("a file of practice %d can not be read", practice_id)
        raise Problem(ProblemType.UNAVAILABLE, "The file can not be read just now.") from error


def document_id(row: Row) -> str:
    """Give the id of the document that an item is about."""
    found: str = content_of(row)["document"]["id"]
    return found


def _locked(uow: UnitOfWork, practice_id: int, wanted: str) -> dict[str, Any]:
    row = (
        uow.execute(
            select(document)
            .where(and_(document.c.practice_id == practice_id, document.c.id == wanted))
            .with_for_update()
        )
        .mappings()
        .one_or_none()
    )
    if row is None:
        raise refused("DOCUMENT_UNKNOWN", "The document is not in the chart any more.")
    return dict(row)


def _mark(uow: UnitOfWork, stored: Row, **marks: datetime | None) -> None:
    uow.execute(
        update(document)
        .where(document.c.practice_id == stored["practice_id"])
        .where(document.c.id == stored["id"])
        .values(**marks)
    )


def person_of(reader: Reader, stored: Mapping[str, Any]) -> Any:
    """Read what the gate asks of the patient whose document it is."""
    return reader.execute(
        select(
            patient.c.given_name,
            patient.c.family_name,
            patient.c.birth_date,
            patient.c.state,
            patient.c.deceased_on,
        ).where(
            and_(
                patient.c.practice_id == stored["practice_id"],
                patient.c.id == stored["patient_id"],
            )
        )
    ).one()
