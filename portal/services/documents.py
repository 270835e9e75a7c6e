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
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import and_, select, update

from portal.db.tables import document, patient
from portal.db.unit_of_work import Reader, UnitOfWork
from portal.domain.ids import new_id
from portal.domain.moments import moment_text
from portal.domain.problems import Problem, ProblemType
from portal.domain.us_states import postal_code
from portal.queues.reasons import DOCUMENT_RECALLS
from portal.services import gate, holds, items, pdf_gate
from portal.services.audience import Viewer, audience, audience_content
from portal.services.files import FileDamagedError, FileMissingError, Files
from portal.services.gate import Kind, Row
from portal.services.item_changes import content_of
from portal.services.policies import store
from portal.services.policies.result import ResultPolicy
from portal.services.practice_time import today, zone_of
from portal.services.release_policy import Facts, clock_of
from portal.services.rules import not_found, refused

_log = logging.getLogger(__name__)

PDF = "application/pdf"
CATEGORIES = ("letter", "visit_summary", "imaging", "form", "report")
FINAL = "final"  # a document is sent when it is done


@dataclass(frozen=True)
class Paper:
    """A file that has passed the gate for PDFs and is stored."""

    sha256: str
    size: int
    pages: int
    text: str


@dataclass(frozen=True)
class About:
    """What somebody says of a document that they send."""

    patient_id: str
    title: str
    category: str
    author: str = ""
    sensitive: str = ""


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
        if _person(uow, found).deceased_on is not None:
            raise refused("DECEASED", "The chart is marked as deceased.")
        _mark(uow, found, released_at=uow.now, recalled_at=None)

    def close_to_patients(self, uow: UnitOfWork, row: Row) -> dict[str, Any]:
        """Take the document back; says whether somebody had seen it."""
        found = _locked(uow, row["practice_id"], document_id(row))
        _mark(uow, found, released_at=None, recalled_at=uow.now)
        seen_at, since = found["seen_at"], found["released_at"]
        seen = seen_at is not None and (since is None or seen_at >= since)
        return {"seen": seen, "seen_at": moment_text(seen_at) if seen else None}


KIND = Kind(
    "document",
    DocumentGate(),
    announced_as="document_released",
    recalled_as="document_recalled",
    recall_texts={one.code: one.text_to_patient for one in DOCUMENT_RECALLS},
)


def keep(files: Files, practice_id: int, content: bytes) -> Paper:
    """Check a PDF and store it, before any transaction: both take their time.

    Raises Problem(rule-refused) with the code and the words of `pdf_gate.Fault`.
    """
    examined = pdf_gate.examine(content)
    if examined.fault is not None:
        raise refused(examined.fault, examined.fault.sentence)
    stored = files.put(practice_id, content)
    return Paper(stored.sha256, stored.size, examined.pages, "\f".join(examined.texts))


def receive(
    uow: UnitOfWork, practice_id: int, about: About, paper: Paper, document_id: str | None = None
) -> str:
    """Put a stored file into the chart and into the queue; gives the item's id.

    The same file for the same patient is kept once: the item that it has is given.
    """
    before = uow.execute(
        select(document.c.id).where(
            and_(
                document.c.practice_id == practice_id,
                document.c.patient_id == about.patient_id,
                document.c.sha256 == paper.sha256,
            )
        )
    ).scalar_one_or_none()
    if before is not None:
        return str(before)  # an item bears its document's id
    stored: dict[str, Any] = {
        "practice_id": practice_id,
        "id": document_id or new_id(),
        "patient_id": about.patient_id,
        "title": about.title,
        "category": about.category,
        "author": about.author,
        "media_type": PDF,
        "sha256": paper.sha256,
        "size": paper.size,
        "pages": paper.pages,
        "text": paper.text,
        "sensitive": about.sensitive,
        "created_at": uow.now,
    }
    uow.execute(document.insert(), stored)
    person = _person(uow, stored)
    content = content_for(uow, stored, uow.now)
    made = items.submit(
        uow,
        practice_id=practice_id,
        kind=KIND.name,
        item_id=stored["id"],
        summary=about.title,
        subject_name=f"{person.given_name} {person.family_name}",
        subject_birth_date=person.birth_date,
        content=content,
        patient_id=about.patient_id,
    )
    gate.schedule(uow, KIND.name, practice_id, made, content)
    return made


def content_for(
    reader: Reader, stored: Row, received_at: datetime, more_bars: tuple[str, ...] = ()
) -> dict[str, Any]:
    """Give the content of the item for a document, by the practice's policy of now."""
    practice_id, person = stored["practice_id"], _person(reader, stored)
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
    """Remember when somebody first opened a document; a recall tells staff."""
    found = _locked(uow, practice_id, wanted)
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


def _person(reader: Reader, stored: Mapping[str, Any]) -> Any:
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
