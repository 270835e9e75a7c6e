"""The whole window for the tests of views."""

import asyncio
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from PySide6.QtCore import QLocale, QTranslator
from PySide6.QtWidgets import QApplication

from console import resources
from tests.support.open_window import OpenWindow
from tests.support.window_items import morning


@pytest.fixture
def english(qapp: QApplication) -> Iterator[None]:
    """English as the program speaks it, with its plurals and its way to write numbers."""
    before = QLocale()
    resources.install_translation(qapp, QLocale("en_US"))
    yield
    for translator in qapp.findChildren(QTranslator):
        qapp.removeTranslator(translator)
        translator.deleteLater()
    QLocale.setDefault(before)


@pytest.fixture
def open_window(
    qt_loop: asyncio.AbstractEventLoop, english: None
) -> Iterator[Callable[..., OpenWindow]]:
    """Opens windows over the made-up morning, or other items, and closes them after the test."""
    opened: list[OpenWindow] = []

    def open_one(items: Any = None, **how: Any) -> OpenWindow:
        window = OpenWindow(morning() if items is None else items, **how)
        opened.append(window)
        return window

    yield open_one
    for window in opened:
        qt_loop.run_until_complete(window.close())
