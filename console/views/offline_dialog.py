"""Lets this computer review without the portal: what that keeps here, for how long, and a passphrase."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QWidget

from console.domain.session import Practice
from console.models.one_line import one_line
from console.models.queue_faces import FACES
from console.views.passphrase_twice import PassphraseTwice
from console.views.plain_label import PlainLabel
from console.views.sheet import Sheet
from console.views.theme import theme

WIDTH = 520


class OfflineDialog(Sheet):
    """Asks for a passphrase twice; where one is set already, it may be changed or taken back.

    It stays open until it is told what came of it. Signals: `passphrase_chosen(str)`, `ended` when
    nothing is to be kept here any more.
    """

    passphrase_chosen = Signal(str)
    ended = Signal()

    def __init__(
        self, practices: Sequence[Practice], *, is_set: bool, parent: QWidget | None = None
    ) -> None:
        super().__init__("", "", parent)
        self.setObjectName("offline_dialog")
        self.setMinimumWidth(round(WIDTH * theme().text_scale))
        self.set_title(self.tr("Review without the portal"))
        self.accept_button.setText(self.tr("Change passphrase") if is_set else self.tr("Set up"))
        self._say(
            self.tr("It is set up on this computer.")
            if is_set
            else self.tr(
                "While the portal can not be reached, a passphrase opens a copy of the queues. You "
                "can read it and decide; what you decide is sent later."
            )
        )
        for practice in practices:
            self._say(self._kept_of(practice), "muted")
        self._say(
            self.tr(
                "The copy is encrypted. The longer its passphrase, the safer it is if this computer "
                "is stolen. Nobody can recover the passphrase."
            ),
            "muted",
        )
        self.twice = PassphraseTwice("offline_new_passphrase")
        self.twice.submitted.connect(self.try_accept)
        self.content.addWidget(self.twice)
        self.content.addStretch(1)
        self._end = QPushButton(self.tr("Remove the copy"))
        self._end.setObjectName("offline_end")
        self._end.setToolTip(self.tr("Remove the copy and the passphrase from this computer"))
        self._end.setProperty("rank", "refuse")
        self._end.setMinimumHeight(32)
        self._end.setAutoDefault(False)
        self._end.setVisible(is_set)
        self._end.clicked.connect(self._on_ended)
        self.buttons.insertWidget(0, self._end)
        self.twice.first.setFocus()

    def obstacle(self) -> str:
        """Demand that it is long enough and typed twice alike."""
        return self.twice.obstacle()

    def accept(self) -> None:
        """Hand the passphrase over; the dialog closes when it has been taken."""
        self._set_busy(is_busy=True)
        self.passphrase_chosen.emit(self.twice.first.text())

    def show_done(self) -> None:
        """It has been taken: close, and forget what was typed."""
        self.twice.clear()
        super().accept()

    def show_wrong(self, sentence: str) -> None:
        """It has not been taken, for this reason."""
        self._set_busy(is_busy=False)
        self.say_wrong(sentence)

    def reject(self) -> None:
        """Forget what was typed."""
        self.twice.clear()
        super().reject()

    def _on_ended(self) -> None:
        self._set_busy(is_busy=True)
        self.ended.emit()

    def _say(self, text: str, tone: str = "text") -> None:
        self.content.addWidget(PlainLabel(text, tone=tone, wrap=True))

    def _kept_of(self, practice: Practice) -> str:
        """What a practice lets this computer keep."""
        rules = practice.offline
        titles = [FACES[kind].title() for kind in FACES if kind in rules.kinds]
        what = self.tr(
            "{practice} lets this computer keep at most %n item(s)", "", rules.most_items
        ).format(practice=one_line(practice.name))
        how_long = self.tr(
            "until %n hour(s) after the portal last answered", "", rules.keep_s // 3600
        )
        return f"{what} ({', '.join(titles)}), {how_long}."

    def _set_busy(self, *, is_busy: bool) -> None:
        for part in (self.twice, self.accept_button, self._end):
            part.setDisabled(is_busy)
