"""The head of a chart: who it is, and nothing that reads oddly beside what has happened to them."""

from dataclasses import replace

from PySide6.QtWidgets import QApplication, QWidget

from console.models.when import Calendar
from console.views.access.enroll_header import EnrollHeader
from tests.support import enroll_screens
from tests.support.looking import said


def shown(access: object) -> tuple[str, bool]:
    header = EnrollHeader(Calendar("America/New_York"))
    header.show_access(access)  # type: ignore[arg-type]
    standing = header.findChild(QWidget, "enroll_standing")
    text, hidden = said(header), standing.isHidden()
    header.deleteLater()
    return text, hidden


def test_the_living_have_an_age_and_a_standing(qapp: QApplication) -> None:
    text, hidden = shown(enroll_screens.access())
    assert "66 year" in text
    assert not hidden


def test_the_dead_have_neither(qapp: QApplication) -> None:
    alive = enroll_screens.access()
    ways = tuple(replace(way, blockers=("DECEASED",)) for way in alive.ways)
    text, hidden = shown(replace(alive, ways=ways))
    assert alive.name in text
    assert "year" not in text
    assert hidden
