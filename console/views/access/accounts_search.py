"""Which accounts are listed: what is searched in what, and the usual questions as filters."""

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QButtonGroup, QComboBox, QHBoxLayout, QLineEdit, QPushButton, QWidget

from console.domain.accounts import AccountQuery, Filter, SearchBy
from console.models.account_words import filter_title, search_title
from console.views.flow_layout import Flow
from console.views.icons import FieldIcon
from console.views.queues.section import column
from console.views.theme import GAP, TARGET

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
        self._group = QButtonGroup(self)
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
        layout.addWidget(self._filters())
        self.edit.textChanged.connect(lambda _text: self._pause.start())
        self.edit.returnPressed.connect(self._tell)
        self.edit.left.connect(self.left)
        self.by.currentIndexChanged.connect(self._on_by)
        self._group.buttonClicked.connect(lambda _button: self._tell())

    def _filters(self) -> Flow:
        row = Flow()
        titles = {one.value: filter_title(one) for one in Filter}
        for name, title in {**titles, INVITATIONS: self.tr("Failed invitations")}.items():
            button = QPushButton(title)
            button.setObjectName(f"filter_{name}")
            button.setProperty("rank", "segment")
            button.setProperty("filter", name)
            button.setCheckable(True)
            button.setAutoDefault(False)
            button.setMinimumHeight(TARGET)
            self._group.addButton(button)
            row.flow.addWidget(button)
        self._group.buttons()[0].setChecked(True)
        return row

    def query(self) -> AccountQuery:
        """What is asked for now."""
        name = self.chosen()
        chosen = Filter(name) if name != INVITATIONS else Filter.ALL
        return AccountQuery(chosen, SearchBy(self.by.currentData()), self.edit.text().strip())

    def chosen(self) -> str:
        """Which filter is pressed."""
        button = self._group.checkedButton()
        return str(button.property("filter")) if button is not None else Filter.ALL.value

    def choose(self, name: str) -> None:
        """Press a filter."""
        for button in self._group.buttons():
            if button.property("filter") == name:
                button.setFocus()
                button.click()

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
