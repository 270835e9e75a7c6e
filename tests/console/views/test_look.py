"""Contrast computed, text as plain text, names for every control, room for large text."""

import asyncio
import subprocess
import sys
from itertools import product

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QAccessible, QColor, QFontMetrics
from PySide6.QtWidgets import QAbstractButton, QAbstractItemView, QLabel, QPushButton, QWidget

from console import resources
from console.models.queue_face import Chip
from console.models.queue_faces import FACES
from console.views import icons
from console.views.badge import Badge
from console.views.theme import ROW_HEIGHTS, TARGET, Density, Scheme, theme
from portal.security.permissions import Role
from tests.support.window_data import LONGEST, MARKUP, staff
from tests.support.window_items import PEOPLE, appointment, enrollment, morning, refill, result

GROUNDS = ("window", "card", "sunken", "hover", "selection")
STATES = ("ok", "warn", "bad", "info")
TEXT_PAIRS = [
    *product(("text", "muted"), GROUNDS),
    *product(("accent",), ("window", "card", "hover")),
    *product(STATES, ("window", "card", "selection")),
    *((state, f"{state}_ground") for state in STATES),
    *(("text", f"{state}_ground") for state in STATES),
    ("on_accent", "accent"),
    ("on_accent", "accent_hover"),
]
FRAME_PAIRS = [("border", "card"), ("border", "window"), ("accent", "card"), ("accent", "window")]


def luminance(hexed: str) -> float:
    color = QColor(hexed)
    parts = [channel / 255 for channel in (color.red(), color.green(), color.blue())]
    linear = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """WCAG 2.2, contrast ratio."""
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("scheme", resources.tones())
def test_text_has_the_contrast_that_people_need(scheme):
    tones = resources.tones()[scheme]
    faint = {
        (text, ground): round(contrast(tones[text], tones[ground]), 2)
        for text, ground in TEXT_PAIRS
        if contrast(tones[text], tones[ground]) < 4.5
    }
    assert not faint


@pytest.mark.parametrize("scheme", resources.tones())
def test_frames_of_controls_are_seen(scheme):
    tones = resources.tones()[scheme]
    assert all(contrast(tones[frame], tones[ground]) >= 3 for frame, ground in FRAME_PAIRS)


def test_all_schemes_have_the_same_tones():
    names = [set(table) for table in resources.tones().values()]
    assert names[0] == names[1] == names[2]


def test_every_icon_named_in_the_words_of_the_queues_was_drawn(qapp):
    theme()
    named = {face.icon for face in FACES.values()}
    for face in FACES.values():
        named |= {chip.icon for chip in face.states().values()}
        named |= {action.icon for action in face.actions().values()}
    for name in named:
        assert not icons.pixmap(name).isNull()
    with pytest.raises(FileNotFoundError):
        icons.pixmap("never drawn")


def test_every_icon_draws_something_and_takes_its_colour(qapp):
    theme().set_scheme(Scheme.LIGHT)
    for path in (resources.folder() / "icons").glob("*.svg"):
        image = icons.pixmap(path.stem, "bad", 20).toImage()
        wanted = theme().color("bad")
        seen = [
            image.pixelColor(x, y)
            for x, y in product(range(20), range(20))
            if image.pixelColor(x, y).alpha() > 120
        ]
        assert seen, path.stem
        assert all(abs(color.red() - wanted.red()) < 6 for color in seen), path.stem


@pytest.mark.field("stored-xss")
@pytest.mark.threat("T8")
async def test_patient_text_is_never_markup(open_window):
    """Every label of the window and of its dialogs, with markup for a name."""
    names = {"name": MARKUP}
    window = open_window(
        [refill(0, **names), enrollment(1, **names), appointment(0, **names), result(0, **names)],
        me=staff(*Role),
    )
    for place in ("refill", "enrollment", "appointment", "result"):
        await window.go_to(place)
        assert window.patient() == MARKUP
        window.key("D")
        labels = window.window.findChildren(QLabel)
        rich = [label.text() for label in labels if label.textFormat() != Qt.TextFormat.PlainText]
        assert rich == []
        for dialog in window.window.findChildren(QWidget, "deny_dialog"):
            dialog.reject()


async def test_every_control_has_a_name_for_the_ear(open_window):
    window = open_window(morning(), me=staff(*Role, practices=2))
    for place in ("refill", "enrollment", "appointment", "result", "attention"):
        window.window.queue_list.choose(place)
        if place != "attention":
            await window.settle()
        window.window.pane.show_me(window.me)
        assert unnamed(window.window) == []
    window.window.lock()
    assert unnamed(window.window) == []


