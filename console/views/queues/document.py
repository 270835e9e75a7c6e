"""Documents: the pages as the patient will read them, and who will (DOMAIN F64–F67)."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QPushButton, QWidget

from console.domain.items import Item
from console.models.queue_face import Chip
from console.models.when import Calendar
from console.views.paper_view import PaperView
from console.views.queues.banner import Banner
from console.views.queues.body import QueueBody
from console.views.queues.facts import DOT
from console.views.queues.reading import count, line, part
from console.views.queues.release_around import ReleaseAround
from console.views.queues.section import column, page, reveal
from console.views.queues.wrapped import WrappedLabel
from console.views.theme import GRID, TITLE


class DocumentBody(QueueBody):
    """The document's title and origin, what must be known first, and its pages.

    The pages are fetched when an item is shown and are nowhere kept, not even here while another
    item is on show: without the portal there is nothing to read, and nothing to decide.
    """

    def __init__(self, calendar: Calendar | None = None) -> None:
        super().__init__(calendar)
        self._content: Any = None
        self._shown = ""
        self._read = False
        self._title = WrappedLabel(size=TITLE, bold=True)
        self._origin = WrappedLabel(tone="muted")
        self._around, self._problem = ReleaseAround(self, self.calendar), Banner("warn")
        self._waiting = WrappedLabel(tone="muted")
        self._again = QPushButton(self.tr("Try again"))
        self._again.setObjectName("fetch_again")
        self._again.setMinimumHeight(32)
        self._again.setAutoDefault(False)
        self._again.clicked.connect(self._fetch)
        self._again.hide()
        self._paper = PaperView()
        head = column(space=GRID)
        head.addWidget(self._title)
        head.addWidget(self._origin)
        layout = page(self)
        layout.addLayout(head)
        around: tuple[QWidget, ...] = (
            *(self._around.recalled, self._around.clock, self._around.audience),
            *(self._problem, self._waiting),
        )
        for widget in around:
            layout.addWidget(widget)
        layout.addWidget(self._again, 0, Qt.AlignmentFlag.AlignLeft)
        layout.addWidget(self._paper)
        layout.addStretch(1)
        self._paper.page_wanted.connect(self._on_page_wanted)

    def show_item(self, item: Item) -> None:
        """Show what is known of the document and ask for its pages."""
        self._content = item.entity.get("content")
        about = part(self._content, "document")
        self._title.say(line(about, "title") or self.tr("A document without a title"))
        self._origin.say(self._words(about))
        taken_back = self.tr("This document has been taken back")
        self._around.show_content(self._content, taken_back, waiting=item.is_open)
        document = line(about, "id")
        if document != self._shown:
            self._shown = document
            self._fetch()
        self.choice_changed.emit()

    def badges(self, item: Item) -> Sequence[Chip]:
        """Mark what is sensitive, and when it goes out."""
        content = item.entity.get("content")
        sensitive = line(part(content, "document"), "sensitive")
        return self._around.marks(content, sensitive, is_open=item.is_open)

    def blocker(self, action: str) -> str:
        """Release nothing that nobody has been shown."""
        if action == "release" and not self._read:
            return self.tr("The pages are not on the screen yet.")
        return ""

    def params(self, action: str) -> dict[str, Any]:
        """Name the audience that was shown; the portal refuses another one."""
        return self._around.params() if action == "release" else {}

    def show_paper(self, document: str, pages: int, problem: str = "") -> None:
        """Make room for the pages, or say why there are none."""
        if document != self._shown:
            return
        reveal(self._waiting, shown=False)
        reveal(self._again, shown=bool(problem))
        self._problem.say(problem)
        self._paper.show_pages(pages)

    def show_page(self, document: str, page: int, image: QImage) -> None:
        """Show a page."""
        if document == self._shown:
            self._paper.show_page(page, image)
            if not self._read:
                self._read = True
                self.choice_changed.emit()

    def forget(self) -> None:
        """Let the pages go."""
        if self._shown:
            self._shown, self._read = "", False
            self._paper.show_pages(0)
            self.paper_wanted.emit("")

    @Slot()
    def _fetch(self) -> None:
        self._read = False
        self._paper.show_pages(0)
        self._problem.say("")
        reveal(self._again, shown=False)
        self._waiting.say(self.tr("The pages are being fetched."))
        reveal(self._waiting, shown=True)
        self.paper_wanted.emit(self._shown)

    def _on_page_wanted(self, page: int, width: int) -> None:
        self.page_wanted.emit(self._shown, page, width)

    def _words(self, about: Any) -> str:
        pages = count(about, "pages") or 0
        size = count(about, "size") or 0
        facts = [
            self._category(line(about, "category")),
            line(about, "author"),
            self.tr("%n page(s)", "", pages),
            self.tr("{size} KB").format(size=max(1, round(size / 1024))),
        ]
        return DOT.join(fact for fact in facts if fact)

    def _category(self, code: str) -> str:
        words = {
            "letter": self.tr("Letter"),
            "visit_summary": self.tr("Visit summary"),
            "imaging": self.tr("Imaging report"),
            "form": self.tr("Form"),
            "report": self.tr("Report"),
        }
        return words.get(code, code.replace("_", " ").capitalize())
