"""A secret on the screen: dots, and its letters in groups to be read out only while it is held."""

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontDatabase, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from console.domain.once_only import OnceOnly
from console.views.theme import GAP, GRID, PATIENT, SMALL, theme

GROUP = 4  # symbols that are read in one breath
DOT = "•"


def groups_of(text: str) -> list[str]:
    """The text as it is read out: cut behind its hyphens, or every four symbols where it has none."""
    parts = text.split("-")
    if len(parts) > 1:
        whole = [f"{part}-" for part in parts[:-1]] + ([parts[-1]] if parts[-1] else [])
    else:
        whole = [text]
    cut: list[str] = []
    for part in whole:
        least = GROUP + 2  # a hyphen, and one more, do not make another group
        step = len(part) if len(part) <= least else GROUP
        cut.extend(part[at : at + step] for at in range(0, len(part), step or 1))
    return cut


class SecretLine(QWidget):
    """Paints a secret and never keeps it: no label, no document, no undo holds its letters.

    `name` is what it is. A screen reader gets the letters only while they are on the screen.
    """

    def __init__(self, name: str, secret: OnceOnly) -> None:
        super().__init__()
        self.setObjectName("secret_line")
        self._name, self._secret = name, secret
        self._is_revealed = False
        self._shape = [len(group) for group in groups_of(secret.text())]
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        theme().changed.connect(self.updateGeometry)
        self._say()

    @property
    def is_revealed(self) -> bool:
        """Whether the letters are on the screen."""
        return self._is_revealed

    def set_revealed(self, revealed: bool) -> None:  # noqa: FBT001 - a signal's
        """Show the letters, or the dots again."""
        self._is_revealed = revealed and bool(self._secret)
        self._say()
        self.update()

    def _say(self) -> None:
        if self._is_revealed:
            spelled = ", ".join(" ".join(group) for group in groups_of(self._secret.text()))
            words = self.tr("{field}: {letters}").format(field=self._name, letters=spelled)
        else:
            words = self.tr("{field}: hidden").format(field=self._name)
        self.setAccessibleName(words)

    # Layout and painting

    def sizeHint(self) -> QSize:
        """Ask for all groups on one line."""
        width = sum(self._width_of(count) for count in self._shape)
        return QSize(width + GAP * max(0, len(self._shape) - 1), self._height())

    def minimumSizeHint(self) -> QSize:
        """Ask for the longest group."""
        longest = max(self._shape, default=1)
        return QSize(self._width_of(longest), self._height())

    def hasHeightForWidth(self) -> bool:
        """Answer that groups go on in another line."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Give the height of the lines."""
        places = self._places(width)
        return places[-1].bottom() + 1 if places else self._height()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint each group in a box with its number, so that "the third one" can be asked for."""
        look, painter = theme(), QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        shown = groups_of(self._secret.text()) if self._is_revealed else []
        number_height = QFontMetrics(look.font(SMALL)).height()
        for number, (place, count) in enumerate(
            zip(self._places(self.width()), self._shape, strict=True), 1
        ):
            box = place.adjusted(0, 0, 0, -number_height)
            painter.setPen(QPen(look.color("border"), look.frame()))
            painter.setBrush(look.color("card"))
            painter.drawRoundedRect(QRectF(box).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)
            painter.setPen(look.color("text" if shown else "muted"))
            painter.setFont(_letters())
            words = shown[number - 1] if shown else DOT * count
            painter.drawText(box, int(Qt.AlignmentFlag.AlignCenter), words)
            painter.setPen(look.color("muted"))
            painter.setFont(look.font(SMALL))
            under = QRect(place.left(), box.bottom() + 1, place.width(), number_height)
            painter.drawText(under, int(Qt.AlignmentFlag.AlignCenter), str(number))
        painter.end()

    def _places(self, width: int) -> list[QRect]:
        x, y, places = 0, 0, []
        for count in self._shape:
            wide = self._width_of(count)
            if x and x + wide > width:
                x, y = 0, y + self._height() + GRID
            places.append(QRect(x, y, wide, self._height()))
            x += wide + GAP
        return places

    def _width_of(self, count: int) -> int:
        return QFontMetrics(_letters()).horizontalAdvance("M" * count) + 2 * GAP

    def _height(self) -> int:
        number = QFontMetrics(theme().font(SMALL)).height()
        return QFontMetrics(_letters()).height() + 2 * GAP + number


def _letters() -> QFont:
    """The system's typewriter face: 0 and O, 1 and l differ in it, and all are equally wide."""
    font = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
    model = theme().font(PATIENT, bold=True)
    if model.pointSizeF() > 0:
        font.setPointSizeF(model.pointSizeF())
    else:
        font.setPixelSize(model.pixelSize())
    font.setWeight(model.weight())
    return font
