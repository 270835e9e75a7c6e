"""Chapter: a morning at the front desk."""

from contextlib import suppress

from PySide6.QtWidgets import QAbstractButton, QPushButton

from console.tour import wanted
from console.tour.hand import StepFailedError, click, find, press, settled, until
from console.tour.stage import Stage
from console.views.queues.day_strip import DayStrip

WEEKS = 3  # of which the demo's ten working days are a part
A_WEEK_S = 5.0  # in which the times of a week are there, if it has any


class FrontDesk:
    """Decides what the front desk may, and is kept from what it may not."""

    def __init__(self, stage: Stage) -> None:
        self._stage = stage

    async def look_at_the_queues(self) -> None:
        """Every place of the front desk shows rows."""
        for place in ("refill", "appointment", "enrollment"):
            await self._stage.go_to(place)

    async def approve_an_enrollment(self) -> None:
        """Link the account to the chart that matches, then approve."""
        await self._stage.go_to("enrollment")
        item = await self._stage.pick(wanted.fits_a_chart)
        radios = [
            button
            for button in self._stage.window.panel.findChildren(QAbstractButton)
            if button.isCheckable() and button.isVisible() and button.autoExclusive()
        ]
        if not radios:
            raise StepFailedError("no chart can be chosen")
        click(radios[0])
        await self._stage.decide_by_key(item, "A", "approved")
        entity = await self._stage.colleague.item(item.key)
        if (entity.get("patient") or {}).get("id") != item.content["candidates"][0]["patient_id"]:
            raise StepFailedError("the account is not bound to the chosen chart")

    async def deny_an_enrollment_with_a_reason(self) -> None:
        """The reason is coded, the words are the patient's, the note is the staff's."""
        await self._stage.go_to("enrollment")
        self._stage.held = (await self._stage.pick(wanted.may_be_denied)).key
        press(self._stage.table, "D")
        await self._stage.choose_reason()

    async def say_why_it_was_denied(self) -> None:
        """Ctrl+Enter sends it."""
        await self._stage.accept_dialog(self._stage.kept, "denied")

    async def book_an_appointment(self) -> None:
        """Choose a free slot with the arrow keys and book it."""
        await self._stage.go_to("appointment")
        item = await self._stage.pick(
            lambda one: wanted.is_pending(one) and wanted.wants_a_time(one)
        )
        press(self._stage.table, "Return")
        await self._choose_a_time(await until(self._strip, "no slots are shown"))
        await self._stage.decide_by_key(item, "A", "booked")

    async def decline_an_appointment(self) -> None:
        """Decline one with a reason."""
        await self._stage.go_to("appointment")
        item = await self._stage.pick(wanted.is_pending)
        press(self._stage.table, "D")
        await self._stage.choose_reason()
        await self._stage.accept_dialog(item.key, "declined")

    async def front_desk_may_not_approve_a_renewal(self) -> None:
        """The button is there, barred, and says why."""
        await self._stage.go_to("refill")
        item = await self._stage.pick(wanted.is_pending)
        button = find(self._stage.window.panel, QPushButton, "primary_button")
        if button.isEnabled() or not button.accessibleDescription():
            raise StepFailedError("the front desk could approve a renewal")
        press(self._stage.table, "A")
        await settled()
        if await self._stage.colleague.state(item.key) != "pending":
            raise StepFailedError("a key did what the button may not")

    async def deny_a_renewal_administratively(self) -> None:
        """An administrative reason is the front desk's to give."""
        item = await self._stage.pick(wanted.is_pending)
        press(self._stage.table, "D")
        await self._stage.choose_reason()
        await self._stage.accept_dialog(item.key, "denied")

    async def claim_an_item(self) -> None:
        """The others see who works on it."""
        item = await self._stage.pick(wanted.is_pending)
        press(self._stage.table, "C")
        key = item.key

        async def claimed() -> bool:
            return bool((await self._stage.colleague.item(key)).get("claim"))

        await self._stage.until_portal(claimed, "the portal has no claim")
        await until(
            lambda: (self._stage.shown or item).entity.get("claim"), "the claim is not shown"
        )

    async def _choose_a_time(self, strip: DayStrip) -> None:
        """Take the time the week begins with; in a week without room for the visit, go to the next."""
        for _week in range(WEEKS):
            with suppress(StepFailedError):
                await until(strip.cursor_id, "no slot is free", A_WEEK_S)
            press(strip, "Return")
            await settled()
            if self._may_book():
                return
            press(strip, "PageDown")
        raise StepFailedError("no slot can be chosen")

    def _strip(self) -> DayStrip | None:
        strip = self._stage.window.panel.findChild(DayStrip)
        return strip if isinstance(strip, DayStrip) and strip.isVisible() else None

    def _may_book(self) -> bool:
        return find(self._stage.window.panel, QPushButton, "primary_button").isEnabled()
