"""A window over the panel with the course of one value."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from console.models.when import Calendar
from console.views.no_copy import lists_copy_nothing
from console.views.queues.trend import TrendChart
from console.views.queues.value_shapes import ValueRow
from console.views.queues.value_words import range_words
from console.views.queues.wrapped import WrappedLabel
from console.views.theme import GROUP, MARGIN, TITLE


class TrendDialog(QDialog):
    """Shows the course as a picture and the value that is pointed at in words; open it by `open()`."""

    def __init__(self, row: ValueRow, calendar: Calendar, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Course of a value"))
        lists_copy_nothing(self)
        self.chart = TrendChart(row, calendar)
        self.told = WrappedLabel()
        self.told.setAccessibleName("")
        unit = (
            f"{row.unit}, {range_words(row.low, row.high, strict=row.strict)}" if row.unit else ""
        )
        layout = QVBoxLayout(self)
        layout.setContentsMargins(MARGIN, GROUP, MARGIN, GROUP)
        layout.setSpacing(GROUP)
        layout.addWidget(WrappedLabel(row.name, size=TITLE, bold=True))
        layout.addWidget(
            WrappedLabel(unit or range_words(row.low, row.high, strict=row.strict), tone="muted")
        )
        layout.addWidget(self.chart, 1)
        layout.addWidget(self.told)
        close = QPushButton(self.tr("Close"))
        close.setAccessibleName(close.text())
        close.setDefault(True)
        close.clicked.connect(self.accept)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(close)
        layout.addLayout(foot)
        self.chart.pointed.connect(self.told.say)
        self.told.say(self.chart.words(self.chart.current()))
        self.chart.setFocus()
