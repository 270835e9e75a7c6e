"""When a result goes out: by itself in so many hours, by a person, or not before a day."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QCoreApplication, QTimer, Slot
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QWidget

from console.models.queue_face import Chip
from console.models.when import Calendar, ms_of
from console.views.queues.banner import Banner
from console.views.queues.reading import line, part, prose
from console.views.queues.result_words import bar_words, basis_words, lasting
from console.views.queues.section import column, reveal
from console.views.theme import GAP

TICK_MS = 30_000


class ReleaseClock(QWidget):
    """Shows the clock and the hold of an open result; the minutes go on while it is on show."""

    def __init__(self, calendar: Calendar) -> None:
        super().__init__()
        self._calendar = calendar
        self._release: Mapping[str, Any] = {}
        self._clock, self._hold = Banner("info", "clock"), Banner("info", "hold")
        layout = column(self, space=GAP)
        layout.addWidget(self._hold)
        layout.addWidget(self._clock)
        self._timer = QTimer(self)
        self._timer.setInterval(TICK_MS)
        self._timer.timeout.connect(self._on_tick)

    def show_release(self, release: Mapping[str, Any], *, is_open: bool) -> None:
        """Show what the portal promises; nothing for what has been released or closed."""
        self._release = release if is_open else {}
        self._say_hold(part(self._release, "hold"))
        self._on_tick()
        self._keep_time()

    def text(self) -> str:
        """Give what is shown of clock and hold."""
        return "\n".join(filter(None, (self._hold.text(), self._clock.text())))

    def showEvent(self, event: QShowEvent) -> None:
        """Go on with the minutes, from what they are by now."""
        super().showEvent(event)
        self._on_tick()
        self._keep_time()

    def hideEvent(self, event: QHideEvent) -> None:
        """Rest while nobody can see it."""
        super().hideEvent(event)
        self._timer.stop()

    def _keep_time(self) -> None:
        if self.isVisible() and line(self._release, "auto_release_at"):
            self._timer.start()
        else:
            self._timer.stop()

    @Slot()
    def _on_tick(self) -> None:
        title, detail = clock_words(self._release, self._calendar)
        self._clock.say(title, detail)
        reveal(self, shown=bool(self.text()))

    def _say_hold(self, hold: Mapping[str, Any]) -> None:
        if not hold:
            self._hold.say("")
            return
        title = self.tr("On hold until {day}: {basis}").format(
            day=self._calendar.day(line(hold, "review_on")),
            basis=basis_words(line(hold, "basis")),
        )
        by = self.tr("Held by {name}: {rationale}").format(
            name=line(part(hold, "author"), "name"), rationale=prose(hold, "rationale")
        )
        then = (
            self.tr("When it ends, the practice's policy decides.")
            if hold.get("by_policy_then")
            else self.tr("When it ends, somebody decides again.")
        )
        self._hold.say(title, f"{by}\n{then}")


def clock_words(release: Mapping[str, Any], calendar: Calendar) -> tuple[str, str]:
    """Give the sentence of the clock and what is to be added to it; empty without a clock."""
    at, not_before = ms_of(line(release, "auto_release_at")), ms_of(line(release, "not_before"))
    if at:
        left = at - calendar.now_ms()
        if left <= 0:
            return QCoreApplication.translate(
                "ReleaseClock", "Goes out by itself within the next minutes"
            ), ""
        sentence = QCoreApplication.translate(
            "ReleaseClock", "Goes out by itself in {time}"
        ).format(time=lasting(left))
        return sentence, QCoreApplication.translate(
            "ReleaseClock", "On {when}, unless somebody releases or holds it before."
        ).format(when=calendar.absolute(at))
    if not_before > calendar.now_ms():
        law = QCoreApplication.translate("ReleaseClock", "{law} demands a delay.").format(
            law=line(release, "law")
        )
        return QCoreApplication.translate("ReleaseClock", "Not before {when}").format(
            when=calendar.moment(not_before)
        ), law
    bar = line(release, "barred_by")
    if bar and bar != "ON_HOLD":
        return QCoreApplication.translate(
            "ReleaseClock", "Does not go out by itself: {reason}"
        ).format(reason=bar_words(bar)), ""
    return "", ""


def clock_chip(release: Mapping[str, Any], calendar: Calendar) -> Chip | None:
    """Give the clock, or the end of a hold, as a mark for the header."""
    hold = part(release, "hold")
    if hold and line(hold, "review_on") <= calendar.today().isoformat():
        return Chip("hold", QCoreApplication.translate("ReleaseClock", "Hold ends today"), "warn")
    at = ms_of(line(release, "auto_release_at"))
    if at:
        left = at - calendar.now_ms()
        tone = "warn" if left < 4 * 3_600_000 else "info"
        text = QCoreApplication.translate("ReleaseClock", "Out in {time}")
        if left < 60_000:
            text = QCoreApplication.translate("ReleaseClock", "Out at any moment")
        return Chip("clock", text.format(time=lasting(left)), tone)
    return None
