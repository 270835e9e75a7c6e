"""Two people at two desks on one portal (DESIGN §5)."""

from pathlib import Path

from console.domain.items import DecisionState, Item
from console.views.queues.day_strip import DayStrip
from console.views.queues.slot_picker import SlotPicker
from tests.support.at_desk import at_desk, denial, first, shown
from tests.support.demo_portal import DemoUnderTest
from tests.support.until import until


async def test_what_one_decides_the_other_sees(demo: DemoUnderTest, tmp_path: Path) -> None:
    async with (
        at_desk(demo.url, tmp_path / "a", username="frontdesk") as here,
        at_desk(demo.url, tmp_path / "b", username="nurse") as there,
    ):
        item = await first(here, "refill")
        seen = await first(there, "refill")
        assert seen.key == item.key
        here.window.decided.emit(item, "deny", denial(here, "refill"))
        await until(lambda: (now := there.item(item.key)) is not None and now.state == "denied")
        decision = there.item(item.key).entity["decision"]
        assert decision["by"]["name"] == here.me.name
        assert decision["action"] == "deny"
        # and it has left the other's table by itself
        await until(lambda: item.key not in {_key(there, row) for row in range(3)})


async def test_the_second_to_decide_is_told_and_nothing_is_overwritten(
    demo: DemoUnderTest, tmp_path: Path
) -> None:
    async with (
        at_desk(demo.url, tmp_path / "a", username="frontdesk") as here,
        at_desk(demo.url, tmp_path / "b", username="nurse", undo_s=2.0) as there,
    ):
        item = await first(here, "refill")
        mine = await first(there, "refill")
        there.window.decided.emit(mine, "deny", denial(there, "refill") | {"internal_note": "b"})
        await until(lambda: there.item(mine.key).decision_state is DecisionState.QUEUED)
        other = dict(denial(here, "refill"), text_to_patient="We have called you about it.")
        here.window.decided.emit(item, "deny", other)
        await until(lambda: here.item(item.key).state == "denied")
        await until(lambda: there.item(item.key).decision_state is DecisionState.ATTENTION)
        await until(lambda: there.attention_count == 1)
        assert len(demo.decisions_of(item.key.id)) == 1
        # it stays until a person has read it
        (attention,) = there.attention()
        assert attention.current is not None
        assert attention.current["decision"]["text_to_patient"] == "We have called you about it."
        there.window.acknowledged.emit(attention.command.command_id)
        await until(lambda: there.attention_count == 0)


async def test_a_claim_is_seen_and_names_its_holder(demo: DemoUnderTest, tmp_path: Path) -> None:
    async with (
        at_desk(demo.url, tmp_path / "a", username="frontdesk") as here,
        at_desk(demo.url, tmp_path / "b", username="nurse") as there,
    ):
        item = await first(here, "refill")
        here.window.claimed.emit(item.key)
        await until(lambda: (there.item(item.key).entity.get("claim") or {}).get("name"))
        assert there.item(item.key).entity["claim"]["name"] == here.me.name
        await first(there, "refill")
        assert shown(there) == item.key
        there.window.claimed.emit(item.key)
        await until(lambda: here.me.name in there.window.page.message_bar.text())


async def test_a_time_that_a_colleague_takes_leaves_my_week(
    demo: DemoUnderTest, tmp_path: Path
) -> None:
    async with (
        at_desk(demo.url, tmp_path / "a", username="frontdesk") as here,
        at_desk(demo.url, tmp_path / "b", username="nurse") as there,
    ):
        mine = await first(here, "appointment", fits=_wants_a_time)
        picker = here.window.panel.findChild(SlotPicker)
        strip = picker.findChild(DayStrip)
        other = await first(
            there, "appointment", fits=lambda one: one.key != mine.key and _wants_a_time(one)
        )
        minutes = other.content["minutes"]
        await until(lambda: _free(strip, minutes), 20, "free times that are long enough")
        free = _free(strip, minutes)[0]
        there.window.decided.emit(other, "book", {"slot_id": free})
        await until(lambda: there.item(other.key).state == "booked", 20, "booked")
        await until(lambda: free not in _free(strip), 20, "the time has left the week")


def _wants_a_time(item: Item) -> bool:
    return item.content["request"] == "new" and bool(item.entity["patient"])


def _free(strip: DayStrip, minutes: int = 0) -> list[str]:
    """The times that may be taken; on which days they are hangs on the day of the test."""
    return [
        slot.id
        for slot in strip.week().times
        if strip.is_open(slot) and slot.end - slot.start >= minutes
    ]


def _key(desk: object, row: int) -> object:
    return desk.model.key_at(row)  # type: ignore[attr-defined]
