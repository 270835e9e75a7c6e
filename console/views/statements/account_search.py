"""Which billing accounts are listed: what is searched, and the usual questions as filters (F72)."""

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QWidget

from console.domain.billing_search import BillingFilter, BillingQuery, query_of
from console.models.billing_words import filter_title
from console.models.when import Calendar
from console.views.access.accounts_search import PAUSE_MS, SearchEdit
from console.views.icons import FieldIcon
from console.views.queues.section import column
from console.views.segments import Segments
from console.views.theme import GAP


class BillingSearch(QWidget):
    """What is looked for, and the filters.

    Signals: `changed(BillingQuery)`; `left` for going on to what was found.
    """

    changed = Signal(object)
    left = Signal()

    def __init__(self, calendar: Calendar) -> None:
        super().__init__()
        self._calendar = calendar
        words = self.tr("Search by name, birth date or account number")
        self.edit = SearchEdit()
        self.edit.setObjectName("billing_search")
        self.edit.setAccessibleName(words)
        self.edit.setPlaceholderText(words)
        self.edit.setClearButtonEnabled(True)
        self.edit.setMaxLength(120)
        self.edit.setMinimumHeight(32)
        FieldIcon(self.edit, "search")
        titles = {one.value: filter_title(one) for one in BillingFilter}
        self._filters = Segments(titles, "filter")
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self._tell)
        layout = column(self, space=GAP)
        layout.addWidget(self.edit)
        layout.addWidget(self._filters)
        self.edit.textChanged.connect(lambda _text: self._pause.start())
        self.edit.returnPressed.connect(self._tell)
        self.edit.left.connect(self.left)
        self._filters.chosen.connect(lambda _name: self._tell())

    def query(self) -> BillingQuery:
        """What is asked for now."""
        chosen = BillingFilter(self._filters.name)
        return query_of(self.edit.text(), chosen, self._calendar.today())

    def choose(self, chosen: BillingFilter) -> None:
        """Press a filter."""
        self._filters.press(chosen.value)

    def _tell(self) -> None:
        self._pause.stop()
        self.changed.emit(self.query())
