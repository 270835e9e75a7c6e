"""Keeping what a table shows under a name: the small dialogs around saved views (PEERS K19)."""

from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QPushButton, QWidget

from console.domain.desk import SavedView, query_json
from console.domain.desk_wish import Change, DeskWish
from console.domain.items import QueueQuery
from console.messages import Message
from console.views.notice import Notice
from console.views.plain_label import PlainLabel
from console.views.queues.tick_box import TickBox
from console.views.sheet import Sheet
from console.views.theme import TARGET, theme


class SaveViewDialog(Sheet):
    """Names what is shown now, or changes a view of one's own (`view`): name, sharing, or delete.

    Signal: `wished(DeskWish)`; the dialog closes when the portal has taken it.
    """

    wished = Signal(object)

    def __init__(
        self, query: QueueQuery, view: SavedView | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__("", "", parent)
        self.set_title(self.tr("Saved view") if view else self.tr("Save this view"))
        self.setObjectName("save_view_dialog")
        self._query, self._view = query, view
        self.accept_button.setText(self.tr("Save"))
        self._name = QLineEdit(view.name if view else "")
        self._name.setObjectName("view_name")
        self._name.setAccessibleName(self.tr("Name"))
        self._name.setMaxLength(80)
        self._shared = TickBox(self.tr("Colleagues see it too"))
        self._shared.setObjectName("view_shared")
        self._shared.setMinimumHeight(TARGET)
        self._shared.setChecked(view.shared if view else False)
        self._shared.toggled.connect(self._on_shared)
        self._anew = TickBox(self.tr("Take over what the table shows now"))
        self._anew.setMinimumHeight(TARGET)
        self._anew.setVisible(view is not None)
        self._hint = PlainLabel(tone="muted", wrap=True)
        self._notice = Notice()
        label = PlainLabel(self.tr("Name"), bold=True)
        label.setBuddy(self._name)
        for part in (label, self._name, self._shared, self._anew, self._hint, self._notice):
            self.content.addWidget(part)
        self.content.addStretch(1)
        if view is not None:
            self._add_delete()
        self._on_shared()
        self.resize(round(440 * theme().text_scale), round(280 * theme().text_scale))
        self._name.setFocus()

    def _add_delete(self) -> None:
        gone = QPushButton(self.tr("Delete"))
        gone.setObjectName("delete_view")
        gone.setAutoDefault(False)
        gone.setMinimumHeight(32)
        gone.clicked.connect(self._on_delete)
        self.buttons.insertWidget(0, gone)

    def show_problem(self, message: Message) -> None:
        """Say why it was not taken."""
        self._notice.say(message)
        self.accept_button.setEnabled(True)

    def obstacle(self) -> str:
        """What is still missing."""
        return "" if self._name.text().strip() else self.tr("Give it a name.")

    def try_accept(self) -> None:
        """Ask for the view to be kept; the dialog closes with the answer."""
        obstacle = self.obstacle()
        self.say_wrong(obstacle)
        if obstacle or not self.accept_button.isEnabled():
            return
        self.accept_button.setEnabled(False)
        self.wished.emit(self._wish())

    def _wish(self) -> DeskWish:
        fields: dict[str, Any] = {
            "name": self._name.text().strip(),
            "shared": self._shared.isChecked(),
        }
        if self._view is None:
            fields |= {"kind": self._query.kind, "query": query_json(self._query)}
            return DeskWish(Change.SAVE_VIEW, fields=fields)
        anew = self._anew.isChecked()
        fields["query"] = query_json(self._query) if anew else dict(self._view.query)
        fields["expected_version"] = self._view.version
        return DeskWish(Change.CHANGE_VIEW, self._view.id, fields)

    def _on_delete(self) -> None:
        if self._view is not None:
            self.wished.emit(DeskWish(Change.DELETE_VIEW, self._view.id))

    def _on_shared(self) -> None:
        words = self._query.search if self._view is None else str(self._view.query.get("search"))
        if self._shared.isChecked() and words:
            hint = self.tr("Colleagues who may see this queue read “{words}” too.")
            self._hint.setText(hint.format(words=words))
        else:
            self._hint.setText(self.tr("Search, filter and order are kept; not the items."))
