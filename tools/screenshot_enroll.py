"""Scenes of enrolling a patient: who it is, what speaks against it, the ways in, the small questions."""

from collections.abc import Callable, Mapping

from PySide6.QtWidgets import QDialog, QWidget
from screenshot_window import Screen

from console.views.access.enroll_sheet import EnrollSheet
from tests.support import enroll_screens
from tests.support.enroll_screens import barred
from tests.support.screens import calendar

_DIALOGS: Mapping[str, Callable[[QWidget], QWidget]] = {
    "enroll-found": lambda host: enroll_screens.found(calendar(), host),
    "enroll-chart": lambda host: enroll_screens.chosen(calendar(), host),
    "enroll-revoke": enroll_screens.revoking,
    "enroll-choice": lambda host: enroll_screens.choosing(calendar(), host),
    "enroll-address": enroll_screens.address,
}


async def enroll(screen: Screen) -> None:
    """Each dialog over the queue of enrollments."""
    await screen.open.go_to("enrollment")
    for name, build in _DIALOGS.items():
        await _keep(screen, name, build(screen.window))
    refused = enroll_screens.found(calendar(), screen.window)
    if isinstance(refused, EnrollSheet):
        refused.show_access(barred())
    await _keep(screen, "enroll-barred", refused)


async def _keep(screen: Screen, name: str, dialog: QWidget) -> None:
    dialog.show()
    await screen.save(name, dialog)
    if isinstance(dialog, QDialog):
        dialog.done(0)
    dialog.deleteLater()
