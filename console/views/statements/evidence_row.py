"""One thing that was looked for on the page: what was found, and whether it agrees (PEERS B10)."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QSizePolicy, QVBoxLayout

from console.domain.statements import Evidence
from console.models.one_line import isolated
from console.models.statement_words import signal_words
from console.views.icons import IconLabel
from console.views.queues.wrapped import WrappedLabel
from console.views.theme import GAP, GRID, TARGET, theme


class EvidenceRow(QAbstractButton):
    """A sign, the name of the signal and the words found; pressing it shows them on the page."""

    def __init__(self, number: int) -> None:
        super().__init__()
        self.setObjectName(f"evidence_{number}")
        self.setCheckable(True)
        self.setAutoExclusive(True)
        self.setMinimumHeight(TARGET + GAP)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._sign = IconLabel("check", "ok")
        self._name = WrappedLabel(tone="muted")
        self._found = WrappedLabel(bold=True)
        self._where = WrappedLabel(tone="muted")
        words = QVBoxLayout()
        words.setSpacing(0)
        for label in (self._name, self._found, self._where):
            words.addWidget(label)
        row = QHBoxLayout(self)
        row.setContentsMargins(GAP, GRID, GAP, GRID)
        row.setSpacing(GAP)
        row.addWidget(self._sign, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)
        for part in (self._sign, self._name, self._found, self._where):
            part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        theme().changed.connect(self.update)

    def show_evidence(self, one: Evidence) -> None:
        """Show what was found; one that stands on no page says who told it."""
        icon, tone = ("check", "ok") if one.agrees else ("cross", "bad")
        self._sign.show_icon(icon, tone)
        verdict = self.tr("agrees") if one.agrees else self.tr("contradicts")
        is_marked = one.page >= 0 and one.length > 0
        where = self.tr("page {number}").format(number=one.page + 1)
        where = where if is_marked else self.tr("read by a person, not marked")
        name = signal_words(one.signal)
        self._name.say(name)
        self._found.say(isolated(one.found) if one.found else "–", "text" if one.agrees else "bad")
        self._where.say(f"{verdict} · {where}")
        self.setEnabled(is_marked)
        self.setChecked(False)
        self.setAccessibleName(f"{name} {one.found}: {verdict}, {where}")
        self.setToolTip(self.tr("Show it on the page") if is_marked else "")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Press on Enter as on Space."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the ground of the one that is shown on the page, and the ring of the focus."""
        look, painter = theme(), QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        if self.isChecked() or self.underMouse():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(look.color("selection" if self.isChecked() else "hover"))
            painter.drawRoundedRect(area, 6, 6)
        if self.hasFocus():
            painter.setPen(QPen(look.color("accent"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(area, 6, 6)
        painter.end()
