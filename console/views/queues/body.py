"""What the item panel asks of the body of a queue. Adding a queue's body is adding one file here."""

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import QTimeZone, Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QWidget

from console.domain.desk import DeskSettings
from console.domain.items import Item
from console.domain.session import Me, Reason
from console.models.queue_face import Chip
from console.models.when import Calendar


class QueueBody(QWidget):
    """Shows one item of its queue, and holds what the person chose in it.

    Signals: `choice_changed` when `params` or `blocker` may answer anew; `slots_wanted(from_ms,
    until_ms)` when it wants the slots of a half-open span of time, which come by `show_slots`;
    `chosen(action)` when the person asked for an action from within the body (a double-clicked
    slot, for instance): the panel then takes it as if its button had been clicked;
    `item_wanted(ItemKey)` when another item is to be shown, the one that came first for instance;
    `paper_wanted(document)` and `page_wanted(document, page, width_px)` when it shows a document,
    which comes by `show_paper` and `show_page`, and `paper_wanted("")` when it shows none any more;
    `also(Item, action, params)` when the person decides another item along with this one, by a
    decision of its own.

    `calendar` tells dates and times; without one, times are told in this computer's zone.
    """

    choice_changed = Signal()
    slots_wanted = Signal(object, object)
    chosen = Signal(str)
    item_wanted = Signal(object)
    also = Signal(object, str, object)
    paper_wanted = Signal(str)
    page_wanted = Signal(str, int, int)

    def __init__(self, calendar: Calendar | None = None) -> None:
        super().__init__()
        self.calendar = calendar or Calendar(local_zone())

    def set_time_zone(self, name: str) -> None:
        """Tell times in the practice's zone from the next item on."""
        self.calendar.set_zone(name)

    def show_item(self, item: Item) -> None:
        """Show this item. Called again with a newer version of the same item while it is open."""
        raise NotImplementedError

    def show_me(self, me: Me | None) -> None:
        """Take who looks, before each item: a body that decides more than its item asks for rights."""

    def entry(self) -> QWidget | None:
        """Give the control that the keyboard goes to first; None: the first that there is."""
        return None

    def badges(self, item: Item) -> Sequence[Chip]:
        """Give the marks for the line under the item's header, the gravest first."""
        return ()

    def params(self, action: str) -> dict[str, Any]:
        """Give the parameters that the person's choice means for the action."""
        return {}

    def blocker(self, action: str) -> str:
        """Say in a sentence why the action can not be taken yet; empty when it can."""
        return ""

    def sentence(self, action: str) -> str:
        """Say what the action does with what is chosen; empty: what the queue says of it."""
        del action
        return ""

    def proposal(self, reason: Reason) -> str:
        """Give the words proposed to the patient for a reason, what this item knows filled in."""
        return reason.text_to_patient

    def show_settings(self, settings: DeskSettings) -> None:
        """Take what the practice has set for its desk, before any item and when it changes."""

    def forget(self) -> None:
        """Let go what need not outlive its item's place on the screen: another item is shown."""

    def show_paper(self, document: str, pages: int, problem: str = "") -> None:
        """Take the number of pages of a document, or a sentence why it can not be shown."""

    def show_page(self, document: str, page: int, image: QImage) -> None:
        """Take a page that was wanted."""

    def show_slots(self, slots: Sequence[Mapping[str, Any]]) -> None:
        """Take the slots that were wanted, earliest first."""


def local_zone() -> str:
    """Give the name of this computer's time zone."""
    return bytes(QTimeZone.systemTimeZoneId().data()).decode()
