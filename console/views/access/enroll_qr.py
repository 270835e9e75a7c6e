"""An address as a QR code, to be photographed off the screen."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from console.views.plain_label import PlainLabel
from console.views.queues.wrapped import WrappedLabel
from console.views.sheet import Sheet
from console.views.theme import TITLE, theme

_QUIET = 4  # modules of white around the code, as the standard asks
_LEAST_SIDE = 240


class QrPicture(QWidget):
    """Black on white in every scheme: cameras do not read the other way round."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.setObjectName("qr_picture")
        self.setAccessibleName(self.tr("QR code of the address {text}").format(text=text))
        import segno  # noqa: PLC0415 - 50 ms that no start of the program needs

        self._rows = [bytes(row) for row in segno.make(text, error="m", micro=False).matrix]
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def sizeHint(self) -> QSize:
        """Ask for a square large enough for a camera at arm's length."""
        side = round(320 * theme().text_scale ** 0.5)
        return QSize(side, side)

    def minimumSizeHint(self) -> QSize:
        """Ask for the least that a camera reads well."""
        return QSize(_LEAST_SIDE, _LEAST_SIDE)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw whole pixels only: blurred edges cost a camera its certainty."""
        count = len(self._rows) + 2 * _QUIET
        side = max(1, min(self.width(), self.height()) // count)
        left = (self.width() - side * count) // 2
        top = (self.height() - side * count) // 2
        painter = QPainter(self)
        painter.fillRect(left, top, side * count, side * count, Qt.GlobalColor.white)
        for y, row in enumerate(self._rows):
            for x, dark in enumerate(row):
                if dark:
                    at = (left + (x + _QUIET) * side, top + (y + _QUIET) * side)
                    painter.fillRect(QRectF(*at, side, side), Qt.GlobalColor.black)
        painter.end()


class AddressDialog(Sheet):
    """The address of self-enrollment, large, and its QR code."""

    def __init__(self, address: str, parent: QWidget | None = None) -> None:
        super().__init__("", "", parent)
        self.set_title(self.tr("Enroll by oneself"))
        self.setObjectName("address_dialog")
        self.accept_button.setText(self.tr("Close"))
        self.cancel_button.hide()
        said = self.tr("Point the phone's camera at the code, or type the address into a browser.")
        self.content.addWidget(PlainLabel(said, wrap=True))
        self.content.addWidget(QrPicture(address), 1)
        label = WrappedLabel(address, size=TITLE, bold=True)
        label.setObjectName("self_enrollment_address")
        label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        label.set_selectable()
        self.content.addWidget(label)
        scale = theme().text_scale
        self.resize(round(460 * scale), round(520 * scale))
        self.accept_button.setFocus()
