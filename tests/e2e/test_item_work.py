"""The panel's lesser work at a whole desk, against the real portal."""

from pathlib import Path

from PySide6.QtWidgets import QWidget

from console.domain.items import DecisionState, QueueView
from tests.support.at_desk import at_desk, first
from tests.support.demo_portal import DemoUnderTest
from tests.support.looking import said
from tests.support.until import until


async def test_s51_a_note_stands_in_the_history_and_the_item_stays(
    demo: DemoUnderTest, tmp_path: Path
) -> None:
    async with at_desk(demo.url, tmp_path) as desk:
        item = await first(desk, "refill")
        desk.window.decided.emit(item, "note", {"text": "Called, no answer."})
        await until(lambda: desk.item(item.key).version > item.version, what="the portal's answer")
        await until(lambda: desk.item(item.key).decision_state is DecisionState.NONE)
        assert desk.item(item.key).state == "pending"
        history = desk.window.panel._history
        history._toggle.click()
        lines = history.findChild(QWidget, "history_lines")
        await until(lambda: "Called, no answer." in said(lines), what="the note in the history")
        assert f"Note written by {desk.me.name}" in said(lines)
        assert "Staff only" in said(lines)


async def test_s51_waiting_for_the_patient_leaves_the_list_of_what_is_to_do(
    demo: DemoUnderTest, tmp_path: Path
) -> None:
    async with at_desk(demo.url, tmp_path) as desk:
        item = await first(desk, "refill")
        words = {"on": "patient", "until": None, "note": "", "text_to_patient": "Which dose?"}
        desk.window.decided.emit(item, "wait", words)
        await until(lambda: desk.item(item.key).waiting, what="the item to wait")
        await until(lambda: item.key not in _keys(desk), what="the row to leave")
        desk.window.pane.show_view(QueueView.PARKED)
        await until(lambda: _keys(desk) == [item.key], what="the row among those that wait")
        desk.window.decided.emit(desk.item(item.key), "resume", {})
        await until(lambda: desk.item(item.key).waiting is None, what="the item to go on")


async def test_k5_a_colleague_takes_a_claim_over_with_a_note(
    demo: DemoUnderTest, tmp_path: Path
) -> None:
    async with (
        at_desk(demo.url, tmp_path / "a") as here,
        at_desk(demo.url, tmp_path / "b", username="nurse") as there,
    ):
        item = await first(here, "refill")
        here.window.claimed.emit(item.key)
        await until(lambda: there.item(item.key).entity["claim"])
        there.window.panel.taken_over.emit(there.item(item.key), "Kim is at lunch.")
        await until(lambda: _holder(here, item.key) == there.me.staff_id)


def _keys(desk):
    model = desk.model
    return [model.key_at(row) for row in range(model.rowCount())]


def _holder(desk, key):
    claim = desk.item(key).entity["claim"]
    return claim and claim["staff_id"]
