"""The story the tour tells: a morning at the front desk, then the provider's.

Every step is a sentence that can be false: it presses keys, then proves with the portal that what the
window says has happened.
"""

from collections.abc import Awaitable, Callable, Iterator
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLineEdit, QListView, QPushButton, QWidget

from console.app import Console
from console.demo import DemoProcess
from console.desk import Desk
from console.domain.items import DecisionState, Item, ItemKey
from console.domain.link import LinkState
from console.runtime import Lane
from console.tour.colleague import Colleague
from console.tour.hand import (
    StepFailedError,
    click,
    find,
    in_front,
    open_dialog,
    press,
    settled,
    until,
    write,
)
from console.views.deny_dialog import DenyDialog
from console.views.hold_dialog import HoldDialog
from console.views.main_window import MainWindow
from console.views.queues.day_strip import DayStrip
from console.views.sign_in_pages import PassphrasePage
from console.views.theme import Scheme, theme

PASSPHRASE = "a long walk by the river"  # noqa: S105 - of the tour's own throw-away store
SEARCHED = 3  # letters
Step = Callable[[], Awaitable[None]]


class Story:
    """The steps, in order. Each is named for what it shows."""

    def __init__(self, console: Console, demo: DemoProcess) -> None:
        self._console = console
        self._demo = demo
        self._colleague: Colleague | None = None
        self._provider: Colleague | None = None
        self._outside = Lane("tour")
        self._held: ItemKey | None = None

    def steps(self) -> Iterator[Step]:
        """All steps."""
        yield self.the_sign_in_window
        yield self.sign_in_as_front_desk
        yield self.look_at_the_queues
        yield self.approve_an_enrollment
        yield self.deny_an_enrollment_with_a_reason
        yield self.say_why_it_was_denied
        yield self.book_an_appointment
        yield self.decline_an_appointment
        yield self.front_desk_may_not_approve_a_renewal
        yield self.deny_a_renewal_administratively
        yield self.claim_an_item
        yield self.undo_in_time
        yield self.a_colleague_decides_first
        yield self.read_what_needs_attention
        yield self.the_portal_goes_away
        yield self.decide_while_it_is_away
        yield self.the_portal_comes_back
        yield self.ask_about_several_at_once
        yield self.decide_several_at_once
        yield self.search_as_you_type
        yield self.find_a_command
        yield self.show_the_keys
        yield self.lock_the_window
        yield self.unlock_it
        yield self.sign_in_as_provider
        yield self.approve_a_renewal
        yield self.look_at_a_trend
        yield self.release_a_result
        yield self.hold_a_result
        yield self.the_hold_is_kept
        yield self.the_same_in_the_dark

    async def close(self) -> None:
        """End what the story began beside the program."""
        for person in (self._colleague, self._provider):
            if person is not None:
                await person.close()
        closing = Lane("closing-tour")
        await closing.run(self._outside.close)
        closing.close()

    # Signing in

    async def the_sign_in_window(self) -> None:
        """The window is there with the demo's accounts to click."""
        await until(lambda: self._console.dialog, "no sign-in window")
        await until(lambda: self._demo_button("frontdesk"), "the demo has not started", 60)

    async def sign_in_as_front_desk(self) -> None:
        """One click, and a passphrase where there is no keyring."""
        await self._sign_in("frontdesk")
        demo = self._console.demo
        self._colleague = Colleague(demo.url, "nurse", demo.password)
        await self._colleague.sign_in()
        self._provider = Colleague(demo.url, "provider", demo.password)
        await self._provider.sign_in()

    async def look_at_the_queues(self) -> None:
        """Every place of the front desk shows rows."""
        for place in ("refill", "appointment", "enrollment"):
            await self._go_to(place)

    # The front desk's morning

    async def approve_an_enrollment(self) -> None:
        """Link the account to the chart that matches, then approve."""
        await self._go_to("enrollment")
        item = await self._pick(_fits_a_chart)
        radios = [
            button
            for button in self._window.panel.findChildren(QAbstractButton)
            if button.isCheckable() and button.isVisible() and button.autoExclusive()
        ]
        if not radios:
            raise StepFailedError("no chart can be chosen")
        click(radios[0])
        await self._decide_by_key(item, "A", "approved")
        entity = await self._own_colleague.item(item.key)
        if (entity.get("patient") or {}).get("id") != item.content["candidates"][0]["patient_id"]:
            raise StepFailedError("the account is not bound to the chosen chart")

    async def deny_an_enrollment_with_a_reason(self) -> None:
        """The reason is coded, the words are the patient's, the note is the staff's."""
        await self._go_to("enrollment")
        self._held = (await self._pick(_is_pending)).key
        press(self._table, "D")
        await self._choose_reason()

    async def say_why_it_was_denied(self) -> None:
        """Ctrl+Enter sends it."""
        await self._accept_dialog(self._kept, "denied")

    async def book_an_appointment(self) -> None:
        """Choose a free slot with the arrow keys and book it."""
        await self._go_to("appointment")
        item = await self._pick(lambda one: _is_pending(one) and _wants_a_time(one))
        strip = await until(self._strip, "no slots are shown")
        strip.setFocus()
        await until(lambda: self._chose_a_slot(strip), "no slot can be chosen")
        await self._decide_by_key(item, "A", "booked")

    async def decline_an_appointment(self) -> None:
        """Decline one with a reason."""
        await self._go_to("appointment")
        item = await self._pick(_is_pending)
        press(self._table, "D")
        await self._choose_reason()
        await self._accept_dialog(item.key, "declined")

    async def front_desk_may_not_approve_a_renewal(self) -> None:
        """The button is there, barred, and says why."""
        await self._go_to("refill")
        item = await self._pick(_is_pending)
        button = find(self._window.panel, QPushButton, "primary_button")
        if button.isEnabled() or not button.accessibleDescription():
            raise StepFailedError("the front desk could approve a renewal")
        press(self._table, "A")
        await settled()
        if await self._own_colleague.state(item.key) != "pending":
            raise StepFailedError("a key did what the button may not")

    async def deny_a_renewal_administratively(self) -> None:
        """An administrative reason is the front desk's to give."""
        item = await self._pick(_is_pending)
        press(self._table, "D")
        await self._choose_reason()
        await self._accept_dialog(item.key, "denied")

    async def claim_an_item(self) -> None:
        """The others see who works on it."""
        item = await self._pick(_is_pending)
        press(self._table, "C")
        key = item.key

        async def claimed() -> bool:
            return bool((await self._own_colleague.item(key)).get("claim"))

        await self._until_portal(claimed, "the portal has no claim")
        await until(lambda: (self._shown or item).entity.get("claim"), "the claim is not shown")

    async def undo_in_time(self) -> None:
        """Within the seconds that the bar counts, a decision has never left the house."""
        item = await self._pick(lambda one: _is_pending(one) and not one.entity.get("claim"))
        await self._deny(item)
        await in_front(self._window)
        press(self._table, "U")
        await until(lambda: self._read(item.key).decision_state is DecisionState.NONE, "not undone")
        await settled(1.5)
        if await self._own_colleague.state(item.key) != "pending":
            raise StepFailedError("an undone decision was sent")

    async def a_colleague_decides_first(self) -> None:
        """Two people, one item: the second is told, and nothing is overwritten."""
        item = await self._pick(_is_pending)
        await self._deny(item)
        reason = item.key.kind
        await self._own_colleague.decide(item.key, "deny", _other_denial(self._desk, reason))
        await until(
            lambda: self._read(item.key).decision_state is DecisionState.ATTENTION,
            "the conflict is not shown",
        )
        self._held = item.key

    async def read_what_needs_attention(self) -> None:
        """It stays until a person has read it."""
        await self._place("attention")
        await settled(0.5)
        self._look = self._window.grab()
        button = await until(self._acknowledge_button, "nothing to acknowledge")
        click(button)
        await until(lambda: self._desk_attention() == 0, "it still wants attention")

    async def the_portal_goes_away(self) -> None:
        """As a pulled cable would have it."""
        await self._outside.run(self._demo.kill)
        self._window.refreshed.emit()
        await until(lambda: self._desk.sync.link.state is LinkState.OFFLINE, "still online")

    async def decide_while_it_is_away(self) -> None:
        """The queues are still there, and a decision is saved and waits."""
        await self._go_to("enrollment")
        item = await self._pick(_is_pending)
        await self._deny(item)
        await settled(1.5)
        self._held = item.key
        if self._read(item.key).decision_state is not DecisionState.QUEUED:
            raise StepFailedError("the decision does not wait")

    async def the_portal_comes_back(self) -> None:
        """What waited is sent by itself, once."""
        await self._outside.run(self._demo.start)
        self._window.refreshed.emit()
        await until(lambda: self._desk.sync.link.state is LinkState.ONLINE, "still offline", 40)
        await self._until_state(self._kept, "denied")

    async def ask_about_several_at_once(self) -> None:
        """Space marks rows; one question covers them all."""
        await self._go_to("refill")
        for _ in range(3):
            press(self._table, "Space")
            press(self._table, "J")
        self._marked = self._window.pane.marks()
        click(find(self._window, QPushButton, "bulk_refuse"))
        await self._choose_reason()

    async def decide_several_at_once(self) -> None:
        """Each has its own outcome."""
        dialog = await until(lambda: open_dialog(self._window, DenyDialog), "no question")
        press(dialog, "Ctrl+Return")
        await until(lambda: not dialog.isVisible(), "the question was not answered")
        for key in self._marked:
            await self._until_state(key, "denied")
        await until(lambda: open_dialog(self._window), "the outcomes are not shown")

    async def search_as_you_type(self) -> None:
        """Three letters find a person among all."""
        self._close_dialogs()
        await self._go_to("enrollment")
        item = await self._pick(_is_pending)
        wanted = str(item.entity["subject"]["name"])[:SEARCHED]
        before = self._desk.model.rowCount()
        press(self._table, "/")
        write(find(self._window, QLineEdit, "search_box"), wanted)
        await until(lambda: 0 < self._desk.model.rowCount() < before, "the search finds nothing")

    async def find_a_command(self) -> None:
        """Ctrl+K knows everything that can be done."""
        find(self._window, QLineEdit, "search_box").clear()
        await settled(0.3)
        self._window.pane.focus_table()
        press(self._table, "Ctrl+K")
        await until(lambda: open_dialog(self._window), "no palette")

    async def show_the_keys(self) -> None:
        """The question mark shows every key."""
        self._close_dialogs()
        self._window.commands.show_keys()
        await until(lambda: open_dialog(self._window), "no keys")

    async def lock_the_window(self) -> None:
        """Ctrl+L covers everything."""
        self._close_dialogs()
        await in_front(self._window)
        self._window.pane.focus_table()
        press(self._table, "Ctrl+L")
        await until(self._window.cover.isVisible, "the window is not locked")
        if self._window.page.isVisible():
            raise StepFailedError("patients are on the screen of a locked window")

    async def unlock_it(self) -> None:
        """The password brings everything back."""
        write(find(self._window.cover, QLineEdit, "lock_password"), self._console.demo.password)
        click(find(self._window.cover, QPushButton, "unlock_button"))
        await until(self._window.page.isVisible, "the window is still locked")

    # The provider's

    async def sign_in_as_provider(self) -> None:
        """Another person, another store: the first one's stays closed."""
        self._desk.signed_out.emit()
        await until(lambda: self._console.desk is None, "still signed in")
        await self._sign_in("provider")

    async def approve_a_renewal(self) -> None:
        """The check card is read, A approves."""
        await self._go_to("refill")
        item = await self._pick(_may_be_renewed)
        await self._decide_by_key(item, "A", "approved", seen_by=self._own_provider)

    async def look_at_a_trend(self) -> None:
        """Earlier values of the same analyte, as a picture."""
        await self._go_to("result")
        await self._pick(_has_history)

    async def release_a_result(self) -> None:
        """Only now the patient sees it."""
        item = await self._pick(_may_be_released)
        await self._decide_by_key(item, "A", "released", seen_by=self._own_provider)

    async def hold_a_result(self) -> None:
        """A hold needs a basis, a rationale and a day to look again."""
        item = await self._pick(_may_be_released)
        self._held = item.key
        click(find(self._window.panel, QPushButton, "secondary_button"))
        dialog = await until(lambda: open_dialog(self._window, HoldDialog), "no hold dialog")
        basis = find(dialog, QListView, "basis_list")
        basis.setFocus()
        press(basis, "Down")
        rationale = find(dialog, QWidget, "rationale")
        write(rationale, "I speak with the patient tomorrow; the sample may be another person's.")

    async def the_hold_is_kept(self) -> None:
        """It is saved with its basis."""
        dialog = await until(lambda: open_dialog(self._window, HoldDialog), "no hold dialog")
        press(dialog, "Ctrl+Return")
        await until(lambda: not dialog.isVisible(), "the hold was not accepted")
        await self._until_state(self._kept, "held", self._own_provider)

    async def the_same_in_the_dark(self) -> None:
        """The window follows the scheme at once."""
        theme().set_scheme(Scheme.DARK)
        await settled(0.4)

    # Parts of steps

    @property
    def _desk(self) -> Desk:
        if self._console.desk is None:
            raise StepFailedError("nobody is signed in")
        return self._console.desk

    @property
    def _window(self) -> MainWindow:
        return self._desk.window

    @property
    def _table(self) -> QWidget:
        return self._window.pane.table

    @property
    def _shown(self) -> Item | None:
        return self._window.panel.item()

    @property
    def _kept(self) -> ItemKey:
        if self._held is None:
            raise StepFailedError("no item was chosen")
        return self._held

    @property
    def _own_colleague(self) -> Colleague:
        if self._colleague is None:
            raise StepFailedError("no colleague")
        return self._colleague

    @property
    def _own_provider(self) -> Colleague:
        if self._provider is None:
            raise StepFailedError("no provider")
        return self._provider

    def _demo_button(self, username: str) -> QPushButton | None:
        dialog = self._console.dialog
        button = dialog.findChild(QPushButton, f"demo_{username}") if dialog else None
        return button if isinstance(button, QPushButton) and button.isEnabled() else None

    async def _sign_in(self, username: str) -> None:
        click(await until(lambda: self._demo_button(username), "no demo account"))
        await until(lambda: self._console.desk or self._asks_passphrase(), "no answer", 40)
        page, dialog = self._asks_passphrase(), self._console.dialog
        if page is not None and dialog is not None:
            write(page.first.edit, PASSPHRASE)
            if page.is_new:
                write(page.again.edit, PASSPHRASE)
            click(find(dialog, QPushButton, "sign_in_button"))
        await until(lambda: self._console.desk, "not signed in", 40)
        await until(lambda: self._desk.sync.link.state is LinkState.ONLINE, "not online", 40)
        await until(self._desk.model.rowCount, "no rows")

    def _asks_passphrase(self) -> PassphrasePage | None:
        dialog = self._console.dialog
        pages = (dialog.new_passphrase, dialog.passphrase) if dialog is not None else ()
        return next((page for page in pages if page.isVisible()), None)

    async def _place(self, place: str) -> None:
        await in_front(self._window)
        places = self._window.places()
        press(self._table, f"Alt+{places.index(place) + 1}")

    async def _go_to(self, place: str) -> None:
        await self._place(place)
        model = self._desk.model
        await until(
            lambda: (top := model.key_at(0)) is not None and top.kind == place,
            f"the {place} queue is empty",
        )
        self._window.pane.focus_table()
        await settled()

    async def _pick(self, fits: Callable[[Item], bool]) -> Item:
        """Walk down the queue with J until an item fits."""
        await in_front(self._window)
        table, model = self._window.pane.table, self._desk.model
        table.go_to(0)
        for row in range(model.rowCount()):
            key = model.key_at(row)
            await until(lambda key=key: self._shown and self._shown.key == key, "not shown")  # type: ignore[misc] # mypy can not infer a lambda's default
            item = self._shown
            if item is not None and not item.decision_state and fits(item):
                return item
            press(table, "J")
        raise StepFailedError("no item of that kind is waiting")

    def _read(self, key: ItemKey) -> Item:
        item = self._desk.item(key)
        if item is None:
            raise StepFailedError("the item has left the cache")
        return item

    async def _decide_by_key(
        self, item: Item, key: str, state: str, seen_by: Colleague | None = None
    ) -> None:
        self._window.pane.focus_table()
        press(self._table, key)
        await until(
            lambda: self._read(item.key).decision_state is DecisionState.QUEUED, "not saved"
        )
        await self._until_state(item.key, state, seen_by)

    async def _deny(self, item: Item) -> None:
        press(self._table, "D")
        await self._choose_reason()
        dialog = await until(lambda: open_dialog(self._window, DenyDialog), "no question")
        press(dialog, "Ctrl+Return")
        await until(
            lambda: self._read(item.key).decision_state is DecisionState.QUEUED, "not saved"
        )

    async def _choose_reason(self) -> None:
        dialog = await until(lambda: open_dialog(self._window, DenyDialog), "no question")
        reasons = find(dialog, QListView, "reason_list")
        reasons.setFocus()
        QTest.keyClick(reasons, Qt.Key.Key_Down)
        QTest.keyClick(reasons, Qt.Key.Key_Up)
        await settled()

    async def _accept_dialog(self, key: ItemKey, state: str) -> None:
        dialog = await until(lambda: open_dialog(self._window, DenyDialog), "no question")
        press(dialog, "Ctrl+Return")
        await until(lambda: not dialog.isVisible(), "the question was not answered")
        await self._until_state(key, state)

    async def _until_state(
        self, key: ItemKey, state: str, seen_by: Colleague | None = None
    ) -> None:
        person = seen_by or self._own_colleague

        async def there() -> bool:
            return await person.state(key) == state

        await self._until_portal(there, f"the portal does not say {state}")
        await until(
            lambda: (item := self._desk.item(key)) is None or item.state == state,
            f"the window does not say {state}",
        )

    async def _until_portal(self, condition: Callable[[], Awaitable[bool]], what: str) -> None:
        for _ in range(100):
            if await condition():
                return
            await settled(0.1)
        raise StepFailedError(what)

    def _strip(self) -> DayStrip | None:
        strip = self._window.panel.findChild(DayStrip)
        return strip if isinstance(strip, DayStrip) and strip.isVisible() else None

    def _chose_a_slot(self, strip: DayStrip) -> bool:
        press(strip, "Right")
        press(strip, "Return")
        return find(self._window.panel, QPushButton, "primary_button").isEnabled()

    def _acknowledge_button(self) -> QPushButton | None:
        for button in self._window.page.attention.findChildren(QPushButton):
            if button.objectName().startswith("acknowledge") and button.isVisible():
                return button
        return None

    def _desk_attention(self) -> int:
        return self._desk.attention_count

    def _close_dialogs(self) -> None:
        while (dialog := open_dialog(self._window)) is not None:
            dialog.reject()


