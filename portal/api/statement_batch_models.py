"""Shapes of the calls about batches of statements (PEERS B10). Amounts are whole cents."""

from datetime import date
from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from portal.api.models import Body, Moment, Reply
from portal.api.statement_models import Line, StaffName, StatementReply, Version
from portal.services.forms import PROSE, Id

MOST_AT_ONCE = 100
MANIFEST_CHARACTERS = 2_000_000

Reason = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=1, max_length=300, pattern=PROSE)
]


class BatchBody(Body):
    """How the biller calls the batch: "October"."""

    name: Line


class ManifestBody(Body):
    """The manifest as the practice system exports it: CSV with a line of names first."""

    csv: Annotated[str, StringConstraints(min_length=1, max_length=MANIFEST_CHARACTERS)]


class StatementSeen(Body):
    """A statement and the version of it that was on the screen."""

    id: Id
    version: Version


class PublishBody(Body):
    """What to publish.

    `quietly` says why nobody is told of corrections: of statements that replace one, or follow a void
    one of their period. Of all others guarantors are told as ever (DOMAIN F69).
    `totals_accepted` says why the batch goes out although its totals are not the manifest's.
    """

    statements: Annotated[tuple[StatementSeen, ...], Field(min_length=1, max_length=MOST_AT_ONCE)]
    quietly: Reason | None = None
    totals_accepted: Reason | None = None


class CloseBody(Body):
    """Whether what is neither published nor refused is given up with the batch."""

    discard_rest: bool = False


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


class Corrections(Reply):
    """Those of `ready`, of `mails` and of `paper` that correct another one, and may go out quietly."""

    ready: int
    mails: int
    paper: int


class PreviewReply(Reply):
    """What publishing everything that is ready would do, to whom. Nothing has been done."""

    ready: int
    accounts: int
    mails: int
    paper: int
    corrections: Corrections
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
