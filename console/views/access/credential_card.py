"""What is shown once: masked, read by holding, copied for seconds, gone when it closes (PEERS B8)."""

import time
from collections.abc import Callable, Sequence
from typing import NamedTuple

from PySide6.QtCore import QEvent, QTimer, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QHideEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from console.domain.once_only import OnceOnly
from console.views.access.clipboard import SecretClipboard
from console.views.access.hold_button import HoldButton
from console.views.access.screen_capture import CaptureGuard
from console.views.access.secret_line import SecretLine
from console.views.flow_layout import Flow
from console.views.icons import ButtonIcon, IconLabel
from console.views.plain_label import PlainLabel
from console.views.queues.section import card, padded
from console.views.queues.wrapped import WrappedLabel
from console.views.sheet import Sheet
from console.views.theme import GAP, GRID, TARGET, theme

OPEN_FOR_S = 120
"""How long the card stays open without a wish for more time, in seconds."""
WARN_AT_S = 20
WIDTH = 640


class Shown(NamedTuple):
    """One line of the card: what it is, and the secret; `name` tells the lines apart."""

    name: str
    label: str
    secret: OnceOnly


class CredentialCard(Sheet):
    """Shows secrets until it closes, and wipes them then: by the button, by itself, by the lock.

    `who` says for whom, `sentence` what they are good for. Signals: `forgotten` when it is all gone.
    """

    forgotten = Signal()

    def __init__(
        self,
        title: str,
        who: str,
        sentence: str,
        lines: Sequence[Shown],
        parent: QWidget | None = None,
        now: Callable[[], float] = time.monotonic,
    ) -> None:
        super().__init__(title, "", parent)
        self.setObjectName("credential_card")
        self._lines, self._now = tuple(lines), now
        self._until, self._is_over = now() + OPEN_FOR_S, False
        self._was_used, self._was_asked = False, False
        self.clipboard = SecretClipboard(self)
        self.capture = CaptureGuard(self)
        self._holds: list[HoldButton] = []
        self._copied = PlainLabel(tone="muted", wrap=True)
        self._copied.setObjectName("copied_note")
        self._left = PlainLabel(wrap=True)
        self._left.setObjectName("countdown")
        self._clock = QTimer(self)
        self._clock.setInterval(1000)
        self._clock.timeout.connect(self.tick)
        self._fill_content(who, sentence)
        self.clipboard.cleared.connect(self._say_copied)
        self.accept_button.setText(self.tr("Close"))
        self.accept_button.setDefault(False)  # Enter must never close it by mistake
        self.accept_button.setAutoDefault(False)
        self.cancel_button.hide()
        self.resize(round(WIDTH * theme().text_scale), 0)
        self._clock.start()
        self.tick()
        self._say_copied()
        self._holds[0].setFocus()

    # What is on it

    def _fill_content(self, who: str, sentence: str) -> None:
        name = WrappedLabel(who, bold=True)
        name.setObjectName("card_who")
        self.content.addWidget(name)
        warning = card("warn")
        words = QHBoxLayout()
        words.setSpacing(GAP)
        words.addWidget(IconLabel("key", "warn"))
        once = self.tr("Shown this once. When this closes, nobody can show it again.")
        words.addWidget(WrappedLabel(once, bold=True), 1)
        inside = padded(warning)
        inside.addLayout(words)
        inside.addWidget(WrappedLabel(sentence))
        self.content.addWidget(warning)
        for line in self._lines:
            self.content.addLayout(self._line(line))
        self.content.addWidget(self._copied)
        if not self.capture.is_possible:
            note = self.tr(
                "This system can not keep the card out of screenshots and shared screens: look who"
                " is watching before you show it."
            )
            self.content.addWidget(WrappedLabel(note, tone="muted"))
        last = QHBoxLayout()
        last.setSpacing(GAP)
        last.addWidget(self._left, 1)
        more = self._button("more_time", self.tr("More time"), "clock")
        more.clicked.connect(self.give_time)
        last.addWidget(more)
        self.content.addLayout(last)
        self.content.addStretch(1)

    def _line(self, line: Shown) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(GRID)
        shown = SecretLine(line.label, line.secret)
        hold = HoldButton(self.tr("Hold to show"))
        hold.setObjectName(f"hold_{line.name}")
        hold.setAccessibleName(self.tr("Show {field} while held down").format(field=line.label))
        hold.setToolTip(self.tr("Hold down with the mouse, the space bar or Enter"))
        hold.setMinimumHeight(TARGET + GRID)
        ButtonIcon(hold, "eye", "muted")
        hold.held.connect(shown.set_revealed)
        hold.held.connect(self._on_held)
        self._holds.append(hold)
        copy = self._button(f"copy_{line.name}", self.tr("Copy"), "copy")
        copy.setAccessibleName(self.tr("Copy {field}").format(field=line.label))
        copy.clicked.connect(lambda: self._on_copy(line.secret))
        buttons = Flow()
        for button in (hold, copy):
            buttons.flow.addWidget(button)
        for part in (PlainLabel(line.label, bold=True), shown, buttons):
            column.addWidget(part)
        return column

    def _button(self, name: str, label: str, icon: str) -> QPushButton:
        made = QPushButton(label)
        made.setObjectName(name)
        made.setAutoDefault(False)
        made.setMinimumHeight(TARGET + GRID)
        ButtonIcon(made, icon, "muted")
        return made

    # Time

    def tick(self) -> None:
        """Say how long it stays open; close when the time is over."""
        left = round(self._until - self._now())
        if left <= 0:
            self.end()
            return
        words = self.tr("Closes by itself in {minutes}:{seconds}").format(
            minutes=left // 60, seconds=f"{left % 60:02}"
        )
        self._left.setText(words)
        self._left.set_tone("warn" if left <= WARN_AT_S else "muted")
        if left == WARN_AT_S:
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, words))
        self._say_copied()

    def give_time(self) -> None:
        """Begin the time anew, as often as wished (WCAG 2.2.1)."""
        self._until = self._now() + OPEN_FOR_S
        self.tick()

    # Reading and copying

    def _on_held(self, held: bool) -> None:  # noqa: FBT001 - a signal's
        self._was_used = self._was_used or held

    def _on_copy(self, secret: OnceOnly) -> None:
        if secret:
            self._was_used = True
            self.clipboard.copy(secret)
            self._say_copied()

    def _say_copied(self) -> None:
        left = -(-self.clipboard.remaining_ms() // 1000)
        words = self.tr("A copy stays in the clipboard for ten seconds.")
        if left:
            words = self.tr("Copied. The clipboard is cleared in %n second(s).", "", left)
        self._copied.setText(words)

    # The end

    def end(self) -> None:
        """Close now, whatever was read: nothing is left of it."""
        self._was_asked = True
        self.reject()

    def try_accept(self) -> None:
        """Close; ask once where nothing was read yet, for there is no second look."""
        self.reject()

    def reject(self) -> None:
        """Close by Escape or the button."""
        if not (self._was_used or self._was_asked or self._is_over):
            self._was_asked = True
            self.say_wrong(
                self.tr("You have not shown or copied anything yet. Close again to let it go.")
            )
            return
        self.done(0)

    def done(self, result: int) -> None:
        """Wipe everything and close."""
        self._forget()
        super().done(result)

    def hideEvent(self, event: QHideEvent) -> None:
        """Close for good when the lock takes it away; a window put aside is only masked."""
        super().hideEvent(event)
        if not event.spontaneous() and not self._is_over:
            self.end()

    def changeEvent(self, event: QEvent) -> None:
        """Mask when another window comes to the front."""
        if event.type() == QEvent.Type.ActivationChange and not self.isActiveWindow():
            for hold in self._holds:
                hold.let_go()
        super().changeEvent(event)

    def _forget(self) -> None:
        if self._is_over:
            return
        self._is_over = True
        self._clock.stop()
        for hold in self._holds:
            hold.let_go()
        self.clipboard.clear()
        for line in self._lines:
            line.secret.forget()
        self.forgotten.emit()
