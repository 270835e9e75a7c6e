"""The sign-in window in its locked dress: who was here, and why they are to sign in again."""

from typing import Protocol

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from console.messages import Message
from console.models.one_line import one_line
from console.views.icons import IconLabel
from console.views.plain_label import ElidedLabel, PlainLabel
from console.views.sign_in_dialog import SignInDialog
from console.views.theme import GAP, GRID, TARGET, TITLE


class WhoWasHere(Protocol):
    """What the settings know of the last person."""

    @property
    def username(self) -> str:
        """Who signed in last."""

    @property
    def server(self) -> str:
        """At which portal."""


class LockedHead(QWidget):
    """Stands above the password. Signals: `somebody_else` when another person wants to sign in."""

    somebody_else = Signal()

    def __init__(self, username: str, address: str, why: Message) -> None:
        super().__init__()
        self.setObjectName("locked_head")
        title = PlainLabel(why.text, size=TITLE, bold=True)
        who = ElidedLabel(bold=True)
        who.setObjectName("locked_who")
        who.setText(one_line(username))
        where = ElidedLabel(tone="muted")
        where.setObjectName("locked_where")
        where.setText(one_line(address))
        reason = PlainLabel(f"{why.detail} {why.action}", wrap=True)
        reason.setObjectName("locked_why")
        other = QPushButton(self.tr("Somebody else…"))
        other.setObjectName("somebody_else")
        other.setProperty("rank", "link")
        other.setAutoDefault(False)
        other.setMinimumHeight(TARGET)
        other.clicked.connect(self.somebody_else)
        head = QHBoxLayout()
        head.setSpacing(GAP)
        head.addWidget(IconLabel("lock", "warn" if why.tone == "warn" else "accent", 1.25))
        head.addWidget(title, 1)
        person = QHBoxLayout()
        person.setSpacing(GAP)
        person.addWidget(who, 1)
        person.addWidget(other)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, GAP)
        column.setSpacing(GRID)
        column.addLayout(head)
        column.addSpacing(GRID)
        column.addWidget(reason)
        column.addSpacing(GAP)
        column.addLayout(person)
        column.addWidget(where)


def dress(dialog: SignInDialog, who: WhoWasHere, why: Message) -> None:
    """Let the window ask this person alone for the password; *Somebody else…* opens it to all.

    Nothing happens where nobody is known to have been here.
    """
    if not who.username or not who.server:
        return
    page = dialog.credentials
    head = LockedHead(who.username, who.server, why)
    folded = [
        part
        for part in page.findChildren(QWidget)
        if part.parentWidget() is page and not part.isHidden() and not _is_password(part, page)
    ]
    for part in folded:
        part.hide()
    page.column.insertWidget(0, head)
    usual, title = page.act, dialog.windowTitle()
    if why.tone != "warn":  # a password opens it again
        page.act = QCoreApplication.translate("LockedHead", "Unlock")
    dialog.setWindowTitle(QCoreApplication.translate("LockedHead", "Locked · Portal Console"))

    def open_to_all() -> None:
        head.hide()
        for part in folded:
            part.show()
        page.act = usual
        page.username.clear()
        dialog.setWindowTitle(title)
        dialog.show_credentials()

    head.somebody_else.connect(open_to_all)
    dialog.show_credentials()


def _is_password(part: QWidget, page: QWidget) -> bool:
    password = getattr(page, "password", None)
    return part is password or (isinstance(part, QLabel) and part.buddy() is password)