def unnamed(top: QWidget) -> list[str]:
    found = []
    for widget in top.findChildren(QWidget):
        takes_focus = widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        if not (takes_focus and widget.isVisibleTo(top)) or widget.focusProxy() is not None:
            continue
        interface = QAccessible.queryAccessibleInterface(widget)
        if not interface or not interface.text(QAccessible.Text.Name).strip():
            found.append(f"{type(widget).__name__} {widget.objectName()}")
    return found


async def test_tab_goes_round_and_is_trapped_nowhere(open_window):
    window = open_window(morning(), me=staff(*Role))
    await window.go_to("enrollment")
    seen: list[QWidget] = []
    for _ in range(60):
        window.window.focusNextChild()
        widget = window.window.focusWidget()
        if widget in seen:
            break
        seen.append(widget)
    names = [widget.objectName() for widget in seen]
    start = names.index("search_box")
    names = names[start:] + names[:start]
    assert {"search_box", "queue_list", "queue_table", "refuse_button", "secondary_button"} <= set(
        names
    )
    way = ["queue_list", "queue_table", "chart_choice", "history_toggle", "refuse_button"]
    assert [name for name in names if name in way] == way


async def test_nothing_to_click_is_smaller_than_a_fingertip(open_window):
    window = open_window(morning(), me=staff(*Role))
    for place in ("refill", "enrollment", "appointment", "result"):
        await window.go_to(place)
        small = [
            f"{button.objectName()} {button.size()}"
            for button in window.window.findChildren(QAbstractButton)
            if button.isVisible()
            and min(button.width(), button.height()) < TARGET
            and button.objectName()
            and not button.objectName().startswith("qt_")
        ]
        assert small == []


@pytest.mark.parametrize(
    ("scale", "size"),
    [(1.0, (1280, 720)), (1.5, (1280, 720)), (2.0, (1280, 720)), (2.0, (1920, 1080))],
)
async def test_large_text_cuts_no_button_and_no_name(open_window, scale, size):
    theme().set_text_scale(scale)
    window = open_window(
        [refill(11), refill(0), enrollment(11), result(11)], me=staff(*Role), size=size
    )
    for place in ("refill", "enrollment", "result"):
        await window.go_to(place)
        await asyncio.sleep(0)
        assert window.patient() == LONGEST
        assert cut_buttons(window.window) == []
        name = window.find("patient_name")
        needed = QFontMetrics(name.font()).boundingRect(
            QRect(0, 0, name.width(), 10_000), int(Qt.TextFlag.TextWordWrap), name.text()
        )
        assert name.height() >= needed.height() - 2
        assert window.window.width() == size[0]


def cut_buttons(top: QWidget) -> list[str]:
    """Buttons that are narrower than their words or reach out of what is to be seen."""
    cut = []
    for button in top.findChildren(QAbstractButton):
        if not button.isVisible() or not button.text():
            continue
        text = button.text().replace("&", "")
        inside = button.visibleRegion().boundingRect().width() >= button.width() - 1
        wide = QFontMetrics(button.font()).horizontalAdvance(text) <= button.width()
        in_scroll = any(
            isinstance(parent, QWidget) and parent.objectName() == "item_scroll"
            for parent in ancestors(button)
        )
        if not wide or not (inside or in_scroll):
            cut.append(f"{button.objectName()} {text!r} {button.size()}")
    return cut


def ancestors(widget: QWidget) -> list[QWidget]:
    found = []
    parent = widget.parentWidget()
    while parent is not None:
        found.append(parent)
        parent = parent.parentWidget()
    return found


async def test_text_size_reaches_every_control(open_window):
    window = open_window([refill(0)])
    await window.go_to("refill")
    names = ("primary_button", "search_box", "patient_name", "queue_title", "link_words")
    before = {name: window.find(name).font().pointSizeF() for name in names}
    theme().set_text_scale(2.0)
    await asyncio.sleep(0)
    for name in names:
        assert window.find(name).font().pointSizeF() == pytest.approx(before[name] * 2, rel=0.02), (
            name
        )


