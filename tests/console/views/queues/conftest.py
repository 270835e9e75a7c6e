"""Bodies on the (missing) screen, at a fixed moment in a practice in New York."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QScrollArea

from console.domain.items import Item
from console.models.when import Calendar
from console.views.queues import body_for
from console.views.queues.body import QueueBody
from console.views.theme import Scheme, theme
from tests.support.looking import settle

NOW = datetime(2026, 11, 22, 15, 0, tzinfo=UTC)


@pytest.fixture
def calendar() -> Calendar:
    """Sunday, 22 November 2026, ten in the morning in New York."""
    return Calendar("America/New_York", now=lambda: NOW)


@pytest.fixture
def look(qapp: QApplication, english: None, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Light, at the system's text size, in the practice's own zone; put back so after the test."""
    monkeypatch.setenv("TZ", "America/New_York")
    theme().set_scheme(Scheme.LIGHT)
    yield
    qapp.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
    theme().set_text_scale(1.0)
    theme().set_scheme(Scheme.LIGHT)


@pytest.fixture
def show(look: None, qtbot: object, calendar: Calendar) -> Callable[..., QueueBody]:
    """Shows an item in the body of its queue, inside a panel of a given width."""
    panels: list[QScrollArea] = []

    def show_one(item: Item, width: int = 560, height: int = 900) -> QueueBody:
        body = body_for(item.key.kind, calendar)
        panel = QScrollArea()
        panel.setWidgetResizable(True)
        panel.setAccessibleName("Item")
        panel.setWidget(body)
        panel.resize(width, height)
        qtbot.addWidget(panel)  # type: ignore[attr-defined] # pytest-qt has no types
        panels.append(panel)
        body.show_item(item)
        panel.show()
        settle()
        return body

    return show_one
