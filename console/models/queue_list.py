"""The left side: queues with how much waits and for how long."""

from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import NamedTuple

from PySide6.QtCore import (
    QAbstractListModel,
    QCoreApplication,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
)

from console.domain.decisions import Attention
from console.domain.desk import SavedView
from console.domain.items import QueueCount
from console.models.one_line import one_line
from console.models.queue_face import QueueFace
from console.models.when import Calendar

MORNING, ATTENTION = "morning", "attention"
VIEW_PREFIX = "view:"  # before the id of a saved view
_Index = QModelIndex | QPersistentModelIndex


class Section(StrEnum):
    """What an entry is."""

    PLACE = "place"
    HEADING = "heading"


class Entry(NamedTuple):
    """One line of the list. `place` is a queue's kind, `MORNING`, `ATTENTION` or a saved view."""

    section: Section
    place: str
    icon: str
    title: str
    waiting: int
    age: str
    tone: str
    spoken: str = ""  # for screen readers, where the title alone does not say it


class QueueListModel(QAbstractListModel):
    """*My morning*, the queues the user may see, and *Needs attention*."""

    def __init__(self, faces: Mapping[str, QueueFace], calendar: Calendar) -> None:
        super().__init__()
        self._faces, self._calendar = faces, calendar
        self._kinds: tuple[str, ...] = ()
        self._decidable: frozenset[str] = frozenset()
        self._counts: dict[str, QueueCount] = {}
        self._attention = self._refused = self._own = 0
        self._views: tuple[SavedView, ...] = ()
        self._entries: list[Entry] = []

    def show_kinds(self, kinds: Sequence[str], decidable: Sequence[str]) -> None:
        """Take the queues that the user may see, and those in which the user may decide."""
        self._kinds, self._decidable = tuple(kinds), frozenset(decidable)
        self.refresh()

    def show_counts(self, counts: Sequence[QueueCount], attention: int) -> None:
        """Take how much waits, and how many decisions were not accepted."""
        self._counts = {count.kind: count for count in counts}
        self._attention = attention
        self.refresh()

    def show_refused(self, count: int) -> None:
        """Take how many refused decisions of the practice nobody has read."""
        self._refused = count
        self.refresh()

    def show_own(self, attention: Sequence[Attention], practice_id: int) -> None:
        """Take one's own unread ones: those made offline stand in the practice's list as well."""
        self._own = sum(
            one.command.offline and one.command.key.practice_id == practice_id for one in attention
        )
        self.refresh()

    def show_views(self, views: Sequence[SavedView]) -> None:
        """Take the saved views: one's own, and those that colleagues share."""
        self._views = tuple(views)
        self.refresh()

    def view(self, place: str) -> SavedView | None:
        """The saved view that a place stands for, or None."""
        found = (one for one in self._views if f"{VIEW_PREFIX}{one.id}" == place)
        return next(found, None)

    def refresh(self) -> None:
        """Work the lines out anew; their places change with the user's rights and views alone."""
        entries = self._made()
        if [entry.place for entry in entries] != [entry.place for entry in self._entries]:
            self.beginResetModel()
            self._entries = entries
            self.endResetModel()
        elif entries != self._entries:
            self._entries = entries
            self.dataChanged.emit(self.index(0), self.index(len(entries) - 1))

    def entry(self, row: int) -> Entry:
        """One line."""
        return self._entries[row]

    def row_of(self, place: str) -> int:
        """Where a place stands, or -1."""
        for row, entry in enumerate(self._entries):
            if entry.place == place and entry.section is Section.PLACE:
                return row
        return -1

    def places(self) -> list[str]:
        """All places in their order."""
        return [entry.place for entry in self._entries if entry.section is Section.PLACE]

    def _made(self) -> list[Entry]:
        entries = []
        if self._decidable:
            entries.append(self._morning())
        if self._kinds:
            heading = QCoreApplication.translate("QueueList", "Queues")
            entries.append(Entry(Section.HEADING, "", "", heading, 0, "", "muted"))
            entries.extend(self._queue(kind) for kind in self._kinds)
        heading = QCoreApplication.translate("QueueList", "Decisions")
        entries.append(Entry(Section.HEADING, "", "", heading, 0, "", "muted"))
        entries.append(self._needs_attention())
        entries.extend(self._saved())
        return entries

    def _needs_attention(self) -> Entry:
        """One's own and the colleagues' together, each once; in red where one's own wait."""
        title = QCoreApplication.translate("QueueList", "Needs attention")
        others = max(0, self._refused - self._own)
        waiting = self._attention + others
        spoken = ""
        if others:
            words = QCoreApplication.translate("QueueList", "{title}, %n waiting", "", waiting)
            theirs = QCoreApplication.translate("QueueList", "%n of the practice", "", others)
            spoken = f"{words.format(title=title)}, {theirs}"
        tone = "bad" if self._attention else "muted"
        return Entry(Section.PLACE, ATTENTION, "attention", title, waiting, "", tone, spoken)

    def _saved(self) -> list[Entry]:
        shown = [one for one in self._views if one.kind in ("", *self._kinds)]
        if not shown:
            return []
        heading = QCoreApplication.translate("QueueList", "Saved views")
        words = QCoreApplication.translate("QueueList", "{name}, saved view, {queue}")
        shared = QCoreApplication.translate("QueueList", "shared by {who}")
        entries = [Entry(Section.HEADING, "", "", heading, 0, "", "muted")]
        for one in shown:
            face = self._faces.get(one.kind)
            morning = QCoreApplication.translate("QueueList", "My morning")
            spoken = words.format(name=one.name, queue=face.title() if face else morning)
            if one.shared:
                spoken += ", " + shared.format(who=one.owner.name)
            icon = "people" if one.shared else "filter"
            place = f"{VIEW_PREFIX}{one.id}"
            entries.append(
                Entry(Section.PLACE, place, icon, one_line(one.name), 0, "", "muted", spoken)
            )
        return entries

    def _morning(self) -> Entry:
        mine = [count for kind, count in self._counts.items() if kind in self._decidable]
        oldest = [count.oldest_submitted_ms for count in mine if count.oldest_submitted_ms]
        return Entry(
            Section.PLACE,
            MORNING,
            "morning",
            QCoreApplication.translate("QueueList", "My morning"),
            sum(count.open for count in mine),
            self._calendar.age(min(oldest)) if oldest else "",
            "warn" if any(count.overdue for count in mine) else "muted",
        )

    def _queue(self, kind: str) -> Entry:
        face = self._faces[kind]
        count = self._counts.get(kind, QueueCount(kind, 0, None))
        age = self._calendar.age(count.oldest_submitted_ms or 0)
        tone = "warn" if count.overdue else "muted"
        return Entry(Section.PLACE, kind, face.icon, face.title(), count.open, age, tone)

    def rowCount(self, parent: _Index | None = None) -> int:
        """Lines, headings included."""
        return 0 if parent is not None and parent.isValid() else len(self._entries)

    def flags(self, index: _Index) -> Qt.ItemFlag:
        """Headings can not be chosen."""
        if self._entries[index.row()].section is Section.HEADING:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def data(self, index: _Index, role: int = 0) -> str | None:
        """The title; for screen readers the whole line in words."""
        entry = self._entries[index.row()]
        if role == 3:
            return entry.spoken or entry.title
        if role == 0:
            return entry.title
        if role != 11 or entry.section is Section.HEADING:
            return None
        if entry.spoken:
            return entry.spoken
        waiting = entry.waiting
        words = QCoreApplication.translate("QueueList", "{title}, %n waiting", "", waiting)
        spoken = words.format(title=entry.title)
        if entry.age:
            oldest = QCoreApplication.translate("QueueList", "the oldest for {age}")
            spoken += ", " + oldest.format(age=entry.age)
        return spoken
