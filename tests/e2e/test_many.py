"""Deciding many at once, and the work beside deciding, against the real portal."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from console.desk import Desk
from console.models.bulk_outcomes import Fate
from console.views.bulk_dialog import BulkDialog
from console.views.bulk_outcome_dialog import BulkOutcomeDialog
from console.views.choice_list import ChoiceList
from tests.support.at_desk import at_desk, first
from tests.support.demo_portal import DemoUnderTest
from tests.support.until import until

ROWS = 600


def outcome_dialog(desk: Desk) -> BulkOutcomeDialog | None:
    found = [one for one in desk.window.findChildren(BulkOutcomeDialog) if one.isVisible()]
    return found[-1] if found else None


def look_through(bulk: BulkDialog) -> None:
    """Bring every row into sight, as a hand on Page Down does."""
    listed = bulk.findChild(ChoiceList, "bulk_done")
    for _ in range(60):
        bulk.grab()
        if not bulk.obstacle():
            return
        QTest.keyClick(listed, Qt.Key.Key_PageDown)


@pytest.fixture(scope="module")
def many_results(tmp_path_factory: pytest.TempPathFactory) -> Iterator[DemoUnderTest]:
    """A demo practice large enough to have fifteen results that are plainly normal."""
    under_test = DemoUnderTest(tmp_path_factory.mktemp("many") / "portal", rows=ROWS)
    yield under_test
    under_test.process.stop()


async def parted(desk: Desk) -> tuple[list[int], list[int]]:
    """The rows of the table that may be released together, and the others."""
    keys = {row: desk.model.key_at(row) for row in range(min(100, desk.model.rowCount()))}
    items = {row: desk.item(key) for row, key in keys.items() if key is not None}
    versions = [(item.key.id, item.version) for item in items.values() if item is not None]
    client, practice = desk._client.sibling(), desk.practice_id
    codes = await desk._lanes.reads.run(client.bulk_check, practice, "result", "release", versions)
    fine = [row for row, item in items.items() if item and codes[item.key.id] is None]
    return fine, [row for row in items if row not in fine]


async def test_b7_of_forty_results_the_eligible_are_released_and_the_others_say_why(
    many_results: DemoUnderTest, tmp_path: Path
) -> None:
    async with at_desk(many_results.url, tmp_path, username="provider") as desk:
        await first(desk, "result")
        eligible, others = await parted(desk)
        assert eligible, "the demo has results that may be released together"
        for row in (eligible[:15] + others)[:40]:
            desk.model.toggle_mark(row)
        marked = set(desk.model.marks())
        bulk = desk.window.bulk.ask(desk.me, "release")
        assert isinstance(bulk, BulkDialog)
        check = await until(bulk.check, what="the portal's word on each")
        listed = {row.key for row in check.rows}
        assert listed == marked
        assert all(row.why for row in check.left_out)
        done = [row.key for row in check.done]
        assert len(done) >= 10
        await until(lambda: bulk.findChild(ChoiceList, "bulk_done").isVisible())
        look_through(bulk)
        bulk.try_accept()
        outcome = await until(lambda: outcome_dialog(desk), what="the outcome")
        model = outcome._outcomes
        await until(lambda: model.count(Fate.WAITING) == 0, 10, "an answer for each")
        assert (model.count(Fate.DONE), model.refused) == (len(done), 40 - len(done))
        for key in done:
            assert len(many_results.decisions_of(key.id)) == 1
