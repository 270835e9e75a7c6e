"""The lowest line of the window: the link, and who works where."""

from PySide6.QtWidgets import QFrame, QHBoxLayout

from console.domain.link import Link
from console.domain.session import Me
from console.models.role_words import role_words
from console.models.when import Calendar
from console.views.icons import IconLabel
from console.views.link_badge import LinkBadge
from console.views.plain_label import PlainLabel
from console.views.theme import GAP, GROUP


class BottomBar(QFrame):
    """Left the link and the age of the data, right the staff member; offline colours this bar."""

    def __init__(self, calendar: Calendar) -> None:
        super().__init__()
        self.setObjectName("bottom_bar")
        self.setProperty("surface", "bar")
        self.link_badge = LinkBadge(calendar)
        self._who = PlainLabel()
        self._who.setObjectName("who")
        row = QHBoxLayout(self)
        row.setContentsMargins(GROUP, GAP - 2, GROUP, GAP - 2)
        row.setSpacing(GAP)
        row.addWidget(self.link_badge)
        row.addStretch(1)
        row.addWidget(IconLabel("claim", "muted"))
        row.addWidget(self._who)

    def show_link(self, link: Link) -> None:
        """Show how we stand with the portal."""
        self.link_badge.show_link(link)
        surface = "bar_warn" if self.link_badge.is_offline else "bar"
        if self.property("surface") != surface:
            self.setProperty("surface", surface)
            self.style().unpolish(self)
            self.style().polish(self)

    def show_who(self, me: Me, practice_id: int) -> None:
        """Name the staff member and the role held in the practice."""
        practice = me.practice(practice_id)
        self._who.setText(f"{me.name} · {role_words(practice.roles)} · {practice.name}")
