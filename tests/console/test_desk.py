"""The desk at work: what it does when rights, people, the line or the files go away."""

import asyncio
import threading
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QDialog

from console.app import Console
from console.desk import Desk
from console.domain.changes import ChangeSet
from console.domain.errors import PortalUnreachableError, SignInExpiredError
from console.domain.items import DecisionState, Item, ItemKey
from console.domain.link import LinkState
from console.messages import message_for
from console.models.queue_table import FIRST
from console.views.bulk_outcome_dialog import BulkOutcomeDialog
from console.views.confirm_dialog import ConfirmDialog
from console.views.damaged_outbox import DamagedOutbox
from console.workstation.reasons import LockReason
from tests.support.at_desk import online, opened, passed, shown, submit
from tests.support.builders import entity
from tests.support.fake_portal import FakePortal, drop_before, hang
from tests.support.portal_model import PortalModel
from tests.support.until import until

DENIAL = {"reason_code": "TOO_SOON", "text_to_patient": "Please wait.", "internal_note": ""}
LATER = 60.0  # seconds to undo in: the decision waits as long as the test needs


@pytest.fixture
def portal() -> Iterator[FakePortal]:
    model = PortalModel(practices=(1, 2))
    for number in range(1, 6):
        model.put(entity(number))
        model.put(entity(number + 10, practice_id=2))
    with FakePortal.running(model) as running:
        yield running


@asynccontextmanager
async def working(
    portal: FakePortal, folder: Path, *, undo_s: float = 0.0
) -> AsyncIterator[tuple[Console, Desk]]:
    async with opened(portal.url, folder, username="robin", undo_s=undo_s) as console:
        await submit(console, portal.url, "robin", "right")
        desk = await passed(console)
        await online(desk)
        desk.window.queue_list.choose("refill")
        await until(lambda: desk.model.rowCount() == 5, what="the queue")
        yield console, desk


async def pick(desk: Desk, row: int = 0) -> Item:
    key = desk.model.key_at(row)
    assert key is not None
    desk.window.pane.table.go_to(row)
    await until(lambda: shown(desk) == key)
    item = desk.item(key)
    assert item is not None
    return item


async def save(desk: Desk, item: Item) -> None:
    desk.window.decided.emit(item, "deny", DENIAL)
    await until(lambda: desk.item(item.key).decision_state is DecisionState.QUEUED)


def open_dialogs(desk: Desk, kind: type[QDialog]) -> list[QDialog]:
    return [one for one in desk.window.findChildren(kind) if one.isVisible()]


async def asked(desk: Desk) -> QDialog:
    return await until(lambda: next(iter(open_dialogs(desk, ConfirmDialog)), None))


