"""A file on its way to the portal, as the portal says it stands."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from console.domain.statements import text_of

PIECE = 1024 * 1024  # bytes that are sent at once
MEDIA_TYPE = "application/pdf"


@dataclass(frozen=True)
class UploadState:
    """How much of a file is there; the next piece begins at `received`."""

    id: str
    received: int
    size: int = 0
    complete: bool = False

    @classmethod
    def read(cls, source: Mapping[str, Any]) -> "UploadState":
        """Read the portal's answer to the beginning of an upload."""
        return cls(
            text_of(source, "id"),
            int(source.get("received") or 0),
            int(source.get("size") or 0),
            bool(source.get("complete")),
        )