def _is_pending(item: Item) -> bool:
    return item.state == "pending"


def _fits_a_chart(item: Item) -> bool:
    found: list[Any] = list(item.content.get("candidates") or [])
    best = found[0] if found else {}
    return (
        item.state == "pending"
        and best.get("band") == "strong"
        and not best.get("has_account")
        and not best.get("deceased")
    )


def _wants_a_time(item: Item) -> bool:
    return item.content.get("request") == "new" and bool(item.entity.get("patient"))


def _may_be_renewed(item: Item) -> bool:
    checks = item.content.get("checks") or []
    return item.state == "pending" and all(check.get("level") != "stop" for check in checks)


def _may_be_released(item: Item) -> bool:
    return (
        item.state == "pending"
        and bool(item.content.get("releasable"))
        and not item.content.get("critical")
    )


def _has_history(item: Item) -> bool:
    return any(
        len(value.get("history") or []) > 2 for value in item.content.get("observations") or []
    )


def _other_denial(desk: Desk, kind: str) -> dict[str, str]:
    """A denial with another reason than the first, so that the two decisions differ."""
    rule = desk.me.rule(kind, "deny")
    reasons = [one for one in (rule.reasons if rule else ()) if not one.permission]
    last = reasons[-1]
    return {
        "reason_code": last.code,
        "text_to_patient": last.text_to_patient or "Please call us.",
        "internal_note": "",
    }
