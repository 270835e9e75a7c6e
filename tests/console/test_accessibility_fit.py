"""Nothing is cut, covered or out of reach: at twice the text, in longer words, with long names."""

import pytest
from PySide6.QtCore import QLocale, QSize, QTranslator
from PySide6.QtWidgets import QDialog, QWidget

from console import resources
from console.views.plain_label import PlainLabel
from console.views.theme import theme
from tests.support.fitting import LongWords, cut, lengthened, outside, overlapping
from tests.support.looking import settle
from tests.support.screen_items import EIGHTY, RICH, named
from tests.support.screens import SCREENS, body_panel
from tests.support.window_data import RIGHT_TO_LEFT

SCREEN = QSize(1366, 768)
"""The smallest screen that practices still have."""


@pytest.fixture
def translated(qapp):
    before = QLocale()
    resources.install_translation(qapp, QLocale("en_US"))
    translator = LongWords(qapp)
    qapp.installTranslator(translator)
    theme().set_text_scale(2.0)
    made = []
    yield made
    for widget in made:
        widget.close()
        widget.deleteLater()
    settle()
    for one in qapp.findChildren(QTranslator):
        qapp.removeTranslator(one)
        one.deleteLater()
    QLocale.setDefault(before)


def shown(screen, made):
    host = QWidget()
    host.resize(SCREEN)
    host.show()
    widget = SCREENS[screen](host)
    made.extend([widget, host])
    widget.show()
    settle()
    if isinstance(widget, QDialog):
        widget.resize(widget.size().boundedTo(SCREEN))
        settle()
    return widget


def faults(widget):
    return [*cut(widget), *outside(widget), *overlapping(widget)]


@pytest.mark.parametrize("screen", SCREENS)
def test_at_twice_the_text_in_longer_words_all_can_be_read_and_reached(translated, screen):
    widget = shown(screen, translated)
    assert faults(widget) == []
    if isinstance(widget, QDialog):
        size = widget.size()
        assert size.width() <= SCREEN.width(), size
        assert size.height() <= SCREEN.height(), "the dialog can not be made to fit the screen"


@pytest.mark.parametrize("name", [EIGHTY, RIGHT_TO_LEFT])
@pytest.mark.parametrize("kind", RICH)
def test_long_names_and_other_scripts_do_not_break_a_body(translated, kind, name):
    panel = body_panel(kind, QWidget())
    translated.append(panel)
    panel.widget().show_item(named(kind, name))
    panel.show()
    settle()
    assert faults(panel) == []


def test_the_longer_words_keep_what_is_filled_in():
    assert lengthened("Approve") == "[Áppróvé ~]"
    assert lengthened("{who} has %n item(s)").startswith("[{who} hás %n ítém(s) ")


def test_a_label_that_is_too_narrow_is_found(translated):
    host = QWidget()
    label = PlainLabel("Words that need more room", parent=host)
    label.resize(40, 20)
    translated.append(host)
    host.show()
    settle()
    assert cut(host)
