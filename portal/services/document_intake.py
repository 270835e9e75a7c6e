"""How a document comes in: its file past the gate for PDFs, then into the chart and its queue (F66)."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import and_, select

from portal.db.tables import document
from portal.db.unit_of_work import Reader, UnitOfWork
from portal.domain.ids import new_id
from portal.services import documents, gate, items, pdf_gate
from portal.services.files import Files
from portal.services.rules import refused


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


def keep(files: Files, practice_id: int, content: bytes) -> Paper:
    """Check a PDF and store it, before any transaction: both take their time.

    Raises Problem(rule-refused) with the code and the words of `pdf_gate.Fault`.
    """
    examined = pdf_gate.examine(content)
    if examined.fault is not None:
        raise refused(examined.fault, examined.fault.sentence)
    stored = files.put(practice_id, content)
    # no database keeps a NUL in a text
    words = "\f".join(examined.texts).replace("\x00", "")
    return Paper(stored.sha256, stored.size, examined.pages, words)


def receive(
    uow: UnitOfWork,
    practice_id: int,
    about: About,
    paper: Paper,
    document_id: str | None = None,
) -> str:
    """Put a stored file into the chart and into the queue; gives the item's id.

    The same file for the same patient is kept once: the item that it has is given.
    """
    before = _same_file(uow, practice_id, about.patient_id, paper)
    return before or add(uow, practice_id, about, paper, document_id=document_id)


def add(
    uow: UnitOfWork,
    practice_id: int,
    about: About,
    paper: Paper,
    *,
    document_id: str | None = None,
    origin_id: str | None = None,
) -> str:
    """Put a stored file into the chart and the queue, whatever the chart has; gives the item's id.

    `origin_id` is the item that it belongs to, and with which it is taken back.
    """
    stored: dict[str, Any] = {
        "practice_id": practice_id,
        "id": document_id or new_id(),
        "patient_id": about.patient_id,
        "title": about.title,
        "category": about.category,
        "author": about.author,
        "media_type": documents.PDF,
        "sha256": paper.sha256,
        "size": paper.size,
        "pages": paper.pages,
        "text": paper.text,
        "sensitive": about.sensitive,
        "created_at": uow.now,
    }
    uow.execute(document.insert(), stored)
    person = documents.person_of(uow, stored)
    content = documents.content_for(uow, stored, uow.now)
    made = items.submit(
        uow,
        practice_id=practice_id,
        kind=documents.KIND.name,
        item_id=stored["id"],
        summary=about.title,
        subject_name=f"{person.given_name} {person.family_name}",
        subject_birth_date=person.birth_date,
        content=content,
        patient_id=about.patient_id,
        origin_id=origin_id,
    )
    gate.schedule(uow, documents.KIND.name, practice_id, made, content)
    return made


def _same_file(reader: Reader, practice_id: int, patient_id: str, paper: Paper) -> str | None:
    """Give the first item of this file in this chart; it bears its document's id."""
    found = reader.execute(
        select(document.c.id).where(
            and_(
                document.c.practice_id == practice_id,
                document.c.patient_id == patient_id,
                document.c.sha256 == paper.sha256,
            )
        )
    ).scalars()
    return min(found, default=None)
