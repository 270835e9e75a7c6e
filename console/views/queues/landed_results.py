"""Where a result went once it was matched: the way from it to the result that waits for its release."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPushButton, QWidget

from console.domain.items import Item, ItemKey
from console.models.one_line import isolated
from console.views.icons import ButtonIcon
from console.views.queues.banner import Banner
from console.views.queues.reading import line, part, parts
from console.views.queues.section import column, reveal
from console.views.theme import GAP, GRID, TARGET


class LandedResults(QWidget):
    """Hidden until there is one. Signals: `item_wanted(ItemKey)` for the result itself."""

    item_wanted = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._key: ItemKey | None = None
        self._said = Banner("ok", "check")
        self._open = QPushButton(self.tr("Show the result"))
        self._open.setObjectName("show_result")
        self._open.setAutoDefault(False)
        self._open.setMinimumHeight(TARGET + GRID)
        ButtonIcon(self._open, "result", "muted")
        self._open.clicked.connect(lambda: self.item_wanted.emit(self._key))
        layout = column(self, space=GAP)
        layout.addWidget(self._said)
        layout.addWidget(self._open, 0, Qt.AlignmentFlag.AlignLeft)
        reveal(self, shown=False)

    def show_landed(self, item: Item) -> None:
        """Show whose it is now, and the newest of its versions that became a result."""
        matched = part(item.entity.get("content"), "matched")
        ids = [line(one, "item_id") for one in parts(matched, "reports")]
        newest = next((one for one in reversed(ids) if one), "")
        self._key = ItemKey(item.key.practice_id, "result", newest) if newest else None
        who = isolated(line(part(item.entity, "patient"), "name"))
        self._said.say(self.tr("It is with the results of {who} now.").format(who=who))
        reveal(self._open, shown=bool(newest))
        reveal(self, shown=bool(matched) and bool(who) and not item.is_open)
