"""What became of several items decided at once, one line each."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QSize
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QPushButton, QWidget

from console.models.bulk_outcomes import BulkOutcome, BulkOutcomes, Fate
from console.views.icons import ButtonIcon
from console.views.outcome_table import OutcomeTable
from console.views.plain_label import PlainLabel
from console.views.sheet import Sheet
from console.views.theme import theme

__all__ = ["BulkOutcome", "BulkOutcomeDialog"]

WIDTH, HEIGHT = 760, 480


class BulkOutcomeDialog(Sheet):
    """A line for each item and a sentence with the counts; can be copied, or saved on request.

    Nothing is written to the disk unless the user says where. Lines follow the portal's answers.
    """

    def __init__(self, outcomes: Sequence[BulkOutcome], parent: QWidget | None = None) -> None:
        close = QCoreApplication.translate("BulkOutcomeDialog", "Close")
        super().__init__("", close, parent)
        self.setObjectName("bulk_outcome_dialog")
        self._outcomes = BulkOutcomes(outcomes)
        self._note = PlainLabel("", tone="muted", wrap=True)
        self._note.setObjectName("bulk_note")
        self._filters: dict[Fate | None, QPushButton] = {}
        self.content.addWidget(self._note)
        self.content.addLayout(self._filter_row())
        self._table = OutcomeTable(self._outcomes)
        self.content.addWidget(self._table, 1)
        self._copy = self._extra("copy_list", self.tr("Copy list"), "copy", 0)
        self._copy.clicked.connect(self._on_copy)
        self._save = self._extra("save_list", self.tr("Save list…"), "report", 1)
        self._save.clicked.connect(self._on_save)
        self.cancel_button.hide()
        self.copy_keys.activated.connect(self._on_copy)
        self._say()
        self.accept_button.setFocus()
        theme().changed.connect(self._on_theme_changed)
        self._on_theme_changed()

    def bring(self, outcomes: Sequence[BulkOutcome]) -> None:
        """Bring the lines of some items and the counts up to date, all at once."""
        self._outcomes.take(outcomes)
        self._say()

    def _extra(self, name: str, label: str, icon: str, place: int) -> QPushButton:
        button = QPushButton(label)
        button.setObjectName(name)
        button.setMinimumHeight(32)
        button.setAutoDefault(False)
        ButtonIcon(button, icon)
        self.buttons.insertWidget(place, button)
        return button

    def _filter_row(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(0)
        for fate in (None, Fate.DONE, Fate.WAITING, Fate.NOT_DONE):
            button = QPushButton()
            button.setObjectName(f"only_{fate or 'all'}")
            button.setProperty("rank", "segment")
            button.setCheckable(True)
            button.setAutoExclusive(True)
            button.setAutoDefault(False)
            button.setChecked(fate is None)
            button.clicked.connect(
                lambda _checked=False, chosen=fate: self._outcomes.show_only(chosen)
            )
            self._filters[fate] = button
            row.addWidget(button)
        row.addStretch(1)
        return row

    def _say(self) -> None:
        """Count them anew."""
        count = self._outcomes.count
        self.set_title(self._summary())
        self._note.setText(self._what_next())
        self._note.setVisible(bool(self._note.text()))
        words = {
            None: self.tr("All {number}").format(number=self._outcomes.total),
            Fate.DONE: self.tr("Done {number}").format(number=count(Fate.DONE)),
            Fate.WAITING: self.tr("Waiting {number}").format(number=count(Fate.WAITING)),
            Fate.NOT_DONE: self.tr("Not done {number}").format(number=count(Fate.NOT_DONE)),
        }
        for fate, button in self._filters.items():
            button.setText(words[fate])
            button.setAccessibleName(self.tr("Show: {what}").format(what=words[fate]))
            button.setVisible(fate is None or count(fate) > 0 or button.isChecked())

    def _summary(self) -> str:
        waiting, refused = self._outcomes.count(Fate.WAITING), self._outcomes.refused
        done = self._outcomes.count(Fate.DONE)
        parts = []
        if done:
            parts.append(self.tr("%n done", "", done))
        if waiting or not done:
            parts.append(self.tr("%n decision(s) saved", "", waiting))
        if refused:
            parts.append(self.tr("%n not taken", "", refused))
        return ", ".join(parts)

    def _what_next(self) -> str:
        if self._outcomes.count(Fate.WAITING) and not self._outcomes.refused:
            return self.tr("They are sent as soon as the portal answers.")
        if self._outcomes.count(Fate.WAITING):
            return self.tr(
                "What is saved is sent as soon as the portal answers. "
                "What was not taken is as it was."
            )
        return self.tr("What was not taken is as it was.") if self._outcomes.refused else ""

    def _on_copy(self) -> None:
        QGuiApplication.clipboard().setText(self._outcomes.as_text())
        self._copy.setText(self.tr("Copied"))

    def _on_save(self) -> None:
        """Ask where; the list has names of patients, so nothing is proposed but a neutral name."""
        chooser = QFileDialog(self, self.tr("Save list"))
        chooser.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        chooser.setDefaultSuffix("csv")
        chooser.selectFile("list.csv")
        chooser.fileSelected.connect(self.save_to)
        chooser.finished.connect(chooser.deleteLater)
        chooser.open()

    def save_to(self, path: str) -> None:
        """Write the list where the user wants it; readable by the user alone."""
        try:
            place = Path(path)
            place.touch(mode=0o600)
            place.write_text(self._outcomes.as_csv(), encoding="utf-8-sig", newline="")
        except OSError:
            self.say_wrong(self.tr("The list could not be saved there."))
            return
        self._save.setText(self.tr("Saved"))

    def _on_theme_changed(self) -> None:
        scale, room = theme().text_scale, self.screen().availableSize()
        self._table.dress()
        wanted = QSize(round(WIDTH * scale), round(HEIGHT * scale))
        self.resize(wanted.boundedTo(room))
