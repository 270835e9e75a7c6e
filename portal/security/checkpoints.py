"""Up to where the journal was found in order: signed, and kept outside of the database that it is about.

Whoever can write the database can not make one, for its key comes from the portal's secret. To lose them costs
a verification from the beginning; to bring back an older one costs a longer walk.
"""

import hashlib
import hmac
import os
import tempfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import orjson

from portal.domain.canonical import canonical
from portal.domain.moments import moment_text
from portal.security.sealing import derive_key


class CheckpointForgedError(Exception):
    """A checkpoint is not one that this portal has made."""


@dataclass(frozen=True)
class Checkpoint:
    """Entry `seq` had this hash, and everything up to it was in order."""

    practice_id: int
    seq: int
    hash: str
    made_at: str

    def body(self) -> dict[str, Any]:
        """What is signed."""
        told = {"practice": self.practice_id, "seq": self.seq, "hash": self.hash}
        return told | {"made_at": self.made_at}


class Checkpoints:
    """Those of all practices of one portal, in one file."""

    def __init__(self, path: Path, secret: bytes) -> None:
        self._path = path
        self._key = derive_key(secret, "journal-checkpoints")

    def of(self, practice_id: int) -> Checkpoint | None:
        """Give the last one; raises CheckpointForgedError when it is not ours."""
        kept = self._kept().get(str(practice_id))
        if kept is None:
            return None
        try:
            found = Checkpoint(practice_id, int(kept["seq"]), kept["hash"], kept["made_at"])
            signed = hmac.compare_digest(self._signature(found), kept["signature"])
        except (KeyError, TypeError, ValueError) as error:
            raise CheckpointForgedError from error
        if not signed:
            raise CheckpointForgedError
        return found

    def keep(self, made: Iterable[tuple[int, int, str]], at: datetime) -> None:
        """Replace those of these practices, given with number and hash of their last entries."""
        kept = dict(self._kept())
        for practice_id, seq, mark in made:
            one = Checkpoint(practice_id, seq, mark, moment_text(at))
            kept[str(practice_id)] = one.body() | {"signature": self._signature(one)}
        handle, aside = tempfile.mkstemp(dir=self._path.parent, prefix=".checkpoints-")
        with os.fdopen(handle, "wb") as file:
            file.write(orjson.dumps(kept, option=orjson.OPT_INDENT_2 | orjson.OPT_SORT_KEYS))
            file.flush()
            os.fsync(file.fileno())
        Path(aside).replace(self._path)

    def _kept(self) -> Mapping[str, Any]:
        try:
            kept = orjson.loads(self._path.read_bytes())
        except FileNotFoundError:
            return {}
        except orjson.JSONDecodeError as error:
            raise CheckpointForgedError from error
        return kept if isinstance(kept, dict) else {}

    def _signature(self, one: Checkpoint) -> str:
        text = canonical(one.body()).encode()
        return hmac.new(self._key, text, hashlib.sha256).hexdigest()
