"""A decision on several marked rows: first the sentence that says what will happen to whom."""

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QDialog, QWidget

from console.domain.items import ItemKey
from console.domain.session import ActionRule, Me
from console.models.queue_faces import FACES
from console.models.queue_table import QueueTableModel
from console.models.when import Calendar
from console.views.confirm_dialog import ConfirmDialog
from console.views.decision_forms import Form, FormNeeds, form_for


class BulkDecision(QObject):
    """Asks once for all marked rows, in the form that the action needs.

    Signals: `decided(tuple[ItemKey, …], str action, dict params)`; each row gets its own answer.
    """

    decided = Signal(object, str, object)

    def __init__(self, model: QueueTableModel, calendar: Calendar, window: QWidget) -> None:
        super().__init__(window)
        self._model, self._calendar, self._window = model, calendar, window

    def ask(self, me: Me, action: str) -> QDialog | None:
        """Open the dialog for the marked rows; None when they can not be decided together."""
        marks = self._model.marks()
        rule = me.rule(marks[0].kind, action) if marks else None
        if rule is None:
            return None
        dialog: Form | ConfirmDialog = self._form(me, rule, marks) or self._confirmation(
            rule, marks
        )

        def on_finished(result: int) -> None:
            if result:
                params = dict(dialog.params()) if not isinstance(dialog, ConfirmDialog) else {}
                self._model.clear_marks()
                self.decided.emit(marks, action, params)
            dialog.deleteLater()

        dialog.finished.connect(on_finished)
        dialog.open()
        return dialog

    def _form(self, me: Me, rule: ActionRule, marks: tuple[ItemKey, ...]) -> Form | None:
        who = self.tr("each of the %n patient(s)", "", len(marks))
        needs = FormNeeds(who, me, marks[0].practice_id, self._calendar)
        return form_for(rule, FACES[rule.kind].action(rule.action), needs, None, self._window)

    def _confirmation(self, rule: ActionRule, marks: tuple[ItemKey, ...]) -> ConfirmDialog:
        face = FACES[rule.kind]
        words = face.action(rule.action)
        label = words.label.rstrip("…")
        title = self.tr("{action}: {items}").format(action=label, items=face.noun(len(marks)))
        sentence = words.sentence.format(who=self.tr("each patient below"))
        return ConfirmDialog(
            title,
            sentence,
            self.tr("{action} {number}").format(action=label, number=len(marks)),
            lines=[self._model.mark_label(key) for key in marks],
            parent=self._window,
        )
