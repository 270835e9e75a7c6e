"""A message that could not be read: from whom, when, why, and what to do (DOMAIN §5.4).

Nothing here is of a patient: whom the message is about is not known as long as nobody could read it.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPushButton

from console.domain.items import Item
from console.models.intake_words import unreadable_why
from console.models.queue_face import Chip
from console.models.upload_words import size_words
from console.models.watch_words import way_words
from console.models.when import Calendar, ms_of
from console.views.icons import ButtonIcon
from console.views.queues.banner import Banner
from console.views.queues.body import QueueBody
from console.views.queues.facts import Fact, FactList
from console.views.queues.reading import count, line, part
from console.views.queues.section import column, page, reveal
from console.views.queues.wrapped import WrappedLabel
from console.views.theme import GRID, TARGET, TITLE

_OFTEN = 3  # tries after which another one is worth a mark


class QuarantineBody(QueueBody):
    """What is the matter, large; what to do; then what the laboratory asks for on the phone.

    Signals: `message_wanted(str message id)` for the message as it came.
    """

    message_wanted = Signal(str)

    def __init__(self, calendar: Calendar | None = None) -> None:
        super().__init__(calendar)
        self._message_id = ""
        self._title = WrappedLabel(size=TITLE, bold=True)
        self._title.setObjectName("quarantine_title")
        self._warning = WrappedLabel(tone="muted")
        self._next, self._again = Banner("warn", "phone"), Banner("info", "refresh")
        self._facts = FactList()
        self._show = QPushButton(self.tr("Show the message"))
        self._show.setObjectName("show_message")
        self._show.setAutoDefault(False)
        self._show.setMinimumHeight(TARGET + GRID)
        ButtonIcon(self._show, "eye", "muted")
        self._show.clicked.connect(lambda: self.message_wanted.emit(self._message_id))
        head = column(space=GRID)
        head.addWidget(self._title)
        head.addWidget(self._warning)
        layout = page(self)
        layout.addLayout(head)
        for part_of in (self._next, self._again, self._facts):
            layout.addWidget(part_of)
        layout.addWidget(self._show, 0, Qt.AlignmentFlag.AlignLeft)
        layout.addStretch(1)

    def show_item(self, item: Item) -> None:
        """Show the message."""
        content = item.entity.get("content")
        message, why = part(content, "message"), unreadable_why(line(content, "reason"))
        self._message_id = line(message, "id")
        self._title.say(why.what)
        unseen = self.tr("It may hold a result that nobody has seen yet.")
        self._warning.say(unseen if item.is_open else "")
        reveal(self._warning, shown=item.is_open)
        waits = item.state == "pending"
        self._next.say(why.act if waits else "", why.next, why.icon)
        self._again.say(
            self.tr("Being read again") if item.state == "reprocessing" else "",
            self.tr("Its results go where they belong, or it comes back here."),
        )
        self._facts.show_facts(self._facts_of(content, message))
        reveal(self._show, shown=bool(self._message_id))
        self.choice_changed.emit()

    def badges(self, item: Item) -> Sequence[Chip]:
        """Mark what comes back again and again: trying is of no use then."""
        tries = count(item.entity.get("content"), "attempts") or 0
        if item.is_open and tries >= _OFTEN:
            return (Chip("warning", self.tr("Tried %n time(s)", None, tries), "warn"),)
        return ()

    def _facts_of(self, content: Any, message: Mapping[str, Any]) -> list[Fact]:
        tries = count(content, "attempts") or 0
        told = [line(message, name) for name in ("channel", "format", "message_type")]
        facts = [
            Fact(self.tr("Came"), self.calendar.absolute(ms_of(line(message, "received_at")))),
            Fact(self.tr("Number"), line(message, "control_id")),
            Fact(self.tr("Came by"), way_words(*told)),
            Fact(self.tr("Size"), size_words(count(message, "size") or 0)),
            Fact(self.tr("Tried"), self.tr("%n time(s)", None, tries) if tries else ""),
            Fact(self.tr("Where it fails"), line(content, "detail")),
        ]
        return [fact for fact in facts if fact.value]
