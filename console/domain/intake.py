"""What laboratories send, as staff watch it: sources, messages, and one message as it came (DOMAIN §5.4).

Read from the portal's answers and from nothing else. Sources and lists say nothing of a patient; a
message that is opened says all that was sent. Times are RFC 3339, empty for none.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

WATCH = "intake:watch"  # how the sources do and what came, without names and values
RESOLVE = "intake:resolve"  # a message as it came
PAGE = 50  # messages that are asked for at once


class MessageFilter(StrEnum):
    """Which messages are listed; its word in the portal's list."""

    ALL = ""
    UNREADABLE = "quarantined"
    REFUSED = "refused"
    UNMATCHED = "unmatched"


@dataclass(frozen=True)
class MessageQuery:
    """What is listed; an answer to another query than the one on show is let go."""

    filter: MessageFilter = MessageFilter.ALL
    source: str = ""

    def terms(self, after: str = "") -> dict[str, Any]:
        """The query as the portal takes it."""
        given = {"state": self.filter.value, "source": self.source, "after": after}
        return {"limit": PAGE} | {name: value for name, value in given.items() if value}


@dataclass(frozen=True)
class IntakeToday:
    """Messages since the practice's midnight, by what became of them."""

    received: int = 0
    parsed: int = 0
    unmatched: int = 0
    quarantined: int = 0
    refused: int = 0
    repeated: int = 0

    @property
    def filed(self) -> int:
        """Read, and on a chart."""
        return max(0, self.parsed - self.unmatched)

    @classmethod
    def read(cls, found: Mapping[str, Any]) -> "IntakeToday":
        """Read the portal's answer."""
        return cls(**{name: int(found.get(name) or 0) for name in cls.__dataclass_fields__})


@dataclass(frozen=True)
class IntakeSource:
    """One sender; `hours` are messages of the last 24 hours, `usual_gap_s` 0 while nobody can tell."""

    name: str
    channel: str = ""
    last_at: str = ""
    last_control_id: str = ""
    revoked: bool = False
    today: IntakeToday = IntakeToday()
    hours: tuple[int, ...] = ()
    state: str = "ok"
    usual_gap_s: int = 0

    @classmethod
    def read(cls, found: Mapping[str, Any]) -> "IntakeSource":
        """Read the portal's answer."""
        return cls(
            name=str(found["name"]),
            channel=str(found.get("channel") or ""),
            last_at=str(found.get("last_at") or ""),
            last_control_id=str(found.get("last_control_id") or ""),
            revoked=bool(found.get("revoked")),
            today=IntakeToday.read(found.get("today") or {}),
            hours=tuple(int(count) for count in found.get("hours") or ()),
            state=str(found.get("state") or "ok"),
            usual_gap_s=int(found.get("usual_gap_s") or 0),
        )


@dataclass(frozen=True)
class IntakeOverview:
    """How the intake stands. A count that has reached `most_counted` may be more."""

    at: str = ""
    waiting: int = 0
    oldest_waiting_at: str = ""
    unmatched: int = 0
    quarantined: int = 0
    hours_from: str = ""
    most_counted: int = 0
    sources: tuple[IntakeSource, ...] = ()

    @classmethod
    def read(cls, found: Mapping[str, Any]) -> "IntakeOverview":
        """Read the portal's answer."""
        return cls(
            at=str(found.get("at") or ""),
            waiting=int(found.get("waiting") or 0),
            oldest_waiting_at=str(found.get("oldest_waiting_at") or ""),
            unmatched=int(found.get("unmatched") or 0),
            quarantined=int(found.get("quarantined") or 0),
            hours_from=str(found.get("hours_from") or ""),
            most_counted=int(found.get("most_counted") or 0),
            sources=tuple(IntakeSource.read(one) for one in found.get("sources") or ()),
        )


@dataclass(frozen=True)
class IntakeMessage:
    """What came and how it ended; nothing that it says of a person."""

    id: str
    source: str = ""
    channel: str = ""
    format: str = ""
    state: str = ""
    unmatched: bool = False
    control_id: str = ""
    message_type: str = ""
    sender: str = ""
    size: int = 0
    reason: str = ""
    detail: str = ""
    attempts: int = 0
    repeats: int = 0
    received_at: str = ""
    processed_at: str = ""

    @classmethod
    def read(cls, found: Mapping[str, Any]) -> "IntakeMessage":
        """Read the portal's answer."""

        def text(name: str) -> str:
            return str(found.get(name) or "")

        def number(name: str) -> int:
            return int(found.get(name) or 0)

        return cls(
            id=text("id"),
            source=text("source"),
            channel=text("channel"),
            format=text("format"),
            state=text("state"),
            unmatched=bool(found.get("unmatched")),
            control_id=text("control_id"),
            message_type=text("message_type"),
            sender=text("sender"),
            size=number("size"),
            reason=text("reason"),
            detail=text("detail"),
            attempts=number("attempts"),
            repeats=number("repeats"),
            received_at=text("received_at"),
            processed_at=text("processed_at"),
        )


@dataclass(frozen=True)
class MessagePage:
    """Some messages, newest first, and where the next page begins."""

    messages: tuple[IntakeMessage, ...] = ()
    next: str = ""

    @property
    def accounts(self) -> tuple[IntakeMessage, ...]:
        """The messages, under the name by which paged tables ask for their rows."""
        return self.messages

    @classmethod
    def read(cls, found: Mapping[str, Any]) -> "MessagePage":
        """Read the portal's answer."""
        rows = tuple(IntakeMessage.read(one) for one in found.get("messages") or ())
        return cls(rows, str(found.get("next") or ""))


@dataclass(frozen=True)
class Node:
    """A line of a message: where it stands ("PID-5.1"), what it is called, its value, what is in it."""

    position: str
    name: str = ""
    value: str = ""
    children: tuple["Node", ...] = ()


@dataclass(frozen=True)
class RawMessage:
    """A message as it came: its lines with names, and its text. `more_…` is how much is not in it."""

    head: IntakeMessage
    text: str = ""
    nodes: tuple[Node, ...] = ()
    more_text: int = 0
    more_segments: int = 0
    cut_segments: int = 0
    more_members: int = 0

    @classmethod
    def read(cls, found: Mapping[str, Any]) -> "RawMessage":
        """Read the portal's answer."""
        resource = found.get("resource")
        segments = tuple(_segment(one) for one in found.get("segments") or ())
        counts = ("more_text", "more_segments", "cut_segments", "more_members")
        return cls(
            head=IntakeMessage.read(found),
            text=str(found.get("text") or ""),
            nodes=segments if resource is None else (_member(resource),),
            **{name: int(found.get(name) or 0) for name in counts},
        )


def _segment(found: Mapping[str, Any]) -> Node:
    fields = tuple(
        Node(
            str(one["position"]),
            str(one["name"]),
            str(one["value"]),
            tuple(Node(part["position"], part["name"], part["value"]) for part in one["parts"]),
        )
        for one in found["fields"]
    )
    if not found["name"]:  # a line that is no segment: its text is all there is
        return Node("", "", fields[0].value if fields else "")
    return Node(str(found["name"]), str(found["title"]), "", fields)


def _member(found: Mapping[str, Any]) -> Node:
    inner = tuple(_member(one) for one in found.get("children") or ())
    return Node(str(found["name"]), "", str(found["value"]), inner)
