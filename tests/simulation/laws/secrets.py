"""I9: what only its owner may know stands in no byte that the portal keeps, in no encoding."""

import base64
import json
from collections.abc import Iterator
from functools import lru_cache
from urllib.parse import quote

from tests.simulation.laws.view import View, Wrong

_SHORTEST = 10  # characters; less would be found by chance


@lru_cache(maxsize=4096)
def forms(secret: str) -> tuple[bytes, ...]:
    """A secret as files hold it: UTF-8, UTF-16, hex, base64 at its three offsets, JSON and URL escapes."""
    raw = secret.encode()
    turned = (base64.b64encode(b"\0" * skip + raw) for skip in range(3))
    cut = [one[4:-4] for one in turned]
    escaped = [json.dumps(secret)[1:-1].encode(), quote(secret, safe="").encode()]
    compact = secret.replace("-", "")
    return tuple(
        {raw, secret.encode("utf-16-le"), raw.hex().encode(), compact.encode(), *cut, *escaped}
    )


def nothing_kept(view: View) -> Wrong:
    """Look at all that was written since: the journal, the mails, the jobs; the whole file at the end."""
    texts = list(_written(view))
    if not texts or not view.told.secrets:
        return
    heap = "\n".join(texts).encode()
    for secret, what in view.told.secrets.items():
        if len(secret) >= _SHORTEST and any(form in heap for form in forms(secret)):
            yield f"a {what} was written down"


def nothing_in_the_file(view: View, file: bytes) -> Wrong:
    """The whole database, byte by byte."""
    for secret, what in view.told.secrets.items():
        if len(secret) >= _SHORTEST and any(form in file for form in forms(secret)):
            yield f"a {what} is in the database"


def _written(view: View) -> Iterator[str]:
    for _practice, _seq, _action, _subject, body in view.new_entries():
        yield body
    last = view.memory.get("jobs", 0)
    for row, key, payload, error in view.rows(
        "SELECT rowid, dedupe_key, payload, last_error FROM outbox_job WHERE rowid > ?"
        " ORDER BY rowid",
        last,
    ):
        view.memory["jobs"] = row
        yield f"{key} {payload} {error}"
