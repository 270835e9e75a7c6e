"""The pen that writes a token letter: text, boxes, icons and the square code, measured in points."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

from PySide6.QtCore import QByteArray, QPointF, QRectF, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontDatabase,
    QPainter,
    QPen,
    QTextCharFormat,
    QTextLayout,
    QTextOption,
)
from PySide6.QtSvg import QSvgRenderer

from console import resources
from console.views.access.letter_words import Run, Words

UNITS = 20
"""Steps in a point: fonts are set in whole pixels, and a twentieth of a point is fine enough."""
POINTS_PER_INCH = 72
LEADING = 1.08
SMALLER = (0.9, 0.8, 0.7, 0.6, 0.5)
"""Parts of their size to which words are brought, in turn, to take fewer lines."""
QUIET_MODULES = 4
"""White around the square code, in modules (ISO/IEC 18004, 6.3.8)."""


def code_modules(content: str) -> Sequence[Sequence[int]]:
    """The square code of a text as rows of 0 and 1, quiet zone included.

    Error correction M at least, more where it costs no larger modules.
    """
    import segno  # noqa: PLC0415 - 50 ms that no start of the program needs

    code = segno.make(content, error="m", boost_error=True, micro=False)
    return [list(row) for row in code.matrix_iter(border=QUIET_MODULES)]


@dataclass(frozen=True)
class Ink:
    """How words are written: size by its name in `look.toml`, colour, weight, side.

    `most_lines`: smaller letters are tried until the words take no more lines; 0 for any number.
    """

    size: str = "body"
    color: str = "ink"
    bold: bool = False
    align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft
    most_lines: int = 0


BODY = Ink()


class Pen:
    """Writes on a painter, or, without one, only measures; both give the same heights.

    The painter's unit is a twentieth of a point when it comes here, see `on_page`; everything is
    asked for in points. `scale` makes all text smaller, for a letter that would not fit its page.
    """

    def __init__(self, painter: QPainter | None, scale: float = 1.0) -> None:
        self._painter, self.scale = painter, scale
        look = resources.letter_part("look")
        self._colours: dict[str, str] = look["colours"]
        self._sizes: dict[str, float] = look["sizes"]

    def measuring(self) -> "Pen":
        """The same pen lifted from the paper."""
        return Pen(None, self.scale)

    def size(self, name: str) -> float:
        """Points of the letters of a size."""
        return self._sizes[name] * self.scale

    def color(self, name: str) -> QColor:
        """A colour of the letter by its name."""
        return QColor(self._colours[name])

    def text(
        self, words: str | Words, at: tuple[float, float], width: float, ink: Ink = BODY
    ) -> float:
        """Write words into a column; gives the height they take, in points."""
        runs = (Run(words),) if isinstance(words, str) else words
        layout, height = self._fitted(runs, width, ink)
        if self._painter is not None:
            self._painter.setPen(self.color(ink.color))
            layout.draw(self._painter, QPointF(at[0] * UNITS, at[1] * UNITS))
        return height

    def _fitted(self, runs: Words, width: float, ink: Ink) -> tuple[QTextLayout, float]:
        made = self._laid(runs, width, ink, 1.0)
        for part in SMALLER:
            if not ink.most_lines or made[0].lineCount() <= ink.most_lines:
                break
            made = self._laid(runs, width, ink, part)
        return made

    def _laid(self, runs: Words, width: float, ink: Ink, part: float) -> tuple[QTextLayout, float]:
        layout = QTextLayout("".join(run.text for run in runs), self._font(ink, part))
        option = QTextOption(ink.align | Qt.AlignmentFlag.AlignAbsolute)
        option.setTextDirection(Qt.LayoutDirection.LeftToRight)
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        layout.setTextOption(option)
        layout.setFormats(_weights(runs, self._font(replace(ink, bold=True), part)))
        layout.beginLayout()
        y = 0.0
        while (line := layout.createLine()).isValid():
            line.setLineWidth(width * UNITS)
            line.setPosition(QPointF(0, y))
            y += line.height() * LEADING
        layout.endLayout()
        return layout, y / UNITS

    def _font(self, ink: Ink, part: float = 1.0) -> QFont:
        font = QFont(_families("token" if ink.size == "token" else "text"))
        font.setPixelSize(round(self.size(ink.size) * part * UNITS))
        font.setBold(ink.bold)
        font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
        if ink.size == "token":
            font.setStyleHint(QFont.StyleHint.Monospace)
        return font

    def box(self, place: QRectF, *, fill: str, frame: str = "", radius: float = 6) -> None:
        """Fill a box with round corners, with a thin frame if a colour for it is named."""
        if self._painter is None:
            return
        self._painter.setPen(QPen(self.color(frame), 0.9 * UNITS) if frame else Qt.PenStyle.NoPen)
        self._painter.setBrush(self.color(fill))
        self._painter.drawRoundedRect(_units(place), radius * UNITS, radius * UNITS)

    def rule(self, at: tuple[float, float], width: float, *, color: str, weight: float) -> None:
        """Draw a line across."""
        if self._painter is not None:
            place = _units(QRectF(at[0], at[1], width, weight))
            self._painter.fillRect(place, self.color(color))

    def disc(self, at: tuple[float, float], side: float, number: int) -> None:
        """Draw a disc with a number in it."""
        if self._painter is None:
            return
        place = _units(QRectF(at[0], at[1], side, side))
        self._painter.setPen(Qt.PenStyle.NoPen)
        self._painter.setBrush(self.color("accent"))
        self._painter.drawEllipse(place)
        self._painter.setFont(self._font(Ink(bold=True)))
        self._painter.setPen(self.color("paper"))
        self._painter.drawText(place, Qt.AlignmentFlag.AlignCenter, str(number))

    def icon(self, name: str, at: tuple[float, float], side: float) -> None:
        """Draw one of our icons, sharp at every size."""
        if self._painter is None:
            return
        source = resources.icon_source(name).replace("currentColor", self._colours["accent"])
        place = _units(QRectF(at[0], at[1], side, side))
        QSvgRenderer(QByteArray(source.encode())).render(self._painter, place)

    def code(self, content: str, at: tuple[float, float], side: float) -> None:
        """Draw the square code on what is white, its modules on whole dots of printer or screen."""
        if self._painter is None:
            return
        rows = code_modules(content)
        place = self._painter.transform().mapRect(_units(QRectF(at[0], at[1], side, side)))
        self._painter.save()
        self._painter.resetTransform()
        self._painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        step = max(1, int(place.width() / len(rows)))
        left = round(place.center().x() - step * len(rows) / 2)
        top = round(place.center().y() - step * len(rows) / 2)
        black = QColor(Qt.GlobalColor.black)
        for y, row in enumerate(rows):
            for x, length in _dark_runs(row):
                self._painter.fillRect(left + x * step, top + y * step, length * step, step, black)
        self._painter.restore()


def on_page(painter: QPainter, dots_per_inch: tuple[float, float]) -> None:
    """Make the painter's unit a twentieth of a point, whatever the device."""
    across, down = (dots / POINTS_PER_INCH / UNITS for dots in dots_per_inch)
    painter.scale(across, down)
    painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)


