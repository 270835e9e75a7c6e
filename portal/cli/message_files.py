"""Files of messages as laboratories leave them: which there are, what language each is in, what it holds."""

import gzip
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from portal.cli.errors import CommandError
from portal.services.intake.languages import FHIR, HL7V2, language_of

LARGEST = 512 * 1024 * 1024
"""Bytes of a file, unpacked."""
_PASSED_OVER = frozenset({".csv", ".md", ".zip", ".pdf", ".html", ".log"})
_GZIP = b"\x1f\x8b"
_BLANK = b" \t\r\n\xef\xbb\xbf"


@dataclass(frozen=True)
class MessageFile:
    """What a file holds: its messages in its order, all in one language."""

    path: Path
    format: str
    messages: tuple[bytes, ...]


def files_of(places: Sequence[Path]) -> list[Path]:
    """List the files: those named, and of a folder all below it that may hold messages.

    What begins with a dot is still being written, or is none of ours. Raises CommandError for a place
    where there is nothing.
    """
    found: list[Path] = []
    for place in places:
        if place.is_dir():
            found += sorted(one for one in place.rglob("*") if _may_hold(one, place))
        elif place.is_file():
            found.append(place)
        else:
            msg = f"There is no file or folder {place}."
            raise CommandError(msg)
    return found


def read(path: Path) -> MessageFile:
    """Read a file and find its messages; one without any is one message, which can not be read.

    Raises CommandError for what is too large or can not be unpacked, and OSError.
    """
    raw = _unpacked(path)
    format = FHIR if raw.lstrip(_BLANK)[:1] in {b"{", b"["} else HL7V2  # noqa: A001 - its name
    messages, _ = language_of(format).split(raw)
    return MessageFile(path, format, messages)


def _may_hold(path: Path, folder: Path) -> bool:
    hidden = any(part.startswith(".") for part in path.relative_to(folder).parts)
    return path.is_file() and not hidden and path.suffix.lower() not in _PASSED_OVER


def _unpacked(path: Path) -> bytes:
    with path.open("rb") as file:
        packed = file.read(2) == _GZIP
        file.seek(0)
        try:
            raw = (gzip.GzipFile(fileobj=file) if packed else file).read(LARGEST + 1)
        except (EOFError, gzip.BadGzipFile, zlib.error) as error:
            msg = f"{path} can not be unpacked"
            raise CommandError(msg) from error
    if len(raw) > LARGEST:
        msg = f"{path} is larger than {LARGEST // 1024 // 1024} MB; send it in parts"
        raise CommandError(msg)
    return raw
