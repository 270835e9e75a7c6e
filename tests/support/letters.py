"""Token letters for tests, a printer that prints into a file, and a poor photographer."""

import io
import random
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import zxingcpp
from PIL import Image, ImageChops, ImageFilter
from PySide6.QtGui import QImage
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QWidget

from console.domain.letters import Letter
from console.views.access.letter_printer import new_printer

TOKEN = "7KQM-X4TP-93HN-BRD2"
ADDRESS = "https://portal.riverside.example.org"
BIRTH_DATE = "1980-02-01"
Corner = tuple[float, float]


def letter(**changed: Any) -> Letter:
    """A letter as the portal answers it."""
    token = changed.pop("token", TOKEN)
    made = {
        "id": "01936b2a-7b1c-7d4e-9f00-3f9a1c2b4f2a",
        "practice": "Riverside Family Practice",
        "patient": "Ada Byron",
        "token": token,
        "link": f"{ADDRESS}/enroll/1#{token}",
        "issued_at": datetime(2026, 11, 22, 15, tzinfo=UTC),
        "expires_at": datetime(2026, 12, 6, 15, tzinfo=UTC),
        "phone": "(555) 010-4477",
        "language": "en",
        "portal_url": ADDRESS,
        "time_zone": "America/New_York",
    }
    return Letter(**(made | changed))


def to_pdf(path: Path) -> Callable[..., None]:
    """Choose Qt's own printer that prints into a file, as the person would choose one of theirs."""

    def choose(title: str, _parent: QWidget, chosen: Callable[[QPrinter], None]) -> None:
        printer = new_printer(title)
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printer.setOutputFileName(str(path))
        chosen(printer)

    return choose


def turned_back(_title: str, _parent: QWidget, _chosen: Callable[[QPrinter], None]) -> None:
    """Close the choice of printers without one."""


@dataclass(frozen=True)
class Photo:
    """How badly a page is photographed; `height` is that of the whole page in the photo, in pixels."""

    height: int
    tilt: float = 0.0
    blur: float = 0.0
    noise: int = 0
    quality: int = 90
    shade: float = 0.0
    seed: int = 1


def photographed(page: QImage, photo: Photo) -> Image.Image:
    """The page as a photo of it comes out: from the side, out of focus, in poor light, as a JPEG."""
    sheet = as_image(page)
    size = (round(sheet.width * photo.height / sheet.height), photo.height)
    taken = _from_the_side(sheet, photo).resize(size, Image.Resampling.BILINEAR)
    taken = taken.filter(ImageFilter.GaussianBlur(photo.blur))
    light = Image.linear_gradient("L").resize(size).rotate(180)
    shade = light.point(lambda value: round(255 - photo.shade * value))
    taken = ImageChops.multiply(taken, shade)
    grain = Image.frombytes("L", size, random.Random(photo.seed).randbytes(size[0] * size[1]))
    grain = grain.point(lambda value: round(128 + (value - 128) * photo.noise / 128))
    taken = ImageChops.add(taken, grain, 1, -128)
    file = io.BytesIO()
    taken.save(file, "JPEG", quality=photo.quality)
    return Image.open(io.BytesIO(file.getvalue())).convert("L")


def as_image(page: QImage) -> Image.Image:
    """A picture of Qt's as one of Pillow's."""
    grey = page.convertToFormat(QImage.Format.Format_Grayscale8)
    size = (grey.width(), grey.height())
    return Image.frombytes("L", size, bytes(grey.constBits()), "raw", "L", grey.bytesPerLine())


def read_codes(picture: Image.Image) -> list[str]:
    """What a phone reads in a picture."""
    return [found.text for found in zxingcpp.read_barcodes(picture)]


def _from_the_side(sheet: Image.Image, photo: Photo) -> Image.Image:
    """Lay the sheet askew on a grey table: each corner is somewhere else, by `tilt` of its size."""
    chance, (wide, high) = random.Random(photo.seed), sheet.size

    def moved(x: float, y: float) -> Corner:
        inward = (1 if x == 0 else -1, 1 if y == 0 else -1)
        return (
            x + inward[0] * chance.uniform(0, photo.tilt) * wide,
            y + inward[1] * chance.uniform(0, photo.tilt) * high,
        )

    corners = [(0.0, 0.0), (float(wide), 0.0), (float(wide), float(high)), (0.0, float(high))]
    places = [moved(*corner) for corner in corners]
    return sheet.transform(
        sheet.size,
        Image.Transform.PERSPECTIVE,
        _perspective(places, corners),
        Image.Resampling.BICUBIC,
        fillcolor=150,
    )


def _perspective(seen: list[Corner], real: list[Corner]) -> list[float]:
    """The eight numbers that take points of the photo to points of the sheet."""
    rows = []
    for (x, y), (u, v) in zip(seen, real, strict=True):
        rows.append([x, y, 1, 0, 0, 0, -u * x, -u * y, u])
        rows.append([0, 0, 0, x, y, 1, -v * x, -v * y, v])
    for pivot in range(8):
        best = max(range(pivot, 8), key=lambda row: abs(rows[row][pivot]))
        rows[pivot], rows[best] = rows[best], rows[pivot]
        rows[pivot] = [value / rows[pivot][pivot] for value in rows[pivot]]
        for other in range(8):
            if other != pivot:
                factor = rows[other][pivot]
                rows[other] = [
                    a - factor * b for a, b in zip(rows[other], rows[pivot], strict=True)
                ]
    return [row[8] for row in rows]
