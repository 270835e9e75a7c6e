"""Pages of the feed, each asked for while the one before it is written: portal and console work side by side."""

import asyncio
import json

from console.sync.parts import Parts

_TAIL = 2_000  # characters at the end of a page in which its cursor is looked for


def cursor_after(page: str) -> str | None:
    """Where the page says that the next one begins; None where there is no more, or it can not be seen at a glance.

    What stands behind the changes is read, not the changes. From `"cursor"` to the end is an object of its own
    only in the outermost one: deeper in, a bracket too many follows, and inside of a text its quotes are escaped.
    """
    at = page.rfind('"cursor"', max(0, len(page) - _TAIL))
    try:
        told = json.loads("{" + page[at:]) if at >= 0 else {}
    except ValueError:
        return None
    cursor = told.get("cursor")
    return cursor if isinstance(cursor, str) and told.get("more") is True else None


class PagesAhead:
    """The pages of one practice, at most one of them before it is wanted."""

    def __init__(self, parts: Parts, practice_id: int) -> None:
        self._parts = parts
        self._practice_id = practice_id
        self._next: tuple[str, asyncio.Future[str]] | None = None

    async def at(self, cursor: str) -> str:
        """The page that begins at `cursor`; the one behind it is asked for before this returns.

        Raises:
            ConsoleError: the line or the portal failed, perhaps some time ago.
        """
        begun, self._next = self._next, None
        if begun is not None and begun[0] == cursor:
            page = await begun[1]
        else:
            _let_go(begun)
            page = await self._ask(cursor)
        following = cursor_after(page)
        if following is not None and following != cursor:
            self._next = following, self._ask(following)
        return page

    def close(self) -> None:
        """Let go of the page that nobody will want; a call that has begun runs to its end unheard."""
        begun, self._next = self._next, None
        _let_go(begun)

    def _ask(self, cursor: str) -> asyncio.Future[str]:
        parts = self._parts
        call = parts.lanes.network.run(parts.client.changes, self._practice_id, cursor)
        return asyncio.ensure_future(call)


def _let_go(begun: tuple[str, asyncio.Future[str]] | None) -> None:
    if begun is None or begun[1].cancel() or begun[1].cancelled():
        return
    begun[1].exception()  # looked at, so that asyncio does not report what nobody waits for
