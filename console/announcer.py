"""What the sync has to say, as the signals of a desk."""

from typing import TYPE_CHECKING

from console.domain.changes import ChangeSet
from console.domain.decisions import Attention
from console.domain.link import Link
from console.domain.session import Me

if TYPE_CHECKING:
    from console.desk import Desk


class Announcer:
    """The sync's announcements as signals. Called on the loop's thread, which is the GUI's."""

    def __init__(self, desk: "Desk") -> None:
        self._desk = desk

    def store_changed(self, changes: ChangeSet) -> None:
        self._desk.bus.store_changed.emit(changes)

    def decision_refused(self, attention: Attention) -> None:
        self._desk.bus.decision_refused.emit(attention)

    def link_changed(self, link: Link) -> None:
        self._desk.bus.link_changed.emit(link)

    def me_changed(self, me: Me) -> None:
        self._desk.me_changed(me)
