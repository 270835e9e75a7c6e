"""The keys and what they do."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible

from console.views.keycap import Keycap
from console.views.shortcut_sheet import KeyGroup, KeyRow, ShortcutSheet, window_keys
from console.views.theme import theme
from tests.support.looking import cut_off, not_plain, said, settle, shown, too_small, unnamed


def test_every_key_of_the_window_is_on_it(qtbot):
    sheet = shown(ShortcutSheet(), qtbot)
    caps = {cap.keys for cap in sheet.findChildren(Keycap)}
    assert {"J", "K", "A", "D", "C", "Space", "U", "/", "Ctrl+K", "?", "Ctrl+L"} <= caps
    assert "Approve, book or release" in said(sheet)


def test_a_key_is_named_for_the_screen_reader(qtbot):
    sheet = shown(ShortcutSheet(), qtbot)
    for cap in sheet.findChildren(Keycap):
        name = QAccessible.queryAccessibleInterface(cap).text(QAccessible.Text.Name)
        assert name == cap.keys


def test_the_columns_are_about_as_long(qtbot):
    groups = [KeyGroup(f"Group {n}", (KeyRow((str(n),), f"act {n}"),) * 3) for n in range(4)]
    sheet = shown(ShortcutSheet(groups), qtbot)
    left = {cap.mapTo(sheet, cap.rect().center()).x() for cap in sheet.findChildren(Keycap)}
    caps = [cap.mapTo(sheet, cap.rect().center()).x() for cap in sheet.findChildren(Keycap)]
    assert sum(x == min(left) for x in caps) == 6


def test_escape_closes_it(qtbot):
    sheet = shown(ShortcutSheet(), qtbot)
    qtbot.keyClick(sheet, Qt.Key.Key_Escape)
    assert not sheet.isVisible()


def test_it_reads_and_sounds_right_at_twice_the_size(qtbot):
    theme().set_text_scale(2.0)
    sheet = shown(ShortcutSheet(window_keys()), qtbot)
    sheet.resize(1280, 760)
    settle()
    assert cut_off(sheet) == []
    assert not_plain(sheet) == []
    assert unnamed(sheet) == []
    assert too_small(sheet) == []
