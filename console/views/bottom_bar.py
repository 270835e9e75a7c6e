"""The lowest line of the window: the link, and who works where."""

from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy

from console.domain.link import Link
from console.domain.session import Me
from console.models.role_words import role_words
from console.models.when import Calendar
from console.views.icons import IconLabel
from console.views.link_badge import LinkBadge
from console.views.plain_label import ElidedLabel
from console.views.theme import GAP, GROUP
from console.views.toned import mark


class BottomBar(QFrame):
    """Left the link and the age of the data, right the staff member; offline colours this bar."""

    def __init__(self, calendar: Calendar) -> None:
        super().__init__()
        self.setObjectName("bottom_bar")
        self.setProperty("surface", "bar")
        self.link_badge = LinkBadge(calendar)
        self._who = _giving_way(ElidedLabel())  # the link never does: who it is, one knows
        self._who.setObjectName("who")
        row = QHBoxLayout(self)
        row.setContentsMargins(GROUP, GAP - 2, GROUP, GAP - 2)
        row.setSpacing(GAP)
        self._soon_mark = IconLabel("lock", "warn")
        self._soon = _giving_way(ElidedLabel(tone="warn"))
        self._soon.setObjectName("lock_soon")
        row.addWidget(self.link_badge)
        row.addStretch(1)
        row.addWidget(self._soon_mark)
        row.addWidget(self._soon)
        row.addSpacing(GAP)
        row.addWidget(IconLabel("claim", "muted"))
        row.addWidget(self._who)
        self.show_lock_soon(0)

    def show_lock_soon(self, seconds: int) -> None:
        """Say quietly that the window covers itself in so many seconds; 0: it does not."""
        words = self.tr("Locks in %n second(s). Press any key to stay.", "", seconds)
        is_news = seconds > 0 and self._soon.isHidden()
        self._soon.setText(words if seconds else "")
        self._soon.setVisible(seconds > 0)
        self._soon_mark.setVisible(seconds > 0)
        if is_news:  # read out once, not with each second
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, words))

    def show_link(self, link: Link) -> None:
        """Show how we stand with the portal."""
        self.link_badge.show_link(link)
        mark(self, "surface", "bar_warn" if self.link_badge.is_offline else "bar")

    def show_who(self, me: Me, practice_id: int) -> None:
        """Name the staff member and the role held in the practice."""
        practice = me.practice(practice_id)
        self._who.setText(f"{me.name} · {role_words(practice.roles)} · {practice.name}")


def _giving_way(label: ElidedLabel) -> ElidedLabel:
    """Let it have the room of its words, and less where there is less."""
    label.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
    return label
