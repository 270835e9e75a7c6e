"""What stands around whatever is released to patients: its clock, who will see it, its recall."""

from typing import Any

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from console.models.queue_face import Chip
from console.models.when import Calendar, ms_of
from console.views.queues.audience_panel import AudiencePanel
from console.views.queues.banner import Banner
from console.views.queues.reading import flag, line, part
from console.views.queues.release_clock import ReleaseClock, clock_chip
from console.views.queues.result_words import sensitive_words


class ReleaseAround(QObject):
    """The three widgets of a body, which sets them where they belong, and what follows from them.

    A result and a document carry the same objects: `release`, `audience` and `recall`.
    """

    def __init__(self, body: QWidget, calendar: Calendar) -> None:
        super().__init__(body)
        self._calendar = calendar
        self._content: Any = None
        self.recalled = Banner("bad", "undo")
        self.clock, self.audience = ReleaseClock(calendar), AudiencePanel()

    def show_content(self, content: Any, taken_back: str, *, waiting: bool) -> None:
        """Show an item's content; `taken_back` is the sentence for one that has been recalled."""
        self._content = content
        self.clock.show_release(part(content, "release"), is_open=waiting)
        self.audience.show_audience(part(content, "audience"), is_open=waiting)
        recall = part(content, "recall")
        detail = self.tr("Nobody had opened it.")
        if flag(recall, "seen"):
            when = self._calendar.absolute(ms_of(line(recall, "seen_at")))
            detail = self.tr("It had been opened, first on {when}.").format(when=when)
        self.recalled.say(taken_back if recall else "", detail if recall else "")

    def params(self) -> dict[str, Any]:
        """Name the audience that was shown; the portal refuses a release to another one."""
        digest = line(part(self._content, "audience"), "digest")
        return {"audience_digest": digest} if digest else {}

    def marks(self, content: Any, sensitive: str, *, is_open: bool) -> list[Chip]:
        """Mark what is sensitive, and when it goes out."""
        found = []
        if sensitive:
            text = self.tr("Sensitive: {category}").format(category=sensitive_words(sensitive))
            found.append(Chip("lock", text, "warn"))
        clock = clock_chip(part(content, "release"), self._calendar)
        if clock is not None and is_open:
            found.append(clock)
        return found
