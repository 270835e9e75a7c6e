"""Which accounts are listed: what is searched in what, and the usual questions as filters."""

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QWidget

from console.domain.accounts import AccountQuery, Filter, SearchBy
from console.models.account_words import filter_title, search_title
from console.views.icons import FieldIcon
from console.views.queues.section import column
from console.views.segments import Segments
from console.views.theme import GAP

PAUSE_MS = 250
"""Typing is followed by a question when it pauses that long."""
INVITATIONS = "invitations"


class SearchEdit(QLineEdit):
    """What is looked for. Signal: `left`, when Down wants to go on to what was found."""

    left = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Down leaves the field, as in every search here."""
        if event.key() == Qt.Key.Key_Down:
            self.left.emit()
        else:
            super().keyPressEvent(event)


class AccountSearch(QWidget):
    """What is looked for, and the filters.

    Signals: `changed(AccountQuery)`; `invitations_wanted()` for the list of those that bounced;
    `left` for going on to what was found.
    """

    changed = Signal(object)
    left = Signal()
    invitations_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.edit = SearchEdit()
        self.edit.setObjectName("account_search")
        self.edit.setAccessibleName(self.tr("Search accounts"))
        self.edit.setPlaceholderText(self.tr("Search accounts"))
        self.edit.setClearButtonEnabled(True)
        self.edit.setMaxLength(120)
        self.edit.setMinimumHeight(32)
        FieldIcon(self.edit, "search")
        self.by = QComboBox()
        self.by.setObjectName("account_search_by")
        self.by.setAccessibleName(self.tr("Search by"))
        self.by.setMinimumHeight(32)
        for each in SearchBy:
            self.by.addItem(search_title(each), each.value)
        titles = {one.value: filter_title(one) for one in Filter}
        self._filters = Segments(titles | {INVITATIONS: self.tr("Failed invitations")}, "filter")
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self._tell)
        line = QHBoxLayout()
        line.setSpacing(GAP)
        line.addWidget(self.edit, 1)
        line.addWidget(self.by)
        layout = column(self, space=GAP)
        layout.addLayout(line)
        layout.addWidget(self._filters)
        self.edit.textChanged.connect(lambda _text: self._pause.start())
        self.edit.returnPressed.connect(self._tell)
        self.edit.left.connect(self.left)
        self.by.currentIndexChanged.connect(self._on_by)
        self._filters.chosen.connect(lambda _name: self._tell())

    def query(self) -> AccountQuery:
        """What is asked for now."""
        name = self.chosen()
        chosen = Filter(name) if name != INVITATIONS else Filter.ALL
        return AccountQuery(chosen, SearchBy(self.by.currentData()), self.edit.text().strip())

    def chosen(self) -> str:
        """Which filter is pressed."""
        return self._filters.name

    def choose(self, name: str) -> None:
        """Press a filter."""
        self._filters.press(name)

    def _on_by(self) -> None:
        if self.edit.text().strip():
            self._tell()
        self.edit.setFocus()

    def _tell(self) -> None:
        self._pause.stop()
        is_list = self.chosen() == INVITATIONS
        self.edit.setDisabled(is_list)
        self.by.setDisabled(is_list)
        if is_list:
            self.invitations_wanted.emit()
        else:
            self.changed.emit(self.query())
