"""Scenes of the accounts, of checking who it is, and of what is shown once."""

from screenshot_window import Screen

from console.views.notice import Notice
from console.views.sheet import Sheet
from tests.support.account_screens import ACCOUNT_SCREENS

LEFT_OUT = {"accounts.failed", "accounts.offline", "accounts.other_address"}


async def accounts(screen: Screen) -> None:
    """Each dialog over the queue of enrollments."""
    await screen.open.go_to("enrollment")
    for name, build in ACCOUNT_SCREENS.items():
        if name in LEFT_OUT:
            continue
        dialog = build(screen.window)
        if isinstance(dialog, Sheet):
            dialog.say_wrong("")
        for notice in dialog.findChildren(Notice):
            notice.clear()
        dialog.show()
        await screen.save(name.replace(".", "-").replace("_", "-"), dialog)
        dialog.close()
        dialog.deleteLater()
