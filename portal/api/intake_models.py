"""The shapes of what staff see of the intake."""

from portal.api.models import Moment, Reply


class IntakeToday(Reply):
    """Messages since the practice's midnight; of the parsed ones `unmatched` wait for a chart now."""

    received: int
    parsed: int
    unmatched: int
    quarantined: int
    refused: int
    repeated: int


class IntakeSource(Reply):
    """One sender. `hours` are messages in each of the last 24 hours; `usual_gap_s` a median, in seconds."""

    name: str
    channel: str
    last_at: Moment | None
    last_control_id: str
    revoked: bool
    today: IntakeToday
    hours: list[int]
    state: str
    usual_gap_s: int | None


class IntakeReply(Reply):
    """How the intake stands. A number that has reached `most_counted` may be more.

    `waiting` messages are not worked off yet; `unmatched` and `quarantined` ones wait for a person.
    """

    at: Moment
    waiting: int
    oldest_waiting_at: Moment | None
    unmatched: int
    quarantined: int
    hours_from: Moment
    most_counted: int
    sources: list[IntakeSource]


class IntakeMessageRow(Reply):
    """What came and how it ended; nothing that it says of a person."""

    id: str
    source: str
    channel: str
    format: str
    state: str
    unmatched: bool
    control_id: str
    message_type: str
    sender: str
    size: int
    reason: str
    detail: str
    item_id: str | None
    attempts: int
    repeats: int
    repeated_at: Moment | None
    received_at: Moment
    processed_at: Moment | None


class IntakeMessagesReply(Reply):
    """Messages, newest first; `next` goes into `after` for the following ones."""

    messages: list[IntakeMessageRow]
    next: str | None


class IntakePart(Reply):
    """A component of a field."""

    position: str
    name: str
    value: str


class IntakeField(Reply):
    """A repetition of a field: where it stands, what it is called, what is in it."""

    position: str
    name: str
    value: str
    parts: list[IntakePart]


class IntakeSegment(Reply):
    """A segment; a line that is none has no name."""

    name: str
    title: str
    fields: list[IntakeField]


class IntakeNode(Reply):
    """A member of a FHIR resource."""

    name: str
    value: str
    children: list["IntakeNode"]


class IntakeMessageReply(IntakeMessageRow):
    """A message with what it says: `segments` of HL7 v2 or `resource` of FHIR, and the text as it came.

    `more_…` says how much of it is too much to be shown; of `cut_segments` only the beginning is.
    """

    text: str
    segments: list[IntakeSegment]
    resource: IntakeNode | None
    more_text: int
    more_segments: int
    cut_segments: int
    more_members: int
