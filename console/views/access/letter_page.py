"""One token letter on one page: who it is from, for whom, three steps, the code, whom to call.

Painted on anything that can be painted on: a printer, a PDF, a picture. Never with the birth date
(DOMAIN F15), and with the token as text exactly once.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import QRectF, QSizeF, Qt
from PySide6.QtGui import QPainter

from console.domain.letters import Letter
from console.views.access.letter_pen import Ink, Pen, on_page
from console.views.access.letter_words import LetterWords

MARGIN, GAP, WIDEST_GAP, COLUMN_GAP = 46.0, 13.0, 24.0, 20.0
CODE_SIDE, CODE_CARD = 182.0, 186.0
SCALES = (1.0, 0.96, 0.92, 0.88, 0.84, 0.8, 0.75, 0.7, 0.65, 0.6, 0.55, 0.5)
"""How much smaller all text is made, in turn, until a letter with very long names fits its page."""
FEATURE_ICONS = ("result", "refill", "appointment", "document")
KNOW = (
    ("clock", "know_until"),
    ("key", "know_once"),
    ("shield", "know_private"),
    ("refresh", "know_lost"),
)
_RIGHT, _CENTER = Qt.AlignmentFlag.AlignRight, Qt.AlignmentFlag.AlignHCenter
_NOTE = Ink("note")
_HEADING = Ink("heading", "accent", bold=True, most_lines=1)


def paint_letter(
    painter: QPainter, letter: Letter, page: QSizeF, dots_per_inch: tuple[float, float]
) -> None:
    """Paint a letter on a page of this size in points; the painter stands at the page's corner."""
    scale = next((one for one in SCALES if _Page(None, letter, page, one).room() >= 0), SCALES[-1])
    painter.save()
    on_page(painter, dots_per_inch)
    _Page(painter, letter, page, scale).draw()
    painter.restore()


@dataclass(frozen=True)
class _Column:
    """A place to write into: its left and upper edge, and how wide it is, in points."""

    x: float
    y: float
    width: float

    def below(self, height: float) -> "_Column":
        return _Column(self.x, self.y + height, self.width)


