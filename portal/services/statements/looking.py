"""What the gate says of an uploaded file: a fault, or its pages and their words."""

from dataclasses import dataclass, field

from portal.services import pdf_gate
from portal.services.files import Files


@dataclass(frozen=True)
class Looked:
    """What the gate found; `fault` is a code of `pdf_gate.Fault`."""

    fault: str | None
    pages: int = 0
    texts: tuple[str, ...] = field(default=(), repr=False)


def look(files: Files, practice_id: int, sha256: str, size: int) -> Looked:
    """Let a stored file pass the gate.

    Raises FileMissingError and FileDamagedError.
    """
    if size > pdf_gate.STATEMENT.most_bytes:
        return Looked(pdf_gate.Fault.TOO_LARGE)
    examined = pdf_gate.examine(files.open_stream(practice_id, sha256), pdf_gate.STATEMENT)
    fault = None if examined.fault is None else str(examined.fault)
    return Looked(fault, examined.pages, examined.texts)
