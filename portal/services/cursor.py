"""A place in the feed, as the console keeps it: opaque, and only good for the view it was made for.

The text is base64url of `format.epoch.seq.view`. The format says whether the first load is still
under way; the view is a hash of what the caller may see and of the form it is sent in, so a change
of role or of form leads to a new first load instead of stale or forbidden rows in a cache.
"""

import base64
import re
from collections.abc import Iterable
from dataclasses import dataclass

from portal.domain.canonical import canonical, digest
from portal.domain.problems import Problem, ProblemType

START = "0"
_FORM = re.compile(r"([12])\.(\d{1,10})\.(\d{1,19})\.([0-9a-f]{16})", re.ASCII)
_DELTA, _FIRST_LOAD = "1", "2"


@dataclass(frozen=True)
class Cursor:
    """Everything up to `seq` has been sent; during the first load, everything of the window."""

    epoch: int
    seq: int
    view: str
    first_load: bool = False

    def text(self) -> str:
        """Write the cursor for the wire."""
        form = _FIRST_LOAD if self.first_load else _DELTA
        plain = f"{form}.{self.epoch}.{self.seq}.{self.view}"
        return base64.urlsafe_b64encode(plain.encode()).decode().rstrip("=")


def read_cursor(text: str | None) -> Cursor | None:
    """Read a cursor; None is the start. Raises Problem(resync-required) for what is none."""
    if text is None or text in {"", START}:
        return None
    try:
        plain = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)).decode("ascii")
    except ValueError:
        plain = ""
    match = _FORM.fullmatch(plain)
    if match is None:
        raise resync("the cursor is not one of this portal")
    form, epoch, seq, view = match.groups()
    return Cursor(int(epoch), int(seq), view, first_load=form == _FIRST_LOAD)


def view_of(kinds: Iterable[str], shape: int) -> str:
    """Hash what a caller sees and in which form."""
    return digest(canonical([shape, sorted(kinds)]))[:16]


def resync(why: str) -> Problem:
    """Build the answer that makes a console drop its mirror and begin again, 410."""
    return Problem(ProblemType.RESYNC_REQUIRED, f"{why}; start again from cursor 0")
