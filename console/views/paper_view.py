"""The pages of a document, one below the other, as wide as there is room.

A page is drawn when it comes into sight and for the width it has then; until it comes, its place shows
its number. The pages arrive from a child process, see `console.paper`.
"""

from collections.abc import Sequence

from PySide6.QtCore import QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QAccessible, QImage, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QStyle, QWidget

from console.views.paper_marks import Mark, paint_mark
from console.views.spoken_role import speak_as
from console.views.theme import GAP, theme

SHAPE = 792 / 612  # height to width of a letter page, until the page itself is there
MOST_KEPT = 12
"""Pages held as pixels, those nearest to the one that came last: each takes up to 10 MB."""
_STILL_MS = 120  # a width that has not changed for so long is worth drawing for


class PaperView(QWidget):
    """Pages in a column.

    Signals: `page_wanted(int page, int width_px)`; the answer comes by `show_page`.
    `mark_pressed(int which)` when one of the marks is clicked.
    """

    page_wanted = Signal(int, int)
    mark_pressed = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self._images: list[QImage | None] = []
        self._shapes: list[float] = []
        self._asked: set[int] = set()
        self._asked_width = 0
        self._marks: list[Mark] = []
        self._current = -1
        self._wide = self._before = self.width()  # of the pages; of those before
        self._still = QTimer(self)
        self._still.setSingleShot(True)
        self._still.setInterval(_STILL_MS)
        self._still.timeout.connect(self._ask)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        speak_as(self, QAccessible.Role.Document)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        theme().changed.connect(self.update)
        self.show_pages(0)

    def show_pages(self, count: int) -> None:
        """Make room for `count` pages of a new document; they come one by one."""
        self._images, self._shapes = [None] * count, [SHAPE] * count
        self._asked.clear()
        self._marks, self._current = [], -1
        self.setAccessibleName(self.tr("%n page(s)", "", count))
        self._lay_out()

    def show_page(self, page: int, image: QImage) -> None:
        """Show a page that was wanted."""
        if page < len(self._images):
            self._images[page] = image
            self._shapes[page] = image.height() / max(1, image.width())
            self._let_go(page)
            self._lay_out()

    def show_marks(self, marks: Sequence[Mark]) -> None:
        """Mark words on the pages, and no others."""
        self._marks = list(marks)
        self.update()

    def marks(self) -> list[Mark]:
        """What is marked."""
        return list(self._marks)

    def go_to(self, which: int) -> QRect | None:
        """Make a mark the current one; gives where it is, or None where it has no place."""
        self._current = which
        self.update()
        boxes = [self._box(one) for one in self._marks if one.which == which]
        return boxes[0] if boxes else None

    def pages(self) -> int:
        """How many pages there are."""
        return len(self._images)

    def drawn(self) -> list[int]:
        """Give the numbers of the pages that are on the screen, or could be."""
        return [number for number, image in enumerate(self._images) if image is not None]

    def sizeHint(self) -> QSize:
        """Ask for the height of all pages at the width there is."""
        return QSize(320, sum(self._height(page) + GAP for page in range(len(self._images))))

    # Qt's events

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Make room for pages of another width."""
        super().resizeEvent(event)
        width = event.size().width()
        if width == self._wide:
            return
        bar = self.style().pixelMetric(QStyle.PixelMetric.PM_ScrollBarExtent, None, self)
        if width == self._before and 0 < width - self._wide <= 2 * bar:
            return  # the scroll bar has gone because of us: laid out anew, it would come back for ever
        self._before, self._wide = self._wide, width
        self._lay_out()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the pages in sight; ask for those that have not come in this width."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        for page, place in self._places():
            image = self._images[page]
            if not place.intersects(event.rect()):
                continue
            self._paint_page(painter, page, image, place)
            for mark in self._marks if image is not None else ():
                if mark.page == page:
                    paint_mark(painter, mark, place, is_current=mark.which == self._current)
            if image is None or image.width() != self._pixels():
                self._still.start()
        painter.end()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Tell which mark was clicked."""
        at = event.position().toPoint()
        hit = [one.which for one in self._marks if self._box(one).contains(at)]
        if hit:
            self.mark_pressed.emit(hit[-1])  # the one on top
        super().mousePressEvent(event)

    # Inside

    def _places(self) -> list[tuple[int, QRect]]:
        places, top = [], 0
        for page in range(len(self._images)):
            place = QRect(0, top, self._wide, self._height(page))
            places.append((page, place))
            top = place.bottom() + 1 + GAP
        return places

    def _box(self, mark: Mark) -> QRect:
        return mark.on(self._places()[mark.page][1]) if mark.page < len(self._images) else QRect()

    def _paint_page(self, painter: QPainter, page: int, image: QImage | None, place: QRect) -> None:
        if image is not None:
            painter.drawImage(place, image)
        else:
            painter.fillRect(place, theme().color("sunken"))
            painter.setPen(theme().color("muted"))
            number = self.tr("Page {number}").format(number=page + 1)
            painter.drawText(place, Qt.AlignmentFlag.AlignCenter, number)
        painter.setPen(theme().color("line"))
        painter.drawRect(place.adjusted(0, 0, -1, -1))

    def _ask(self) -> None:
        seen, width = self.visibleRegion().boundingRect(), self._pixels()
        if width != self._asked_width:
            self._asked.clear()
            self._asked_width = width
        for page, place in self._places():
            image = self._images[page]
            wanted = image is None or image.width() != width
            if wanted and place.intersects(seen) and page not in self._asked:
                self._asked.add(page)
                self.page_wanted.emit(page, width)

    def _let_go(self, near: int) -> None:
        """Keep the pages around one that has come; the others are drawn again when they are seen."""
        kept = [page for page, image in enumerate(self._images) if image is not None]
        for page in sorted(kept, key=lambda one: abs(one - near))[MOST_KEPT:]:
            self._images[page] = None
            self._asked.discard(page)

    def _lay_out(self) -> None:
        self.setFixedHeight(max(1, self.sizeHint().height()))
        self.updateGeometry()
        self.update()

    def _pixels(self) -> int:
        return max(1, round(self._wide * self.devicePixelRatioF()))

    def _height(self, page: int) -> int:
        return round(self._wide * self._shapes[page])
