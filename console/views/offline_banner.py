"""A line over the queues while there is no portal: how old what one sees is, and what comes next."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton

from console.domain.link import Link, LinkState
from console.models.queue_face import stale_chip
from console.models.when import MINUTE_MS, Calendar
from console.views.theme import GAP, GRID, GROUP
from console.views.toned import Toned


class OfflineBanner(Toned):
    """Shown from the first call that failed until the portal has answered one.

    Signals: `sign_in_asked` from the button, which is there when the portal answers again and
    nobody is signed in.
    """

    sign_in_asked = Signal()

    def __init__(self, calendar: Calendar) -> None:
        super().__init__("offline", 0)
        self.setObjectName("offline_banner")
        self._calendar = calendar
        self._link, self._has_old = Link(LinkState.CONNECTING), False
        self._button = QPushButton(self.tr("Sign in"))
        self._button.setObjectName("offline_sign_in")
        self._button.setProperty("rank", "primary")
        self._button.setMinimumHeight(32)
        self._button.clicked.connect(self.sign_in_asked)
        row = QHBoxLayout(self)
        row.setContentsMargins(GROUP, GAP, GROUP, GAP)
        row.setSpacing(GAP + GRID)
        row.addWidget(self.icon)
        row.addLayout(self.words_column, 1)
        row.addWidget(self._button)

    def show_link(self, link: Link, *, has_old: bool = False) -> None:
        """Show how we stand with the portal; nothing while it answers.

        `has_old` when rows are marked as too old to be decided on.
        """
        self._link, self._has_old = link, has_old
        self.refresh()

    def refresh(self) -> None:
        """Say it anew: ages grow by themselves."""
        link = self._link
        self._button.setVisible(link.answers)
        if link.answers:
            self._say("online", "info", self._answers(), self._read_until())
        elif link.is_copy:
            self._say("offline", "warn", self._copy_of(), self._read_until())
        elif link.state is LinkState.OFFLINE:
            self._say("offline", "warn", self._no_line(), self._what_then())
        self.setVisible(link.is_copy or link.state is LinkState.OFFLINE)

    def words(self) -> str:
        """All that is being said, or nothing."""
        return "" if self.isHidden() else self.told()

    def _say(self, icon: str, tone: str, text: str, detail: str) -> None:
        self.show_words(icon, tone, text, detail)
        self.setAccessibleName(f"{text} {detail}")

    def _answers(self) -> str:
        if self._link.waiting:
            return self.tr(
                "The portal answers again. Sign in to send %n decision(s).",
                "",
                self._link.waiting,
            )
        return self.tr("The portal answers again. Sign in to see what is new.")

    def _copy_of(self) -> str:
        as_of = self._link.data_as_of_ms
        if not as_of:
            return self.tr("You review without the portal.")
        return self.tr("You review without the portal: a copy of {time}, {age} old.").format(
            time=self._calendar.moment(as_of), age=self._calendar.age(as_of)
        )

    def _read_until(self) -> str:
        until = self._link.until_ms
        if not until:
            return self._too_old()
        told = self.tr("The copy may be read until {time}.")
        return f"{told.format(time=self._calendar.moment(until))} {self._too_old()}".strip()

    def _too_old(self) -> str:
        """In words and not by its gray alone, which not everybody sees."""
        if not self._has_old:
            return ""
        told = self.tr("What is gray and marked “{mark}” is too old to decide on.")
        return told.format(mark=stale_chip().text)

    def _no_line(self) -> str:
        as_of = self._link.data_as_of_ms
        if not as_of:
            return self.tr("The portal does not answer.")
        if self._calendar.now_ms() - as_of < MINUTE_MS:
            told = self.tr("The portal does not answer. You see data of {time}.")
            return told.format(time=self._calendar.moment(as_of))  # "0 min old" says nothing
        return self.tr("The portal does not answer. You see data of {time}, {age} old.").format(
            time=self._calendar.moment(as_of), age=self._calendar.age(as_of)
        )

    def _what_then(self) -> str:
        kept = self.tr("What you decide is kept here and sent as soon as it answers.")
        return f"{kept} {self._too_old()}".strip()
