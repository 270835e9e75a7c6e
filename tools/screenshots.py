"""Draws every screen of the console into docs/screenshots: light and dark, at 100 and 150 % text.

No portal and no screen are needed: the window stands over a made-up morning (tests/support) with a
clock that is stopped, so that two runs draw the same pictures.
"""

import argparse
import asyncio
import gc
import os
import sys
from collections import Counter
from collections.abc import Awaitable, Callable, Sequence
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from PySide6.QtCore import QLocale, QPoint, QRect, Qt  # noqa: E402 - after platform and path are chosen
from PySide6.QtGui import QColor, QImage, QPainter, QPixmap  # noqa: E402 - as above
from PySide6.QtTest import QTest  # noqa: E402 - as above
from PySide6.QtWidgets import QApplication, QDialog, QRadioButton, QWidget  # noqa: E402 - as above
from qasync import QEventLoop  # noqa: E402 - as above

from console import resources  # noqa: E402 - as above
from console.domain.items import Item  # noqa: E402 - as above
from console.domain.link import LinkState  # noqa: E402 - as above
from console.domain.session import DemoAccount  # noqa: E402 - as above
from console.models.bulk_outcomes import BulkOutcome  # noqa: E402 - as above
from console.views.report_dialog import ReportDialog  # noqa: E402 - as above
from console.views.sign_in_dialog import SignInDialog  # noqa: E402 - as above
from console.views.theme import Scheme, theme  # noqa: E402 - as above
from portal.security.permissions import Role  # noqa: E402 - as above
from tests.support.open_window import OpenWindow  # noqa: E402 - as above
from tests.support.until import until  # noqa: E402 - as above
from tests.support.window_data import MARKUP, at, refused, staff  # noqa: E402 - as above
from tests.support.window_items import morning, refill  # noqa: E402 - as above
from tests.support.window_slots import slots  # noqa: E402 - as above

LOOKS = {
    "light": (Scheme.LIGHT, 1.0),
    "dark": (Scheme.DARK, 1.0),
    "light-150": (Scheme.LIGHT, 1.5),
    "dark-150": (Scheme.DARK, 1.5),
}
SIZE, LARGE_SIZE = (1440, 860), (1680, 1000)
ROLES = ("frontdesk", "nurse", "provider", "billing", "admin", "auditor")


class Screen:
    """One window in one look, and the folder for its pictures."""

    def __init__(self, folder: Path, look: str, *roles: Role) -> None:
        self._folder, self._look = folder, look
        size = SIZE if LOOKS[look][1] == 1.0 else LARGE_SIZE
        self.open = OpenWindow(_presentable(), staff(*roles), size)
        self.window = self.open.window
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
        keep(picture, self._folder, f"{name}-{self._look}")

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


def _presentable() -> list[Item]:
    return [item for item in morning() if item.entity["subject"]["name"] != MARKUP]


async def _queues(screen: Screen) -> None:
    await screen.open.go_to("morning")
    await screen.save("my-morning")
    await screen.open.go_to("refill")
    screen.window.step(4)
    await screen.open.settle()
    await screen.save("renewals")
    screen.window.panel.take("refuse")
    dialog = screen.dialog()
    dialog.choose("TOO_SOON")  # type: ignore[attr-defined] # the denial's own
    await screen.save("deny", dialog)
    dialog.reject()
    await screen.open.go_to("enrollment")
    screen.window.panel.findChildren(QRadioButton, "chart_choice")[0].click()
    await screen.save("enrollment")
    await screen.open.go_to("appointment")
    screen.window.step(2)
    await screen.open.settle()
    await asyncio.sleep(0.05)
    await screen.save("appointment")
    await screen.open.go_to("result")
    await screen.save("result")


async def _result(screen: Screen) -> None:
    await screen.open.go_to("result")
    values = screen.open.find("values")
    QTest.keyClick(values, Qt.Key.Key_Home)
    QTest.keyClick(values, Qt.Key.Key_Return)
    dialog = screen.dialog()
    await screen.save("trend", dialog)
    dialog.reject()
    screen.window.panel.take("secondary")
    dialog = screen.dialog()
    dialog.choose("HARM_DATA")  # type: ignore[attr-defined] # the hold's own
    await screen.save("hold", dialog)
    dialog.reject()