class Painted(QObject):
    """How many rows the table had, each time that it was painted."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.rows: list[int] = []
        self.keys: list[ItemKey | None] = []
        self._model, viewport = desk.model, desk.window.pane.table.viewport()
        viewport.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint:
            rows = self._model.rowCount()
            if not self.rows:
                self.keys = [self._model.key_at(row) for row in range(rows)]
            self.rows.append(rows)
        return False


async def test_the_first_painting_shows_the_first_rows_and_the_whole_order_follows(
    tmp_path, monkeypatch
):
    begin, paintings = Desk.open, []

    async def watched(desk: Desk) -> None:
        assert not desk.window.isVisible()
        paintings.append(Painted(desk))
        await begin(desk)

    monkeypatch.setattr(Desk, "open", watched)
    model = PortalModel(practices=(1,))
    for number in range(1, 3 * FIRST):
        model.put(entity(number))
    with FakePortal.running(model) as portal:
        async with opened(portal.url, tmp_path, username="robin") as console:
            await submit(console, portal.url, "robin", "right")
            await online(await passed(console))
        async with opened(portal.url, tmp_path, username="robin") as console:
            await submit(console, portal.url, "robin", "right")
            desk = await passed(console)
            await until(lambda: desk.model.rowCount() == 3 * FIRST - 1, what="all rows")
            painted = paintings[-1]
            assert painted.rows[0] >= FIRST, "no painting of an empty window comes before"
            assert painted.keys[:FIRST] == [desk.model.key_at(row) for row in range(FIRST)]


async def test_leaving_with_decisions_that_wait_says_so_once(portal, tmp_path):
    async with working(portal, tmp_path, undo_s=LATER) as (console, desk):
        await save(desk, await pick(desk))
        desk.window.close()
        dialog = await asked(desk)
        assert "1" in dialog.title()
        dialog.reject()  # one may think better of it
        await until(lambda: not open_dialogs(desk, ConfirmDialog))
        assert console.desk is desk
        desk.window.close()
        (await asked(desk)).accept()
        await until(lambda: console.desk is None)


async def test_asking_twice_to_close_is_answer_enough(portal, tmp_path):
    async with working(portal, tmp_path, undo_s=LATER) as (console, desk):
        await save(desk, await pick(desk))
        desk.window.close()
        await asked(desk)
        desk.window.close()
        await until(lambda: console.desk is None)


async def test_leaving_with_nothing_that_waits_asks_nothing(portal, tmp_path):
    async with working(portal, tmp_path) as (console, desk):
        desk.window.close()
        await until(lambda: console.desk is None)


async def test_a_code_is_asked_for_in_the_sign_in_window_and_nothing_is_uncovered(portal, tmp_path):
    async with working(portal, tmp_path) as (console, desk):
        portal.model.end_sessions(refresh_too=True)
        desk.window.refreshed.emit()
        await until(desk.window.cover.isVisible, 20)
        uncovered = []
        desk.guard.unlocked.connect(lambda: uncovered.append(True))
        typed, field = [], desk.window.cover._password.edit
        desk.guard.code_wanted.connect(lambda: typed.append(field.text()))
        field.setText("with a code")
        desk.window.unlock_tried.emit(field.text())
        await until(lambda: console.desk is None, 20)
        assert not uncovered
        assert typed == [""]


async def test_an_ended_session_covers_the_window_and_a_sign_in_uncovers_it(portal, tmp_path):
    async with working(portal, tmp_path) as (_, desk):
        portal.model.end_sessions(refresh_too=True)
        desk.window.refreshed.emit()
        await until(desk.window.cover.isVisible, 20)
        assert message_for(SignInExpiredError()).text in desk.window.cover.problem()
        registered = portal.count("POST", "/v1/workstations")
        desk.window.unlock_tried.emit("right")
        await until(desk.window.page.isVisible, 20)
        await online(desk)
        assert portal.count("POST", "/v1/workstations") == registered + 1


async def test_a_password_that_was_changed_meanwhile_opens_the_lock_and_the_old_one_does_not(
    portal, tmp_path
):
    async with working(portal, tmp_path) as (_, desk):
        portal.model.end_sessions(refresh_too=True)
        portal.model.password = "quite new"
        desk.window.refreshed.emit()
        await until(desk.window.cover.isVisible, 20)
        desk.window.unlock_tried.emit("quite new")
        await until(desk.window.page.isVisible, 20)
        desk.window.lock()
        desk.window.unlock_tried.emit("right")
        await until(lambda: "The password is wrong." in desk.window.cover.problem(), 20)
        desk.window.unlock_tried.emit("quite new")
        await until(desk.window.page.isVisible, 20)


async def test_a_wrong_password_under_the_cover_does_not_say_that_nobody_is_signed_in(
    portal, tmp_path
):
    async with working(portal, tmp_path) as (_, desk):
        desk.window.lock()
        desk.window.unlock_tried.emit("wrong")
        await until(lambda: "The password is wrong." in desk.window.cover.problem(), 20)
        assert "signed in" not in desk.window.cover.problem()
        assert desk.window.page.isHidden()
        desk.window.unlock_tried.emit("right")
        await until(desk.window.page.isVisible, 20)


async def test_no_list_of_patients_opens_over_the_cover(portal, tmp_path):
    async with working(portal, tmp_path) as (_, desk):
        items = [await pick(desk, row) for row in (0, 1)]
        desk.window.bulk_decided.emit(items, "deny", DENIAL)
        desk.window.lock()
        await until(lambda: portal.model.applied and desk.window.cover.isVisible(), 20)
        await until(lambda: desk.item(items[0].key).state == "denied", 20)
        assert not open_dialogs(desk, BulkOutcomeDialog)
        desk.window.unlock_tried.emit("right")
        await until(lambda: open_dialogs(desk, BulkOutcomeDialog), 20)


async def test_the_window_locks_itself_and_polling_does_not_keep_it_open(portal, tmp_path):
    portal.model.policies = {"undo_s": 5, "lock_idle_s": 120}
    async with working(portal, tmp_path) as (_, desk):
        watch = desk.guard.idle
        assert watch.limit_s == 120
        watch.limit_s = 0.01
        desk.window.refreshed.emit()  # what the program does is no hand at the keyboard
        await until(desk.window.cover.isVisible)
        assert desk.window.page.isHidden()


async def test_the_same_rights_again_leave_everybody_where_they_are(portal, tmp_path):
    async with working(portal, tmp_path) as (_, desk):
        item = await pick(desk, 2)
        desk.window.navigation.go_to(desk.window.places().index("refill"))
        heard = []
        desk.window.query_changed.connect(heard.append)
        portal.model.restore_from_backup()  # a resync asks for the rights anew
        calls = portal.count("GET", "/v1/me")
        desk.window.refreshed.emit()
        await until(lambda: portal.count("GET", "/v1/me") > calls, 20)
        await online(desk)
        assert not heard
        await until(lambda: shown(desk) == item.key)


async def test_a_right_that_is_gone_leaves_the_item_on_the_screen(portal, tmp_path):
    async with working(portal, tmp_path) as (_, desk):
        item = await pick(desk, 2)
        portal.model.permissions = ("refill:read", "result:release")
        portal.model.restore_from_backup()
        desk.window.refreshed.emit()
        await until(lambda: not desk.me.may(1, "refill:approve"), 20)
        await online(desk)
        await until(lambda: desk.model.rowCount() == 5)
        await until(lambda: shown(desk) == item.key)
        desk.window.decided.emit(item, "deny", DENIAL)
        await until(desk.window.page.message_bar.text)
        assert desk.item(item.key).decision_state is DecisionState.NONE


async def test_who_leaves_every_practice_sees_no_patient_any_more(portal, tmp_path):
    async with working(portal, tmp_path) as (_, desk):
        await pick(desk)
        portal.model.practices = ()
        desk.window.refreshed.emit()
        await until(lambda: not desk.me.practices, 20)
        await until(lambda: desk.model.rowCount() == 0)
        assert shown(desk) is None
        assert desk.window.page.message_bar.text()


async def test_who_leaves_one_practice_sees_nobody_of_it_but_reads_what_was_refused(
    portal, tmp_path
):
    async with working(portal, tmp_path) as (_, desk):
        item = await pick(desk)
        portal.model.practices = (2,)
        desk.window.refreshed.emit()
        await until(lambda: [one.id for one in desk.me.practices] == [2], 20)
        await until(lambda: shown(desk) is None or shown(desk).practice_id == 2)
        desk.window.item_wanted.emit(item.key)  # as from *Needs attention*
        await until(desk.window.page.message_bar.text)
        assert desk.practice_id == 2
        assert shown(desk) is None or shown(desk).practice_id == 2


async def test_a_damaged_outbox_is_told_and_the_line_is_not_called_up(portal, tmp_path):
    async with working(portal, tmp_path) as (_, desk):
        store = desk._session.store
        for door in store._doors:
            door.close()
        for tail in ("-wal", "-shm"):
            store.outbox_path.with_name(f"outbox.db{tail}").unlink(missing_ok=True)
        zeros = tmp_path / "zeros"
        zeros.write_bytes(b"\0" * store.outbox_path.stat().st_size)
        zeros.replace(store.outbox_path)  # at once: who looks meanwhile must not find it empty
        for door in store._doors:
            door.close()  # a round of the sync may have opened one meanwhile, on the sound file
        desk.window.refreshed.emit()
        await until(lambda: desk.window.findChild(DamagedOutbox), 20, "the dialog")
        await until(lambda: desk.window.page.bottom_bar.link_badge.is_offline, 20)


async def test_a_stopped_first_load_goes_on_with_the_next_decision(portal, tmp_path):
    async with working(portal, tmp_path) as (_, desk):
        item = await pick(desk)
        desk.window.first_load_cancelled.emit()
        await until(desk.window.page.message_bar.text)
        assert not desk.window.page.first_load.isVisible()
        desk.window.decided.emit(item, "deny", DENIAL)
        await until(lambda: desk.item(item.key).state == "denied", 20)


async def test_a_practice_switch_shows_that_practice_alone(portal, tmp_path):
    async with working(portal, tmp_path) as (_, desk):
        desk.bus.store_changed.emit(ChangeSet(everything=True))
        desk.window.practice_chosen.emit(2)
        desk.window.queue_list.choose("refill")
        await until(lambda: (key := desk.model.key_at(0)) is not None and key.practice_id == 2)
        assert all(desk.model.key_at(row).practice_id == 2 for row in range(5))
        assert (item := desk.window.panel.item()) is None or item.key.practice_id == 2


async def test_a_row_of_the_practice_that_was_left_leads_nobody_back(portal, tmp_path):
    """The rows of the new practice may take longer than the pause after which a row's item is read."""
    async with working(portal, tmp_path) as (_, desk):
        await pick(desk)
        desk.window.practice_chosen.emit(2)
        assert desk.window.pane.table.current_key().practice_id == 1
        desk.window.navigation._pause.timeout.emit()
        assert desk.practice_id == 2
        await until(lambda: (item := desk.window.panel.item()) and item.key.practice_id == 2, 20)
        assert desk.practice_id == 2


