"""Chapter: the work beside deciding, and standing in for a colleague."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtWidgets import QComboBox, QLabel, QPlainTextEdit, QPushButton, QScrollArea, QWidget

from console.domain.items import DecisionState, Item, QueueView
from console.tour import wanted
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
from console.tour.stage import Stage
from console.views.behalf_dialog import BehalfDialog
from console.views.delegations_view import DelegationsView
from console.views.desk_dialogs import NoteDialog
from console.views.wait_dialog import WaitDialog

DELEGATE = "Maria"  # begins the name of the demo's nurse
MADE = "Renewals · always"


class DeskWork:
    """Notes, waiting, and deciding on behalf of somebody."""

    def __init__(self, stage: Stage) -> None:
        self._stage = stage

    async def write_a_note(self) -> None:
        """N asks for words to colleagues; nothing is decided."""
        await self._stage.go_to("refill")
        item = await self._stage.pick(wanted.is_untouched)
        press(self._stage.table, "N")
        dialog = await until(lambda: open_dialog(self._stage.window, NoteDialog), "no note")
        await in_front(dialog)
        write(find(dialog, QPlainTextEdit, "internal_note"), "Asked the pharmacy; they call back.")
        press(dialog, "Ctrl+Return")
        await self._until_changed(item)
        click(find(self._stage.window.panel, QPushButton, "history_toggle"))
        await settled(0.5)
        scrolled = find(self._stage.window.panel, QScrollArea, "item_scroll").verticalScrollBar()
        scrolled.setValue(scrolled.maximum())
        self._stage.held = item.key

    async def let_it_wait(self) -> None:
        """W asks the patient; the clock stands meanwhile, and the item leaves what is to do."""
        item = await self._stage.pick(lambda one: one.key == self._stage.kept)
        press(self._stage.table, "W")
        dialog = await until(lambda: open_dialog(self._stage.window, WaitDialog), "no question")
        await in_front(dialog)
        write(find(dialog, QPlainTextEdit, "text_to_patient"), "Which dose do you take now?")
        press(dialog, "Ctrl+Return")
        await self._until_changed(item)
        if ((await self._portals(item)).get("waiting") or {}).get("on") != "patient":
            raise StepFailedError("the item does not wait")
        click(find(self._stage.window, QPushButton, f"view_{QueueView.PARKED}"))
        await until(lambda: self._is_shown(item), "it is not among what waits")

    async def go_on_with_it(self) -> None:
        """W again takes it up."""
        item = await self._stage.pick(lambda one: one.key == self._stage.kept)
        press(self._stage.table, "W")
        await self._until_changed(item)
        if (await self._portals(item)).get("waiting") is not None:
            raise StepFailedError("the item still waits")
        click(find(self._stage.window, QPushButton, f"view_{QueueView.WAITING}"))
        await until(lambda: self._is_shown(item), "it is not to be done again")

    async def delegate_to_a_colleague(self) -> None:
        """A provider lets the nurse approve renewals; what that means is said."""
        window = self._stage.window
        window.pane.focus_table()
        press(self._stage.table, "Ctrl+K")
        palette = await until(lambda: open_dialog(window), "no palette")
        await in_front(palette)
        for letter in "stand":
            press(palette, letter)
        press(palette, "Return")
        view = await until(lambda: open_dialog(window, DelegationsView), "no delegations")
        await in_front(view)
        _choose(view, "Colleague", DELEGATE)
        _choose(view, "Queue", "Renewals")
        _choose(view, "When", "always")
        click(find(view, QPushButton, "delegate_button"))

        def is_made() -> bool:
            return any(MADE in label.text() for label in view.findChildren(QLabel))

        await until(is_made, "nothing was delegated")

    async def approve_on_behalf(self) -> None:
        """The button says for whom, and the question says that both are recorded."""
        self._stage.close_dialogs()
        await self._stage.go_to("refill")
        item = await self._stage.pick(wanted.may_be_renewed_for_somebody)
        self._stage.held = item.key
        press(self._stage.table, "A")
        dialog = await until(lambda: open_dialog(self._stage.window, BehalfDialog), "no question")
        await in_front(dialog)

    async def both_names_are_recorded(self) -> None:
        """Who acted and for whom, as the portal keeps it."""
        dialog = await until(lambda: open_dialog(self._stage.window, BehalfDialog), "no question")
        press(dialog, "Ctrl+Return")
        key = self._stage.kept
        await self._stage.until_state(key, "approved", self._stage.provider)
        decision = (await self._stage.provider.item(key))["decision"]
        if decision["by"]["id"] != self._stage.desk.me.staff_id or not decision["on_behalf_of"]:
            raise StepFailedError("one of the two names is missing")

    async def _until_changed(self, item: Item) -> None:
        """Until the portal has taken the work, and the window shows what came of it."""
        read = self._stage.read
        await until(
            lambda: (
                read(item.key).version > item.version
                and read(item.key).decision_state is DecisionState.NONE
            ),
            "the portal has not taken it",
        )
        await in_front(self._stage.window)

    async def _portals(self, item: Item) -> Mapping[str, Any]:
        return await self._stage.provider.item(item.key)

    def _is_shown(self, item: Item) -> bool:
        model = self._stage.desk.model
        return item.key in {model.key_at(row) for row in range(model.rowCount())}


def _choose(view: QWidget, label: str, begins: str) -> None:
    """Choose in a list that unfolds, by its first letters."""
    fields = [one for one in view.findChildren(QComboBox) if one.accessibleName() == label]
    if not fields:
        raise StepFailedError(f"no list {label}")
    fields[0].setFocus()
    for letter in begins[:3].lower():
        press(fields[0], letter)
    if not fields[0].currentText().startswith(begins):
        raise StepFailedError(f"{begins} can not be chosen")
