"""What the practice has set for itself: everybody reads it, with who set it and why; some change it."""

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import QCoreApplication, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from console.domain.desk_wish import Change, DeskWish
from console.messages import Message
from console.models.policy_fields import PolicyField, field_at, fields_of
from console.models.queue_faces import FACES
from console.models.when import Calendar, ms_of
from console.views.choice_list import ChoiceList
from console.views.icons import ButtonIcon
from console.views.notice import Notice
from console.views.plain_label import PlainLabel
from console.views.policy_form import PolicyForm
from console.views.sheet import Sheet
from console.views.tab_order import order_tabs
from console.views.theme import GAP, GROUP, theme

_Index = QModelIndex | QPersistentModelIndex
Document = Mapping[str, Any]


class PracticeSettings(Sheet):
    """One page a policy. `why_not` says why nothing can be changed; empty when it can.

    Signal: `wished(DeskWish)` to save a page; then call `show_saved` or `show_problem`.
    """

    wished = Signal(object)

    def __init__(self, calendar: Calendar, why_not: str, parent: QWidget | None = None) -> None:
        super().__init__("", "", parent)
        self.set_title(self.tr("Practice settings"))
        self.setObjectName("practice_settings")
        self.accept_button.setText(self.tr("Save"))
        self.cancel_button.setText(self.tr("Close"))
        self._calendar, self._why_not = calendar, why_not
        self._documents: list[Document] = []
        self._fields: tuple[PolicyField, ...] = ()
        self._form: PolicyForm | None = None
        self._page = -1
        self._list: ChoiceList | None = None
        self._left, self._right = QVBoxLayout(), QVBoxLayout()
        self._history = PlainLabel(tone="muted", wrap=True)
        self._history.setObjectName("policy_history")
        self._computers: QPushButton | None = None
        self._notice = Notice()
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setAccessibleName(self.tr("Settings"))
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._reason = QLineEdit()
        self._reason.setObjectName("policy_reason")
        self._reason.setMaxLength(500)
        self._reason.setAccessibleName(self.tr("Reason for the change"))
        self._reason.setPlaceholderText(self.tr("Why is this changed? Everybody reads it later."))
        self._fill_content()
        self.show_loading()

    def _fill_content(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(GROUP)
        row.addLayout(self._left, 1)
        row.addLayout(self._right, 3)
        self._right.setSpacing(GAP)
        self._right.addWidget(self._history)
        self._right.addWidget(self._scroll, 1)
        self.content.addLayout(row, 1)
        self.content.addWidget(self._notice)
        self.content.addWidget(self._reason)
        scale = theme().text_scale
        self.resize(round(860 * scale), round(640 * scale))

    # What the dialog gets

    def offer_computers(self) -> QPushButton:
        """Lead from the page about workstations to the computers themselves; gives the button."""
        made = self._computers = QPushButton(self.tr("Computers…"))
        made.setObjectName("show_computers")
        made.setAutoDefault(False)
        made.setMinimumHeight(32)
        made.hide()
        ButtonIcon(made, "computer", "muted")
        self._right.insertWidget(1, made, 0, Qt.AlignmentFlag.AlignLeft)
        return made

    def show_loading(self) -> None:
        """Say that the settings are being read."""
        self._notice.say(Message(self.tr("Reading the settings…"), tone="info"), aloud=False)
        self._offer(editable=False)

    def show_policies(self, documents: Sequence[Document], why_not: str | None = None) -> None:
        """Show the policies as the portal sent them; the page stays where the user is."""
        self._why_not = self._why_not if why_not is None else why_not
        self._documents = list(documents)
        names = [policy_title(str(one["name"])) for one in self._documents]
        if self._list is None:
            self._list = ChoiceList("policy_list", self.tr("Settings"), names)
            self._left.addWidget(self._list)
            self._list.setFocus()
            self._list.selectionModel().currentChanged.connect(self._on_page)
        self._notice.clear()
        self._page = max(0, self._page)
        self._list.choose(self._page)
        self._show_page()

    def show_saved(self) -> None:
        """Say that the portal has taken the page."""
        self._reason.clear()
        self._notice.say(Message(self.tr("Saved. It holds from now on."), tone="ok"))

    def show_problem(self, message: Message, problem: Mapping[str, Any] | None = None) -> None:
        """Say why the page was not taken, and go to the field that is wrong."""
        errors = (problem or {}).get("errors") or ()
        field = field_at(self._fields, str(errors[0].get("pointer"))) if errors else None
        if field is not None and self._form is not None:
            self._form.focus_field(field.name)
            text = self.tr("Not saved: look at “{field}”.").format(field=field.title)
            message = Message(text, str((problem or {}).get("detail") or ""), tone="warn")
        self._notice.say(message)
        self._offer(editable=not self._why_not)

    # Inside

    def _on_page(self, current: _Index, _previous: _Index) -> None:
        if current.row() not in (-1, self._page):
            self._page = current.row()
            self._notice.clear()
            self._reason.clear()
            self._show_page()

    def _show_page(self) -> None:
        shown = self._documents[self._page]
        self._fields = fields_of(shown["form"])
        self._form = PolicyForm(self._fields, shown["policy"])
        self._form.changed.connect(self._on_changed)
        self._history.setText(self._told(shown))
        self._scroll.setWidget(self._form)
        over = () if self._computers is None else (self._computers,)
        for button in over:
            button.setVisible(shown["name"] == "workstation")
        if self._list is not None:
            after = (self._reason, self.cancel_button, self.accept_button)
            order_tabs(self._list, *over, self._scroll, *after)
        warnings = [str(one.get("detail")) for one in shown.get("warnings") or ()]
        if self._why_not:
            self._notice.say(Message(self._why_not, tone="info"), aloud=False)
        elif warnings:
            text = self.tr("Think this over:")
            self._notice.say(Message(text, " ".join(warnings), tone="warn"), aloud=False)
        self._offer(editable=not self._why_not)
        self.accept_button.setEnabled(False)

    def _told(self, shown: Document) -> str:
        if not shown.get("changed_by"):
            return self.tr("As delivered; nobody has changed it.")
        words = self.tr("Last changed by {who}, {when}: {why}")
        when = self._calendar.absolute(ms_of(str(shown["changed_at"])))
        return words.format(who=shown["changed_by"]["name"], when=when, why=shown["reason"])

    def _on_changed(self) -> None:
        self.accept_button.setEnabled(not self._why_not)

    def _offer(self, *, editable: bool) -> None:
        self._reason.setVisible(editable)
        self.accept_button.setVisible(editable)
        if self._form is not None:
            self._form.set_editable(editable)

    def obstacle(self) -> str:
        """What is still missing before the page can be saved."""
        if self._form is None or self._why_not:
            return self._why_not
        found = self._form.obstacle()
        if not found and not self._reason.text().strip():
            self._reason.setFocus()
            return self.tr("Write why this is changed.")
        return found

    def try_accept(self) -> None:
        """Ask for the page to be saved; the dialog stays."""
        obstacle = self.obstacle()
        self.say_wrong(obstacle)
        if obstacle or self._form is None or not self.accept_button.isEnabled():
            return
        shown = self._documents[self._page]
        fields = {
            "expected_version": shown["version"],
            "reason": self._reason.text().strip(),
            "policy": self._form.value(),
        }
        self.accept_button.setEnabled(False)
        self.wished.emit(DeskWish(Change.SET_POLICY, str(shown["name"]), fields))


def policy_title(name: str) -> str:
    """What a policy is called: as its queue."""
    face = FACES.get(name)
    if face is not None:
        return face.title()
    if name == "desk":
        return QCoreApplication.translate("PracticeSettings", "Working hours")
    if name == "access":
        return QCoreApplication.translate("PracticeSettings", "Letting patients in")
    if name == "intake":
        return QCoreApplication.translate("PracticeSettings", "What laboratories send")
    if name == "workstation":
        return QCoreApplication.translate("PracticeSettings", "Workstations")
    return name.replace("_", " ").capitalize()
