"""Scenes of the token letters: the sheet of paper itself, and the dialogs around it."""

from PySide6.QtCore import QLocale
from PySide6.QtGui import QPixmap
from screenshot_window import Screen, keep

from console.views.access.letter_output import letter_picture, paper_for
from console.views.sheet import Sheet
from tests.support.letter_screens import LETTER_SCREENS
from tests.support.letters import letter

PAGE_WIDTH = 816  # a sheet of US Letter at 96 dots an inch: as large as life on most screens
PAPERS = {"en": "Ada Byron", "es": "María José Núñez"}


async def letters(screen: Screen) -> None:
    """Each dialog of the letters over the queue of enrollments, and the paper in both languages."""
    await screen.open.go_to("enrollment")
    for name, build in LETTER_SCREENS.items():
        dialog = build(screen.window)
        if isinstance(dialog, Sheet):
            dialog.say_wrong("")
        dialog.show()
        await screen.save(name.replace(".", "-"), dialog)
        dialog.done(0)  # type: ignore[attr-defined] # all of them are dialogs
        dialog.deleteLater()
    if screen.look == "light":
        for language, name in PAPERS.items():
            page = letter_picture(
                letter(patient=name, language=language), paper_for(QLocale("en_US")), PAGE_WIDTH
            )
            keep(QPixmap.fromImage(page), screen.folder, f"letter-paper-{language}")
