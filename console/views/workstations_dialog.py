"""Before a computer's access is taken away: what happens then, whether its files go, and why."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from console.domain.workstation import Workstation, WorkstationState
from console.messages import Message
from console.models.one_line import isolated
from console.models.workstation_words import which_words
from console.views.notice import Notice
from console.views.plain_label import PlainLabel
from console.views.queues.tick_box import TickBox
from console.views.queues.wrapped import WrappedLabel
from console.views.sheet import Sheet
from console.views.theme import theme

WIDTH, LONGEST_REASON = 560, 300


class EndWorkstationDialog(Sheet):
    """Stays open until the portal has answered. Signal: `given(str reason, bool wipe)`.

    Answer it with `accept`, or with `show_problem`, which lets it be asked for again.
    """

    given = Signal(str, bool)

    def __init__(
        self, one: Workstation, *, is_own: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__("", "", parent)
        self.setObjectName("end_workstation_dialog")
        self._erases_only = one.state is WorkstationState.REVOKED
        self.setMinimumWidth(round(WIDTH * theme().text_scale))
        self.set_title(
            self.tr("Erase what it keeps") if self._erases_only else self.tr("Take access away")
        )
        self.accept_button.setText(
            self.tr("Order it erased") if self._erases_only else self.tr("Take access away")
        )
        self.accept_button.setProperty("rank", "refuse")
        self.wipe = TickBox(self.tr("Erase what it keeps"))
        self.wipe.setObjectName("wipe")
        self.wipe.setChecked(True)
        self.wipe.toggled.connect(self._say_what_becomes)
        self._becomes = WrappedLabel(tone="muted")
        self._becomes.setObjectName("what_becomes")
        self.reason = QLineEdit()
        self.reason.setObjectName("end_reason")
        self.reason.setAccessibleName(self.tr("Reason"))
        self.reason.setMaxLength(LONGEST_REASON)
        self.reason.setMinimumHeight(32)
        self.reason.setPlaceholderText(
            self.tr("Stolen, lost, given back … Administrators read it.")
        )
        self._warning, self._notice = Notice(), Notice()
        self._notice.setObjectName("end_notice")
        self._fill_content(one, is_own=is_own)
        self._say_what_becomes()
        self.reason.setFocus()

    def _fill_content(self, one: Workstation, *, is_own: bool) -> None:
        label = PlainLabel(self.tr("Reason"), bold=True)
        label.setBuddy(self.reason)
        self.content.addWidget(WrappedLabel(which_words(one), bold=True))
        self.content.addWidget(self._warning)
        if not self._erases_only:
            self.content.addWidget(WrappedLabel(self._what_ends(one)))
        for part in (self.wipe, self._becomes, label, self.reason, self._notice):
            self.content.addWidget(part)
        self.content.addStretch(1)
        self.wipe.setVisible(not self._erases_only)
        if is_own:
            text = self.tr("You are sitting at this computer.")
            detail = self.tr("This window closes as soon as it is done.")
            self._warning.say(Message(text, detail, tone="warn"), aloud=False)

    def _what_ends(self, one: Workstation) -> str:
        return self.tr(
            "Its session ends at once, and what it keeps does not open any more. Only a copy for"
            " work without the portal, if there is one, is as safe as its passphrase until the"
            " computer hears of this.\nThis can not be taken back: to be used again, the computer"
            " begins anew.\n{who} can sign in on another computer as before, and so can who knows"
            " the password."
        ).format(who=isolated(one.staff_name))

    def _say_what_becomes(self) -> None:
        if self.wipe.isChecked():
            words = self.tr(
                "At its next contact with the portal, it first saves the decisions that it has not"
                " sent: they are not carried out, and stand under Needs attention, Of the practice."
                " Then all that it keeps is erased."
            )
        else:
            words = self.tr(
                "Decisions that it has not sent stay locked there, and nobody can use it until you"
                " order it to erase what it keeps."
            )
        self._becomes.say(words)

    # What it gets

    def show_problem(self, message: Message) -> None:
        """Say why it was not done; it can be asked for again."""
        self._notice.say(message)
        self._let(free=True)
        self.reason.setFocus()

    # What the user does

    def obstacle(self) -> str:
        """What is still missing."""
        if self.reason.text().strip():
            return ""
        self.reason.setFocus()
        return self.tr("Write the reason first.")

    def try_accept(self) -> None:
        """Ask for it; the dialog closes when the portal has answered."""
        if not self.accept_button.isEnabled():
            return
        obstacle = self.obstacle()
        self.say_wrong(obstacle)
        if obstacle:
            return
        self._let(free=False)
        self._notice.say(Message(self.tr("Asking the portal…"), tone="info"), aloud=False)
        self.given.emit(self.reason.text().strip(), self.wipe.isChecked())

    def _let(self, *, free: bool) -> None:
        for part in (self.accept_button, self.reason, self.wipe):
            part.setEnabled(free)
