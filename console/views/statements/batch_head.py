"""What stands over the rows of a batch: its name, how far the upload is, its totals, its acts."""

from PySide6.QtCore import QLocale, Signal, SignalInstance
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QPushButton, QWidget

from console.domain.batch_files import Tally
from console.domain.statement_batch import OPEN, Batch
from console.models.one_line import one_line, plain_tip
from console.models.run_words import (
    OFFLINE,
    PAUSED,
    RUNNING,
    STOPPED,
    manifest_words,
    progress_words,
    totals_words,
)
from console.views.icons import ButtonIcon
from console.views.plain_label import PlainLabel
from console.views.queues.section import column, reveal
from console.views.theme import GAP, GRID, TITLE

_NAMED = 20  # missing files that are named: more would not fit the screen
_STEPS = 1000  # of the progress: bytes would not fit a bar's numbers


class BatchHead(QWidget):
    """Says it and offers it.

    Signals: `left`, `paused`, `continued`, `retried`, `manifest_wanted`, `publish_wanted`,
    `report_wanted`, `close_wanted`.
    """

    left = Signal()
    paused = Signal()
    continued = Signal()
    retried = Signal()
    manifest_wanted = Signal()
    publish_wanted = Signal()
    report_wanted = Signal()
    close_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._batch, self._state, self._tally = Batch(""), "", Tally()
        self._name = PlainLabel(size=TITLE, bold=True)
        self._name.setObjectName("batch_name")
        self._words, self._totals = PlainLabel(wrap=True), PlainLabel(tone="muted", wrap=True)
        self._words.setObjectName("upload_words")
        self._totals.setObjectName("batch_totals")
        self._bar = QProgressBar()
        self._bar.setObjectName("upload_bar")
        self._bar.setRange(0, _STEPS)
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName(self.tr("Progress of the upload"))
        self._make_buttons()
        self._lay_out()

    def _make_buttons(self) -> None:
        button = self._button
        self.back = button("batch_back", self.tr("All batches"), "chevron-left", self.left)
        self.pause = button("upload_pause", self.tr("Pause"), "hold", self.paused)
        self.go_on = button("upload_continue", self.tr("Continue"), "send", self.continued)
        self.retry = button("upload_retry", "", "refresh", self.retried)
        self.manifest = button("batch_manifest", self.tr("Manifest…"), "rows", self.manifest_wanted)
        self.report = button("batch_report", self.tr("Report"), "report", self.report_wanted)
        self.close_batch = button(
            "batch_close", self.tr("Close the batch"), "check", self.close_wanted
        )
        self.publish = button("batch_publish", self.tr("Publish…"), "", self.publish_wanted)
        self.publish.setProperty("rank", "primary")

    def _button(self, name: str, label: str, icon: str, signal: SignalInstance) -> QPushButton:
        button = QPushButton(label)
        button.setObjectName(name)
        button.setAutoDefault(False)
        button.setMinimumHeight(32)
        if icon:
            ButtonIcon(button, icon, "muted")
        button.clicked.connect(signal)
        return button

    def _lay_out(self) -> None:
        first, second = QHBoxLayout(), QHBoxLayout()
        for row in (first, second):
            row.setSpacing(GAP)
        first.addWidget(self.back)
        first.addWidget(self._name, 1)
        for button in (self.manifest, self.report, self.close_batch, self.publish):
            first.addWidget(button)
        second.addWidget(self._words, 1)
        for button in (self.retry, self.pause, self.go_on):
            second.addWidget(button)
        layout = column(self, space=GRID)
        layout.addLayout(first)
        layout.addWidget(self._totals)
        layout.addLayout(second)
        layout.addWidget(self._bar)

    # What it gets

    def show_batch(self, batch: Batch) -> None:
        """Show a batch as the portal has it."""
        self._batch = batch
        self._name.setText(one_line(batch.name))
        parts = [totals_words(batch.totals), manifest_words(batch)]
        self._totals.setText("   ".join(part for part in parts if part))
        missing = "\n".join(one_line(name) for name in batch.missing[:_NAMED])
        more = "\n…" if len(batch.missing) > _NAMED else ""
        self._totals.setToolTip(plain_tip(missing + more))
        self._offer()

    def show_progress(self, state: str, tally: Tally) -> None:
        """Say how far the upload is; `state` as `statement_run.RunState` names it."""
        self._state, self._tally = state, tally
        words = progress_words(state, tally)
        if words != self._words.text():
            self._words.setText(words)
        part = tally.bytes_here * _STEPS // tally.bytes_all if tally.bytes_all else 0
        self._bar.setValue(part)
        self._bar.setAccessibleDescription(words)
        self._offer()

    def progress(self) -> str:
        """What is said of the upload."""
        return self._words.text()

    def _offer(self) -> None:
        """Offer what can be done now, and say of the rest why not."""
        is_open, state = self._batch.state == OPEN, self._state
        under_way = state in {RUNNING, OFFLINE}
        waits = state in {PAUSED, STOPPED}
        had_keyboard = self.pause.hasFocus() or self.go_on.hasFocus()
        reveal(self._bar, shown=under_way or waits)
        reveal(self._words, shown=bool(self._tally.files))
        reveal(self.pause, shown=under_way)
        reveal(self.go_on, shown=waits and is_open)
        reveal(self.retry, shown=bool(self._tally.troubled) and is_open)
        self._rename(self.retry, self.tr("Take %n file(s) again", "", self._tally.troubled))
        if had_keyboard:
            (self.pause if under_way else self.go_on).setFocus()
        why_not = "" if is_open else self.tr("The batch is closed.")
        ready = self._batch.counts.ready
        self._bar_button(self.manifest, why_not)
        self._bar_button(self.close_batch, why_not or (self._at_work() if under_way else ""))
        nothing = "" if ready else self.tr("No statement of the batch is ready.")
        self._bar_button(self.publish, why_not or nothing)
        count = QLocale().toString(ready)
        words = self.tr("Publish {count}…").format(count=count) if ready else self.tr("Publish…")
        self._rename(self.publish, words)

    def _rename(self, button: QPushButton, words: str) -> None:
        if words != button.text():
            button.setText(words)

    def _at_work(self) -> str:
        return self.tr("Files are being uploaded.")

    def _bar_button(self, button: QPushButton, why_not: str) -> None:
        button.setDisabled(bool(why_not))
        button.setToolTip(why_not)
        button.setAccessibleDescription(why_not)
