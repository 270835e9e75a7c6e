"""What every test gets: no screen, Qt's loop for `async def`, and no leftovers unnoticed."""

import asyncio
import gc
import inspect
import os
import re
import sys
import threading
from collections.abc import Iterator
from time import monotonic
from typing import Any

import pytest

from tests.support.cheap_keys import cheap_passphrases

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

_UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
THREADS_END_S = 3.0
"""How long threads may take to end after a test, in seconds."""
LONGEST = {"test_no_patient_data.py", "test_kill.py", "test_disk_sweep.py"}
"""Whose tests or fixtures take half a minute: at the end of a run all other processes would wait."""
LONG_COLLECTION_S = 0.01
"""A collection that takes longer, in seconds, has too much to look through that is not garbage."""


def pytest_sessionstart() -> None:
    """Collect garbage on the main thread alone and for good, as the program does (ADR 0006)."""
    gc.disable()
    cheap_passphrases()


def pytest_collection_finish() -> None:
    """Take the collected tests out of the collector's sight: with them a collection takes a second.

    They stay there: a desk that opens would bring them back, and look through all of them, each time.
    `set_aside` itself is tried in processes of its own.
    """
    gc.collect()
    gc.freeze()
    qt_loop = sys.modules.get("console.qt_loop")
    if qt_loop is not None:
        vars(qt_loop)["set_aside"] = gc.collect


def _collect() -> None:
    """Collect garbage; what survives is set aside once there is so much that looking takes long.

    A process that has run thousands of tests holds millions of objects of modules, caches and
    reports. To look through them after each test took more than half of the suite's time.
    """
    begun = monotonic()
    gc.collect()
    if monotonic() - begun > LONG_COLLECTION_S:
        gc.freeze()


def pytest_make_parametrize_id(val: object) -> str | None:
    """Name a case alike in every process: chance and times in a name part the workers of one run."""
    if isinstance(val, bytes):
        return f"{len(val)} bytes"
    if isinstance(val, str) and _UUID.fullmatch(val):
        return "an id"
    return None


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Let the longest begin first, and give each `async def` test the loop it runs on."""
    items.sort(key=lambda item: item.path.name not in LONGEST)  # otherwise as they were shuffled
    for item in items:
        if isinstance(item, pytest.Function) and inspect.iscoroutinefunction(item.obj):
            item.fixturenames.append("qt_loop")


@pytest.hookimpl(tryfirst=True)
def pytest_pyfunc_call(pyfuncitem: pytest.Function) -> bool | None:
    """Run an `async def` test to its end on Qt's loop."""
    if not inspect.iscoroutinefunction(pyfuncitem.obj):
        return None
    loop: asyncio.AbstractEventLoop = pyfuncitem.funcargs["qt_loop"]
    names = pyfuncitem._fixtureinfo.argnames
    loop.run_until_complete(pyfuncitem.obj(**{name: pyfuncitem.funcargs[name] for name in names}))
    return True


@pytest.fixture
def qt_loop(qapp: Any) -> Iterator[asyncio.AbstractEventLoop]:
    """Qt's loop as asyncio's; a task that the test left running fails it."""
    from qasync import QEventLoop  # noqa: PLC0415 - tests of the portal load no Qt

    qapp.setQuitOnLastWindowClosed(False)
    loop = QEventLoop(qapp)
    asyncio.set_event_loop(loop)
    try:
        yield loop
        left = [task for task in asyncio.all_tasks(loop) if not task.done()]
        for task in left:
            task.cancel()
        if left:
            loop.run_until_complete(asyncio.gather(*left, return_exceptions=True))
    finally:
        loop.close()
        asyncio.set_event_loop(None)
    assert not left, f"tasks left running: {left}"


@pytest.fixture(autouse=True)
def no_threads_left() -> Iterator[None]:
    """A thread that the test started and did not end fails it."""
    before = set(threading.enumerate())
    yield
    deadline = monotonic() + THREADS_END_S
    for thread in set(threading.enumerate()) - before:
        thread.join(max(0.0, deadline - monotonic()))
    left = [thread for thread in set(threading.enumerate()) - before if thread.is_alive()]
    assert not left, f"threads left running: {left}"


@pytest.fixture(autouse=True)
def no_windows_left(request: pytest.FixtureRequest) -> Iterator[None]:
    """A top-level widget that the test left behind fails it; garbage goes on this thread."""
    yield
    if not {"qapp", "qtbot", "qt_loop"} & set(request.fixturenames):
        return
    from PySide6.QtCore import QCoreApplication, QEvent  # noqa: PLC0415 - as above
    from PySide6.QtWidgets import QApplication  # noqa: PLC0415 - as above

    _collect()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    left = QApplication.topLevelWidgets()
    names = [f"{type(widget).__name__} {widget.objectName()}" for widget in left]
    for widget in left:
        widget.hide()
        widget.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    assert not left, f"windows left behind: {names}"


@pytest.fixture(autouse=True)
def look_as_installed(request: pytest.FixtureRequest) -> Iterator[None]:
    """Colours, density and text size are the application's: each test finds them as installed."""
    yield
    if "qapp" not in request.fixturenames:
        return
    from console.views import theme  # noqa: PLC0415 - as above

    if theme.is_installed():
        look = theme.theme()
        look.set_scheme(theme.Scheme.SYSTEM)
        look.set_density(theme.Density.NORMAL)
        look.set_text_scale(1.0)
