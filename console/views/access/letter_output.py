"""Letters on their way out: as a picture for the screen, as a PDF in memory, as pages of a printer.

One job holds any number of letters, each on a sheet of its own. Titles say the number of the letter
and no name: print systems keep and log titles.
"""

from collections.abc import Sequence

from PySide6.QtCore import QBuffer, QIODevice, QLocale, QMarginsF, QSizeF, Qt
from PySide6.QtGui import QImage, QPagedPaintDevice, QPageLayout, QPageSize, QPainter, QPdfWriter

from console.domain.letters import Letter
from console.views.access.letter_page import paint_letter

CREATOR = "Portal Console"
_T = QLocale.Country
LETTER_PAPER = frozenset(
    {
        *(_T.UnitedStates, _T.Canada, _T.Mexico, _T.PuertoRico, _T.Philippines, _T.Belize),
        *(_T.Chile, _T.Colombia, _T.CostaRica, _T.ElSalvador, _T.Guatemala, _T.Nicaragua),
        *(_T.Panama, _T.Venezuela),
    }
)
"""Where offices use US Letter; everywhere else it is A4 (Unicode CLDR, measurement data)."""


def paper_for(locale: QLocale) -> QPageSize:
    """The sheet that printers hold where this locale is spoken."""
    is_letter = locale.territory() in LETTER_PAPER
    return QPageSize(QPageSize.PageSizeId.Letter if is_letter else QPageSize.PageSizeId.A4)


def letter_picture(letter: Letter, paper: QPageSize, width: int) -> QImage:
    """The letter as a picture, `width` pixels wide."""
    size = paper.size(QPageSize.Unit.Point)
    dots = width / size.width() * 72
    picture = QImage(width, round(size.height() / 72 * dots), QImage.Format.Format_RGB32)
    picture.fill(Qt.GlobalColor.white)
    painter = QPainter(picture)
    paint_letter(painter, letter, size, (dots, dots))
    painter.end()
    return picture


class LetterJob:
    """One print job or one PDF, a letter on each page. End it with `close`, or drop it with `drop`."""

    def __init__(self, device: QPagedPaintDevice) -> None:
        """Begin on a device that knows its paper; `is_open` says whether it took the job."""
        self._device = device
        self._painter = QPainter()
        self.is_open = self._painter.begin(device)
        self._pages = 0

    def add(self, letter: Letter) -> bool:
        """Paint a letter on the next sheet; whether the device took it."""
        if not self.is_open or (self._pages and not self._device.newPage()):
            return False
        self._pages += 1
        page = self._device.pageLayout().fullRectPoints()
        dots = (float(self._device.logicalDpiX()), float(self._device.logicalDpiY()))
        paint_letter(self._painter, letter, QSizeF(page.size()), dots)
        return True

    def close(self) -> bool:
        """Hand the job over; whether the device took it."""
        was_open, self.is_open = self.is_open, False
        return was_open and self._painter.end()


def pdf_of(letters: Sequence[Letter], title: str, paper: QPageSize) -> bytes:
    """The letters as one PDF, made in memory; it is called `title` and names nobody."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = pdf_writer(buffer, title, paper)
    job = LetterJob(writer)
    for letter in letters:
        job.add(letter)
    job.close()
    return bytes(buffer.data().data())


def pdf_writer(buffer: QIODevice, title: str, paper: QPageSize) -> QPdfWriter:
    """A PDF to write letters into."""
    writer = QPdfWriter(buffer)
    writer.setTitle(title)
    writer.setCreator(CREATOR)
    writer.setPageLayout(sheet_layout(paper))
    return writer


def sheet_layout(paper: QPageSize) -> QPageLayout:
    """An upright sheet, painted from its corner: the letter has margins of its own."""
    layout = QPageLayout(paper, QPageLayout.Orientation.Portrait, QMarginsF(0, 0, 0, 0))
    layout.setMode(QPageLayout.Mode.FullPageMode)
    return layout
