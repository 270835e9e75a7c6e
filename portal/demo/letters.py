"""Documents of the demo: letters and summaries about people with an account, made here as PDF."""

import io
import textwrap
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from functools import partial

import pikepdf
from pikepdf import Dictionary, Name

from portal.db.engine import Database
from portal.db.unit_of_work import Scope
from portal.demo.people import Person
from portal.demo.timeline import Timeline
from portal.demo.ward import Ward
from portal.services import document_intake
from portal.services.files import Files

LETTERS = (
    (
        "letter",
        "Letter after your visit",
        (
            "Thank you for coming to see us. We talked about your blood pressure and agreed on the "
            "same medicines as before. Please measure it at home twice a week and bring the list "
            "to your next visit.",
            "Call us if you feel dizzy, or if the upper value is above 160 on two days.",
        ),
        "",
    ),
    (
        "visit_summary",
        "Summary of your visit",
        (
            "Reason for the visit: yearly check. Findings: nothing that needs treatment.",
            "Plan: laboratory tests were taken and will be in the portal. Next visit in a year.",
        ),
        "",
    ),
    (
        "imaging",
        "Chest X-ray, two views",
        (
            "Technique: posterior-anterior and lateral views, upright.",
            "Findings: heart size is normal. The lungs are clear. No effusion, no pneumothorax.",
            "Impression: no acute finding.",
        ),
        "",
    ),
    (
        "report",
        "Report of the counseling service",
        ("The first three sessions have taken place. Further sessions are planned every week.",),
        "mental_health",
    ),
    (
        "form",
        "Form for your school or employer",
        ("This is to certify that the person named above was seen in our practice.",),
        "",
    ),
)
ROUNDS = 2  # how often each kind is sent
LINE, LEFT, TOP, PAPER = 16, 72, 720, (612, 792)
WIDTH = 78  # letters of a line


def deliver(database: Database, files: Files, ward: Ward, timeline: Timeline) -> None:
    """Let documents come in during the last days, for people who would read them."""
    chance = ward.chance("letters")
    readers = ward.users()
    if not readers:
        return
    for number in range(ROUNDS * len(LETTERS)):
        person = readers[0] if not number else chance.choice(readers)
        at = ward.now - timedelta(minutes=chance.randrange(20, 4000))
        name, document_id = chance.choice(ward.practitioners)["name"], ward.ids()
        event = partial(_receive, database, files, ward, person, number, name, at, document_id)
        timeline.at(at, event)


def _receive(
    database: Database,
    files: Files,
    ward: Ward,
    person: Person,
    number: int,
    author: str,
    at: datetime,
    document_id: str,
) -> None:
    category, title, paragraphs, sensitive = LETTERS[number % len(LETTERS)]
    head = (ward.site.name, f"{ward.day(at):%B %d, %Y}", f"About: {person.name}", title)
    content = paper([*head, *paragraphs, author])
    kept = files.put(ward.practice_id, content)
    about = document_intake.About(person.id, title, category, author, sensitive)
    stored = document_intake.Paper(kept.sha256, kept.size, 1, "\n".join([*head, *paragraphs]))
    database.write(
        Scope.of([ward.practice_id]),
        lambda uow: document_intake.receive(uow, ward.practice_id, about, stored, document_id),
    )


def paper(paragraphs: Sequence[str]) -> bytes:
    """Set paragraphs on one page of letter size; the same words give the same bytes."""
    pdf = pikepdf.new()
    page = pdf.add_blank_page(page_size=PAPER)
    font = Dictionary(
        Type=Name.Font,
        Subtype=Name.Type1,
        BaseFont=Name.Helvetica,
        Encoding=Name.WinAnsiEncoding,
    )
    page.Resources = Dictionary(Font=Dictionary(F1=font))
    page.Contents = pdf.make_stream(b"\n".join(_lines(paragraphs)))
    out = io.BytesIO()
    pdf.save(out, deterministic_id=True)
    return out.getvalue()


def _lines(paragraphs: Sequence[str]) -> Iterator[bytes]:
    yield f"BT /F1 12 Tf {LINE} TL {LEFT} {TOP} Td".encode()
    for paragraph in paragraphs:
        for line in textwrap.wrap(paragraph, WIDTH):
            text = line.encode("cp1252", "replace")
            for sign in (b"\\", b"(", b")"):
                text = text.replace(sign, b"\\" + sign)
            yield b"(" + text + b") Tj T*"
        yield b"T*"
    yield b"ET"
