"""A decision on the item shown: what it still needs is asked for, then it is told."""

from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from console.domain.items import Item
from console.domain.session import Me
from console.models.action_params import WITH_WORDS
from console.models.item_words import person_of
from console.models.one_line import isolated
from console.models.queue_faces import FACES
from console.models.when import Calendar
from console.views.decision_forms import Form, FormNeeds, form_for, words_for
from console.views.queues.body import QueueBody


class ItemDecision(QObject):
    """Opens the dialog that an action needs, for the very item that was shown.

    Signals: `decided(Item, str action, dict params)`.
    """

    decided = Signal(object, str, object)

    def __init__(self, calendar: Calendar, panel: QWidget) -> None:
        super().__init__(panel)
        self._calendar, self._panel = calendar, panel
        self._form: Form | None = None
        self.colleagues: Sequence[tuple[str, str]] = ()

    def take(self, me: Me, item: Item, action: str, body: QueueBody) -> None:
        """Decide, or ask first; an action that the portal does not offer is left alone."""
        name, with_words = action.removesuffix(WITH_WORDS), action.endswith(WITH_WORDS)
        rule = me.rule(item.key.kind, name)
        if rule is None:
            return
        words = FACES[item.key.kind].action(name)
        who = isolated(person_of(item, self._calendar).name)
        needs = FormNeeds(who, me, item.key.practice_id, self._calendar, self.colleagues)
        window = self._panel.window()
        form: Form | None
        if with_words:
            form = words_for(words, needs, window)
        else:
            form = form_for(rule, words, needs, body, window)
        if form is None:
            self.decided.emit(item, name, dict(body.params(name)))
        else:
            self._open(form, item, name, body)

    def drop(self) -> bool:
        """Close the dialog without deciding; whether there was one."""
        if self._form is None:
            return False
        self._form.reject()
        return True

    def _open(self, form: Form, item: Item, action: str, body: QueueBody) -> None:
        self._form = form

        def on_finished(result: int) -> None:
            self._form = None
            if result:
                self.decided.emit(item, action, {**body.params(action), **form.params()})
            form.deleteLater()

        form.finished.connect(on_finished)
        form.open()
