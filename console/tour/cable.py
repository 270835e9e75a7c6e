"""Chapter: the cable is out, twelve decisions are made, two colleagues get in between, the cable is in."""

from collections import Counter
from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtWidgets import QPushButton

from console.domain.items import DecisionState, Item, ItemKey
from console.domain.link import LinkState
from console.models.offline_words import class_of
from console.models.queue_list import ATTENTION
from console.tour import wanted
from console.tour.colleague import Colleague
from console.tour.hand import StepFailedError, click, find, in_front, press, settled, until
from console.tour.outside import Outside, report_of
from console.tour.stage import Stage
from console.views.attention_card import AttentionCard

PRACTICE = 1
FILLER = "TOUR-1"
DECIDED, APPLIED = 12, 5
OUTCOMES = {
    "already_satisfied": 1,
    "decided_differently": 2,
    "content_changed": 1,
    "withdrawn": 1,
    "superseded": 1,
    "too_old": 1,
}
LONG_AGO_S = 9 * 3600.0  # past the eight hours for which a renewal's decision holds


class Cable:
    """A provider who helps out at the desk decides in four queues without a line."""

    def __init__(self, stage: Stage) -> None:
        self._stage = stage
        self._decided: dict[str, tuple[Item, str, Mapping[str, Any]]] = {}  # by what it is to meet
        self._outside: Outside | None = None
        self._reported: ItemKey | None = None

    async def lend_a_hand_at_the_desk(self) -> None:
        """The administrator gives the provider the front desk's rights too; a result comes in."""
        stage = self._stage
        self._outside = Outside(stage.demo, stage.console.demo.password)
        await stage.outside.run(self._outside.give_role, "provider", "front_desk", PRACTICE)
        await stage.meet("physician")
        await self._report(92.0, "F")

    async def pull_the_cable_out(self) -> None:
        """The portal goes on, and so do the others; here the bar says since when."""
        stage = self._stage
        await self._until_reported()
        stage.demo.cable.pull()
        stage.window.refreshed.emit()
        await until(lambda: stage.desk.sync.link.state is LinkState.OFFLINE, "still online", 40)

    async def decide_enrollments_without_a_line(self) -> None:
        """Saved at once, and told as waiting."""
        await self._stage.go_to("enrollment")
        for name in ("applied", "already_satisfied", "withdrawn", "applied too"):
            await self._deny(name, wanted.may_be_denied)

    async def decline_appointments_without_a_line(self) -> None:
        """So are these."""
        await self._stage.go_to("appointment")
        for name in ("declined", "decided_differently", "declined too"):
            await self._deny(name, wanted.wants_a_time)

    async def deny_renewals_without_a_line(self) -> None:
        """One of them has lain here since the night."""
        await self._stage.go_to("refill")
        decisions = self._stage.desk.decisions
        await self._deny("approved meanwhile", wanted.may_be_changed)
        await self._deny("content_changed", wanted.may_be_changed)
        usual, decisions.skew_s = decisions.skew_s, lambda: LONG_AGO_S
        try:
            await self._deny("too_old", wanted.may_be_changed)
        finally:
            decisions.skew_s = usual

    async def review_results_without_a_line(self) -> None:
        """A review tells no patient anything: it may wait, where a release may not."""
        await self._stage.go_to("result")
        await self._review(
            "reviewed", lambda one: one.key != self._reported and wanted.may_be_released(one)
        )
        await self._review("superseded", lambda one: one.key == self._reported)
        await until(self._all_wait, "not all that was decided waits", 10)

    async def two_colleagues_get_in_between(self) -> None:
        """A nurse and another physician work on; a patient and a laboratory do too. Here all waits."""
        await self._stage.go_to("enrollment")
        nurse, physician = self._stage.colleague, self._stage.person("physician")
        item, action, params = self._decided["already_satisfied"]
        await nurse.decide(item.key, action, params)
        item, action, params = self._decided["decided_differently"]
        await nurse.decide(item.key, action, self._otherwise(item, action, params))
        await nurse.decide(self._key("content_changed"), "prepare", {"refills": 2, "note": ""})
        await self._renew(physician, self._key("approved meanwhile"))
        item, _action, _params = self._decided["withdrawn"]
        username = str(item.content["submitted"]["username"])
        outside = self._at_the_portal()
        await self._stage.outside.run(outside.withdraw, username, item.key.id)
        await physician.decide(self._key("superseded"), "release", {})
        await self._report(182.0, "C")
        await self._stage.until_portal(self._is_superseded, "the report was not corrected")

    async def put_the_cable_in(self) -> None:
        """What was decided goes out by itself; what is to be read opens by itself."""
        stage = self._stage
        stage.demo.cable.plug()
        stage.window.refreshed.emit()
        await until(lambda: stage.desk.sync.link.state is LinkState.ONLINE, "still offline", 40)
        await until(
            lambda: stage.desk.attention_count == DECIDED - APPLIED, "not all is answered", 40
        )
        await until(lambda: stage.window.queue_list.place() == ATTENTION, "it did not open", 10)
        await self._prove_what_was_applied()

    async def see_what_became_of_each(self) -> None:
        """Every outcome is counted, named and explained over the cards."""
        found = Counter(class_of(one.attention) for one in self._cards())
        if found != Counter(OUTCOMES):
            raise StepFailedError(f"the outcomes are {dict(found)}")
        told = self._stage.window.page.attention.offline_story()
        if f"{DECIDED} decided · {APPLIED} applied" not in told:
            raise StepFailedError(f"the account says: {told}")
        await self._show("already_satisfied")

    async def read_what_a_colleague_decided(self) -> None:
        """What was seen, what it is now and by whom, what was decided."""
        await self._show("decided_differently")

    async def read_what_has_changed(self) -> None:
        """What is not as it was stands beside what was seen."""
        await self._show("content_changed")

    async def read_what_a_laboratory_has_corrected(self) -> None:
        """A review of the old report does not count for the new one."""
        await self._show("superseded")

    async def read_what_came_too_late(self) -> None:
        """The portal's clock says so, not this computer's."""
        await self._show("too_old")

    async def acknowledge_all_of_it(self) -> None:
        """One after the other, by name, with the keyboard alone."""
        stage = self._stage
        await in_front(stage.window)
        stage.window.page.attention.focus_first()
        for left in range(DECIDED - APPLIED - 1, -1, -1):
            press(stage.window.page.attention, "Delete")
            await until(self._is_left(left), "not acknowledged")
        told = stage.window.page.attention.offline_story()
        if f"{DECIDED - APPLIED} read" not in told:
            raise StepFailedError(f"the account says: {told}")

    def _all_wait(self) -> bool:
        """Whether the window counts each; it has no count before the line was looked at again."""
        return len(self._decided) == DECIDED and self._stage.desk.sync.link.waiting in {0, DECIDED}

    # The moves

    async def _deny(self, name: str, fits: Callable[[Item], bool]) -> None:
        taken = {item.key for item, _action, _params in self._decided.values()}
        item = await self._stage.pick(
            lambda one: one.key not in taken and wanted.is_untouched(one) and fits(one)
        )
        await self._noted(name, item, self._stage.deny(item))

    async def _review(self, name: str, fits: Callable[[Item], bool]) -> None:
        item = await self._stage.pick(lambda one: wanted.is_pending(one) and fits(one))
        panel = self._stage.window.panel

        async def press_normal() -> None:
            click(find(panel, QPushButton, "review_normal"))
            await until(
                lambda: self._stage.read(item.key).decision_state is DecisionState.QUEUED,
                "not saved",
            )

        await self._noted(name, item, press_normal())

    async def _noted(self, name: str, item: Item, act: Any) -> None:
        """Do it, and keep what the window has told of it."""

        def note(decided: Item, action: str, params: Mapping[str, Any]) -> None:
            self._decided[name] = (decided, action, dict(params))

        connection = self._stage.window.decided.connect(note)
        try:
            await act
            await until(lambda: name in self._decided, f"{item.key} was not decided")
        finally:
            self._stage.window.decided.disconnect(connection)
        await settled()

    async def _show(self, outcome: str) -> None:
        card = next(one for one in self._cards() if class_of(one.attention) == outcome)
        card.setFocus()
        self._stage.window.page.attention.bring(card)
        await settled()
        for title in ("What you saw", "What it is now", "Your decision"):
            if f"{title}:" not in card.story():
                raise StepFailedError(f"the card does not say: {title}")

    async def _renew(self, physician: Colleague, key: ItemKey) -> None:
        await physician.decide(key, "approve", {"refills": 1})

    async def _prove_what_was_applied(self) -> None:
        states = {"applied": "denied", "applied too": "denied"}
        states |= {"declined": "declined", "declined too": "declined"}
        for name, state in states.items():
            await self._stage.until_state(self._key(name), state)
        review = (await self._stage.provider.item(self._key("reviewed")))["content"]["review"]
        if review["by"]["id"] != self._stage.desk.me.staff_id:
            raise StepFailedError("the review is not the provider's")

    def _otherwise(self, item: Item, action: str, params: Mapping[str, Any]) -> dict[str, Any]:
        """The same action for another reason."""
        rule = self._stage.desk.me.rule(item.key.kind, action)
        other = next(
            one
            for one in (rule.reasons if rule else ())
            if one.code != params["reason_code"] and not one.permission
        )
        words = other.text_to_patient or "Please call us."
        return {**params, "reason_code": other.code, "text_to_patient": words}

    async def _report(self, glucose: float, status: str) -> None:
        """The tour's laboratory reports on the first patient whose result waits."""
        stage = self._stage
        (chart, *_) = await stage.provider.charts(PRACTICE, {"name": "a"})
        practice = stage.console.demo.accounts[0].practice
        message = report_of(chart, practice, FILLER, glucose, status)
        await stage.outside.run(self._at_the_portal().report, PRACTICE, message)

    async def _until_reported(self) -> None:
        await self._stage.go_to("result")
        item = await self._stage.pick(
            lambda one: one.content["report"]["title"] == "Glucose" and wanted.is_pending(one)
        )
        self._reported = item.key

    async def _is_superseded(self) -> bool:
        return await self._stage.provider.state(self._key("superseded")) == "superseded"

    def _at_the_portal(self) -> Outside:
        if self._outside is None:
            raise StepFailedError("nobody has given any rights")
        return self._outside

    def _is_left(self, number: int) -> Callable[[], bool]:
        return lambda: self._stage.desk.attention_count == number

    def _key(self, name: str) -> ItemKey:
        return self._decided[name][0].key

    def _cards(self) -> list[AttentionCard]:
        return self._stage.window.page.attention.cards()
