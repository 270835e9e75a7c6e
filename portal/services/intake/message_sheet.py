"""One message of a laboratory, as it came and read aloud, for who finds out what is wrong with it."""

from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select

from portal.db.intake_tables import intake_message
from portal.db.unit_of_work import Reader
from portal.domain.moments import moment_text
from portal.domain.problems import Problem, ProblemType
from portal.services.intake import message_list
from portal.services.intake.reading_aloud import MOST_TEXT, Aloud, read_aloud, text_of
from portal.services.intake.resource_tree import Tree, tree
from portal.services.intake.visible import collapsed, cut, visible

FHIR = "fhir"
Row = dict[str, Any]


@dataclass(frozen=True)
class Sheet:
    """A message: its row as lists show it, and its bytes."""

    head: Row
    raw: bytes


def load(reader: Reader, practice_id: int, message_id: str) -> Sheet:
    """Fetch a message; raises Problem(not-found)."""
    raw = reader.execute(
        select(intake_message.c.raw).where(
            intake_message.c.practice_id == practice_id, intake_message.c.id == message_id
        )
    ).scalar_one_or_none()
    if raw is None:
        raise Problem(ProblemType.NOT_FOUND)
    (head,) = message_list.shown(reader, practice_id, [message_id])
    return Sheet(head, bytes(raw))


def told(sheet: Sheet) -> Row:
    """Give a message as a reply: read outside of any transaction, for a large one takes a while."""
    resource = Tree(None)
    if sheet.head["format"] == FHIR:
        resource = tree(sheet.raw)
        text, more = cut(collapsed(text_of(sheet.raw)), MOST_TEXT)
        aloud = Aloud(visible(text), more_text=more)
    else:
        aloud = read_aloud(sheet.raw)
    return {
        **{name: _plain(value) for name, value in sheet.head.items()},
        **asdict(aloud),
        "resource": None if resource.root is None else asdict(resource.root),
        "more_members": resource.more,
    }


def _plain(value: Any) -> Any:
    return moment_text(value) if isinstance(value, datetime) else value
