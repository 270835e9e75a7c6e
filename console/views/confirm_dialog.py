"""A sentence before something leaves the house: what will happen, and to whom."""

from collections.abc import Sequence

from PySide6.QtCore import QStringListModel, Qt
from PySide6.QtWidgets import QAbstractItemView, QListView, QWidget

from console.models.one_line import one_line
from console.views.plain_label import PlainLabel
from console.views.sheet import Sheet
from console.views.theme import theme

LINES_SHOWN = 8


class ConfirmDialog(Sheet):
    """Says what will happen to whom; the button names the act and not "OK"."""

    def __init__(
        self,
        title: str,
        sentence: str,
        accept_label: str,
        *,
        lines: Sequence[str] = (),
        is_refusal: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(title, accept_label, parent)
        self.setObjectName("confirm_dialog")
        if is_refusal:
            self.accept_button.setProperty("rank", "refuse")
        label = PlainLabel(sentence, wrap=True)
        label.setObjectName("confirm_sentence")
        self.content.addWidget(label)
        if lines:
            view = QListView()
            view.setObjectName("confirm_lines")
            view.setAccessibleName(self.tr("Concerned"))
            view.setModel(QStringListModel([one_line(line) for line in lines], view))
            view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
            view.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
            view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
            shown = min(len(lines), LINES_SHOWN)
            view.setFixedHeight(shown * (theme().row_height() - 8) + 8)
            self.content.addWidget(view)
        self.setMinimumWidth(round(420 * theme().text_scale))
