"""The dry run before publishing: what goes out to how many, what it replaces, what stays behind."""

from collections.abc import Sequence

from PySide6.QtWidgets import QGridLayout, QLineEdit, QWidget

from console.domain.statement_publishing import Preview
from console.domain.statements import StatementRef
from console.models.money import money
from console.models.one_line import one_line
from console.models.publish_words import difference_lines, publish_sentence
from console.views.choice_list import ChoiceList
from console.views.plain_label import PlainLabel
from console.views.queues.banner import Banner
from console.views.queues.section import column, reveal
from console.views.queues.tick_box import TickBox
from console.views.queues.wrapped import WrappedLabel
from console.views.sheet import Sheet
from console.views.theme import GAP, GRID, GROUP, MARGIN, theme

WIDTH, LINES_SHOWN = 600, 5
MOST_REASON = 300  # letters, as the portal takes them
_LEAST_REASON = 3


class PublishDialog(Sheet):
    """Says what will happen; what is not as the manifest says has to be accepted with a reason.

    Nothing has been done while it is open, and nothing is done when it is left.
    """

    def __init__(
        self, preview: Preview, stays: Sequence[str], parent: QWidget | None = None
    ) -> None:
        super().__init__("", "", parent)
        self.setObjectName("publish_dialog")
        self._preview = preview
        self.setMinimumWidth(round(WIDTH * theme().text_scale ** 0.7))
        self.set_title(self.tr("Publish statements"))
        self._sentence = WrappedLabel(bold=True)
        self._sentence.setObjectName("publish_sentence")
        self.content.addWidget(self._sentence)
        self.accepted_totals = Reasoned(
            "totals",
            self.tr("Publish it all the same"),
            self.tr("Why is it right all the same?"),
        )
        self.quietly = Reasoned(
            "quietly",
            self.tr(
                "Tell nobody of the %n correction(s) among them", "", preview.corrections.ready
            ),
            self.tr("What is corrected, and why need nobody be told?"),
        )
        self._show_totals()
        self._show_superseded()
        self._show_staying(stays)
        self.content.addWidget(self.quietly)
        reveal(self.quietly, shown=preview.corrections.ready > 0)
        self.quietly.box.toggled.connect(self._say)
        self._say()
        self.accept_button.setEnabled(preview.ready > 0)
        self.accept_button.setFocus()

    def reason_quiet(self) -> str:
        """Why nobody is told; empty where everybody is (F69)."""
        return self.quietly.reason()

    def reason_totals(self) -> str:
        """Why totals that are not the manifest's are accepted; empty where they agree."""
        return self.accepted_totals.reason()

    def sentence(self) -> str:
        """What is said to happen."""
        return self._sentence.text()

    def obstacle(self) -> str:
        """What must be said first."""
        if not self._preview.ready:
            return self.tr("Nothing is ready to be published.")
        if not self._preview.agree and not self.accepted_totals.box.isChecked():
            return self.tr(
                "The batch is not what its manifest says. Find out why, or accept it with a reason."
            )
        for part in (self.accepted_totals, self.quietly):
            if part.box.isChecked() and len(part.reason()) < _LEAST_REASON:
                part.line.setFocus()
                return self.tr("Write the reason.")
        return ""

    # Inside

    def _say(self) -> None:
        is_quiet = self.quietly.box.isChecked()
        self._sentence.say(publish_sentence(self._preview, is_quiet=is_quiet))
        count = self._preview.ready
        self.accept_button.setText(self.tr("Publish %n statement(s)", "", count))
        self.accept_button.setAccessibleDescription(self._sentence.text())

    def _show_totals(self) -> None:
        if self._preview.agree:
            self.content.addWidget(self.accepted_totals)
            reveal(self.accepted_totals, shown=False)
            return
        banner = Banner("warn")
        self.content.addWidget(banner)
        banner.say(self.tr("The batch is not what its manifest says"))
        table = QWidget()
        table.setObjectName("publish_totals")
        grid = QGridLayout(table)
        grid.setContentsMargins(GAP, 0, GAP, 0)
        grid.setHorizontalSpacing(GROUP)
        heads = ("", self.tr("Manifest"), self.tr("Here"))
        for place, head in enumerate(heads):
            grid.addWidget(PlainLabel(head, tone="muted"), 0, place)
        for row, line in enumerate(difference_lines(self._preview.differences), start=1):
            for place, words in enumerate(line):
                grid.addWidget(PlainLabel(words, bold=place == 2), row, place)
        grid.setColumnStretch(3, 1)
        self.content.addWidget(table)
        self.content.addWidget(self.accepted_totals)

    def _show_superseded(self) -> None:
        older = sorted(self._preview.supersedes, key=lambda one: not one.in_flight)
        if older:
            title = self.tr("Can no longer be paid afterwards")
            self._list("publish_superseded", title, [self._older(one) for one in older])

    def _older(self, one: StatementRef) -> str:
        words = f"{one_line(one.account_number)} · {money(one.amount_cents)}"
        flying = self.tr("a payment of it is on its way")
        return f"{words} · {flying}" if one.in_flight else words

    def _show_staying(self, stays: Sequence[str]) -> None:
        if stays:
            self._list("publish_staying", self.tr("Stays here"), stays)

    def _list(self, name: str, title: str, lines: Sequence[str]) -> None:
        view = ChoiceList(name, title, lines, is_read=True)
        view.resize(self.minimumWidth() - 2 * MARGIN, 100)
        view.setFixedHeight(view.height_of(LINES_SHOWN))
        part = column(space=GRID)
        part.addWidget(PlainLabel(title, tone="muted"))
        part.addWidget(view)
        self.content.addLayout(part)


class Reasoned(QWidget):
    """Something out of the ordinary: a box to tick, and the reason that it then needs."""

    def __init__(self, name: str, words: str, question: str) -> None:
        super().__init__()
        self.box, self.line = TickBox(words), QLineEdit()
        self.box.setObjectName(f"{name}_box")
        self.line.setObjectName(f"{name}_reason")
        self.line.setAccessibleName(question)
        self.line.setPlaceholderText(question)
        self.line.setMaxLength(MOST_REASON)
        self.line.setMinimumHeight(32)
        layout = column(self, space=GRID)
        layout.addWidget(self.box)
        layout.addWidget(self.line)
        reveal(self.line, shown=False)
        self.box.toggled.connect(self._on_toggled)

    def reason(self) -> str:
        """The reason; empty while the box is not ticked."""
        return self.line.text().strip() if self.box.isChecked() else ""

    def _on_toggled(self, on: bool) -> None:  # noqa: FBT001 - Qt's signal
        reveal(self.line, shown=on)
        if on:
            self.line.setFocus()