async def test_a_hard_lock_in_the_midst_of_a_round_is_no_bug(portal, tmp_path):
    """The files are closed at once; whoever was about to ask them is not heard any more."""
    async with working(portal, tmp_path) as (console, desk):
        go_on = threading.Event()
        held = asyncio.ensure_future(console.lanes.writes.run(go_on.wait, 20))
        desk.window.refreshed.emit()
        desk.bus.store_changed.emit(ChangeSet(outbox=True))
        await asyncio.sleep(0)  # now they stand behind it in the lane
        desk.guard.hard_lock("asked")
        go_on.set()
        assert await held
        await until(lambda: console.desk is None, 20)
    assert not console.bugs


@pytest.mark.threat("T2")
async def test_t2_each_way_to_a_hard_lock_covers_the_window_first(portal, tmp_path):
    async with working(portal, tmp_path) as (_, desk):
        guard, cover, heard = desk.guard, desk.window.cover, []
        guard.hard_lock_wanted.disconnect()  # or the first would be the last
        guard.hard_lock_wanted.connect(lambda reason: heard.append((reason, cover.is_locked())))
        for asked in (guard.idle.long_idle, guard.idle.lock_pressed, cover.somebody_else_asked):
            asked.emit()
            desk.window.unlock()
    assert heard == [
        (LockReason.IDLE, True),
        (LockReason.ASKED, True),
        (LockReason.SOMEBODY_ELSE, True),
    ]