def _units(place: QRectF) -> QRectF:
    return QRectF(
        place.x() * UNITS, place.y() * UNITS, place.width() * UNITS, place.height() * UNITS
    )


def _weights(runs: Words, bold: QFont) -> list[QTextLayout.FormatRange]:
    found, start = [], 0
    for run in runs:
        if run.bold:
            weight = QTextLayout.FormatRange()
            weight.start, weight.length = start, _length(run.text)
            form = QTextCharFormat()
            form.setFont(bold)
            weight.format = form
            found.append(weight)
        start += _length(run.text)
    return found


def _length(text: str) -> int:
    """How long Qt takes a text to be: letters beyond the first plane count twice."""
    return len(text.encode("utf-16-le")) // 2


def _dark_runs(row: Sequence[int]) -> list[tuple[int, int]]:
    """Start and length of each dark stretch: one rectangle each leaves no seams in between."""
    found: list[tuple[int, int]] = []
    for x, dark in enumerate(row):
        if not dark:
            continue
        if found and sum(found[-1]) == x:
            found[-1] = (found[-1][0], found[-1][1] + 1)
        else:
            found.append((x, 1))
    return found


@cache
def _families(kind: str) -> list[str]:
    """The families wished for that the computer has; the system's own at last."""
    wished: list[str] = resources.letter_part("look")["fonts"][kind]
    known = set(QFontDatabase.families())
    system = (
        QFontDatabase.SystemFont.FixedFont
        if kind == "token"
        else QFontDatabase.SystemFont.GeneralFont
    )
    return [
        *(family for family in wished if family in known),
        QFontDatabase.systemFont(system).family(),
    ]
