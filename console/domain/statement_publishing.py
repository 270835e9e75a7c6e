"""What publishing a batch would do, and what became of each statement of it (DOMAIN F68–F70)."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from console.domain.statements import Statement, StatementRef, text_of


@dataclass(frozen=True)
class Difference:
    """Something in which the batch is not what the manifest says; cents for sums."""

    what: str  # files, pages, cents
    expected: int = 0
    found: int = 0

    @classmethod
    def read(cls, source: Mapping[str, Any]) -> "Difference":
        """Read one difference."""
        numbers = (int(source.get(name) or 0) for name in ("expected", "found"))
        return cls(text_of(source, "what"), *numbers)


@dataclass(frozen=True)
class Corrections:
    """Those that correct another statement: how many, and how many would be told by mail, by paper."""

    ready: int = 0
    mails: int = 0
    paper: int = 0

    @classmethod
    def read(cls, source: Mapping[str, Any]) -> "Corrections":
        """Read the portal's answer."""
        return cls(**{name: _count(source.get(name)) for name in ("ready", "mails", "paper")})


@dataclass(frozen=True)
class Preview:
    """The dry run: what would go out, to how many, and what stays behind with its reason's code."""

    ready: int = 0
    accounts: int = 0
    mails: int = 0
    paper: int = 0
    cents: int = 0
    not_payable: int = 0
    corrections: Corrections = Corrections()
    supersedes: tuple[StatementRef, ...] = ()
    left_out: tuple[tuple[str, str], ...] = ()  # id and code
    agree: bool = True
    differences: tuple[Difference, ...] = ()

    @classmethod
    def read(cls, source: Mapping[str, Any]) -> "Preview":
        """Read the portal's answer."""
        names = ("ready", "accounts", "mails", "paper", "cents", "not_payable")
        totals = source.get("totals") or {}
        return cls(
            **{name: _count(source.get(name)) for name in names},
            corrections=Corrections.read(source.get("corrections") or {}),
            supersedes=tuple(StatementRef.read(one) for one in source.get("supersedes") or ()),
            left_out=tuple(
                (text_of(one, "id"), text_of(one, "code")) for one in source.get("left_out") or ()
            ),
            agree=bool(totals.get("agree", True)),
            differences=tuple(Difference.read(one) for one in totals.get("differences") or ()),
        )


@dataclass(frozen=True)
class PublishResult:
    """What became of one statement: `published, already, conflict, left_out`, and why not."""

    id: str
    outcome: str
    code: str = ""
    statement: Statement | None = None

    @classmethod
    def read(cls, source: Mapping[str, Any]) -> "PublishResult":
        """Read one result."""
        found = source.get("statement")
        return cls(
            text_of(source, "id"),
            text_of(source, "outcome"),
            text_of(source, "code"),
            Statement.read(found) if found else None,
        )


def _count(found: object) -> int:
    """A number, given as such or as the list of what is counted."""
    if isinstance(found, list | tuple):
        return len(found)
    return int(str(found)) if found is not None else 0