async def test_signals_after_the_end_do_nothing(portal, tmp_path):
    async with working(portal, tmp_path) as (console, desk):
        key = (await pick(desk)).key
        desk.closed.emit()
        desk.window.item_wanted.emit(key)
        await until(lambda: console.desk is None)
        desk.window.item_wanted.emit(key)
        desk.window.refreshed.emit()
        desk.window.decided.emit(None, "deny", DENIAL)
        await asyncio.sleep(0)
    assert not console.bugs


async def test_closing_does_not_wait_for_a_portal_that_hangs(portal, tmp_path):
    async with working(portal, tmp_path) as (console, desk):
        portal.misbehave("/v1/practices", hang, times=5)
        desk.window.refreshed.emit()
        before = portal.count("GET", "/v1/practices")
        await until(lambda: portal.count("GET", "/v1/practices") > before)
        desk.window.close()
        await until(lambda: console.desk is None, 10)


async def test_a_claim_without_a_line_says_why(portal, tmp_path):
    async with working(portal, tmp_path) as (_, desk):
        item = await pick(desk)
        portal.misbehave(f"/v1/practices/1/items/refill/{item.key.id}/claim", drop_before, times=5)
        desk.window.claimed.emit(item.key)
        wanted = message_for(PortalUnreachableError()).text
        await until(lambda: wanted in desk.window.page.message_bar.text(), 20)
        assert desk.sync.link.state is not LinkState.SIGNED_OUT
