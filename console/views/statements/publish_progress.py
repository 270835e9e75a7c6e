"""How far publishing is, and a way to stop it."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QProgressBar, QWidget

from console.views.plain_label import PlainLabel
from console.views.queues.wrapped import WrappedLabel
from console.views.sheet import Sheet
from console.views.theme import theme

WIDTH = 460


class PublishProgress(Sheet):
    """Counts. What is published stays so when it is stopped.

    Signals: `stopped` when the rest shall be left alone.
    """

    stopped = Signal()

    def __init__(self, total: int, parent: QWidget | None = None) -> None:
        super().__init__("", "", parent)
        self.setObjectName("publish_progress")
        self._total, self._is_over = total, False
        self.setMinimumWidth(round(WIDTH * theme().text_scale))
        self.set_title(self.tr("Publishing %n statement(s)", "", total))
        self._step = PlainLabel()
        self._step.setObjectName("publish_step")
        self._bar = QProgressBar()
        self._bar.setObjectName("publish_bar")
        self._bar.setTextVisible(False)
        self._bar.setRange(0, total)
        self._line = WrappedLabel(tone="muted")
        self._line.setObjectName("publish_line")
        for part in (self._step, self._bar, self._line):
            self.content.addWidget(part)
        self.accept_button.hide()
        self.cancel_button.setText(self.tr("Stop"))
        self.show_step(0)

    def show_step(self, done: int) -> None:
        """Tell how many the portal has answered for."""
        words = self.tr("{done} of {total}").format(done=done, total=self._total)
        self._bar.setValue(done)
        self._bar.setAccessibleName(words)
        self._step.setText(words)
        self._line.say(self.tr("What is published stays so if you stop."))

    def show_lost(self) -> None:
        """Tell that the line is gone, and what is done about it."""
        self._line.say(
            self.tr(
                "The line is lost. As soon as it is back the portal is asked what has been published,"
                " and the rest goes on. Nothing is published twice."
            ),
            "warn",
        )

    def end(self) -> None:
        """Close: nothing more is sent."""
        self._is_over = True
        self.accept()

    def step(self) -> str:
        """How far it is, in words."""
        return self._step.text()

    def line(self) -> str:
        """What is said below the bar."""
        return self._line.text()

    def try_accept(self) -> None:
        """Nothing to accept; it ends by itself."""

    def reject(self) -> None:
        """Stop after what is on its way; close once that is answered."""
        if self._is_over:
            super().reject()
            return
        self.cancel_button.setEnabled(False)
        self._line.say(self.tr("Stopping after what is on its way."))
        self.stopped.emit()
