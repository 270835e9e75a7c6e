"""The outbox is damaged: says so, saves what can still be read, and begins anew when a person says so."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QPushButton, QVBoxLayout, QWidget

from console.views.icons import ButtonIcon
from console.views.passphrase_twice import PassphraseTwice
from console.views.plain_label import PlainLabel
from console.views.sheet import Sheet
from console.views.theme import GAP, GRID, theme

WIDTH = 540
SUFFIX = "saved-decisions"


class DamagedOutbox(Sheet):
    """Two steps: save to a sealed file, then begin anew. Nothing is done that nobody has pressed.

    `readable` decisions can still be read. Beginning anew is offered where `may_begin`, and only after
    saving, or at once where there is nothing to save. `leave_label` is what closing it leads to.
    Signals: `save_wanted(path, passphrase)`, `begin_wanted()`; both leave the dialog busy until it is
    told what came of it.
    """

    save_wanted = Signal(str, str)
    begin_wanted = Signal()

    def __init__(
        self, readable: int, *, may_begin: bool, leave_label: str, parent: QWidget | None = None
    ) -> None:
        super().__init__("", "", parent)
        self.setObjectName("damaged_outbox")
        self.setMinimumWidth(round(WIDTH * theme().text_scale))
        self._readable, self._may_begin = readable, may_begin
        self.set_title(self.tr("The file with your unsent decisions is damaged"))
        self.accept_button.setText(self.tr("Save what can still be read…"))
        self.cancel_button.setText(leave_label)
        self._say(
            self.tr(
                "The disk or another program has changed it. Nothing was deleted, and nothing is "
                "written over it. What the portal has confirmed is safe there."
            )
        )
        self._count = self._say(self._count_words(), name="readable_count")
        self._fields = self._made_fields()
        self.content.addWidget(self._fields)
        self._done = self._say("", "ok", "saved_where")
        self._done.hide()
        self._consequence = self._say(self._consequence_words(), "muted", "begin_consequence")
        self.begin_button = QPushButton(self.tr("Set it aside and begin anew"))
        self.begin_button.setObjectName("begin_anew")
        self.begin_button.setProperty("rank", "refuse")
        self.begin_button.setMinimumHeight(32)
        self.begin_button.setAutoDefault(False)
        ButtonIcon(self.begin_button, "warning", "bad")
        self.begin_button.clicked.connect(self._on_begin)
        self.buttons.addWidget(self.begin_button)
        self.content.addStretch(1)
        self._show_step(is_saved=readable == 0)

    def obstacle(self) -> str:
        """Demand a passphrase that is long enough and typed twice alike."""
        return self.twice.obstacle()

    def accept(self) -> None:
        """Ask where to save; the dialog stays."""
        chooser = QFileDialog(self, self.tr("Save decisions"))
        chooser.setObjectName("salvage_chooser")
        chooser.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        chooser.setDefaultSuffix(SUFFIX)
        chooser.selectFile(f"portal-console.{SUFFIX}")
        chooser.fileSelected.connect(self._on_place)
        chooser.finished.connect(chooser.deleteLater)
        chooser.open()

    def show_saved(self, place: str) -> None:
        """It has been saved there: what is left is to begin anew."""
        self._set_busy(is_busy=False)
        self.twice.clear()
        self._done.setText(
            self.tr("%n decision(s) saved.", "", self._readable)
            + " "
            + self.tr(
                "Only your passphrase opens the file. To read it, start the program with "
                "--open-salvage {file}"
            ).format(file=place)
        )
        self._show_step(is_saved=True)
        self._done.show()
        self._grow()

    def show_wrong(self, sentence: str) -> None:
        """It could not be done, for this reason."""
        self._set_busy(is_busy=False)
        self.say_wrong(sentence)

    def done(self, result: int) -> None:
        """Forget what was typed."""
        self.twice.clear()
        super().done(result)

    def _show_step(self, *, is_saved: bool) -> None:
        self._fields.setVisible(not is_saved)
        self.accept_button.setVisible(not is_saved)
        self.accept_button.setDefault(not is_saved)
        self.begin_button.setVisible(is_saved and self._may_begin)
        self._consequence.setVisible(is_saved)
        (self.cancel_button if is_saved else self.twice.first).setFocus()

    def _count_words(self) -> str:
        if not self._readable:
            return self.tr("No decision can be read any more.")
        count = self.tr("%n decision(s) can still be read.", "", self._readable)
        return count + " " + self.tr("There may have been more.")

    def _consequence_words(self) -> str:
        if not self._may_begin:
            return self.tr("To begin anew on this computer, sign in with the portal.")
        return self.tr(
            "If you begin anew, an empty file takes its place. This computer will not send the "
            "decisions in the damaged one: enter them again. The damaged file stays here."
        )

    def _made_fields(self) -> QWidget:
        fields = QWidget()
        column = QVBoxLayout(fields)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID)
        column.addWidget(
            PlainLabel(
                self.tr(
                    "The saved file names patients: a passphrase seals it. Nobody can recover it."
                ),
                tone="muted",
                wrap=True,
            )
        )
        column.addSpacing(GAP)
        self.twice = PassphraseTwice("salvage_passphrase")
        self.twice.submitted.connect(self.try_accept)
        column.addWidget(self.twice)
        return fields

    def _say(self, text: str, tone: str = "text", name: str = "") -> PlainLabel:
        label = PlainLabel(text, tone=tone, wrap=True)
        label.setObjectName(name)
        self.content.addWidget(label)
        return label

    def _on_place(self, place: str) -> None:
        self.say_wrong("")
        self._set_busy(is_busy=True)
        self.save_wanted.emit(place, self.twice.first.text())

    def _on_begin(self) -> None:
        self._set_busy(is_busy=True)
        self.begin_wanted.emit()

    def _set_busy(self, *, is_busy: bool) -> None:
        for part in (self._fields, self.accept_button, self.begin_button):
            part.setDisabled(is_busy)
