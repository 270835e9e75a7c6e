"""How we stand with the portal, words first."""

from PySide6.QtWidgets import QHBoxLayout, QWidget

from console.domain.link import Link, LinkState
from console.messages import reason_text
from console.models.when import Calendar
from console.views.icons import IconLabel
from console.views.plain_label import PlainLabel
from console.views.theme import GAP

STALE_MS = 5 * 60_000
"""Data older than this, in milliseconds, is worth a word even while the line is up."""


class LinkBadge(QWidget):
    """Says "Online" or "Offline since 10:42 · 3 decisions waiting", and how old the data is."""

    def __init__(self, calendar: Calendar) -> None:
        super().__init__()
        self.setObjectName("link_badge")
        self._calendar = calendar
        self._link = Link(LinkState.CONNECTING)
        self._icon = IconLabel("online", "muted")
        self._words = PlainLabel(bold=True)
        self._words.setObjectName("link_words")
        self._data = PlainLabel(tone="muted")
        self._data.setObjectName("data_age")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(GAP)
        row.addWidget(self._icon)
        row.addWidget(self._words)
        row.addWidget(self._data)
        self.refresh()

    @property
    def is_offline(self) -> bool:
        """Whether the portal does not answer just now."""
        return self._link.state in {LinkState.OFFLINE, LinkState.SIGNED_OUT}

    def words(self) -> str:
        """What the badge says about the line."""
        return self._words.text()

    def show_link(self, link: Link) -> None:
        """Show this state of the line."""
        self._link = link
        self.refresh()

    def refresh(self) -> None:
        """Say it anew: ages grow by themselves."""
        link = self._link
        parts = [self._state_words()]
        if link.waiting:
            parts.append(self.tr("%n decision(s) waiting", "", link.waiting))
        self._words.setText(" · ".join(parts))
        self._words.setToolTip(reason_text(link.reason))
        self._data.setText(self._data_words())
        is_told = link.state is LinkState.OFFLINE and not link.answers
        self._data.setHidden(is_told)  # the banner says it, and larger
        if link.state is LinkState.ONLINE:
            self._icon.show_icon("online", "ok")
        elif self.is_offline:
            self._icon.show_icon("offline", "warn")
        else:
            self._icon.show_icon("refresh", "muted")
        tone = "warn" if self.is_offline else "text"
        self._words.set_tone(tone)
        self.setAccessibleName(f"{self._words.text()}. {self._data.text()}")

    def _state_words(self) -> str:
        link = self._link
        if link.state is LinkState.ONLINE:
            return self.tr("Online")
        if link.state is LinkState.CONNECTING:
            return self.tr("Connecting")
        if link.state is LinkState.SIGNED_OUT:
            return self.tr("Signed out")
        if link.since_ms:
            return self.tr("Offline since {time}").format(time=self._calendar.moment(link.since_ms))
        return self.tr("Offline")

    def _data_words(self) -> str:
        as_of = self._link.data_as_of_ms
        if not as_of:
            return ""
        age = self._calendar.now_ms() - as_of
        if self._link.state is LinkState.ONLINE and age < STALE_MS:
            return self.tr("Up to date")
        return self.tr("Data of {time}, {age} old").format(
            time=self._calendar.moment(as_of), age=self._calendar.age(as_of)
        )
