"""The table of what became of each of many: rows as high as their words need."""

from PySide6.QtCore import QModelIndex, Qt, Slot
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from console.models.bulk_outcomes import BulkOutcomes
from console.views.outcome_delegate import OutcomeDelegate
from console.views.theme import theme

PERSON_WIDTH = 210


class OutcomeTable(QTableView):
    """Shows `outcomes`; gives a row another height only when its words or the widths are others.

    The header's own `ResizeToContents` lays every cell of every row out anew at each change of one.
    """

    def __init__(self, outcomes: BulkOutcomes) -> None:
        super().__init__()
        self.setObjectName("bulk_table")
        self.setAccessibleName(self.tr("What became of each"))
        self.setModel(outcomes)
        self._delegate = OutcomeDelegate(outcomes, self)
        self._fitted_to: list[int] = []
        self.setItemDelegate(self._delegate)
        self.setShowGrid(False)
        self.setFrameShape(QTableView.Shape.NoFrame)
        self.setTabKeyNavigation(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Fixed)
        # queued: once, before the frame, for all widths that one layout changes
        header.sectionResized.connect(self._fit_to_widths, Qt.ConnectionType.QueuedConnection)
        outcomes.modelReset.connect(self._fit_all)
        outcomes.dataChanged.connect(self._on_data_changed)

    def dress(self) -> None:
        """Take the theme's measures."""
        self.verticalHeader().setDefaultSectionSize(theme().row_height())
        self.horizontalHeader().resizeSection(0, round(PERSON_WIDTH * theme().text_scale))
        self._fit_all()

    def showEvent(self, event: QShowEvent) -> None:
        """Fit the rows: from here on the widths are those that are seen."""
        super().showEvent(event)
        self._fit_to_widths()

    @Slot()
    def _fit_to_widths(self) -> None:
        if self._fitted_to != self._widths():
            self._fit_all()

    @Slot()
    def _fit_all(self) -> None:
        self._fit(range(self.model().rowCount()))

    @Slot(QModelIndex, QModelIndex)
    def _on_data_changed(self, first: QModelIndex, last: QModelIndex) -> None:
        self._fit(range(first.row(), last.row() + 1))

    def _fit(self, rows: range) -> None:
        if not self.isVisible():
            return
        header, self._fitted_to = self.verticalHeader(), self._widths()
        for row, height in zip(rows, self._delegate.heights(rows), strict=True):
            if header.sectionSize(row) != height:
                header.resizeSection(row, height)

    def _widths(self) -> list[int]:
        return [self.columnWidth(column) for column in range(self.model().columnCount())]
