"""The highest line of the window: which practice, search, and the way to every command."""

from PySide6.QtCore import Signal, SignalInstance, Slot
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QPushButton

from console.domain.accounts import READ
from console.domain.intake import WATCH
from console.domain.session import Me
from console.domain.statements import PUBLISH
from console.models.one_line import one_line
from console.models.rights import may_hand_out
from console.views.icons import ButtonIcon
from console.views.plain_label import PlainLabel
from console.views.search_box import SearchBox
from console.views.theme import GAP, GROUP, theme

MOST_NAMES, LARGE = 3, 1.75
"""With more names than these, in text of this size, there is room for their icons only."""


class TopBar(QFrame):
    """The practice's name stands here at all times; who belongs to several switches here.

    Signals: `practice_chosen(int)`; `commands_wanted`, `help_wanted`, `lock_wanted`,
    `enroll_wanted`, `accounts_wanted`, `statements_wanted`, `intake_wanted` from the buttons; the last
    four are there for who has the right.
    """

    practice_chosen = Signal(int)
    commands_wanted = Signal()
    help_wanted = Signal()
    lock_wanted = Signal()
    enroll_wanted = Signal()
    accounts_wanted = Signal()
    statements_wanted = Signal()
    intake_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("top_bar")
        self.setProperty("surface", "head")
        self.search = SearchBox()
        self._name = PlainLabel(bold=True)
        self._name.setObjectName("practice_name")
        self._switch = QPushButton()
        self._switch.setObjectName("practice_switch")
        self._switch.setProperty("rank", "plain")
        self._switch.setMenu(QMenu(self._switch))
        ButtonIcon(self._switch, "practice", "muted")
        self._make_people_buttons()
        commands = self._button(
            "commands_button", self.tr("Commands"), "command", self.commands_wanted
        )
        commands.setText(self.tr("Commands"))
        commands.setToolTip(self.tr("All commands (Ctrl+K)"))
        help_button = self._button("help_button", self.tr("Keys"), "help", self.help_wanted)
        help_button.setToolTip(self.tr("Keys (?)"))
        lock = self._button("lock_button", self.tr("Lock"), "lock", self.lock_wanted)
        lock.setToolTip(self.tr("Lock (Ctrl+L)"))
        self._lay_out(*self._people, commands, help_button, lock)

    def _make_people_buttons(self) -> None:
        """Make what is there only for who may use it."""
        self._enroll = self._button(
            "enroll_button", self.tr("Enroll a patient"), "enrollment", self.enroll_wanted
        )
        self._enroll.setText(self.tr("Enroll"))
        self._enroll.setToolTip(self.tr("Enroll a patient (Ctrl+E)"))
        self._accounts = self._button(
            "accounts_button", self.tr("Accounts"), "people", self.accounts_wanted
        )
        self._accounts.setText(self.tr("Accounts"))
        self._accounts.setToolTip(self.tr("Who can sign in, and what stands in the way"))
        self._statements = self._button(
            "statements_button", self.tr("Statements"), "statement", self.statements_wanted
        )
        self._statements.setText(self.tr("Statements"))
        self._statements.setToolTip(self.tr("Upload and publish statements (Ctrl+B)"))
        self._intake = self._button(
            "intake_button", self.tr("Results intake"), "result", self.intake_wanted
        )
        self._intake.setText(self.tr("Intake"))
        self._intake.setToolTip(self.tr("How results come in from laboratories (Ctrl+I)"))
        self._people = (self._enroll, self._accounts, self._statements, self._intake)
        self._words = {button: button.text() for button in self._people}
        for button in self._people:
            button.hide()
        theme().changed.connect(self._dress)

    def _lay_out(self, *buttons: QPushButton) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(GROUP, GAP, GAP, GAP)
        row.setSpacing(GAP)
        row.addWidget(self._name)
        row.addWidget(self._switch)
        row.addSpacing(GROUP)
        row.addWidget(self.search, 1)
        row.addSpacing(GROUP)
        for button in buttons:
            row.addWidget(button)

    def _button(self, name: str, label: str, icon: str, signal: SignalInstance) -> QPushButton:
        button = QPushButton()
        button.setObjectName(name)
        button.setProperty("rank", "plain")
        button.setAccessibleName(label)
        button.setMinimumHeight(32)
        ButtonIcon(button, icon, "muted")
        button.clicked.connect(signal)
        return button

    @Slot()
    def _dress(self) -> None:
        """Leave the icons alone where four names in large text would make the window too wide."""
        shown = sum(not button.isHidden() for button in self._people)
        roomy = shown <= MOST_NAMES or theme().text_scale < LARGE
        for button, words in self._words.items():
            button.setText(words if roomy else "")

    def show_practices(self, me: Me, practice_id: int) -> None:
        """Name the practice; offer the others to whoever belongs to several."""
        current = me.practice(practice_id)
        name = one_line(current.name)
        self._enroll.setVisible(may_hand_out(me, practice_id))
        self._accounts.setVisible(me.may(practice_id, READ))
        self._statements.setVisible(me.may(practice_id, PUBLISH))
        self._intake.setVisible(me.may(practice_id, WATCH))
        self._dress()
        several = len(me.practices) > 1
        self._name.setText(name)
        self._name.setVisible(not several)
        self._switch.setVisible(several)
        self._switch.setText(name)
        self._switch.setAccessibleName(self.tr("Practice: {name}").format(name=name))
        menu = self._switch.menu()
        menu.clear()
        group = QActionGroup(menu)
        for practice in me.practices:
            act = QAction(one_line(practice.name), group)
            act.setCheckable(True)
            act.setChecked(practice.id == practice_id)
            act.triggered.connect(
                lambda _checked=False, chosen=practice.id: self.practice_chosen.emit(chosen)
            )
            menu.addAction(act)
