"""The program runs nothing that came over the line, and has no way to replace itself (T14).

A practice installs signed packages by its own means. What an update channel would be attacked through is not
there, and this is what says so when somebody adds one.
"""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import console
from console import messages, opening

ROOT = Path(console.__file__).parent
RUNS = re.compile(
    r"(builtins\.)?(exec|eval|compile|__import__)|importlib\..*|runpy\..*|zipimport\..*|imp\..*"
    r"|(c?[pP]ickle|marshal|shelve|dill|yaml)\..*|ctypes\.(CDLL|PyDLL|WinDLL|OleDLL)"
)
NETWORK = {"requests", "urllib3", "http", "socket", "ssl", "ftplib", "smtplib", "xmlrpc"}
NETWORK |= {"PySide6.QtNetwork", "PySide6.QtWebSockets", "urllib.request", "httpx", "aiohttp"}
SPEAKS = {
    "api_client",  # the one way to the portal
    "workstation/single.py",  # a local socket, to call the first window to the front
    "tour",  # drives the program for its pictures
}
STARTS = {
    "__main__.py",  # itself once more, in a clean environment
    "workstation/relaunch.py",  # itself, locked
    "child_process.py",
    "demo.py",  # the demo's portal, from the same installation
    "paper.py",  # itself, as the child that draws pages
    "tour/outside.py",
}


def modules() -> Iterator[tuple[str, ast.Module]]:
    for path in sorted(ROOT.rglob("*.py")):
        yield path.relative_to(ROOT).as_posix(), ast.parse(path.read_text(encoding="utf-8"))


def imported(module: ast.Module) -> set[str]:
    """The names of what a module imports, wherever in it."""
    found = set()
    for node in ast.walk(module):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
    return found


@pytest.mark.threat("T14")
def test_t14_nothing_that_came_over_the_line_is_ever_run() -> None:
    """No text becomes code, no bytes become objects, and the only foreign code is the system's C library.

    What is imported by a name, later than the others, is named by a constant of ours.
    """
    found = [
        f"{name}: {ast.unparse(node)}"
        for name, module in modules()
        for node in ast.walk(module)
        if isinstance(node, ast.Call) and RUNS.fullmatch(ast.unparse(node.func))
    ]
    assert set(found) == {
        "workstation/hardening.py: ctypes.CDLL(None)",
        "workstation/spare_memory.py: ctypes.CDLL(None)",  # malloc_trim
        "messages/__init__.py: importlib.import_module(f'{__name__}.{_WHERE[name]}')",
        "opening.py: importlib.import_module(name)",
        # PySide's own module of signatures, later than PySide does it, and Python's modules that it needs
        "quick_imports.py: exec(_plain(self.source, f'{_NAME}.py', 'exec'), names)",
        "quick_imports.py: importlib.import_module('PySide6')",
        "quick_imports.py: importlib.import_module(name)",
        "quick_imports.py: importlib.util.find_spec('PySide6')",  # where its libraries lie
        "quick_imports.py: ctypes.CDLL(None)",
        "quick_imports.py: ctypes.CDLL(_FONTS)",
    }
    modules_behind = (
        *opening.BEHIND,
        *(f"console.messages.{one}" for one in messages._WHERE.values()),
    )
    assert all(
        (ROOT / f"{one.removeprefix('console.').replace('.', '/')}.py").is_file()
        for one in modules_behind
    )


@pytest.mark.threat("T14")
def test_t14_one_part_speaks_to_the_network_and_few_start_a_process() -> None:
    speak, start = set(), set()
    for name, module in modules():
        names = imported(module)
        if names & NETWORK and not any(name == one or name.startswith(f"{one}/") for one in SPEAKS):
            speak.add(name)
        words = {ast.unparse(node) for node in ast.walk(module) if isinstance(node, ast.Attribute)}
        if "subprocess" in names or any(
            re.fullmatch(r"os\.(exec|spawn|posix_spawn|startfile|system|popen)\w*", word)
            or re.search(r"QProcess\.start|QDesktopServices|webbrowser", word)
            for word in words
        ):
            start.add(name)
    assert speak == set()
    assert start <= STARTS, start - STARTS
    assert {"__main__.py", "paper.py", "workstation/relaunch.py"} <= start
