"""Shapes of the calls about statements and their batches (DOMAIN F68–F72). Amounts are whole cents."""

from datetime import date
from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from portal.api.models import Body, Moment, Reply
from portal.domain.fields import Day
from portal.services.forms import LINE, PROSE, Id
from portal.services.statements.void_reasons import VoidReason

MOST_CENTS = 10**11  # a billion dollars: more is a slip

Cents = Annotated[int, Field(ge=-MOST_CENTS, le=MOST_CENTS)]
Version = Annotated[int, Field(ge=1, le=2**31 - 1)]
Kind = Literal["standard", "past_due", "final"]
Line = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=1, max_length=120, pattern=LINE)
]
FileName = Annotated[str, StringConstraints(min_length=1, max_length=255, pattern=LINE)]
Period = Annotated[str, StringConstraints(pattern=r"^(\d{4}-(0[1-9]|1[0-2]))?$")]
Note = Annotated[str, StringConstraints(strip_whitespace=True, max_length=500, pattern=PROSE)]


class FileBody(Body):
    """A file that has been uploaded whole, and the name it had at the biller's desk."""

    batch_id: Id
    upload_id: Id
    file_name: FileName


class SecondSignal(Body):
    """What else was read on the page: a name, a birth date (`1970-05-01`) or an amount (`120.50`)."""

    signal: Literal["name", "birth_date", "amount"]
    value: Line


class MatchBody(Body):
    """Whose statement it is, as read on the page by a person, and what it says."""

    account_number: Annotated[str, StringConstraints(min_length=1, max_length=40, pattern=LINE)]
    second: SecondSignal
    amount_cents: Cents
    statement_date: Day
    period: Period | None = None
    due_on: Day | None = None
    kind: Kind = "standard"
    expected_version: Version


class AnswerBody(Body):
    """Whether it takes the place of the published one of the same period."""

    replaces: bool
    expected_version: Version


class SeenBody(Body):
    """The version that the person saw."""

    expected_version: Version


class VoidBody(Body):
    """Why it is taken back; `OTHER` needs a note."""

    reason_code: VoidReason
    note: Note = ""
    expected_version: Version


class StaffName(Reply):
    """A staff member."""

    id: str
    name: str


class EvidenceReply(Reply):
    """One thing found in the file: `start` and `length` count characters of the page's text."""

    signal: str
    agrees: bool
    found: str
    page: int
    start: int
    length: int


class StatementAccount(Reply):
    """Whose statement it is; `why` is a code when the notice has to go on paper."""

    id: str
    account_number: str
    name: str
    birth_date: date | None
    delivery: str
    notice: Literal["mail", "paper"]
    why: str


class OtherStatement(Reply):
    """Another statement of the account, so far as it matters for this one."""

    id: str
    amount_cents: int | None
    statement_date: date | None
    period: str
    state: str
    in_flight: bool = Field(description="Whether a payment of it is on its way")


class NoticeReply(Reply):
    """The last mail about it: queued, sent, bounced, failed, or paper. Codes are RFC 3463's."""

    ordinal: int
    state: str
    at: Moment
    status_code: str


class StatementReply(Reply):
    """A statement, from the file of a batch to what somebody owes."""

    id: str
    batch_id: str
    file_name: str
    sha256: str
    size: int
    pages: int | None
    state: str
    reasons: list[str]
    question: Literal["replaces"] | None
    evidence: list[EvidenceReply]
    account: StatementAccount | None
    matched_by: StaffName | None
    kind: str
    period: str
    statement_date: date | None
    due_on: date | None
    amount_cents: int | None
    currency: str
    paid_cents: int
    replaces: OtherStatement | None
    supersedes: OtherStatement | None
    published_at: Moment | None
    published_by: StaffName | None
    quiet_reason: str
    superseded_at: Moment | None
    paid_at: Moment | None
    voided_at: Moment | None
    voided_by: StaffName | None
    void_reason: str
    void_note: str
    notice: NoticeReply | None
    version: int


class FiledReply(StatementReply):
    """`filed`; `repeat`: it is in the batch already; `duplicate`: it has been published before."""

    outcome: Literal["filed", "repeat", "duplicate"]


class StatementsReply(Reply):
    """Statements in the order they arrived; `next` goes into `after` for the following ones."""

    statements: list[StatementReply]
    next: str | None
