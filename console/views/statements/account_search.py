"""Which billing accounts are listed: what is searched, and the usual questions as filters (F72)."""

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QButtonGroup, QPushButton, QWidget

from console.domain.billing_search import BillingFilter, BillingQuery, query_of
from console.models.billing_words import filter_title
from console.models.when import Calendar
from console.views.access.accounts_search import PAUSE_MS, SearchEdit
from console.views.flow_layout import Flow
from console.views.icons import FieldIcon
from console.views.queues.section import column
from console.views.theme import GAP, TARGET


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
        self._group = QButtonGroup(self)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self._tell)
        layout = column(self, space=GAP)
        layout.addWidget(self.edit)
        layout.addWidget(self._filters())
        self.edit.textChanged.connect(lambda _text: self._pause.start())
        self.edit.returnPressed.connect(self._tell)
        self.edit.left.connect(self.left)
        self._group.buttonClicked.connect(lambda _button: self._tell())

    def _filters(self) -> Flow:
        row = Flow()
        for one in BillingFilter:
            button = QPushButton(filter_title(one))
            button.setObjectName(f"filter_{one.value}")
            button.setProperty("rank", "segment")
            button.setProperty("filter", one.value)
            button.setCheckable(True)
            button.setAutoDefault(False)
            button.setMinimumHeight(TARGET)
            self._group.addButton(button)
            row.flow.addWidget(button)
        self._group.buttons()[0].setChecked(True)
        return row

    def query(self) -> BillingQuery:
        """What is asked for now."""
        button = self._group.checkedButton()
        name = BillingFilter.ALL if button is None else button.property("filter")
        chosen = BillingFilter(str(name))
        return query_of(self.edit.text(), chosen, self._calendar.today())

    def choose(self, chosen: BillingFilter) -> None:
        """Press a filter."""
        for button in self._group.buttons():
            if button.property("filter") == chosen.value:
                button.setFocus()
                button.click()

    def _tell(self) -> None:
        self._pause.stop()
        self.changed.emit(self.query())
