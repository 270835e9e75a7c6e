"""Which rows of a batch are on show, each with how many there are."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import QCoreApplication, QLocale, Signal
from PySide6.QtWidgets import QButtonGroup, QPushButton

from console.models.statement_row import RowFilter
from console.views.flow_layout import Flow
from console.views.theme import TARGET


class RowFilters(Flow):
    """One button for each filter that has rows. Signals: `chosen(RowFilter)`."""

    chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("row_filters")
        self._group = QButtonGroup(self)
        self._buttons: dict[RowFilter, QPushButton] = {}
        for one in RowFilter:
            button = QPushButton()
            button.setObjectName(f"rows_{one.value}")
            button.setProperty("rank", "segment")
            button.setCheckable(True)
            button.setAutoDefault(False)
            button.setMinimumHeight(TARGET)
            button.clicked.connect(lambda _checked=False, wanted=one: self.chosen.emit(wanted))
            self._group.addButton(button)
            self._buttons[one] = button
            self.flow.addWidget(button)
        self._buttons[RowFilter.ALL].setChecked(True)
        self.show_counts({})

    def show_counts(self, counts: Mapping[RowFilter, int]) -> None:
        """Say how many rows each has; what has none is not offered, unless it is on show."""
        for one, button in self._buttons.items():
            count = counts.get(one, 0)
            words = f"{_TITLES[one]()} {QLocale().toString(count)}"
            if button.text() != words:
                button.setText(words)
            is_offered = bool(count) or button.isChecked() or one is RowFilter.ALL
            if button.isVisibleTo(self) != is_offered:
                button.setVisible(is_offered)

    def choose(self, wanted: RowFilter) -> None:
        """Press a filter."""
        self._buttons[wanted].setVisible(True)
        self._buttons[wanted].click()


_TITLES: Mapping[RowFilter, Callable[[], str]] = {
    RowFilter.ALL: lambda: QCoreApplication.translate("RowFilters", "All"),
    RowFilter.READY: lambda: QCoreApplication.translate("RowFilters", "Ready"),
    RowFilter.QUARANTINED: lambda: QCoreApplication.translate("RowFilters", "In quarantine"),
    RowFilter.ASKED: lambda: QCoreApplication.translate("RowFilters", "To answer"),
    RowFilter.REFUSED: lambda: QCoreApplication.translate("RowFilters", "Refused"),
    RowFilter.PUBLISHED: lambda: QCoreApplication.translate("RowFilters", "Published"),
    RowFilter.ON_ITS_WAY: lambda: QCoreApplication.translate("RowFilters", "On their way"),
    RowFilter.NOT_SENT: lambda: QCoreApplication.translate("RowFilters", "Not sent"),
}
