"""*Enroll a patient*: find the chart, see how it stands, choose the way in (DOMAIN F14–F19, F38)."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from console.domain.access import Found, PatientAccess
from console.domain.person_search import Terms, Wanted
from console.messages import Message
from console.models.enroll_sentences import found_words, understood
from console.models.when import Calendar
from console.views.access.enroll_acts import EnrollActs
from console.views.access.enroll_busy import BusyLine
from console.views.access.enroll_chart import EnrollChart
from console.views.access.enroll_found import FoundList
from console.views.access.enroll_many import ManyLetters
from console.views.access.enroll_search import EnrollSearch
from console.views.empty_state import EmptyState
from console.views.notice import Notice
from console.views.plain_label import PlainLabel
from console.views.sheet import Sheet
from console.views.theme import GAP, GROUP, theme


class EnrollSheet(Sheet):
    """Keeps nothing when it closes. Enter goes on: what is typed, the chart, its first way, the letter.

    Signals: `search_wanted(tuple of Terms)`, answered by `show_found`; `letter_read(str)`, a token;
    `chart_wanted(str)`, answered by `show_access`; `cancelled`. What is done for the patient is told
    by `acts`; `returned` when another window gives the keyboard back, where something may have been
    done to the patient. All of it may come to `show_problem`.
    """

    search_wanted = Signal(object)
    letter_read = Signal(str)
    chart_wanted = Signal(str)
    cancelled = Signal()
    returned = Signal()

    def __init__(self, calendar: Calendar, parent: QWidget | None = None) -> None:
        super().__init__("", "", parent)
        self.set_title(self.tr("Enroll a patient"))
        self.setObjectName("enroll_sheet")
        self.accept_button.hide()
        self.cancel_button.setText(self.tr("Close"))
        self._calendar = calendar
        self._was_left = False
        self._awaits = False  # whether charts were asked for and are not there yet
        self._goes_on = False  # whether Enter was pressed before the answer was there
        self.search = EnrollSearch()
        self.search.today = calendar.today
        self.found = FoundList(calendar)
        self.many = ManyLetters()
        self.chart = EnrollChart(calendar)
        self.busy = BusyLine()
        self.notice = Notice()
        self.acts = EnrollActs(self.chart, calendar, self.busy, self)
        self._count = PlainLabel(tone="muted", wrap=True)
        self._count.setObjectName("enroll_count")
        self._nothing = EmptyState("search", "", "", name="enroll")
        self._right = QStackedWidget()
        self._fill_content()
        self._connect()
        self._invite_search()
        scale = theme().text_scale ** 0.6
        self.resize(round(1080 * scale), round(740 * scale))
        self.search.setFocus()

    def _fill_content(self) -> None:
        self._right.addWidget(self._nothing)
        self._right.addWidget(self.chart)
        left = QVBoxLayout()
        left.setSpacing(GAP)
        left.addWidget(self._count)
        left.addWidget(self.found, 1)
        left.addWidget(self.many)
        row = QHBoxLayout()
        row.setSpacing(GROUP)
        row.addLayout(left, 2)
        row.addWidget(self._right, 5)
        self.content.setSpacing(GAP)
        self.content.addWidget(self.search)
        self.content.addWidget(self.busy)
        self.content.addWidget(self.notice)
        self.content.addLayout(row, 1)

    def _connect(self) -> None:
        self.search.wanted.connect(self._on_wanted)
        self.search.letter_read.connect(self._on_letter_read)
        self.search.entered.connect(self._on_entered)
        self.search.left.connect(self.found.enter)
        self.found.chosen.connect(self._on_chosen)
        self.busy.cancelled.connect(self.cancelled)

    # What it gets

    def show_found(self, found: Found, readings: Sequence[Terms]) -> None:
        """Show the charts that fit; with Enter pressed before, go on: never past several."""
        self.show_idle()
        self.found.show_charts(found.charts)
        self.many.show_charts(found.charts)
        self.busy.show_idle(understood(readings, self._calendar))
        self._count.setText(found_words(found))
        if not found.charts:
            self._say_nothing_found()
        elif len(found.charts) > 1:
            self._ask_which()
        if self._goes_on:
            self._on_entered()

    def show_access(self, access: PatientAccess) -> None:
        """Show how a patient stands, beside the list; the keyboard goes to the first open way."""
        self.busy.show_idle()
        known = self.chart.access()
        is_new = known is None or known.patient_id != access.patient_id
        self.chart.show_access(access)
        self._right.setCurrentWidget(self.chart)
        self.found.mark(access.patient_id)
        if is_new or not self._has_keyboard():
            self._enter_chart()

    def show_busy(self, words: str) -> None:
        """Say what the portal is asked, for as long as it takes."""
        self.busy.show_busy(words)

    def show_problem(self, message: Message) -> None:
        """Say what went wrong; what was shown stays."""
        self._goes_on = False
        self.show_idle()
        self.notice.say(message)

    def show_idle(self) -> None:
        """The portal is not asked anything any more."""
        self._awaits = False
        self.busy.show_idle()

    def access(self) -> PatientAccess | None:
        """Who is shown."""
        return self.chart.access()

    # What the user does

    def event(self, event: QEvent) -> bool:
        """Tell when the window is in front again."""
        if event.type() == QEvent.Type.WindowActivate and self._was_left:
            self._was_left = False
            self.returned.emit()
        elif event.type() == QEvent.Type.WindowDeactivate:
            self._was_left = True
        return super().event(event)

    def reject(self) -> None:
        """Escape first stops waiting, then closes."""
        if self.busy.is_busy:
            self.cancelled.emit()
        else:
            super().reject()

    def done(self, result: int) -> None:
        """Let nothing of anybody stay in the widgets."""
        self.search.forget()
        self.found.show_charts(())
        self.many.show_charts(())
        self.chart.forget()
        self.notice.clear()
        self.busy.show_idle("")
        self._count.setText("")
        super().done(result)

    def try_accept(self) -> None:
        """Do what the first open way says: Ctrl+Enter from wherever the keyboard is."""
        button = self.chart.ways.first() if self.access() is not None else None
        if button is not None:
            button.click()

    def _on_letter_read(self, token: str) -> None:
        """Nobody else's chart stays on show: a letter may be anybody's, or nobody's."""
        self._let_go()
        self.letter_read.emit(token)

    def _on_wanted(self, wanted: Wanted) -> None:
        self._let_go()
        self._awaits = bool(wanted.readings)
        self.search_wanted.emit(wanted.readings)

    def _let_go(self) -> None:
        self._goes_on = False
        self.notice.clear()
        self.busy.show_idle("")
        self.found.show_charts(())
        self.many.show_charts(())
        self._count.setText("")
        self.chart.forget()
        self._right.setCurrentWidget(self._nothing)
        self._invite_search()

    def _on_entered(self) -> None:
        """Go on with the only chart; of several a person has to choose (DOMAIN F38)."""
        charts = self.found.charts()
        self._goes_on = self._awaits
        if len(charts) == 1:
            self._on_chosen(charts[0].id)
        elif charts:
            self.found.enter()

    def _on_chosen(self, patient_id: str) -> None:
        known = self.access()
        if known is not None and known.patient_id == patient_id:
            self._enter_chart()
        else:
            self.notice.clear()
            self.chart_wanted.emit(patient_id)

    def _enter_chart(self) -> None:
        """Go to what can be done; where that is nothing, to the search, for whoever comes next."""
        if not self.chart.enter():
            self.search.setFocus()
            self.search.selectAll()

    def _has_keyboard(self) -> bool:
        focus: QWidget | None = self.focusWidget()
        if focus is None or not self.chart.isAncestorOf(focus):
            return False
        return focus.isEnabled() and focus.isVisibleTo(self)

    def _invite_search(self) -> None:
        self._nothing.say(
            "search",
            self.tr("Who is it?"),
            self.tr(
                "Type a name, a birth date, a phone number, an e-mail address or a record number,"
                " also several of them. Scan a letter to see whether it is still good."
            ),
        )

    def _ask_which(self) -> None:
        self._nothing.say(
            "search",
            self.tr("Which one is it?"),
            self.tr("Ask for the birth date. The arrows and Enter choose a chart."),
        )

    def _say_nothing_found(self) -> None:
        self._goes_on = False
        self._nothing.say(
            "empty",
            self.tr("No chart fits"),
            self.tr("Type less, or something else. Who has no chart yet can enroll by oneself."),
        )
