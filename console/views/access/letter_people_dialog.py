"""Whose letters are to be printed: patients are looked for one by one and gathered in a list."""

from collections.abc import Sequence

from PySide6.QtCore import QStringListModel, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from console.domain.access import Found
from console.domain.letters import Addressee
from console.domain.person_search import Terms, Wanted
from console.messages import Message
from console.models.enroll_sentences import found_words, understood
from console.models.one_line import isolated
from console.models.when import Calendar
from console.views.access.enroll_found import FoundList
from console.views.access.enroll_search import EnrollSearch
from console.views.access.letter_words import letter_languages
from console.views.choice_list import ChoiceList
from console.views.notice import Notice
from console.views.plain_label import PlainLabel
from console.views.sheet import Sheet
from console.views.theme import GAP, GROUP, theme


class LetterPeopleDialog(Sheet):
    """Enter takes the only chart there is, or goes into the list of several; Ctrl+Enter goes on.

    Signals: `search_wanted(tuple of Terms)`, empty for an empty field, answered by `show_found` or
    `show_problem`. Who was chosen is in `people` once it is accepted.
    """

    search_wanted = Signal(object)

    def __init__(self, calendar: Calendar, parent: QWidget | None = None) -> None:
        super().__init__("", "", parent)
        self.setObjectName("letter_people_dialog")
        self.set_title(self.tr("Letters for several patients"))
        self.accept_button.setText(self.tr("Go on…"))
        self.accept_button.setDefault(False)
        self.accept_button.setAutoDefault(False)
        self._calendar = calendar
        self._people: dict[str, Addressee] = {}
        self._goes_on = False  # whether Enter was pressed before the charts were there
        self.search = EnrollSearch()
        self.search.today = calendar.today
        self.found = FoundList(calendar)
        self.notice = Notice()
        self._count = PlainLabel(tone="muted", wrap=True)
        self._chosen_words = PlainLabel(bold=True)
        self._chosen_words.setObjectName("chosen_count")
        self._chosen = ChoiceList("letter_chosen", self.tr("Patients who get a letter"), [])
        self._language = QComboBox()
        self._language.setObjectName("letter_language")
        self._language.setAccessibleName(self.tr("Language of the next letter"))
        for code, name in letter_languages().items():
            self._language.addItem(name, code)
        self._take_out = QPushButton(self.tr("Take out"))
        self._take_out.setObjectName("take_out")
        self._take_out.setAutoDefault(False)
        self._take_out.setMinimumHeight(32)
        self._lay_out_lists()
        self._connect()
        self._say_chosen()
        scale = theme().text_scale ** 0.6
        self.resize(round(860 * scale), round(620 * scale))
        self.search.setFocus()

    def _lay_out_lists(self) -> None:
        left, right = QVBoxLayout(), QVBoxLayout()
        for column in (left, right):
            column.setSpacing(GAP)
        left.addWidget(self._count)
        left.addWidget(self.found, 1)
        right.addWidget(self._chosen_words)
        right.addWidget(self._chosen, 1)
        right.addWidget(self._take_out, 0, Qt.AlignmentFlag.AlignLeft)
        row = QHBoxLayout()
        row.setSpacing(GROUP)
        row.addLayout(left, 1)
        row.addLayout(right, 1)
        language = QHBoxLayout()
        language.setSpacing(GAP)
        language.addWidget(PlainLabel(self.tr("Language of the next letter"), wrap=True), 1)
        language.addWidget(self._language)
        right.insertLayout(0, language)
        self.content.addWidget(self.search)
        self.content.addWidget(self.notice)
        self.content.addLayout(row, 1)

    def _connect(self) -> None:
        self.search.wanted.connect(self._on_wanted)
        self.search.entered.connect(self._on_entered)
        self.search.left.connect(self.found.enter)
        self.search.letter_read.connect(self._on_letter)
        self.found.chosen.connect(self._on_chosen)
        self._take_out.clicked.connect(self._on_take_out)
        delete = QShortcut(QKeySequence(QKeySequence.StandardKey.Delete), self._chosen)
        delete.setContext(Qt.ShortcutContext.WidgetShortcut)
        delete.activated.connect(self._on_take_out)

    def people(self) -> Sequence[Addressee]:
        """Who was chosen, in the order of choosing."""
        return tuple(self._people.values())

    def show_found(self, found: Found, readings: Sequence[Terms]) -> None:
        """Show the charts that fit; with Enter pressed before, go on: never past several."""
        self.notice.clear()
        self.found.show_charts(found.charts)
        words = (understood(readings, self._calendar), found_words(found))
        self._count.setText("\n".join(part for part in words if part))
        if self._goes_on:
            self._on_entered()

    def show_problem(self, message: Message) -> None:
        """Say why the portal does not answer; what was chosen stays."""
        self._goes_on = False
        self.notice.say(message)

    def obstacle(self) -> str:
        """Somebody has to be chosen."""
        return "" if self._people else self.tr("Choose at least one patient first.")

    # What the user does

    def _on_wanted(self, wanted: Wanted) -> None:
        self._goes_on = False
        self.found.show_charts(())
        self._count.clear()
        self.search_wanted.emit(wanted.readings)

    def _on_entered(self) -> None:
        charts = self.found.charts()
        self._goes_on = not charts
        if len(charts) == 1:
            self._on_chosen(charts[0].id)
        elif charts:
            self.found.enter()

    def _on_letter(self, _token: str) -> None:
        self.notice.say(Message(self.tr("This is a letter. Look for a patient."), tone="info"))

    def _on_chosen(self, chart_id: str) -> None:
        """Put a chart on the list, and be ready for the next name."""
        chart = next(one for one in self.found.charts() if one.id == chart_id)
        language = str(self._language.currentData())
        who = Addressee(chart.id, chart.name, chart.record_number, language)
        self._people[chart.id] = who
        self.search.forget()
        self.found.show_charts(())
        self._count.clear()
        self.say_wrong("")
        self._say_chosen()
        self.search.setFocus()

    def _on_take_out(self) -> None:
        row = self._chosen.row()
        if 0 <= row < len(self._people):
            del self._people[list(self._people)[row]]
            self._say_chosen()

    def _say_chosen(self) -> None:
        model = self._chosen.model()
        if isinstance(model, QStringListModel):
            model.setStringList([_line(one) for one in self._people.values()])
        self._chosen_words.setText(self.tr("%n letter(s)", "", len(self._people)))
        self._take_out.setEnabled(bool(self._people))


def _line(one: Addressee) -> str:
    parts = (isolated(one.name), one.record_number, letter_languages()[one.language])
    return " · ".join(part for part in parts if part)
