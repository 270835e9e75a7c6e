"""One message as it came: where it is from and what became of it, its fields with names, its text."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QPlainTextEdit,
    QPushButton,
    QStackedWidget,
    QWidget,
)

from console.domain.intake import IntakeMessage, RawMessage
from console.messages import Message
from console.models.one_line import one_line
from console.models.upload_words import size_words
from console.models.watch_words import (
    channel_name,
    cut_fields_words,
    cut_text_words,
    outcome_chip,
    reason_words,
)
from console.models.when import Calendar, ms_of
from console.views.intake.message_tree import MessageTree
from console.views.notice import Notice
from console.views.plain_label import PlainLabel
from console.views.queues.section import reveal
from console.views.queues.tag import Tag
from console.views.queues.wrapped import WrappedLabel
from console.views.sheet import Sheet
from console.views.theme import GAP, GROUP, TARGET, theme

WIDTH, HEIGHT = 1080, 720
_LINE = 2_000
"""Characters of a line of text: a longer one goes on below, as it could not be painted at once."""


class MessageSheet(Sheet):
    """Shows what the portal says of one message, and forgets it when it closes.

    It is about a patient, so nothing but the sender's number can be copied.
    """

    def __init__(self, message_id: str, calendar: Calendar, parent: QWidget | None = None) -> None:
        super().__init__("", "", parent)
        self.set_title(self.tr("Message of a laboratory"))
        self.setObjectName("message_sheet")
        self.accept_button.hide()
        self.cancel_button.setText(self.tr("Close"))
        self.message_id = message_id
        self._calendar = calendar
        self.notice = Notice()
        self._tag = Tag()
        self._why = WrappedLabel()
        self._facts = _Facts()
        self.tree = MessageTree()
        self.text = _text_view()
        self.text.setAccessibleName(self.tr("The message as it came"))
        self._fields = self._segment(self.tr("Fields"), "fields_button")
        self._raw = self._segment(self.tr("As it came"), "text_button")
        self._cuts = ("", "")  # what each page leaves out
        self._cut = WrappedLabel(tone="warn")
        self._cut.setObjectName("message_cut")
        self._waiting = PlainLabel(self.tr("Looking…"), tone="muted")
        self._pages = QStackedWidget()
        self._build()
        theme().changed.connect(self._dress)
        self._dress()
        scale = theme().text_scale ** 0.6
        self.resize(round(WIDTH * scale), round(HEIGHT * scale))

    def _segment(self, words: str, name: str) -> QPushButton:
        button = QPushButton(words)
        button.setObjectName(name)
        button.setProperty("rank", "segment")
        button.setCheckable(True)
        button.setAutoDefault(False)
        button.setMinimumHeight(TARGET)
        return button

    def _build(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(GAP)
        head.addWidget(self._tag, 0, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        head.addWidget(self._why, 1)
        group = QButtonGroup(self)
        choice = QHBoxLayout()
        choice.setSpacing(GAP)
        for place, button in enumerate((self._fields, self._raw)):
            group.addButton(button, place)
            choice.addWidget(button)
        choice.addStretch(1)
        self._fields.setChecked(True)
        group.idClicked.connect(self._show_page)
        for page in (self.tree, self.text, self._waiting):
            self._pages.addWidget(page)
        self.content.addWidget(self.notice)
        self.content.addLayout(head)
        self.content.addWidget(self._facts)
        self.content.addLayout(choice)
        self.content.addWidget(self._cut)
        self.content.addWidget(self._pages, 1)
        self._pages.setCurrentWidget(self._waiting)
        for part in (self._tag, self._why, self._facts, self._fields, self._raw, self._cut):
            reveal(part, shown=False)

    def show_message(self, message: RawMessage) -> None:
        """Take the message."""
        self.notice.clear()
        head = message.head
        self._cuts = (cut_fields_words(message), cut_text_words(message))
        self._tag.show_chip(outcome_chip(head))
        self._why.say(reason_words(head))
        self._facts.show_message(head, self._calendar)
        self.tree.show_nodes(message.nodes)
        self.text.setPlainText(_broken(message.text))
        for part in (self._tag, self._facts, self._fields, self._raw):
            reveal(part, shown=True)
        reveal(self._why, shown=bool(self._why.text()))
        if message.nodes:
            self._fields.click()
            self.tree.setFocus()
        else:  # a resource that is none: its text is all there is
            self._fields.setEnabled(False)
            self._raw.click()
            self.text.setFocus()

    def _show_page(self, place: int) -> None:
        self._pages.setCurrentIndex(place)
        self._cut.say(self._cuts[place])
        reveal(self._cut, shown=bool(self._cuts[place]))

    def show_problem(self, message: Message) -> None:
        """Say why nothing is shown."""
        self.notice.say(message)
        self._waiting.setText("")

    def _dress(self) -> None:
        font = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
        font.setPointSizeF(theme().font().pointSizeF())
        self.text.setFont(font)


class _Facts(QFrame):
    """Where a message is from, in a line or two."""

    def __init__(self) -> None:
        super().__init__()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(GROUP)
        self._grid.setVerticalSpacing(GAP // 2)
        self._values: list[PlainLabel] = []
        names = (
            *(self.tr("Came"), self.tr("Source"), self.tr("Sender")),
            *(self.tr("Type"), self.tr("Number"), self.tr("Size")),
        )
        for place, name in enumerate(names):
            row, column = divmod(place, 3)
            value = WrappedLabel()
            self._values.append(value)
            top = Qt.AlignmentFlag.AlignTop
            self._grid.addWidget(PlainLabel(name, tone="muted"), row, column * 2, top)
            self._grid.addWidget(value, row, column * 2 + 1, top)
            self._grid.setColumnStretch(column * 2 + 1, 1)
        self._values[4].set_selectable()  # the sender finds the message by it; it tells of nobody

    def show_message(self, head: IntakeMessage, calendar: Calendar) -> None:
        """Take what is known without reading it."""
        way = channel_name(head.channel)
        source = " · ".join(part for part in (one_line(head.source), way) if part)
        told = (
            calendar.moment(ms_of(head.received_at)),
            source,
            one_line(head.sender.replace("|", " · ").strip(" ·")),
            one_line(head.message_type),
            one_line(head.control_id),
            size_words(head.size),
        )
        for label, words in zip(self._values, told, strict=True):
            label.setText(words or "–")


def _broken(text: str) -> str:
    """Break lines that are too long to be painted; what goes on begins with an arrow."""
    lines = text.split("\n")
    if max(map(len, lines)) <= _LINE:
        return text
    return "\n".join(
        "\n↳ ".join(line[at : at + _LINE] for at in range(0, max(1, len(line)), _LINE))
        for line in lines
    )


def _text_view() -> QPlainTextEdit:
    """A place for text that can be read and gone through, and not taken along."""
    made = QPlainTextEdit()
    made.setObjectName("message_text")
    made.setReadOnly(True)
    made.setTabChangesFocus(True)
    made.setUndoRedoEnabled(False)
    made.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
    made.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
    made.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
    made.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    return made