class _Page:
    """The sections of the letter; each draws itself and tells how high it is."""

    def __init__(
        self, painter: QPainter | None, letter: Letter, page: QSizeF, scale: float
    ) -> None:
        self._pen = Pen(painter, scale)
        self._measure = self._pen.measuring()
        self._letter, self._words = letter, LetterWords(letter)
        self._page, self._gap = page, GAP

    def room(self) -> float:
        """What is left above the foot, in points; negative for a letter that does not fit."""
        foot = MARGIN + self._measure.size("small") * 1.3 + GAP
        return self._page.height() - foot - self._body()

    def draw(self) -> None:
        """Draw all of it, with room that is left shared out between the sections."""
        sparse = _Page(None, self._letter, self._page, self._pen.scale)
        self._gap = min(WIDEST_GAP, GAP + sparse.room() / len(self._sections))
        self._body()
        self._foot()

    @property
    def _sections(self) -> Sequence[Callable[[_Column], float]]:
        return (
            self._head,
            self._addressee,
            self._welcome,
            self._features,
            self._way,
            self._code,
            self._last,
        )

    def _body(self) -> float:
        """Draw the sections below each other; gives where the last one ends."""
        place = _Column(MARGIN, MARGIN, self._page.width() - 2 * MARGIN)
        for section in self._sections:
            place = place.below(section(place) + self._gap)
        return place.y - self._gap

    def _head(self, place: _Column) -> float:
        phone, pen, room = self._words.phone, self._pen, 150.0
        name = Ink("practice", "accent", bold=True, most_lines=3)
        width = place.width - room if phone else place.width
        height = pen.text(self._words.practice, (place.x, place.y), width, name)
        if phone:
            at = (place.x + place.width - room, place.y + pen.size("practice") * 0.3)
            pen.text(phone, at, room, Ink(align=_RIGHT, most_lines=1))
        pen.rule((place.x, place.y + height + 5), place.width, color="accent", weight=1.6)
        return height + 7

    def _addressee(self, place: _Column) -> float:
        pen, words, room = self._pen, self._words, 200.0
        day = (place.x + place.width - room, place.y)
        pen.text(words.date, day, room, Ink("note", "muted", align=_RIGHT))
        label = Ink("note", "muted")
        height = pen.text(words.plain("person"), (place.x, place.y), place.width - room, label)
        at = (place.x, place.y + height)
        return height + pen.text(
            words.patient, at, place.width, Ink("person", bold=True, most_lines=2)
        )

    def _welcome(self, place: _Column) -> float:
        pen, words = self._pen, self._words
        headline = Ink("headline", bold=True)
        height = 2 + pen.text(words.plain("headline"), (place.x, place.y), place.width, headline)
        return height + pen.text(words.plain("lead"), (place.x, place.y + height), place.width)

    def _features(self, place: _Column) -> float:
        """Four things to do there, each with its icon, on a tinted band."""
        pen, side, inset = self._pen, 17.0, 10.0
        each = (place.width - 2 * inset) / len(FEATURE_ICONS)
        room, names = each - side - 12, self._words.features
        heights = [self._measure.text(name, (0, 0), room, _NOTE) for name in names]
        height = max(*heights, side) + 2 * 7
        pen.box(QRectF(place.x, place.y, place.width, height), fill="tint")
        for number, icon in enumerate(FEATURE_ICONS):
            x = place.x + inset + number * each
            pen.icon(icon, (x, place.y + (height - side) / 2), side)
            at = (x + side + 6, place.y + (height - heights[number]) / 2)
            pen.text(names[number], at, room, _NOTE)
        return height

    def _way(self, place: _Column) -> float:
        """Draw the steps, and beside them the code for the camera."""
        steps, camera = self._columns(place)
        return max(self._steps(steps), self._camera(camera))

    def _steps(self, place: _Column) -> float:
        pen, side = self._pen, 20.0
        y = place.y + self._heading("steps", place) + 4
        for number in (1, 2, 3):
            pen.disc((place.x, y), side, number)
            at = (place.x + side + 9, y + 2)
            height = pen.text(self._words.runs(f"step_{number}"), at, place.width - side - 9)
            y += max(height + 2, side) + 8
        return y - 8 - place.y

    def _camera(self, place: _Column) -> float:
        pen, inset, words = self._pen, (CODE_CARD - CODE_SIDE) / 2, self._words.plain("scan")
        ink = Ink("heading", "accent", bold=True, align=_CENTER, most_lines=1)
        caption = self._measure.text(words, (0, 0), CODE_CARD, ink)
        height = inset + CODE_SIDE + caption + 6
        frame = QRectF(place.x, place.y, place.width, height)
        pen.box(frame, fill="paper", frame="accent", radius=9)
        pen.code(self._letter.link, (place.x + inset, place.y + inset), CODE_SIDE)
        pen.text(words, (place.x, place.y + inset + CODE_SIDE - 2), CODE_CARD, ink)
        return height

    def _code(self, place: _Column) -> float:
        """Draw the token in large letters, for those who type it."""
        words = self._words
        rows = (
            (words.plain("code"), replace(_HEADING, align=_CENTER)),
            (self._letter.token, Ink("token", bold=True, align=_CENTER, most_lines=1)),
            (words.plain("code_note"), Ink("note", "muted", align=_CENTER)),
        )
        return self._card(rows, place, frame="line")

    def _last(self, place: _Column) -> float:
        """Draw what to know, and beside it whom to call."""
        know, help_ = self._columns(place)
        return max(self._know(know), self._help(help_))

    def _know(self, place: _Column) -> float:
        pen, side = self._pen, 14.0
        y = place.y + self._heading("know", place) + 3
        for icon, name in KNOW:
            pen.icon(icon, (place.x + 3, y + 1), side)
            y += 4 + pen.text(self._words.runs(name), (place.x + 29, y), place.width - 29)
        return y - 4 - place.y

    def _help(self, place: _Column) -> float:
        words = self._words
        ask = words.plain("help_call" if words.phone else "help_ask")
        rows = [(words.plain("help"), _HEADING), (ask, _NOTE)]
        if words.phone:
            rows.append((words.phone, Ink("phone", bold=True, most_lines=1)))
        return self._card(rows, place)

    def _card(self, rows: Sequence[tuple[str, Ink]], place: _Column, *, frame: str = "") -> float:
        """Draw a tinted card with texts below each other."""
        inset, x, width = 9.0, place.x + 12, place.width - 24
        heights = [self._measure.text(text, (0, 0), width, ink) for text, ink in rows]
        height = sum(heights) + 2 * inset
        self._pen.box(QRectF(place.x, place.y, place.width, height), fill="tint", frame=frame)
        y = place.y + inset
        for (text, ink), own in zip(rows, heights, strict=True):
            self._pen.text(text, (x, y), width, ink)
            y += own
        return height

    def _heading(self, name: str, place: _Column) -> float:
        at = (place.x, place.y)
        return self._pen.text(self._words.plain(name), at, place.width, _HEADING)

    def _foot(self) -> None:
        pen, width = self._pen, self._page.width() - 2 * MARGIN
        y = self._page.height() - MARGIN - pen.size("small") * 1.3
        pen.rule((MARGIN, y - 5), width, color="line", weight=0.6)
        pen.text(self._words.plain("number"), (MARGIN, y), width, Ink("small", "muted"))

    @staticmethod
    def _columns(place: _Column) -> tuple[_Column, _Column]:
        """The wide column for reading and the narrow one for a card."""
        left = place.width - CODE_CARD - COLUMN_GAP
        right = _Column(place.x + place.width - CODE_CARD, place.y, CODE_CARD)
        return _Column(place.x, place.y, left), right
