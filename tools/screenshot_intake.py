"""Scenes of what laboratories send: the place, one message as it came, and the two queues."""

from collections.abc import Callable, Mapping

from PySide6.QtWidgets import QWidget
from screenshot_window import Screen

from tests.support.intake_screens import INTAKE_SCREENS

PICTURES: Mapping[str, Callable[[QWidget], QWidget]] = {
    "intake": INTAKE_SCREENS["intake"],
    "intake-offline": INTAKE_SCREENS["intake.offline"],
    "intake-empty": INTAKE_SCREENS["intake.empty"],
    "intake-message": INTAKE_SCREENS["intake.message"],
    "intake-message-text": INTAKE_SCREENS["intake.message_text"],
}


async def intake(screen: Screen) -> None:
    """Both queues, and the place over one of them."""
    for kind in ("unmatched_result", "quarantine"):
        await screen.open.go_to(kind)
        await screen.save(kind.replace("_", "-"))
    for name, build in PICTURES.items():
        shown = build(screen.window)
        shown.show()
        await screen.save(name, shown)
        shown.close()
        shown.deleteLater()
