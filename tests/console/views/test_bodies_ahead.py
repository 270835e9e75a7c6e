"""Bodies that are made before an item of their queue is opened: one at a time, in rest, no more than may be read."""

import contextlib
from collections.abc import AsyncIterator, Sequence

from console.domain.items import Item
from console.views.bodies_ahead import BodiesAhead
from console.views.queues.body import QueueBody
from tests.support.open_window import OpenWindow
from tests.support.until import until
from tests.support.window_items import morning

KINDS = ("refill", "document", "task")


@contextlib.asynccontextmanager
async def opened(items: Sequence[Item] = ()) -> AsyncIterator[OpenWindow]:
    window = OpenWindow(items)
    try:
        yield window
    finally:
        await window.close()


def bodies(window: OpenWindow) -> list[QueueBody]:
    return window.window.panel.findChildren(QueueBody)


async def test_one_body_at_a_time_is_made_in_rest_and_none_is_seen(qt_loop):
    made, counts = [], []

    def rests() -> bool:
        counts.append(len(made))
        return len(counts) > 2

    async with opened() as window:
        window.window.panel.body_made.connect(made.append)
        ahead = BodiesAhead(window.window.panel, rests)
        ahead.begin(KINDS)
        await until(lambda: len(made) == len(KINDS), 10)
        assert counts[:5] == [0, 0, 0, 0, 1]  # the first turn is for the time zone
        assert not any(body.isVisible() for body in made)
        assert {id(body) for body in bodies(window)} == {id(body) for body in made}


async def test_what_is_there_or_not_known_here_is_left_out(qt_loop):
    async with opened() as window:
        ahead = BodiesAhead(window.window.panel, lambda: True)
        ahead.begin(("of_another_year", "task"))
        await until(lambda: bodies(window), 10)
        made = []
        window.window.panel.body_made.connect(made.append)
        ahead.begin(("task", "document"))
        await until(lambda: made, 10)
        assert len(bodies(window)) == 2


async def test_an_item_is_shown_in_the_body_that_was_made_ahead(qt_loop):
    item = morning()[0]
    async with opened([item]) as window:
        panel = window.window.panel
        panel.body(item.key.kind)
        (ahead,) = bodies(window)
        panel.show_item(item)
        assert ahead.isVisible()
        assert len(bodies(window)) == 1
