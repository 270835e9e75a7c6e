"""What became of a batch: a row for each file, as the portal tells it (PEERS B10)."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from console.domain.statement_batch import Batch
from console.domain.statements import number_of, text_of

PAPER = "paper"
PUBLISHED_OUTCOMES = frozenset({"payable", "superseded", "paid", "void"})


@dataclass(frozen=True)
class ReportRow:
    """One file. `outcome` is the state it is in, or `asked`; `notice` how its guarantor was told.

    `note` is the code of why publishing left it out, where that was tried; amounts are whole cents.
    """

    file_name: str
    statement_id: str = ""
    account_number: str = ""
    name: str = ""
    outcome: str = ""
    reasons: tuple[str, ...] = ()
    pages: int = 0
    amount_cents: int | None = None
    statement_date: str = ""
    period: str = ""
    notice: str = ""
    notice_why: str = ""
    published_at: str = ""
    note: str = ""

    @classmethod
    def read(cls, source: Mapping[str, Any]) -> "ReportRow":
        """Read one row of the portal's answer."""
        other = {"reasons", "pages", "amount_cents", "note"}
        names = [name for name in cls.__dataclass_fields__ if name not in other]
        return cls(
            **{name: text_of(source, name) for name in names},
            reasons=tuple(str(code) for code in source.get("reasons") or ()),
            pages=number_of(source, "pages") or 0,
            amount_cents=number_of(source, "amount_cents"),
        )

    @property
    def is_published(self) -> bool:
        """Whether its guarantor can see it, or could."""
        return self.outcome in PUBLISHED_OUTCOMES

    @property
    def needs_paper(self) -> bool:
        """Whether somebody has to put it into an envelope: it holds, and no mail goes out."""
        return self.is_published and self.notice == PAPER and self.outcome != "void"


@dataclass(frozen=True)
class BatchReport:
    """A batch and all of its files, in the order in which they arrived."""

    batch: Batch
    rows: tuple[ReportRow, ...] = ()

    @classmethod
    def read(cls, source: Mapping[str, Any]) -> "BatchReport":
        """Read the portal's answer."""
        rows = tuple(ReportRow.read(one) for one in source.get("rows") or ())
        return cls(Batch.read(source["batch"]), rows)

    @property
    def published(self) -> tuple[ReportRow, ...]:
        """What was published."""
        return tuple(row for row in self.rows if row.is_published)

    @property
    def on_paper(self) -> tuple[ReportRow, ...]:
        """What has to go out on paper."""
        return tuple(row for row in self.rows if row.needs_paper)

    @property
    def cents(self) -> int:
        """The sum of what was published and not voided."""
        return sum(row.amount_cents or 0 for row in self.published if row.outcome != "void")
