"""The care managers of one chart in a window of their own."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtWidgets import QWidget

from console.models.one_line import isolated
from console.models.when import Calendar
from console.views.access.proxy_panel import ProxyPanel
from console.views.queues.wrapped import WrappedLabel
from console.views.sheet import Sheet
from console.views.theme import theme

WIDTH, HEIGHT = 680, 520


class ProxySheet(Sheet):
    """Holds a `ProxyPanel` for a patient: `id`, `name`, `birth_date`, `record_number`."""

    def __init__(
        self, patient: Mapping[str, Any], calendar: Calendar, parent: QWidget | None = None
    ) -> None:
        super().__init__("", "", parent)
        self.set_title(self.tr("Care managers"))
        self.setObjectName("proxy_sheet")
        self.accept_button.hide()
        self.cancel_button.setText(self.tr("Close"))
        born = calendar.day(str(patient.get("birth_date") or ""))
        parts = (isolated(str(patient.get("name") or "")), born, patient.get("record_number"))
        who = WrappedLabel(" · ".join(str(part) for part in parts if part), bold=True)
        who.setObjectName("proxy_patient")
        self.panel = ProxyPanel(calendar)
        self.content.addWidget(who)
        self.content.addWidget(self.panel)
        self.content.addStretch(1)
        scale = theme().text_scale
        self.resize(round(WIDTH * scale), round(HEIGHT * scale))
