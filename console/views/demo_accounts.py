"""The demo's staff, each one click away."""

import re
from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QPushButton, QVBoxLayout

from console.domain.session import DemoAccount
from console.models.role_words import role_words
from console.views.icons import ButtonIcon
from console.views.plain_label import PlainLabel
from console.views.theme import GAP, GRID, MARGIN, SMALL, TITLE

_ROLES = {"frontdesk": "front_desk"}
_ICONS = {
    "front_desk": "people",
    "nurse": "phone",
    "provider": "refill",
    "billing": "report",
    "admin": "shield",
    "auditor": "history",
}


class DemoAccounts(QFrame):
    """Buttons by practice, one for each role.

    Signals: `picked(username)`.
    """

    picked = Signal(str)

    def __init__(self, accounts: Sequence[DemoAccount]) -> None:
        super().__init__()
        self.setObjectName("demo_accounts")
        self.setProperty("surface", "window")
        column = QVBoxLayout(self)
        column.setContentsMargins(MARGIN, MARGIN + GAP, MARGIN, MARGIN)
        column.setSpacing(GRID)
        column.addWidget(PlainLabel(self.tr("Demo practice"), size=TITLE, bold=True))
        hint = self.tr("Invented people. One click signs you in.")
        column.addWidget(PlainLabel(hint, tone="muted", wrap=True))
        for practice in dict.fromkeys(account.practice for account in accounts):
            column.addSpacing(GAP + GRID)
            column.addWidget(PlainLabel(practice, size=SMALL, bold=True, tone="muted", wrap=True))
            grid = QGridLayout()
            grid.setSpacing(GRID + 2)
            grid.setColumnStretch(0, 1)
            grid.setColumnStretch(1, 1)
            mine = [account for account in accounts if account.practice == practice]
            for place, account in enumerate(_one_for_each_role(mine)):
                grid.addWidget(self._button(account), place // 2, place % 2)
            column.addLayout(grid)
        column.addStretch(1)

    def _button(self, account: DemoAccount) -> QPushButton:
        role = _role_of(account)
        words = role_words([role])
        button = QPushButton(words)
        button.setObjectName(f"demo_{account.username}")
        button.setAutoDefault(False)
        button.setMinimumHeight(32)
        button.setAccessibleName(
            self.tr("Sign in as {role}, {practice}").format(role=words, practice=account.practice)
        )
        button.setToolTip(self.tr("Signs in as {name}").format(name=account.username))
        ButtonIcon(button, _ICONS.get(role, "claim"), "accent")
        button.clicked.connect(lambda: self.picked.emit(account.username))
        return button


def _role_of(account: DemoAccount) -> str:
    """Tell the role by the user name: the demo calls its staff by what they do."""
    login = re.sub(r"\d+$", "", account.username)
    return _ROLES.get(login, login)


def _one_for_each_role(accounts: Sequence[DemoAccount]) -> list[DemoAccount]:
    """Leave out second holders of a role; their user names still work."""
    found = [account for account in accounts if _role_of(account) in _ICONS]
    return found or list(accounts)
