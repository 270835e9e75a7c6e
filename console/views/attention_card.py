"""One decision that was not accepted, in full, until a person has read it."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout

from console.domain.decisions import Attention, ResultStatus
from console.messages import Message, problem_message
from console.models.one_line import one_line
from console.models.queue_face import QueueFace
from console.models.when import Calendar, ms_of
from console.views.badge import Badge
from console.views.icons import ButtonIcon, IconLabel
from console.views.notice import Notice
from console.views.plain_label import PlainLabel
from console.views.queues.facts import DOT
from console.views.queues.wrapped import WrappedLabel
from console.views.theme import GAP, GRID, GROUP, theme

WORDS_INSIDE = (
    "told_name",
    "told_role",
    "text",
    "note",
    "internal_note",
    "outcome_note",
    "rationale",
)
"""Parameters in which somebody has written words that no patient reads."""


class AttentionCard(QFrame):
    """What I decided, what the portal said, how the item stands now and who did that.

    Enter shows the item, Delete acknowledges. Signals: `acknowledged`, `item_asked`, and
    `step_asked(int)` for the arrow keys.
    """

    acknowledged = Signal()
    item_asked = Signal()
    step_asked = Signal(int)

    def __init__(
        self,
        attention: Attention,
        face: QueueFace | None,
        calendar: Calendar,
        practice: str = "",  # named where the user works in several
    ) -> None:
        super().__init__()
        self.setObjectName("attention_card")
        self.setProperty("surface", "framed")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.attention = attention
        self._face, self._calendar, self._practice = face, calendar, practice
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(GROUP, GROUP, GROUP, GROUP)
        self._column.setSpacing(GAP)
        self._add_head()
        self._notice = Notice()
        self._column.addWidget(self._notice)  # first: shown without a parent it were a window
        self._notice.say(self._message(), aloud=False)
        self._add_now()
        self._add_words()
        self._add_buttons()
        self.setAccessibleName(self.story())

    def story(self) -> str:
        """Give all that the card says, as one text."""
        labels = self.findChildren(PlainLabel)
        return " ".join(label.text() for label in labels if label.text())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Act by the keyboard alone."""
        key = event.key()
        if key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.item_asked.emit()
        elif key == Qt.Key.Key_Delete:
            self._on_acknowledged()
        elif key in {Qt.Key.Key_Up, Qt.Key.Key_Down}:
            self.step_asked.emit(1 if key == Qt.Key.Key_Down else -1)
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the focus around the card."""
        super().paintEvent(event)
        if not self.hasFocus():
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme().color("accent"), 1 + theme().frame()))
        painter.drawRoundedRect(self.rect().adjusted(1, 1, -1, -1), GAP, GAP)
        painter.end()

    def _add_head(self) -> None:
        command = self.attention.command
        row = QHBoxLayout()
        row.setSpacing(GAP)
        icon = self._face.icon if self._face else "info"
        row.addWidget(IconLabel(icon, "muted", 1.1), 0, Qt.AlignmentFlag.AlignTop)
        label = WrappedLabel(one_line(command.label) or self.tr("Item without a name"), bold=True)
        label.setObjectName("attention_label")
        row.addWidget(label, 1)
        when = PlainLabel(self._calendar.moment(self.attention.at_ms), tone="muted")
        when.setObjectName("attention_when")
        when.setToolTip(self._calendar.absolute(self.attention.at_ms))
        row.addWidget(when, 0, Qt.AlignmentFlag.AlignTop)
        self._column.addLayout(row)
        done = self._done(command.action)
        decided = self.tr("You decided: {what}").format(what=done)
        at = self._calendar.moment(ms_of(command.client_decided_at))
        if at:
            decided = self.tr("You decided at {time}: {what}").format(time=at, what=done)
        self._column.addWidget(PlainLabel(decided, wrap=True))
        if self._practice:
            where = WrappedLabel(one_line(self._practice), tone="muted")
            where.setObjectName("attention_practice")
            self._column.addWidget(where)

    def _message(self) -> Message:
        """Say it in the catalogue's words; an answer without a problem was satisfied already."""
        if not self.attention.problem and self.attention.status is ResultStatus.ALREADY_SATISFIED:
            return Message(self.tr("A colleague had decided the same."), tone="info")
        return problem_message(self.attention.problem)

    def _add_now(self) -> None:
        current = self.attention.current
        if not current or self._face is None:
            return
        row = QHBoxLayout()
        row.setSpacing(GAP)
        row.addWidget(PlainLabel(self.tr("Now:")))
        row.addWidget(Badge(self._face.chip(str(current.get("state") or ""))))
        who = WrappedLabel(self._who(_object(current, "decision")), tone="muted")
        who.setObjectName("attention_who")
        row.addWidget(who, 1)
        self._column.addLayout(row)

    def _who(self, decision: Mapping[str, Any]) -> str:
        name = one_line(str(_object(decision, "by").get("name") or ""))
        at = self._calendar.moment(ms_of(decision.get("at")))
        if name and at:
            return self.tr("by {name}, {time}").format(name=name, time=at)
        return self.tr("by {name}").format(name=name) if name else at

    def _add_words(self) -> None:
        """Keep what was written in sight: it went nowhere, and may be wanted again."""
        words = str(self.attention.command.params.get("text_to_patient") or "").strip()
        if words:
            told = self.tr("You wrote, and the patient has not read: {words}")
            self._column.addWidget(WrappedLabel(told.format(words=one_line(words)), tone="muted"))
        inside = DOT.join(_words_inside(self.attention.command.params))
        if inside:
            told = self.tr("You wrote, and no colleague has read: {words}")
            self._column.addWidget(WrappedLabel(told.format(words=inside), tone="muted"))

    def _add_buttons(self) -> None:
        self._show = QPushButton(self.tr("Show item"))
        self._show.setObjectName("show_item")
        ButtonIcon(self._show, "chevron-right")
        self._show.clicked.connect(self.item_asked)
        self._acknowledge = QPushButton(self.tr("Acknowledge"))
        self._acknowledge.setObjectName("acknowledge")
        self._acknowledge.setToolTip(self.tr("I have read it (Del)"))
        ButtonIcon(self._acknowledge, "check")
        self._acknowledge.clicked.connect(self._on_acknowledged)
        row = QHBoxLayout()
        row.setSpacing(GAP)
        name = one_line(self.attention.command.label)
        for button in (self._acknowledge, self._show):
            button.setMinimumHeight(32)
            button.setAccessibleName(f"{button.text()}: {name}")
            row.addWidget(button)
        row.addStretch(1)
        self._column.addSpacing(GRID)
        self._column.addLayout(row)

    def _done(self, action: str) -> str:
        return self._face.action(action).done if self._face else action

    def _on_acknowledged(self) -> None:
        if self._acknowledge.isEnabled():
            self._acknowledge.setDisabled(True)  # until the list comes without it
            self.acknowledged.emit()


def _object(source: Mapping[str, Any], key: str) -> Mapping[str, Any]:
    found = source.get(key)
    return found if isinstance(found, Mapping) else {}


def _words_inside(params: Mapping[str, Any]) -> list[str]:
    """The words to colleagues that a decision carried, of a call and of an override as well."""
    found = [params, *(value for value in params.values() if isinstance(value, Mapping))]
    texts = [str(one.get(name) or "") for one in found for name in WORDS_INSIDE]
    return [one_line(text) for text in texts if text.strip()]
