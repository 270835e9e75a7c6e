"""The forms of the work that decides nothing: a note, a colleague, a duplicate (PEERS K4–K17)."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from PySide6.QtCore import QStringListModel
from PySide6.QtWidgets import QWidget

from console.domain.items import Item
from console.models.item_words import line_of
from console.models.one_line import one_line
from console.models.when import Calendar
from console.views.choice_list import ChoiceList
from console.views.note_field import NoteWell
from console.views.plain_label import PlainLabel
from console.views.sheet import Sheet
from console.views.theme import theme

MAX_TEXT = 2000


class NoteDialog(Sheet):
    """Asks for words to colleagues, under the portal's `field`; refuses none.

    For a note, for the reason of a reopening, and for taking over what a colleague works on.
    """

    def __init__(
        self,
        title: str,
        accept_label: str,
        sentence: str = "",
        *,
        field: str = "text",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(title, accept_label, parent)
        self.setObjectName("note_dialog")
        self._name = field
        if sentence:
            label = PlainLabel(sentence, wrap=True)
            label.setObjectName("note_sentence")
            self.content.addWidget(label)
        self._note = NoteWell(lines=4)
        self.content.addWidget(self._note, 1)
        self._note.field.setFocus()
        self.resize(round(500 * theme().text_scale), round(300 * theme().text_scale))

    def params(self) -> Mapping[str, Any]:
        """What was written, under the portal's name."""
        return {self._name: self._note.text()}

    def obstacle(self) -> str:
        """What is still missing."""
        text = self._note.text()
        if not text:
            return self.tr("Write a note for your colleagues first.")
        return self.tr("Write at most %n character(s).", "", MAX_TEXT) if too_long(text) else ""


class AssignDialog(Sheet):
    """Who shall see to it: oneself, a colleague, or nobody in particular; and a note to them."""

    def __init__(
        self,
        title: str,
        accept_label: str,
        me: tuple[str, str],
        colleagues: Sequence[tuple[str, str]],
        holder: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(title, accept_label, parent)
        self.setObjectName("assign_dialog")
        self._ids: list[str | None] = [me[0], *(one for one, _name in colleagues), None]
        names = [
            self.tr("To me, {name}").format(name=me[1]),
            *(name for _id, name in colleagues),
            self.tr("To nobody in particular"),
        ]
        self._list = ChoiceList("colleague_list", self.tr("Colleague"), names)
        self._note = NoteWell("note")
        if holder:
            said = self.tr("Now with {name}.").format(name=one_line(holder))
            self.content.addWidget(PlainLabel(said, tone="muted", wrap=True))
        self.content.addWidget(self._list, 3)
        self.content.addWidget(self._note, 1)
        self._list.choose(0)
        self._list.setFocus()
        self._list.doubleClicked.connect(lambda _index: self.try_accept())
        self.resize(round(460 * theme().text_scale), round(480 * theme().text_scale))

    def choose(self, staff_id: str | None) -> None:
        """Choose a colleague by id; None for nobody."""
        self._list.choose(self._ids.index(staff_id))

    def params(self) -> Mapping[str, Any]:
        """Who was chosen, under the portal's names."""
        row = self._list.row()
        return {"assigned_to": self._ids[row] if row >= 0 else None, "note": self._note.text()}

    def obstacle(self) -> str:
        """What is still missing."""
        if self._list.row() < 0:
            return self.tr("Choose a colleague first.")
        if too_long(self._note.text()):
            return self.tr("Write at most %n character(s).", "", MAX_TEXT)
        return ""


class DuplicateDialog(Sheet):
    """Of which other item of the same person this is a repetition. They come by `show_others`."""

    def __init__(
        self, title: str, accept_label: str, calendar: Calendar, parent: QWidget | None = None
    ) -> None:
        super().__init__(title, accept_label, parent)
        self.setObjectName("duplicate_dialog")
        self.accept_button.setProperty("rank", "refuse")
        self._calendar = calendar
        self._others: Sequence[Item] = ()
        self._list = ChoiceList("other_list", self.tr("The item that goes on"), ())
        self._empty = PlainLabel(self.tr("Looking…"), tone="muted", wrap=True)
        self._empty.setObjectName("no_others")
        self._note = NoteWell("note")
        self.content.addWidget(PlainLabel(self.tr("The item that goes on"), bold=True))
        self.content.addWidget(self._empty)
        self.content.addWidget(self._list, 3)
        self.content.addWidget(self._note, 1)
        self._list.hide()
        self._list.doubleClicked.connect(lambda _index: self.try_accept())
        self.resize(round(520 * theme().text_scale), round(440 * theme().text_scale))

    def show_others(self, others: Sequence[Item], state: Callable[[str], str]) -> None:
        """Take the person's other items of this queue; `state` names how each stands."""
        self._others = tuple(others)
        lines = [line_of(other, self._calendar, state(other.state)) for other in self._others]
        model = self._list.model()
        if isinstance(model, QStringListModel):
            model.setStringList([one_line(line) for line in lines])
        self._list.setVisible(bool(others))
        self._empty.setVisible(not others)
        self._empty.setText(self.tr("This person has no other item in this queue."))
        if others:
            self._list.choose(0)
            self._list.setFocus()

    def params(self) -> Mapping[str, Any]:
        """Which was chosen, under the portal's names."""
        row = self._list.row()
        return {
            "of": self._others[row].key.id if 0 <= row < len(self._others) else "",
            "note": self._note.text(),
        }

    def obstacle(self) -> str:
        """What is still missing."""
        if not self._others:
            return self.tr("There is no other item that this one could repeat.")
        if not self.params()["of"]:
            return self.tr("Choose the item that goes on first.")
        if too_long(self._note.text()):
            return self.tr("Write at most %n character(s).", "", MAX_TEXT)
        return ""


def too_long(text: str) -> bool:
    """Whether the portal would refuse a text for its length."""
    return len(text) > MAX_TEXT
