"""Our own icons, coloured by tone when they are loaded."""

from PySide6.QtCore import QByteArray, QEvent, QObject, QRectF, QSize, Slot
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QAbstractButton, QLabel, QLineEdit

from console import resources
from console.views.by_name import set_by_name
from console.views.theme import GAP, theme

_pixmaps: dict[tuple[str, str, int, float], QPixmap] = {}


def pixmap(name: str, tone: str = "text", size: int = 16, ratio: float = 1.0) -> QPixmap:
    """The icon as a picture `size` logical pixels wide, for a screen of this pixel ratio."""
    key = (name, theme().color(tone).name(), size, ratio)
    found = _pixmaps.get(key)
    if found is None:
        found = _pixmaps[key] = _drawn(*key)
    return found


def _drawn(name: str, colour: str, size: int, ratio: float) -> QPixmap:
    source = resources.icon_source(name).replace("currentColor", colour)
    renderer = QSvgRenderer(QByteArray(source.encode()))
    picture = QPixmap(round(size * ratio), round(size * ratio))
    picture.setDevicePixelRatio(ratio)
    picture.fill(QColor(0, 0, 0, 0))
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    renderer.render(painter, QRectF(0, 0, size, size))
    painter.end()
    return picture


def icon(name: str, tone: str = "text", size: int = 16) -> QIcon:
    """The icon for a button or menu, sharp on screens up to twice the usual density."""
    made = QIcon()
    for ratio in (1.0, 1.5, 2.0):
        made.addPixmap(pixmap(name, tone, size, ratio), QIcon.Mode.Normal)
        made.addPixmap(pixmap(name, "muted", size, ratio), QIcon.Mode.Disabled)
    return made


class ButtonIcon(QObject):
    """Keeps a button's icon in the colours of the theme for as long as the button lives."""

    def __init__(self, button: QAbstractButton, name: str, tone: str = "text") -> None:
        super().__init__(button)
        self._button, self._name, self._tone = button, name, tone
        theme().changed.connect(self.refresh)
        self.refresh()

    def show(self, name: str, tone: str | None = None) -> None:
        """Show another icon from now on."""
        self._name, self._tone = name, tone or self._tone
        self.refresh()

    @Slot()
    def refresh(self) -> None:
        """Draw the icon in the colours of now."""
        side = theme().icon_size()
        self._button.setIcon(icon(self._name, self._tone, side))
        self._button.setIconSize(QSize(side, side))


class IconLabel(QLabel):
    """An icon that stands for itself; decorative unless it is given an accessible name."""

    def __init__(self, name: str = "", tone: str = "text", scale: float = 1.0) -> None:
        super().__init__()
        set_by_name(self, textFormat="PlainText")
        self._name, self._tone, self._scale = name, tone, scale
        theme().changed.connect(self.refresh)
        self.refresh()

    def show_icon(self, name: str, tone: str = "text") -> None:
        """Show another icon from now on."""
        self._name, self._tone = name, tone
        self.refresh()

    @Slot()
    def refresh(self) -> None:
        """Draw the icon in the colours of now."""
        side = round(theme().icon_size() * self._scale)
        self.setFixedSize(side, side)
        if self._name:
            picture = pixmap(self._name, self._tone, side, self.devicePixelRatioF())
            self.setPixmap(picture)
        else:
            self.clear()


class FieldIcon(QObject):
    """A quiet icon before the words of a text field, in the middle of its height."""

    def __init__(self, field: QLineEdit, name: str) -> None:
        super().__init__(field)
        self._field = field
        self._label = IconLabel(name, "muted")
        self._label.setParent(field)
        field.installEventFilter(self)
        self._place()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep the icon in its place when the field grows."""
        if event.type() in (QEvent.Type.Resize, QEvent.Type.Show):
            self._place()
        return super().eventFilter(watched, event)

    def _place(self) -> None:
        side = self._label.width()
        self._label.move(GAP + 2, (self._field.height() - side) // 2)
        self._field.setTextMargins(side + GAP, 0, 0, 0)