@pytest.mark.parametrize("density", Density)
async def test_rows_are_as_high_as_chosen_and_grow_with_the_text(open_window, density):
    window = open_window([refill(0)])
    theme().set_density(density)
    header = window.window.pane.table.verticalHeader()
    assert header.defaultSectionSize() >= ROW_HEIGHTS[density]
    theme().set_text_scale(2.0)
    assert header.defaultSectionSize() >= QFontMetrics(theme().font()).height() + 8


@pytest.mark.parametrize("scheme", [Scheme.LIGHT, Scheme.DARK, Scheme.CONTRAST])
async def test_each_scheme_is_painted_in_its_own_colours(open_window, scheme):
    theme().set_scheme(scheme)
    window = open_window([refill(0), refill(5)])
    await window.go_to("refill")
    image = window.window.grab().toImage()
    table = window.window.pane.table
    empty = table.viewport().mapTo(window.window, table.viewport().rect().bottomLeft())
    assert image.pixelColor(empty.x() + 30, empty.y() - 8).name() == theme().color("card").name()


async def test_a_selected_row_keeps_its_words_readable(open_window):
    """Fusion fills the row before the delegate paints: the tint must be ours, not the system's."""
    theme().set_scheme(Scheme.DARK)
    window = open_window([refill(0)])
    await window.go_to("refill")
    table = window.window.pane.table
    row = table.visualRect(table.currentIndex())
    image = table.viewport().grab().toImage()
    assert (
        image.pixelColor(row.right() - 4, row.center().y()).name()
        == theme().color("selection").name()
    )


def test_a_status_is_said_by_shape_word_and_colour(qapp):
    badge = Badge(Chip("warning", "Not accepted", "bad"))
    assert badge.accessibleName() == "Not accepted"
    assert badge.sizeHint().width() > QFontMetrics(theme().font()).horizontalAdvance("Not accepted")
    for face in FACES.values():
        for chip in face.states().values():
            assert chip.icon
            assert chip.text
    badge.deleteLater()


def test_the_style_sheet_names_no_table_and_no_list():
    """A rule on an item view costs the blit of scrolling: 2.5 ms become 15."""
    sheet = (resources.folder() / "styles" / "console.qss").read_text(encoding="utf-8")
    rules = sheet[sheet.index("*/") :]
    for name in (
        "QTableView",
        "QListView",
        "QAbstractItemView",
        "QTreeView",
        "QAbstractScrollArea",
        "::item:",
    ):
        assert name not in rules.replace("QMenu::item:", "")


def test_the_table_has_no_style_sheet_and_no_sizes_to_compute(qapp):
    assert issubclass(QAbstractItemView, QWidget)
    code = (resources.folder().parent / "console" / "views" / "queue_table.py").read_text()
    assert "ResizeToContents" not in code
    assert "setStyleSheet" not in code


def test_starting_the_window_loads_no_network_no_database_and_no_keyring():
    """They cost half a second; the window is painted first."""
    code = (
        "import sys, console.views.main_window, console.views.sign_in_dialog;"
        "heavy = {'requests', 'urllib3', 'sqlalchemy', 'keyring', 'sqlcipher3', 'sqlite3'};"
        "print(sorted(heavy & set(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        check=True,
        cwd=resources.folder().parent,
    )
    assert done.stdout.strip() == "[]"


def test_the_people_of_the_pictures_are_as_awkward_as_real_ones():
    assert {LONGEST, MARKUP} <= {name for name, _born, _sex in PEOPLE}


def test_widgets_may_ask_for_the_theme_while_it_is_being_installed():
    """A widget that was there before asks for colours as soon as the style reaches it."""
    program = """
from PySide6.QtWidgets import QApplication, QWidget
from console.views.theme import theme
class Early(QWidget):
    def changeEvent(self, event):
        theme().color("text")
        theme().font()
application = QApplication([])
early = Early()
early.show()
theme()
print("installed")
"""
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=False, timeout=60
    )
    assert (done.returncode, done.stdout.strip()) == (0, "installed"), done.stderr[-500:]


@pytest.mark.parametrize("rank", ["", "primary", "refuse"])
@pytest.mark.parametrize("scheme", list(Scheme))
def test_a_button_that_can_not_be_pressed_looks_it_in_every_scheme(qapp, scheme, rank):
    """High contrast has one shade for all text: there the frame says it."""
    theme().set_scheme(scheme)
    button = QPushButton("Go on")
    button.setProperty("rank", rank)
    button.resize(120, 40)
    enabled = button.grab().toImage()
    button.setEnabled(False)
    assert button.grab().toImage() != enabled
    button.deleteLater()
