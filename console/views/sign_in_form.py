"""The left side of the sign-in window: the name of the program, a page, what is wrong, the buttons."""

from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout

from console.views.busy_line import BusyLine
from console.views.icons import IconLabel
from console.views.notice import Notice
from console.views.plain_label import PlainLabel
from console.views.sign_in_page import SignInPage
from console.views.theme import GAP, GRID, GROUP, MARGIN, PATIENT


class SignInForm(QFrame):
    """Lays the pages out, one of which is shown; knows nothing of what they ask for."""

    def __init__(self, first: SignInPage) -> None:
        super().__init__()
        self.setProperty("surface", "card")
        self.notice = Notice()
        self.busy = BusyLine()
        self.send = QPushButton()
        self.send.setObjectName("sign_in_button")
        self.send.setProperty("rank", "primary")
        self.back = QPushButton(self.tr("Cancel"))
        self.back.setObjectName("sign_in_back")
        for button in (self.send, self.back):
            button.setMinimumHeight(32)
            button.setAutoDefault(False)
        self._lay_out(first)

    def add_page(self, page: SignInPage) -> None:
        """Lay out another page, hidden; whoever made it shows it."""
        from console.views.tab_order import order_tabs  # noqa: PLC0415 - not for the first page

        page.hide()
        self.column.insertWidget(self.column.indexOf(self.notice), page)
        order_tabs(page, self.back, self.send)  # it came into the window after them

    def _lay_out(self, first: SignInPage) -> None:
        brand = QHBoxLayout()
        brand.setSpacing(GAP + GRID)
        brand.addWidget(IconLabel("app", "accent", 2.0))
        brand.addWidget(PlainLabel(self.tr("Portal Console"), size=PATIENT, bold=True), 1)
        buttons = QHBoxLayout()
        buttons.setSpacing(GAP)
        buttons.addWidget(self.back)
        buttons.addWidget(self.send, 1)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(MARGIN + GAP, MARGIN + GAP, MARGIN + GAP, MARGIN)
        self.column.setSpacing(GAP)
        self.column.addLayout(brand)
        self.column.addSpacing(GROUP)
        self.column.addWidget(first)
        self.column.addWidget(self.notice)
        self.column.addWidget(self.busy)
        self.column.addSpacing(GAP)
        self.column.addLayout(buttons)
        self.column.addStretch(1)
