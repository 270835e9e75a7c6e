"""Windows and dialogs as pictures: in one look, over a made-up morning, in few colours."""

import asyncio
from collections import Counter
from pathlib import Path

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPixmap
from PySide6.QtWidgets import QDialog, QWidget

from console import resources
from console.domain.items import Item
from console.views.theme import Scheme, theme
from portal.security.permissions import Role
from tests.support.open_window import OpenWindow
from tests.support.screen_items import RICH
from tests.support.screens import COLLEAGUES, DESK
from tests.support.window_data import MARKUP, staff
from tests.support.window_items import morning
from tests.support.window_slots import slots

LOOKS = {
    "light": (Scheme.LIGHT, 1.0),
    "dark": (Scheme.DARK, 1.0),
    "light-150": (Scheme.LIGHT, 1.5),
    "dark-150": (Scheme.DARK, 1.5),
}
SUMMARIES = {
    "enrollment": "Wants an account",
    "refill": "Lisinopril 10 MG Oral Tablet",
    "appointment": "Another time: Follow-up visit",
    "result": "Basic metabolic panel",
    "document": "Discharge letter",
    "unmatched_result": "Comprehensive metabolic panel",
    "quarantine": "",  # the queue has words of its own
    "task": "Call the patient: no suitable time",
    "statement_request": "The statement never came",
}
SIZE, LARGE_SIZE = (1440, 860), (1680, 1000)


class Screen:
    """One window in one look, and the folder for its pictures."""

    def __init__(self, folder: Path, look: str, *roles: Role, rich: bool = False) -> None:
        self.folder, self.look = folder, look
        size = SIZE if LOOKS[look][1] == 1.0 else LARGE_SIZE
        self.open = OpenWindow(_presentable(rich=rich), staff(*roles), size)
        self.window = self.open.window
        self.window.panel.show_settings(DESK)
        self.window.show_colleagues(COLLEAGUES)
        self.window.slots_wanted.connect(
            lambda _practice, *span: self.window.show_slots(slots(*span))
        )

    async def save(self, name: str, dialog: QWidget | None = None) -> None:
        """Take a picture of the window; a dialog stands over it, as a window system shows it."""
        await asyncio.sleep(0.02)  # layouts settle
        picture = self.window.grab()
        if dialog is not None:
            over = dialog.grab()
            painter = QPainter(picture)
            painter.fillRect(picture.rect(), QColor(0, 0, 0, 90))
            left, top = picture.width() - over.width(), picture.height() - over.height()
            place = QRect(QPoint(max(0, left // 2), max(0, top // 2)), over.size())
            painter.drawPixmap(place, over)
            painter.setPen(theme().color("border"))
            painter.drawRect(place.adjusted(0, 0, -1, -1))
            painter.end()
        keep(picture, self.folder, f"{name}-{self.look}")

    def dialog(self) -> QDialog:
        """The dialog that is open."""
        return next(one for one in self.window.findChildren(QDialog) if one.isVisible())


def keep(picture: QPixmap, folder: Path, name: str) -> None:
    """Save a picture with the 255 colours it uses most: a quarter of the bytes, and no less clear."""
    folder.mkdir(parents=True, exist_ok=True)
    image = picture.toImage().convertToFormat(QImage.Format.Format_RGB32)
    used = Counter(memoryview(image.constBits()).cast("I"))
    table = [*_meant_colours(), *(colour for colour, _times in used.most_common())][:255]
    flat = image.convertToFormat(
        QImage.Format.Format_Indexed8, table, Qt.ImageConversionFlag.AvoidDither
    )
    flat.save(str(folder / f"{name}.png"), quality=0)
    print(f"{name}.png")


def _meant_colours() -> list[int]:
    """The tones of the scheme and their edges on what they stand on: rare, and what one looks for."""
    look = theme()
    tones = resources.tones()[look.scheme]
    found = [look.color(name).rgb() for name in tones]
    for tone in ("ok", "warn", "bad", "info", "accent"):
        grounds = ("card", "window", "selection", f"{tone}_ground" if tone != "accent" else "hover")
        for ground in grounds:
            found.extend(_mixed(look.color(tone), look.color(ground), part) for part in (0.3, 0.6))
    return list(dict.fromkeys(found))


def _mixed(one: QColor, other: QColor, part: float) -> int:
    channels = (
        (one.redF(), other.redF()),
        (one.greenF(), other.greenF()),
        (one.blueF(), other.blueF()),
    )
    return QColor.fromRgbF(*(a * part + b * (1 - part) for a, b in channels)).rgb()


def _presentable(*, rich: bool) -> list[Item]:
    usual = [item for item in morning() if item.entity["subject"]["name"] != MARKUP]
    return (
        usual
        if not rich
        else [*usual, *(make(summary=SUMMARIES[kind]) for kind, make in RICH.items())]
    )
