"""Rules of the house that no ready-made linter knows, checked on the syntax tree."""

import ast
import gc
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, Signal

ROOT = Path(__file__).resolve().parents[2]
CONSOLE = sorted((ROOT / "console").rglob("*.py"))
PORTAL = sorted((ROOT / "portal").rglob("*.py"))
VIEWS = sorted((ROOT / "console" / "views").rglob("*.py"))
MODULE_LINES, VIEW_LINES, FUNCTION_LINES = 300, 250, 40
DRAWERS = {"utils", "util", "helpers", "helper", "common", "manager", "managers", "base", "misc"}
HEAD_TABLES = {"feed_entry", "journal", "practice_head"}
FROZEN_LONG = {"portal/db/tables.py"}
"""Declarations, which are read from top to bottom and not followed."""


def place(path: Path, node: ast.AST) -> str:
    return f"{path.relative_to(ROOT)}:{getattr(node, 'lineno', 0)}"


@cache
def nodes_of(path: Path) -> list[ast.AST]:
    """All of a source, read once for all rules."""
    return list(ast.walk(ast.parse(path.read_text(encoding="utf-8"))))


@cache
def calls_of(path: Path) -> list[tuple[ast.Call, str]]:
    return [(node, ast.unparse(node.func)) for node in nodes_of(path) if isinstance(node, ast.Call)]


@pytest.fixture(scope="module", autouse=True)
def sources_forgotten() -> Iterator[None]:
    """Keep the trees of all sources no longer than the rules need them."""
    yield
    calls_of.cache_clear()
    nodes_of.cache_clear()


def nodes(paths: list[Path]) -> Iterator[tuple[Path, ast.AST]]:
    return ((path, node) for path in paths for node in nodes_of(path))


def calls(paths: list[Path]) -> Iterator[tuple[Path, ast.Call, str]]:
    return ((path, *found) for path in paths for found in calls_of(path))


def test_no_dialog_is_run_in_a_loop_of_its_own():
    """`exec()` in a coroutine loses another task's wake-up for good; `opening` is over before the first."""
    found = [
        place(path, call)
        for path, call, name in calls(CONSOLE)
        if (name.endswith((".exec", ".exec_")) and path.name != "opening.py")
        or name.startswith("QMessageBox.")
        or name.split(".")[-1] == "processEvents"
    ]
    assert not found


def test_views_are_synchronous():
    found = [
        place(path, node)
        for path, node in nodes(VIEWS)
        if isinstance(node, ast.AsyncFunctionDef | ast.Await)
    ]
    assert not found


def test_modules_keep_to_their_length():
    long = []
    for path in [*CONSOLE, *PORTAL]:
        budget = VIEW_LINES if path in VIEWS else MODULE_LINES
        name = str(path.relative_to(ROOT))
        lines = len(path.read_text(encoding="utf-8").splitlines())
        if lines > budget and name not in FROZEN_LONG and "migrations/versions" not in name:
            long.append(f"{name}: {lines} > {budget}")
    assert not long, "\n".join(long)


def test_functions_keep_to_their_length():
    """Lines of code: what a docstring explains does not count against it."""
    long = []
    for path, node in nodes([*CONSOLE, *PORTAL]):
        if not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) or "migrations" in str(
            path
        ):
            continue
        first = node.body[1] if ast.get_docstring(node) and len(node.body) > 1 else node.body[0]
        lines = (node.end_lineno or 0) - first.lineno + 1
        if lines > FUNCTION_LINES:
            long.append(f"{place(path, node)} {node.name}: {lines}")
    assert not long, "\n".join(long)


def test_there_are_no_drawers():
    found = [str(path.relative_to(ROOT)) for path in [*CONSOLE, *PORTAL] if path.stem in DRAWERS]
    assert not found


