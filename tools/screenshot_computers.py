"""Scenes of the practice's computers, and of taking one's access away."""

from screenshot_window import Screen

from console.views.notice import Notice
from console.views.sheet import Sheet
from tests.support.computer_screens import COMPUTER_SCREENS

SHOWN = ("computers", "computers.erased", "computers.end")


async def computers(screen: Screen) -> None:
    """Each over the queue of enrollments, with nothing said to be wrong."""
    await screen.open.go_to("enrollment")
    for name in SHOWN:
        dialog = COMPUTER_SCREENS[name](screen.window)
        if isinstance(dialog, Sheet):
            dialog.say_wrong("")
        for notice in dialog.findChildren(Notice):
            notice.clear()
        dialog.show()
        await screen.save(name.replace(".", "-"), dialog)
        dialog.close()
        dialog.deleteLater()
