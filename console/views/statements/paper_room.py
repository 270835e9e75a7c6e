"""The pages of a statement with their marks, and why there are none."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QPushButton, QWidget

from console.domain.statements import Evidence
from console.paper import SIDE, Place
from console.views.paper_marks import Mark
from console.views.paper_view import PaperView
from console.views.queues.banner import Banner
from console.views.queues.section import column, reveal
from console.views.queues.wrapped import WrappedLabel
from console.views.statements.scrolled import scrolled
from console.views.theme import GAP, TARGET

_AROUND = 90  # pixels of the page that are seen around a mark one goes to


class PaperRoom(QWidget):
    """Scrolls the pages. Whoever shows it asks for files and hands in what comes.

    Signals: `page_wanted(int page, int width)`; `places_wanted(int page, list spans)`, answered by
    `show_places`; `again_wanted`; `mark_pressed(int)` with the number of the evidence.
    """

    page_wanted = Signal(int, int)
    places_wanted = Signal(int, object)
    again_wanted = Signal()
    mark_pressed = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("paper_room")
        self.paper = PaperView()
        self._evidence: tuple[Evidence, ...] = ()
        self._pages: dict[int, list[int]] = {}  # numbers of the evidence on each page
        self._marks: dict[int, list[Mark]] = {}
        self._problem, self._waiting = Banner("warn"), WrappedLabel(tone="muted")
        self._again = QPushButton(self.tr("Try again"))
        self._again.setObjectName("fetch_again")
        self._again.setMinimumHeight(TARGET + GAP)
        self._again.setAutoDefault(False)
        inside = QWidget()
        pages = column(inside)
        pages.addWidget(self.paper)
        pages.addStretch(1)
        self._scroll = scrolled(inside, "paper_scroll")
        layout = column(self)
        for part in (self._problem, self._waiting):
            layout.addWidget(part)
        layout.addWidget(self._again, 0, Qt.AlignmentFlag.AlignLeft)
        layout.addWidget(self._scroll, 1)
        self.paper.page_wanted.connect(self.page_wanted)
        self.paper.mark_pressed.connect(self.mark_pressed)
        self._again.clicked.connect(self.again_wanted)
        self.clear()

    def clear(self, waiting: str = "") -> None:
        """Show no pages; `waiting` says that they are on their way."""
        self.paper.show_pages(0)
        self._evidence, self._marks, self._pages = (), {}, {}
        self._problem.say("")
        reveal(self._again, shown=False)
        self._waiting.say(waiting)
        reveal(self._waiting, shown=bool(waiting))

    def show_paper(self, pages: int, problem: str = "") -> None:
        """Make room for the pages, or say why there are none."""
        reveal(self._waiting, shown=False)
        self._problem.say(problem)
        reveal(self._again, shown=bool(problem))
        self.paper.show_pages(pages)
        self._marks = {}
        self._scroll.verticalScrollBar().setValue(0)
        self._ask()

    def show_page(self, page: int, image: QImage) -> None:
        """Show a page that was wanted."""
        self.paper.show_page(page, image)

    def show_evidence(self, evidence: Sequence[Evidence]) -> None:
        """Mark this on the pages; places that are not known yet are asked for."""
        if tuple(evidence) == self._evidence:
            return
        self._evidence, self._marks, self._pages = tuple(evidence), {}, {}
        for number, one in enumerate(evidence):
            if one.page >= 0 and one.length > 0:
                self._pages.setdefault(one.page, []).append(number)
        self.paper.show_marks(())
        self._ask()

    def show_places(self, page: int, places: Sequence[Place]) -> None:
        """Take where the evidence of a page stands."""
        numbers = self._pages.get(page, [])
        known = [one for one in places if one.which < len(numbers)]
        self._marks[page] = [self._mark(numbers[one.which], page, one) for one in known]
        self.paper.show_marks([mark for marks in self._marks.values() for mark in marks])

    def go_to(self, number: int) -> bool:
        """Scroll to a piece of evidence; whether it has a mark."""
        box = self.paper.go_to(number)
        if box is None:
            return False
        middle = box.center()
        self._scroll.ensureVisible(middle.x(), middle.y(), box.width(), box.height() + _AROUND)
        return True

    def _mark(self, number: int, page: int, at: Place) -> Mark:
        left, top, right, bottom = (side / SIDE for side in at[1:])
        return Mark(number, page, left, top, right, bottom, self._evidence[number].agrees)

    def _ask(self) -> None:
        for page, numbers in self._pages.items():
            if page < self.paper.pages():
                spans = [(self._evidence[one].start, self._evidence[one].length) for one in numbers]
                self.places_wanted.emit(page, spans)
