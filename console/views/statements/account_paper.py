"""The PDF of one statement, over the account or the request that it belongs to."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QPushButton, QWidget

from console.models.one_line import one_line
from console.views.paper_view import PaperView
from console.views.queues.banner import Banner
from console.views.queues.section import reveal
from console.views.queues.wrapped import WrappedLabel
from console.views.sheet import Sheet
from console.views.theme import theme

WIDTH, HEIGHT = 760, 800


class BillPaper(Sheet):
    """Shows the pages as they come; nothing of them is kept when it closes.

    Signals: `paper_wanted(str statement id)`, answered by `show_paper`; `page_wanted(str, int page,
    int width_px)`, by `show_page`.
    """

    paper_wanted = Signal(str)
    page_wanted = Signal(str, int, int)

    def __init__(self, statement_id: str, title: str, parent: QWidget | None = None) -> None:
        super().__init__("", "", parent)
        self.set_title(one_line(title))
        self.setObjectName("bill_paper")
        self.accept_button.hide()
        self.cancel_button.setText(self.tr("Close"))
        self._id = statement_id
        self._problem, self._waiting = Banner("warn"), WrappedLabel(tone="muted")
        self._again = QPushButton(self.tr("Try again"))
        self._again.setObjectName("bill_paper_again")
        self._again.setAutoDefault(False)
        self._again.setMinimumHeight(32)
        self._again.clicked.connect(self.fetch)
        self.paper = PaperView()
        self.paper.page_wanted.connect(
            lambda page, width: self.page_wanted.emit(self._id, page, width)
        )
        for part in (self._problem, self._waiting):
            self.content.addWidget(part)
        self.content.addWidget(self._again, 0, Qt.AlignmentFlag.AlignLeft)
        self.content.addWidget(self.paper)
        self.content.addStretch(1)
        reveal(self._again, shown=False)
        self.resize(round(WIDTH * theme().text_scale ** 0.5), HEIGHT)
        self.paper.setFocus()

    def fetch(self) -> None:
        """Ask for the pages."""
        self._problem.say("")
        reveal(self._again, shown=False)
        self._waiting.say(self.tr("The pages are being fetched."))
        reveal(self._waiting, shown=True)
        self.paper_wanted.emit(self._id)

    def show_paper(self, document: str, pages: int, problem: str = "") -> None:
        """Make room for the pages, or say why there are none."""
        if document == self._id:
            reveal(self._waiting, shown=False)
            reveal(self._again, shown=bool(problem))
            self._problem.say(problem)
            self.paper.show_pages(pages)

    def show_page(self, document: str, page: int, image: QImage) -> None:
        """Show a page."""
        if document == self._id:
            self.paper.show_page(page, image)

    def problem(self) -> str:
        """Why there are no pages, or nothing."""
        return self._problem.text() if not self._problem.isHidden() else ""