async def _many(screen: Screen) -> None:
    await screen.open.go_to("refill")
    for _ in range(3):
        screen.window.pane.table.toggle_mark()
    await screen.open.settle()
    await screen.save("marked")
    screen.open.press("bulk_primary")
    dialog = screen.dialog()
    await screen.save("confirm", dialog)
    dialog.reject()
    screen.window.show_outcomes(
        [
            BulkOutcome("Émile Dvořák", "Albuterol 0.09 MG/ACTUAT Metered Dose Inhaler"),
            BulkOutcome("Yusuf Haddad", "Metformin hydrochloride 500 MG Oral Tablet"),
            BulkOutcome(
                "Li Wei",
                "Zolpidem tartrate 5 MG Oral Tablet",
                "It can only be done while the portal is reachable.",
            ),
        ]
    )
    dialog = screen.dialog()
    await screen.save("outcomes", dialog)
    dialog.accept()


async def _states(screen: Screen) -> None:
    now = screen.open.calendar.now_ms()
    await screen.open.go_to("refill")
    screen.window.show_saved(refill(0), "approve", 5)
    await screen.save("saved")
    screen.window.page.message_bar.clear()
    since = {"since_ms": now - 1_800_000, "data_as_of_ms": now - 1_860_000}
    screen.open.show_link(LinkState.OFFLINE, waiting=3, reason="PortalUnreachableError", **since)
    await screen.save("offline")
    screen.open.show_link(LinkState.ONLINE, loading=48_250)
    await screen.save("first-load")
    screen.open.show_link(LinkState.ONLINE)
    screen.window.page.top_bar.search.setText("nobody of this name")
    await until(lambda: screen.open.model.rowCount() == 0)
    await screen.save("nothing-found")
    screen.window.page.top_bar.search.clear()
    await screen.open.settle()


async def _attention(screen: Screen) -> None:
    decision = {
        "action": "approve",
        "by": {"id": "x", "name": "Dr. Lena Osei"},
        "at": at(minutes=20),
    }
    decided = {"state": "approved", "is_open": False, "decision": decision}
    screen.window.show_attention(
        [
            refused(refill(7), "deny", "decided_differently", decided),
            refused(refill(5), "approve", "content_changed", {}),
            refused(refill(1), "approve", "withdrawn", {"state": "withdrawn", "is_open": False}),
        ]
    )
    screen.window.show_counts(screen.open.items.counts(), 3)
    screen.window.queue_list.choose("attention")
    screen.window.show_item(refill(7, **decided))
    await screen.save("attention")


async def _dialogs(screen: Screen) -> None:
    await screen.open.go_to("refill")
    for name, show in (
        ("commands", screen.window.commands.show_palette),
        ("keys", screen.window.commands.show_keys),
    ):
        show()
        dialog = screen.dialog()
        await asyncio.sleep(0)
        await screen.save(name, dialog)
        dialog.reject()
    report = ReportDialog(
        "Portal Console 1.0\nZeroDivisionError\nconsole/models/when.py:75", screen.window
    )
    report.open()
    await screen.save("report", report)
    report.reject()
    screen.window.lock()
    await screen.save("locked")
    screen.window.unlock()


SCENES: Sequence[tuple[Callable[[Screen], Awaitable[None]], tuple[Role, ...], bool]] = (
    (_queues, (Role.FRONT_DESK, Role.PROVIDER), True),
    (_result, (Role.PROVIDER,), False),
    (_many, (Role.PROVIDER,), False),
    (_states, (Role.PROVIDER,), False),
    (_attention, (Role.PROVIDER,), False),
    (_dialogs, (Role.PROVIDER,), False),
)
"""What is drawn, as whom, and whether at 150 % too."""


async def _draw(folder: Path, look: str) -> None:
    scheme, scale = LOOKS[look]
    theme().set_scheme(scheme)
    theme().set_text_scale(scale)
    sign_in = SignInDialog()
    sign_in.set_server("https://portal.example.org")
    accounts = [DemoAccount(name, "Riverside Family Practice") for name in ROLES]
    sign_in.offer_demo(accounts, "demo")
    sign_in.show()
    keep(sign_in.grab(), folder, f"sign-in-{look}")
    sign_in.close()
    sign_in.deleteLater()
    for scene, roles, is_large_too in SCENES:
        if scale == 1.0 or is_large_too:
            screen = Screen(folder, look, *roles)
            await scene(screen)
            await screen.open.close()


def main() -> int:
    """Draw the looks that the command line names, or all."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("looks", nargs="*", choices=[*LOOKS, []], help="light, dark, light-150 …")
    parser.add_argument("--into", type=Path, default=ROOT / "docs" / "screenshots")
    parser.add_argument("--language", default="en_US")
    wanted = parser.parse_args()
    gc.disable()  # as in the program (ADR 0006)
    application = QApplication([])
    resources.install_translation(application, QLocale(wanted.language))
    loop = QEventLoop(application)
    asyncio.set_event_loop(loop)
    application.setQuitOnLastWindowClosed(False)
    for look in wanted.looks or LOOKS:
        loop.run_until_complete(_draw(wanted.into, look))
    loop.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
