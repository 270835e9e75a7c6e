"""The words of a statement's pages, kept beside its file and sealed like it, for another look."""

import hashlib
from collections.abc import Sequence

import orjson

from portal.services.files import Files


def keep(files: Files, practice_id: int, texts: Sequence[str]) -> str:
    """Store the words of the pages and give the name they are found by."""
    content = orjson.dumps(list(texts))
    files.put(practice_id, content)
    return hashlib.sha256(content).hexdigest()


def read(files: Files, practice_id: int, sha256: str) -> tuple[str, ...]:
    """Give the words of the pages, in order; of a file that was refused there are none.

    Raises FileMissingError and FileDamagedError.
    """
    return tuple(orjson.loads(files.get(practice_id, sha256))) if sha256 else ()
