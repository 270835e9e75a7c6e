"""The letter on the screen as it will lie on the paper."""

from PySide6.QtCore import QLocale, QRect, QSize, Qt
from PySide6.QtGui import QAccessible, QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from console.domain.letters import Letter
from console.views.access.letter_output import letter_picture, paper_for
from console.views.spoken_role import speak_as
from console.views.theme import theme

LEAST_WIDTH = 260


class LetterPreview(QWidget):
    """Shows one letter as large as there is room for; knows nothing any more after `forget`.

    A screen reader hears for whom it is, never the code.
    """

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("letter_preview")
        self._paper = paper_for(QLocale.system())
        self._letter: Letter | None = None
        self._picture = QImage()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        speak_as(self, QAccessible.Role.Document)
        self.setAccessibleName(self.tr("Preview of the letter"))

    def show_letter(self, letter: Letter) -> None:
        """Show this letter."""
        self.forget()
        self._letter = letter
        self.setAccessibleDescription(
            self.tr("Letter {number}. Its token is not read out.").format(number=letter.number)
        )
        self.update()

    def forget(self) -> None:
        """Show nothing, and overwrite the picture that was shown."""
        self._letter = None
        self._picture.fill(Qt.GlobalColor.white)
        self._picture = QImage()
        self.setAccessibleDescription("")
        self.update()

    def sizeHint(self) -> QSize:
        """Ask for little and take what there is: the dialog is as large as the screen lets it."""
        return self.minimumSizeHint()

    def minimumSizeHint(self) -> QSize:
        """Ask for room in which the letter can be told from another."""
        return self._sheet_of(LEAST_WIDTH)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the sheet in the middle; drawn anew when its size has changed."""
        place = self._place()
        painter = QPainter(self)
        painter.fillRect(place, Qt.GlobalColor.white)
        if self._letter is not None:
            painter.drawImage(place, self._drawn(self._letter, place.width()))
        painter.setPen(theme().color("border"))
        painter.drawRect(place.adjusted(0, 0, -1, -1))
        painter.end()

    def _drawn(self, letter: Letter, width: int) -> QImage:
        pixels = round(width * self.devicePixelRatioF())
        if self._picture.width() != pixels:
            self._picture.fill(Qt.GlobalColor.white)
            self._picture = letter_picture(letter, self._paper, pixels)
        return self._picture

    def _place(self) -> QRect:
        size = self._paper.size(self._paper.Unit.Point)
        width = min(self.width(), int(self.height() * size.width() / size.height()))
        sheet = self._sheet_of(max(1, width))
        return QRect((self.width() - sheet.width()) // 2, 0, sheet.width(), sheet.height())

    def _sheet_of(self, width: int) -> QSize:
        size = self._paper.size(self._paper.Unit.Point)
        return QSize(width, round(width * size.height() / size.width()))
