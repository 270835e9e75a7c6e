"""Draws every screen of the console into docs/screenshots: light and dark, at 100 and 150 % text.

No portal and no screen are needed: the window stands over a made-up morning (tests/support) with a
clock that is stopped, so that two runs draw the same pictures.
"""

import argparse
import asyncio
import gc
import os
import sys
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from PySide6.QtCore import QLocale  # noqa: E402 - after platform and path are chosen
from PySide6.QtWidgets import QApplication  # noqa: E402 - as above
from qasync import QEventLoop  # noqa: E402 - as above
from screenshot_scenes import SCENES  # noqa: E402 - as above
from screenshot_window import LOOKS, Screen, keep  # noqa: E402 - as above

from console import resources  # noqa: E402 - as above
from console.domain.session import DemoAccount  # noqa: E402 - as above
from console.views.sign_in_dialog import SignInDialog  # noqa: E402 - as above
from console.views.theme import theme  # noqa: E402 - as above

ROLES = ("frontdesk", "nurse", "provider", "billing", "admin", "auditor")


async def _draw(folder: Path, look: str, only: str) -> None:
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
    for scene in SCENES:
        wanted = not only or scene.draw.__name__.strip("_") == only
        if wanted and look in scene.looks:
            screen = Screen(folder, look, *scene.roles, rich=scene.rich)
            await scene.draw(screen)
            await screen.open.close()


def main() -> int:
    """Draw the looks that the command line names, or all."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("looks", nargs="*", choices=[*LOOKS, []], help="light, dark, light-150 …")
    parser.add_argument("--into", type=Path, default=ROOT / "docs" / "screenshots")
    parser.add_argument("--only", default="", help="draw scenes of this name alone")
    parser.add_argument("--language", default="en_US")
    wanted = parser.parse_args()
    gc.disable()  # as in the program (ADR 0006)
    application = QApplication([])
    resources.install_translation(application, QLocale(wanted.language))
    loop = QEventLoop(application)
    asyncio.set_event_loop(loop)
    application.setQuitOnLastWindowClosed(False)
    for look in wanted.looks or LOOKS:
        loop.run_until_complete(_draw(wanted.into, look, wanted.only))
    loop.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