@pytest.mark.field("stored-xss")
def test_every_label_shows_plain_text():
    """A bare QLabel guesses whether a patient's name is markup."""
    found = [
        place(path, call)
        for path, call, name in calls(CONSOLE)
        if name in {"QLabel", "QtWidgets.QLabel", "QTextEdit", "QTextBrowser"}
    ]
    subclasses = {
        f"{path.relative_to(ROOT)}:{node.name}"
        for path, node in nodes(CONSOLE)
        if isinstance(node, ast.ClassDef)
        and any(ast.unparse(base) in {"QLabel", "QTextEdit", "QTextBrowser"} for base in node.bases)
    }
    plain = {"console/views/plain_label.py:PlainLabel", "console/views/icons.py:IconLabel"}
    assert not found
    assert subclasses <= plain


def test_a_text_is_translated_where_its_context_is_known():
    """`other.tr(…)` is filed under the words "other" and looked up under a class: never found."""
    found = [
        place(path, call)
        for path, call, name in calls(CONSOLE)
        if name.endswith(".tr") and name != "self.tr"
    ]
    assert not found


def test_only_the_theme_sets_a_style_sheet():
    found = [
        place(path, call)
        for path, call, name in calls(CONSOLE)
        if name.endswith(".setStyleSheet") and path.name != "theme.py"
    ]
    assert not found


def test_no_colour_is_written_outside_the_tones():
    found = [
        place(path, node)
        for path, node in nodes(CONSOLE)
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and len(node.value) == 7
        and node.value.startswith("#")
    ]
    assert not found


def test_nothing_sleeps_on_the_way():
    found = [
        place(path, call)
        for path, call, name in calls([*CONSOLE, *PORTAL])
        if name in {"time.sleep", "sleep", "QThread.sleep", "QTest.qWait"}
    ]
    assert not found


def test_no_cancellation_is_dropped():
    """`asyncio.wait_for` does where it comes together with the answer, before Python 3.12: see `is_set_within`."""
    assert not [
        place(path, call)
        for path, call, name in calls([*CONSOLE, *PORTAL])
        if name in {"asyncio.wait_for", "wait_for"}
    ]


def test_only_the_commit_writes_feed_journal_and_head():
    """Elsewhere a number could be given twice, or the chain of the journal broken."""
    allowed = {ROOT / "portal" / "db" / name for name in ("unit_of_work.py", "commit.py")}
    found = []
    for path, call, name in calls(PORTAL):
        if path in allowed or "migrations" in str(path):
            continue
        if name.split(".")[-1] in {"insert", "update", "delete"}:
            words = {ast.unparse(arg).split(".")[-1] for arg in call.args}
            owner = name.split(".")[-2] if "." in name else ""
            if (words | {owner}) & HEAD_TABLES:
                found.append(place(path, call))
    assert not found


def test_every_suppressed_warning_names_its_rule_and_its_reason():
    found = []
    for path in [*CONSOLE, *PORTAL]:
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            for mark in ("# noqa", "# type: ignore"):
                if mark not in line:
                    continue
                rest = line.split(mark, 1)[1]
                named = rest.startswith((": ", "["))
                reason = " - " in rest or rest.count("#") > 0
                if not named or not reason:
                    found.append(f"{path.relative_to(ROOT)}:{number}")
    assert not found, "\n".join(found)


class Emitter(QObject):
    told = Signal(bool)


def test_emitting_keeps_its_references(qapp):
    """PySide6 6.12.0 loses one for each `emit` and ends Python 3.11 (ADR 0007)."""
    emitter = Emitter()
    emitter.told.connect(lambda _value: None)
    gc.collect()
    before = sys.getrefcount(True)
    for _ in range(2000):
        emitter.told.emit(True)
    assert abs(sys.getrefcount(True) - before) < 50


@pytest.mark.parametrize(
    "name", ["QThread", "QSortFilterProxyModel", "QTableWidget", "QListWidget"]
)
def test_what_was_measured_and_refused_does_not_come_back(name):
    found = [
        place(path, node)
        for path, node in nodes(CONSOLE)
        if isinstance(node, ast.Name | ast.Attribute)
        and (node.id if isinstance(node, ast.Name) else node.attr) == name
    ]
    assert not found
