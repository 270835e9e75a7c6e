"""Shapes of the calls about statements and their batches (DOMAIN F68–F72). Amounts are whole cents."""

from datetime import date
from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from portal.api.models import Body, Moment, Reply
from portal.domain.fields import Day
from portal.services.forms import LINE, PROSE, Id
from portal.services.statements.void_reasons import VoidReason

MOST_AT_ONCE = 100
MOST_CENTS = 10**11  # a billion dollars: more is a slip
MANIFEST_CHARACTERS = 2_000_000

Cents = Annotated[int, Field(ge=-MOST_CENTS, le=MOST_CENTS)]
Version = Annotated[int, Field(ge=1, le=2**31 - 1)]
Kind = Literal["standard", "past_due", "final"]
Line = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=1, max_length=120, pattern=LINE)
]
FileName = Annotated[str, StringConstraints(min_length=1, max_length=255, pattern=LINE)]
Period = Annotated[str, StringConstraints(pattern=r"^(\d{4}-(0[1-9]|1[0-2]))?$")]
Reason = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=1, max_length=300, pattern=PROSE)
]
Note = Annotated[str, StringConstraints(strip_whitespace=True, max_length=500, pattern=PROSE)]


class BatchBody(Body):
    """How the biller calls the batch: "October"."""

    name: Line


class ManifestBody(Body):
    """The manifest as the practice system exports it: CSV with a line of names first."""

    csv: Annotated[str, StringConstraints(min_length=1, max_length=MANIFEST_CHARACTERS)]


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


class StatementSeen(Body):
    """A statement and the version of it that was on the screen."""

    id: Id
    version: Version


class PublishBody(Body):
    """What to publish. `quietly` tells nobody, for corrections alone, and says why (DOMAIN F69).

    `totals_accepted` says why the batch goes out although its totals are not the manifest's.
    """

    statements: Annotated[tuple[StatementSeen, ...], Field(min_length=1, max_length=MOST_AT_ONCE)]
    quietly: Reason | None = None
    totals_accepted: Reason | None = None


class CloseBody(Body):
    """Whether what is neither published nor refused is given up with the batch."""

    discard_rest: bool = False


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


class Counts(Reply):
    """How many files stand where; `asked` are those of `ready` with an open question."""

    ready: int
    quarantined: int
    refused: int
    published: int
    discarded: int
    asked: int


class Sums(Reply):
    """Control totals: of the files that are neither refused nor discarded, or as a manifest has them."""

    files: int
    pages: int | None
    cents: int | None


class ManifestReply(Reply):
    """What the manifest lists, and the files of it that are not here yet."""

    rows: int
    missing: list[str]


class BatchReply(Reply):
    """A batch with its counts and totals."""

    id: str
    name: str
    state: str
    version: int
    created_at: Moment
    created_by: StaffName
    closed_at: Moment | None
    counts: Counts
    totals: Sums
    expected: Sums | None
    manifest: ManifestReply | None
    totals_reason: str


class BatchesReply(Reply):
    """Batches, newest first."""

    batches: list[BatchReply]


class Superseded(Reply):
    """What is payable today and will not be."""

    id: str
    account_number: str
    amount_cents: int
    in_flight: bool


class LeftOut(Reply):
    """What will not be published, and why."""

    id: str
    code: str


class Difference(Reply):
    """A total that is another than the manifest's."""

    what: Literal["files", "pages", "cents"]
    expected: int
    found: int


class TotalsReply(Reply):
    """Whether the batch is what the manifest says it is."""

    agree: bool
    differences: list[Difference]


class PreviewReply(Reply):
    """What publishing everything that is ready would do, to whom. Nothing has been done."""

    ready: int
    accounts: int
    mails: int
    paper: int
    cents: int
    supersedes: list[Superseded]
    not_payable: int
    left_out: list[LeftOut]
    totals: TotalsReply


class PublishResult(Reply):
    """What became of one; `code` says why it was left out."""

    id: str
    outcome: Literal["published", "already", "conflict", "left_out"]
    code: str
    statement: StatementReply | None


class PublishReply(Reply):
    """A result for each, in the order of the request."""

    results: list[PublishResult]


class ReportRow(Reply):
    """A file of the batch and what became of it."""

    file_name: str
    statement_id: str
    account_number: str
    name: str
    outcome: str
    reasons: list[str]
    pages: int | None
    amount_cents: int | None
    statement_date: date | None
    period: str
    notice: str
    notice_why: str
    published_at: Moment | None


class ReportReply(Reply):
    """The whole batch, to print or to keep."""

    batch: BatchReply
    rows: list[ReportRow]
