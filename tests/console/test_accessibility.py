"""Every control of every screen has a name and a role of its own, and Tab goes as the eye does."""

import pytest
from PySide6.QtCore import QLocale, QTranslator
from PySide6.QtWidgets import QWidget

from console import resources
from tests.support.by_ear import alike, nameless, out_of_order, roleless, silent_pictures
from tests.support.looking import not_plain, settle, too_small
from tests.support.screens import SCREENS

REPEATED = {
    "attention": {"Acknowledge", "Show item"},
}
"""Buttons of repeated rows whose row the screen reader names first."""


@pytest.fixture
def build(qapp):
    before = QLocale()
    resources.install_translation(qapp, QLocale("en_US"))
    hosts = []

    def build_one(screen):
        host = QWidget()
        host.resize(1366, 768)
        host.show()
        shown = SCREENS[screen](host)
        hosts.extend([shown, host])
        shown.show()
        settle()
        return shown

    yield build_one
    for host in hosts:
        host.close()
        host.deleteLater()
    settle()
    for translator in qapp.findChildren(QTranslator):
        qapp.removeTranslator(translator)
        translator.deleteLater()
    QLocale.setDefault(before)


@pytest.mark.parametrize("screen", SCREENS)
def test_every_control_says_what_it_is(build, screen):
    shown = build(screen)
    assert nameless(shown) == []
    assert roleless(shown) == []
    assert silent_pictures(shown) == []
    assert too_small(shown) == []
    assert not_plain(shown) == []


@pytest.mark.parametrize("screen", SCREENS)
def test_no_two_controls_sound_the_same(build, screen):
    own = REPEATED.get(screen, set())
    assert [one for one in alike(build(screen)) if not any(name in one for name in own)] == []


@pytest.mark.parametrize("screen", SCREENS)
def test_tab_goes_downwards(build, screen):
    assert out_of_order(build(screen)) == []
