"""A batch of statements as the portal has it: its counts, its totals, what its manifest says (F68)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from console.domain.statements import name_of, text_of

OPEN = "open"


@dataclass(frozen=True)
class Totals:
    """Files, pages and the sum; what a batch is held against before it is published."""

    files: int = 0
    pages: int = 0
    cents: int = 0

    @classmethod
    def read(cls, source: Mapping[str, Any]) -> "Totals":
        """Read three numbers."""
        return cls(*(int(source.get(name) or 0) for name in ("files", "pages", "cents")))


@dataclass(frozen=True)
class Counts:
    """How many statements of a batch stand where."""

    ready: int = 0
    quarantined: int = 0
    refused: int = 0
    published: int = 0
    discarded: int = 0
    asked: int = 0

    @classmethod
    def read(cls, source: Mapping[str, Any]) -> "Counts":
        """Read the counts."""
        return cls(**{name: int(source.get(name) or 0) for name in cls.__dataclass_fields__})


@dataclass(frozen=True)
class Batch:
    """A month's statements, or one; closed when nothing more is done with it."""

    id: str
    name: str = ""
    state: str = OPEN
    version: int = 0
    created_at: str = ""
    created_by: str = ""
    counts: Counts = field(default_factory=Counts)
    totals: Totals = field(default_factory=Totals)
    expected: Totals | None = None  # of the manifest
    manifest_rows: int | None = None  # None: there is no manifest
    missing: tuple[str, ...] = ()  # file names of the manifest that are not here yet

    @classmethod
    def read(cls, source: Mapping[str, Any]) -> "Batch":
        """Read one batch of the portal's answer."""
        expected, manifest = source.get("expected"), source.get("manifest")
        texts = {name: text_of(source, name) for name in ("id", "name", "state", "created_at")}
        return cls(
            **texts,
            version=int(source.get("version") or 0),
            created_by=name_of(source.get("created_by")),
            counts=Counts.read(source.get("counts") or {}),
            totals=Totals.read(source.get("totals") or {}),
            expected=Totals.read(expected) if expected else None,
            manifest_rows=int(manifest.get("rows") or 0) if manifest else None,
            missing=tuple(str(one) for one in (manifest or {}).get("missing") or ()),
        )
