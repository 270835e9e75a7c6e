"""What enrolling shows in Spanish: words that come from codes, and days that are longer."""

from datetime import date, timedelta

import pytest
from PySide6.QtCore import QLocale, QTranslator
from PySide6.QtWidgets import QLineEdit

from console import resources
from console.models.when import Calendar
from console.views.access.enroll_header import EnrollHeader
from console.views.queues.facts import FactList
from console.views.until_day import MOST_DAYS, UntilDay
from tests.support import enroll_screens
from tests.support.looking import settle

TODAY = date(2026, 11, 22)


@pytest.fixture
def spanish(qapp):
    before = QLocale()
    resources.install_translation(qapp, QLocale("es_US"))
    yield
    for one in qapp.findChildren(QTranslator):
        qapp.removeTranslator(one)
        one.deleteLater()
    QLocale.setDefault(before)


def test_who_acts_for_the_patient_is_named_in_the_language_of_the_desk(spanish):
    header = EnrollHeader(Calendar("America/New_York"))
    header.show_access(enroll_screens.access())
    shown = [value for _name, value in header.findChild(FactList).shown()]
    assert "Per Lindqvist (Cónyuge)" in shown
    header.deleteLater()


def test_every_day_can_be_read_whole(spanish):
    until = UntilDay("until", "Hasta", "Hasta", TODAY)
    until.show()
    settle()
    line = until.field.findChild(QLineEdit)
    room, metrics = line.width() - 2 * _QT_MARGIN, line.fontMetrics()
    locale = until.field.locale()
    days = (TODAY + timedelta(days=ahead) for ahead in range(1, MOST_DAYS + 1))
    said = [locale.toString(day, until.field.displayFormat()) for day in days]
    assert [text for text in said if metrics.horizontalAdvance(text) > room] == []
    until.close()
    until.deleteLater()


_QT_MARGIN = 2
"""Pixels that a line keeps free on either side of its text."""
