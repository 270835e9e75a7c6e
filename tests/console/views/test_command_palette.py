"""Every command by its name."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QLineEdit, QListView, QMainWindow

from console.models.command_list import CommandList, PaletteCommand
from console.views.command_palette import CommandPalette
from console.views.theme import theme
from tests.support.looking import child, cut_off, not_plain, said, settle, shown, unnamed

COMMANDS = [
    PaletteCommand("approve", "Approve", "A", icon="check"),
    PaletteCommand("release", "Release", "", "The portal is away.", icon="check"),
    PaletteCommand("renewals", "Go to Renewals", "Alt+2", keywords="refill"),
    PaletteCommand("results", "Go to Results", "Alt+4"),
    PaletteCommand("year", "Mostrar el año"),
    PaletteCommand("lock", "Lock the window", "Ctrl+L"),
]


@pytest.fixture
def palette(qtbot):
    window = CommandPalette(COMMANDS, recent=["lock", "gone"])
    shown(window, qtbot)
    window.activateWindow()
    settle()
    return window


def field(palette):
    return child(palette, "palette_field", QLineEdit)


def key(qtbot, palette, which):
    qtbot.keyClick(field(palette), which)


def test_recent_commands_lead_while_nothing_is_typed(palette):
    assert field(palette).hasFocus()
    assert palette.titles()[:2] == ["Lock the window", "Approve"]
    assert len(palette.titles()) == len(COMMANDS)


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("go re", ["Go to Renewals", "Go to Results"]),
        ("REFILL", ["Go to Renewals"]),
        ("ano", ["Mostrar el año"]),
        ("re", ["Release", "Go to Renewals", "Go to Results"]),
        ("lo win", ["Lock the window"]),
        ("  ", [command.title for command in CommandList(COMMANDS, ["lock"])._commands]),
    ],
)
def test_it_narrows_while_one_types(palette, qtbot, typed, found):
    qtbot.keyClicks(field(palette), typed)
    assert palette.titles() == found


def test_it_says_when_nothing_fits(palette, qtbot):
    qtbot.keyClicks(field(palette), "xyzzy")
    assert palette.titles() == []
    assert "No command has these words." in said(palette)
    chosen = []
    palette.chosen.connect(chosen.append)
    key(qtbot, palette, Qt.Key.Key_Return)
    key(qtbot, palette, Qt.Key.Key_Down)
    assert chosen == []
    assert palette.isVisible()


def test_the_keyboard_alone_chooses(palette, qtbot):
    chosen = []
    palette.chosen.connect(lambda name: chosen.append((name, palette.isVisible())))
    key(qtbot, palette, Qt.Key.Key_Down)
    key(qtbot, palette, Qt.Key.Key_Return)
    assert chosen == [("approve", False)]  # closed before, so that a dialog can follow


def test_the_arrows_go_around(palette, qtbot):
    view = child(palette, "palette_list", QListView)
    key(qtbot, palette, Qt.Key.Key_Up)
    assert view.currentIndex().row() == len(COMMANDS) - 1
    key(qtbot, palette, Qt.Key.Key_Down)
    assert view.currentIndex().row() == 0
    key(qtbot, palette, Qt.Key.Key_PageDown)
    assert view.currentIndex().row() == len(COMMANDS) - 1
    key(qtbot, palette, Qt.Key.Key_PageUp)
    assert view.currentIndex().row() == 0


def test_what_can_not_be_done_says_why_and_is_not_done(palette, qtbot):
    chosen = []
    palette.chosen.connect(chosen.append)
    qtbot.keyClicks(field(palette), "release")
    assert "The portal is away." in said(palette)
    assert "The portal is away." in field(palette).accessibleDescription()
    key(qtbot, palette, Qt.Key.Key_Return)
    assert chosen == []
    assert palette.isVisible()


def test_a_click_chooses(palette, qtbot):
    chosen = []
    palette.chosen.connect(chosen.append)
    view = child(palette, "palette_list", QListView)
    spot = view.visualRect(view.model().index(1, 0)).center()
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    assert chosen == ["approve"]


def test_escape_closes_it(palette, qtbot):
    key(qtbot, palette, Qt.Key.Key_Escape)
    assert not palette.isVisible()


def test_the_chosen_line_is_heard_in_the_field(palette, qtbot):
    key(qtbot, palette, Qt.Key.Key_Down)
    assert field(palette).accessibleDescription() == "Approve, A"


def test_it_comes_up_inside_its_window(qtbot):
    window = QMainWindow()
    window.resize(700, 600)
    shown(window, qtbot)
    palette = CommandPalette(COMMANDS, parent=window)
    palette.open()
    settle()
    assert abs(palette.geometry().center().x() - window.geometry().center().x()) <= 2
    assert window.geometry().top() < palette.geometry().top() < window.geometry().center().y()


def test_it_paints_at_twice_the_size_and_cuts_nothing_off(palette, qtbot):
    theme().set_text_scale(2.0)
    qtbot.keyClicks(field(palette), "release")
    palette.resize(1120, 500)
    settle()
    assert not palette.grab().isNull()
    assert cut_off(palette) == []
    assert not_plain(palette) == []
    assert unnamed(palette) == []


def test_the_model_keeps_the_rules_of_models(qapp):
    model = CommandList(COMMANDS)
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    for typed in ("re", "", "xyzzy", "a"):
        model.find(typed)
    assert model.data(model.index(0), 11) == "Approve, A"
