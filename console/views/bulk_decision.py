"""A decision on several marked rows: a frozen list, the portal's word on each, then the outcome."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QDialog, QWidget

from console.domain.items import NO_PERSON_KINDS, ItemKey
from console.domain.session import ActionRule, Me
from console.models.bulk_check import BulkCheck
from console.models.bulk_outcomes import BulkOutcome
from console.models.queue_faces import FACES
from console.models.queue_table import QueueTableModel
from console.models.when import Calendar
from console.views.bulk_dialog import BulkDialog
from console.views.bulk_outcome_dialog import BulkOutcomeDialog
from console.views.decision_forms import FormNeeds, form_for

SHOWN_WHOLE = frozenset({"release"})
"""Actions whose every item has been looked at, value by value, before they are taken on many."""


class BulkDecision(QObject):
    """Asks once for all marked rows, in the form that the action needs.

    Signals: `check_wanted(tuple[ItemKey, …], str action)` when the list is made: its items, frozen,
    come back by `show_checked`; `decided(list[Item], str action, dict params)`, each item exactly as
    it was shown; each gets its own answer.
    """

    check_wanted = Signal(object, str)
    decided = Signal(object, str, object)

    def __init__(self, model: QueueTableModel, calendar: Calendar, window: QWidget) -> None:
        super().__init__(window)
        self._model, self._calendar, self._window = model, calendar, window
        self._dialog: BulkDialog | None = None
        self._asked: tuple[Sequence[ItemKey], str] = ((), "")
        self._outcomes: BulkOutcomeDialog | None = None

    def ask(self, me: Me, action: str) -> QDialog | None:
        """Open the dialog for the marked rows; None when they can not be decided together."""
        marks = self._model.marks()
        rule = me.rule(marks[0].kind, action) if marks else None
        if rule is None:
            return None
        words = FACES[rule.kind].action(rule.action)
        label = words.label.rstrip("…")
        who = self.tr("each patient below")
        if rule.kind in NO_PERSON_KINDS:
            who = self.tr("each sender below")
        sentence = words.sentence.format(who=who)
        dialog = self._dialog = BulkDialog(
            self.tr("{action}: {items}").format(
                action=label, items=FACES[rule.kind].noun(len(marks))
            ),
            sentence[:1].upper() + sentence[1:],
            label,
            [self._model.mark_label(key) for key in marks],
            self._calendar,
            shows_all=action in SHOWN_WHOLE,
            parent=self._window,
        )
        self._open(dialog, lambda: self._on_accepted(me, rule, dialog.check()))
        self._asked = (marks, action)
        self.check_wanted.emit(marks, action)
        return dialog

    def mark_label(self, key: ItemKey) -> str:
        """Whom and what was marked, as it was then."""
        return self._model.mark_label(key)

    def show_checked(self, check: BulkCheck) -> None:
        """Take the portal's word on what was marked; one that nobody asks for any more is let go."""
        if self._dialog is not None and check.answers(*self._asked):
            self._dialog.show_checked(check)

    def show_outcomes(self, outcomes: Sequence[BulkOutcome]) -> None:
        """Say what became of each; `bring` brings what the portal answers later."""
        dialog = self._outcomes = BulkOutcomeDialog(outcomes, self._window)

        def on_finished(_result: int) -> None:
            self._outcomes = None
            dialog.deleteLater()

        dialog.finished.connect(on_finished)
        dialog.open()

    def bring(self, outcomes: Sequence[BulkOutcome]) -> None:
        """Bring some lines up to date while the list is open."""
        if self._outcomes is not None:
            self._outcomes.bring(outcomes)

    def _on_accepted(self, me: Me, rule: ActionRule, check: BulkCheck | None) -> None:
        if check is None:
            return
        items = [row.item for row in check.done if row.item is not None]
        who = self.tr("each of the %n patient(s)", "", len(items))
        if rule.kind in NO_PERSON_KINDS:
            who = self.tr("%n sender(s)", "", len(items))
        needs = FormNeeds(who, me, items[0].key.practice_id, self._calendar)
        words = FACES[rule.kind].action(rule.action)
        form = form_for(rule, words, needs, None, self._window)
        if form is None:
            self._tell(items, rule.action, {})
            return
        self._open(form, lambda: self._tell(items, rule.action, dict(form.params())))

    def _tell(self, items: Sequence[Any], action: str, params: dict[str, Any]) -> None:
        self._model.clear_marks()
        self.decided.emit(list(items), action, params)

    def _open(self, dialog: QDialog, on_accepted: Callable[[], None]) -> None:
        def on_finished(result: int) -> None:
            self._dialog = None
            if result:
                on_accepted()
            dialog.deleteLater()

        dialog.finished.connect(on_finished)
        dialog.open()
