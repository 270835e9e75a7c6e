"""Chapter: second thoughts, a colleague who is quicker, and a line that breaks."""

from PySide6.QtWidgets import QPushButton

from console.domain.items import DecisionState
from console.domain.link import LinkState
from console.tour import wanted
from console.tour.hand import StepFailedError, click, in_front, press, settled, until
from console.tour.stage import Stage


class Mishaps:
    """Nothing is lost, nothing counts twice, and the person is told."""

    def __init__(self, stage: Stage) -> None:
        self._stage = stage

    async def undo_in_time(self) -> None:
        """Within the seconds that the bar counts, a decision has never left the house."""
        await self._stage.go_to("refill")
        item = await self._stage.pick(
            lambda one: wanted.is_pending(one) and not one.entity.get("claim")
        )
        await self._stage.deny(item)
        await in_front(self._stage.window)
        await settled()  # it is saved a moment before that is said, and taking it back offered
        press(self._stage.table, "U")
        await until(
            lambda: self._stage.read(item.key).decision_state is DecisionState.NONE, "not undone"
        )
        await settled(1.5)
        if await self._stage.colleague.state(item.key) != "pending":
            raise StepFailedError("an undone decision was sent")

    async def a_colleague_decides_first(self) -> None:
        """Two people, one item: the second is told, and nothing is overwritten."""
        item = await self._stage.pick(wanted.is_pending)
        await self._stage.deny(item)
        await self._stage.colleague.decide(
            item.key, "deny", wanted.other_denial(self._stage.desk.me, item.key.kind)
        )
        await until(
            lambda: self._stage.read(item.key).decision_state is DecisionState.ATTENTION,
            "the conflict is not shown",
        )
        self._stage.held = item.key

    async def read_what_needs_attention(self) -> None:
        """What was decided, what it is now, and who did it."""
        await self._stage.place("attention")
        await until(self._acknowledge_button, "nothing to read")

    async def acknowledge_it(self) -> None:
        """It stays until a person has read it."""
        click(await until(self._acknowledge_button, "nothing to acknowledge"))
        await until(lambda: self._stage.desk.attention_count == 0, "it still wants attention")

    async def the_portal_goes_away(self) -> None:
        """As a pulled cable would have it."""
        await self._stage.outside.run(self._stage.demo.kill)
        self._stage.window.refreshed.emit()
        await until(lambda: self._stage.desk.sync.link.state is LinkState.OFFLINE, "still online")

    async def decide_while_it_is_away(self) -> None:
        """The queues are still there, and a decision is saved and waits."""
        await self._stage.go_to("enrollment")
        item = await self._stage.pick(wanted.may_be_denied)
        await self._stage.deny(item)
        await settled(1.5)
        self._stage.held = item.key
        if self._stage.read(item.key).decision_state is not DecisionState.QUEUED:
            raise StepFailedError("the decision does not wait")

    async def the_portal_comes_back(self) -> None:
        """What waited is sent by itself, once."""
        await self._stage.outside.run(self._stage.demo.start)
        self._stage.window.refreshed.emit()
        await until(
            lambda: self._stage.desk.sync.link.state is LinkState.ONLINE, "still offline", 40
        )
        await self._stage.until_state(self._stage.kept, "denied")

    def _acknowledge_button(self) -> QPushButton | None:
        for button in self._stage.window.page.attention.findChildren(QPushButton):
            if button.objectName().startswith("acknowledge") and button.isVisible():
                return button
        return None
