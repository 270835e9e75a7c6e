"""Empty pages of the feed, as they were told last: named by their ETag, they need not be sent again.

Most refreshes find nothing. The portal says so by 304 without a body, where it would say what it said before.
"""

from dataclasses import dataclass

from console.api_client.answers import NOT_MODIFIED, text_of
from console.api_client.transport import Answer


@dataclass(frozen=True)
class _Told:
    path: str
    tag: str
    text: str


class ToldPages:
    """The last empty page of each practice. Used by one thread."""

    def __init__(self) -> None:
        self._last: dict[int, _Told] = {}

    def naming(self, practice_id: int, path: str) -> dict[str, str]:
        """The headers that name what was told for this path."""
        last = self._last.get(practice_id)
        return {"If-None-Match": last.tag} if last is not None and last.path == path else {}

    def text(self, practice_id: int, path: str, answer: Answer) -> str:
        """The page that an answer gives, or names.

        Raises:
            NotThePortalError: it is none.
        """
        last = self._last.get(practice_id)
        if answer.status == NOT_MODIFIED and last is not None and last.path == path:
            return last.text
        text, tag = text_of(answer), answer.headers.get("ETag")
        if tag:  # only what is empty has one
            self._last[practice_id] = _Told(path, tag, text)
        return text
