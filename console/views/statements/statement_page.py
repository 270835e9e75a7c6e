"""One statement: its page beside the account, what agrees, and what a person can do about it."""

from collections.abc import Sequence
from functools import cached_property

from PySide6.QtCore import Qt, Signal, SignalInstance
from PySide6.QtGui import QHideEvent, QImage, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QSplitter, QStackedWidget, QWidget

from console.domain.billing import BillingAccount
from console.domain.statements import Statement
from console.messages import Message
from console.models.statement_words import is_harmful
from console.models.when import Calendar
from console.paper import Place
from console.views.empty_state import EmptyState
from console.views.notice import Notice
from console.views.queues.section import column
from console.views.statements.match_form import MatchForm
from console.views.statements.paper_room import PaperRoom
from console.views.statements.replaces_form import ReplacesForm
from console.views.statements.scrolled import scrolled
from console.views.statements.statement_acts import StatementActs
from console.views.statements.statement_facts import StatementFacts
from console.views.theme import GAP, GRID, theme

NARROW, FACTS_SHARE = 720, 0.44
"""Pixels at normal text size below which the facts stand under the page; their part of the width."""


class StatementPage(QWidget):
    """Keeps nothing of a statement that is not on show: its pages are fetched anew each time.

    Signals, with the id of the file's statement: `paper_wanted(str)`, empty for none any more, answered
    by `show_paper`; `page_wanted(str, int, int)` by `show_page`; `places_wanted(str, int, list)` by
    `show_places`. `match_wanted(Statement, MatchWish)`, `answered(Statement, bool)` and
    `discard_wanted(Statement)` are answered by `show_statement` with what came of it, or by
    `show_refused` and `show_problem`; `search_wanted(str)` by `show_found`.
    """

    paper_wanted = Signal(str)
    page_wanted = Signal(str, int, int)
    places_wanted = Signal(str, int, object)
    match_wanted = Signal(object, object)
    answered = Signal(object, bool)
    discard_wanted = Signal(object)
    search_wanted = Signal(str)

    def __init__(self, calendar: Calendar) -> None:
        super().__init__()
        self.setObjectName("statement_page")
        self._statement: Statement | None = None
        self._paper_id = ""
        self.room, self.facts = PaperRoom(), StatementFacts(calendar)
        self.replaces, self._calendar = ReplacesForm(calendar), calendar
        self.acts, self._notice = StatementActs(), Notice()
        self._empty = EmptyState("document", "", "", name="statement")
        self._side, self._pages, self._split = QStackedWidget(), QStackedWidget(), QSplitter()
        self._lay_out()
        self._connect()
        self.show_statement(None)

    def _lay_out(self) -> None:
        """From the outside to the inside: what is put somewhere is dressed anew with all in it."""
        column(self).addWidget(self._pages)
        self._pages.addWidget(self._empty)
        self._pages.addWidget(self._split)
        self._split.setHandleWidth(1)
        self._split.setChildrenCollapsible(False)
        self._split.addWidget(self.room)
        self._split.addWidget(self._side)
        facts, known = QWidget(), QWidget()
        self._side.addWidget(facts)
        side = column(facts, space=0)
        side.addWidget(scrolled(known, "facts_scroll"), 1)
        side.addWidget(self.acts)
        about = column(known, space=GAP)
        about.setContentsMargins(GAP, GAP, GAP + GRID, GAP)
        about.addWidget(self._notice)
        about.addWidget(self.facts)
        self.facts.asked.addWidget(self.replaces)

    @cached_property
    def form(self) -> MatchForm:
        """The match by hand; made when it is first wanted, not while the place opens."""
        room, made = QWidget(), MatchForm(self._calendar)
        self._side.addWidget(scrolled(room, "form_scroll"))
        room.setContentsMargins(GAP, GAP, GAP + GRID, GAP)
        column(room).addWidget(made)
        made.wished.connect(self.match_wanted)
        made.search_wanted.connect(self.search_wanted)
        made.left.connect(self._leave_form)
        return made

    def _connect(self) -> None:
        self.room.page_wanted.connect(lambda *what: self.page_wanted.emit(self._paper_id, *what))
        self.room.places_wanted.connect(
            lambda *what: self.places_wanted.emit(self._paper_id, *what)
        )
        self.room.again_wanted.connect(lambda: self._want_paper(self._paper_id))
        self.room.mark_pressed.connect(self._on_mark)
        self.facts.evidence_chosen.connect(self._on_evidence)
        self.replaces.answered.connect(lambda yes: self._say(self.answered, yes))
        self.replaces.other_wanted.connect(self._on_other)
        self.acts.match_pressed.connect(self._on_match)
        self.acts.discard_pressed.connect(lambda: self._say(self.discard_wanted))

    # What it gets

    def statement(self) -> Statement | None:
        """The statement on show."""
        return self._statement

    def show_statement(self, one: Statement | None, why: str = "") -> None:
        """Show a statement, or a newer state of it; None for none, and `why` the file has none."""
        before, self._statement = self._statement, one
        if one is None:
            words = why or self.tr("Choose a file to see its page beside the account.")
            self._empty.say("document", "", words)
            self._pages.setCurrentWidget(self._empty)
            self._want_paper("")
            return
        is_other = before is None or before.id != one.id
        if not is_other and before == one:
            return
        self._pages.setCurrentWidget(self._split)
        self._close_form(is_other=is_other)
        self.facts.show_statement(one)
        self.replaces.show_statement(one)
        self.acts.show_statement(one)
        if is_other or self._paper_id != one.id:
            self._want_paper("" if is_harmful(one) else one.id)
        if is_harmful(one):
            self.room.clear(self.tr("A refused file is not opened: it could do harm."))
        elif self._paper_id == one.id:
            self.room.show_evidence(one.evidence)

    def _close_form(self, *, is_other: bool) -> None:
        """Show the facts; who was typing about this very file is told why."""
        was_open = self._side.currentIndex() == 1
        was_typing = was_open and not self.form.is_busy
        self._notice.clear()
        self._side.setCurrentIndex(0)
        if was_open and not is_other:
            self.acts.take_focus()
            if was_typing:
                words = self.tr("This file was changed meanwhile. Look at it again.")
                self._notice.say(Message(words, tone="info"))

    def show_paper(self, statement_id: str, pages: int, problem: str = "") -> None:
        """Take how many pages the file has, or why it can not be shown."""
        if statement_id == self._paper_id:
            self.room.show_paper(pages, problem)

    def show_page(self, statement_id: str, page: int, image: QImage) -> None:
        """Take a page."""
        if statement_id == self._paper_id:
            self.room.show_page(page, image)

    def show_places(self, statement_id: str, page: int, places: Sequence[Place]) -> None:
        """Take where the evidence of a page stands."""
        if statement_id == self._paper_id:
            self.room.show_places(page, places)

    def show_found(self, name: str, accounts: Sequence[BillingAccount]) -> None:
        """Take the billing accounts that a name has found."""
        self.form.show_found(name, accounts)

    def show_refused(self, field: str, sentence: str) -> None:
        """Say at a field of the form why the portal has not taken it."""
        self.form.show_refused(field, sentence)

    def show_problem(self, message: Message) -> None:
        """Say what was not done."""
        if self._side.currentIndex():
            self.form.show_refused("", " ".join((message.text, message.detail)).strip())
        else:
            self._notice.say(message)

    def show_online(self, *, is_online: bool) -> None:
        """Bar what needs the portal while the line is down."""
        why_not = "" if is_online else self.tr("The portal can not be reached.")
        self.acts.bar(why_not)
        self.replaces.bar(why_not)
        if is_online and self._paper_id and not self.room.paper.pages():
            self._want_paper(self._paper_id)

    # What the user does

    def _want_paper(self, statement_id: str) -> None:
        self._paper_id = statement_id
        self.room.clear(self.tr("The page is being fetched.") if statement_id else "")
        if (one := self._statement) is not None and statement_id == one.id:
            self.room.show_evidence(one.evidence)  # marked once its pages are there
        if self.isVisible() or not statement_id:
            self.paper_wanted.emit(statement_id)

    def _on_evidence(self, number: int) -> None:
        one = self._statement
        if one is not None and self._paper_id not in {"", one.id}:  # the other one's pages
            self.replaces.show_statement(one)
            self._on_other(other=False)
        self.room.go_to(number)

    def _on_mark(self, number: int) -> None:
        self.facts.choose(number)
        self.room.go_to(number)

    def _on_other(self, other: bool) -> None:  # noqa: FBT001 - Qt's signal
        if (one := self._statement) is not None:
            old = one.replaces
            self._want_paper(old.id if other and old is not None else one.id)

    def _on_match(self) -> None:
        if self._statement is not None:
            self.form.show_statement(self._statement)
            self._side.setCurrentIndex(1)

    def _leave_form(self) -> None:
        self._side.setCurrentIndex(0)
        self.acts.take_focus()

    def _say(self, told: SignalInstance, *more: object) -> None:
        if self._statement is not None:
            told.emit(self._statement, *more)

    # Qt's events

    def showEvent(self, event: QShowEvent) -> None:
        """Fetch the pages again: they were let go when the place was left."""
        super().showEvent(event)
        if (one := self._statement) is not None and not is_harmful(one):
            self._want_paper(one.id)

    def hideEvent(self, event: QHideEvent) -> None:
        """Let the pages go."""
        super().hideEvent(event)
        if self._paper_id:
            self.room.clear()
            self.paper_wanted.emit("")

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the facts under the page where there is no room beside it."""
        super().resizeEvent(event)
        narrow = self.width() < NARROW * theme().text_scale
        across = Qt.Orientation.Vertical if narrow else Qt.Orientation.Horizontal
        self._split.setOrientation(across)
        whole = self.height() if narrow else self.width()
        facts = round(whole * (0.5 if narrow else FACTS_SHARE))
        self._split.setSizes([max(1, whole - facts), facts])
