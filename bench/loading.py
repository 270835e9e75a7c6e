"""`python -m bench.loading URL PASSWORD USERNAME FOLDER`: the real console loads a practice once.

Up to date, and with a passphrase set for review without the portal.
"""

import sys
from pathlib import Path

from bench import stage
from bench.words import COPY
from console import early_log, qt_loop
from console.demo import DemoPortal
from console.opening import make_application
from console.settings import Settings


async def load(portal: DemoPortal, username: str, folder: Path) -> int:
    """Sign in, wait until everything is there, allow review without the portal."""
    async with stage.at_desk(portal, folder, username) as desk:
        desk.offline.views.passphrase_chosen.emit(COPY)
        await stage.until(lambda: any(folder.glob("accounts/*/review.db")), "the copy")
        await stage.until(desk.window.page.message_bar.text, "that it is there")
    return 0


def main() -> None:
    """Load, and end."""
    url, password, username, folder = sys.argv[1:]
    portal = DemoPortal(url, password, ())
    early_log.start()
    application = make_application(Settings(language="en", color_scheme="light"))
    qt_loop.run(application, lambda: load(portal, username, Path(folder)))


if __name__ == "__main__":
    main()
