"""A decision on the item shown: what it still needs is asked for, then it is told."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from console.domain.desk import DeskSettings
from console.domain.items import Item, ItemKey
from console.domain.session import ActionRule, Me
from console.models.action_params import WITH_WORDS
from console.models.desk_words import MARK_DUPLICATE, TAKE_OVER
from console.models.item_words import person_of
from console.models.one_line import isolated, one_line
from console.models.queue_faces import FACES
from console.models.when import Calendar
from console.views.behalf_dialog import BehalfDialog
from console.views.decision_forms import Form, FormNeeds, form_for, words_for
from console.views.desk_dialogs import DuplicateDialog, NoteDialog
from console.views.kept_denials import KeptDenials
from console.views.note_field import NOTE
from console.views.queues.body import QueueBody
from console.views.sheet import Sheet
from console.views.written import chosen, write, written

About = tuple[ItemKey, str]


class ItemDecision(QObject):
    """Opens the dialog that an action needs, for the very item that was shown.

    Signals: `decided(Item, str action, dict params)`; `decided_for(Item, str, dict, str staff id)`
    for a colleague; `others_wanted(Item)` for the person's other items, which come by
    `show_others`; `taken_over(Item, str note)`.
    """

    decided = Signal(object, str, object)
    decided_for = Signal(object, str, object, str)
    others_wanted = Signal(object)
    taken_over = Signal(object, str)

    def __init__(self, calendar: Calendar, panel: QWidget) -> None:
        super().__init__(panel)
        self._calendar, self._panel = calendar, panel
        self._dialog: Sheet | None = None
        self._about: About | None = None
        self._kept: tuple[About, Mapping[str, str]] | None = None  # words of a dropped dialog
        self._denials = KeptDenials()
        self.colleagues: Sequence[tuple[str, str]] = ()
        self.settings = DeskSettings()

    def take(
        self,
        me: Me,
        item: Item,
        action: str,
        body: QueueBody,
        behalf: Sequence[tuple[str, str]] = (),
    ) -> None:
        """Decide, or ask first; an action that the portal does not offer is left alone.

        `behalf` are the colleagues for one of whom it is to be decided: first it is asked for whom.
        """
        name = action.removesuffix(WITH_WORDS)
        rule = me.rule(item.key.kind, name)
        if rule is None:
            return
        if not behalf:
            self._ask(me, item, rule, body, words=action.endswith(WITH_WORDS))
            return
        face = FACES[item.key.kind].action(name)
        title = face.sentence.format(who=self._who(item))
        dialog = BehalfDialog(title, face.label.rstrip("…"), me.name, behalf, self._panel.window())

        def on_accepted() -> None:
            chosen = dialog.colleague()
            if chosen is not None:
                words = action.endswith(WITH_WORDS)
                self._ask(me, item, rule, body, words=words, colleague=chosen[0])

        self._open(dialog, on_accepted)

    def take_over(self, item: Item, claim: Mapping[str, Any]) -> None:
        """Ask for the note with which a colleague's claim is taken over; both read it later."""
        who = self._who(item)
        name = isolated(one_line(str(claim.get("name") or "")))
        dialog = NoteDialog(
            self.tr("Take over the item of {who}").format(who=who),
            self.tr("Take over"),
            self.tr("{name} is working on it and will see that you took over, and why.").format(
                name=name
            ),
            field="note",
            parent=self._panel.window(),
        )
        note = dialog.params
        self._open(
            dialog, lambda: self.taken_over.emit(item, note()["note"]), (item.key, TAKE_OVER)
        )

    def not_taken_over(self, item: Item, note: str) -> None:
        """The portal did not take the note: it is there again when it is asked for anew."""
        self._kept = ((item.key, TAKE_OVER), {NOTE: note})

    def show_others(self, item: Item, others: Sequence[Item]) -> None:
        """Take the other items of the person whose item is asked about just now."""
        if isinstance(self._dialog, DuplicateDialog):
            face = FACES[item.key.kind]
            self._dialog.show_others(others, lambda state: face.chip(state).text)

    @property
    def is_asking(self) -> bool:
        """Whether a dialog of ours is open."""
        return self._dialog is not None

    def draft(self) -> tuple[ItemKey, str, Mapping[str, str]] | None:
        """What somebody has begun and not decided: the item, the action, the words and the reason."""
        if self._dialog is not None and self._about is not None:
            return (*self._about, written(self._dialog) | chosen(self._dialog))
        if self._kept is None:
            return None
        (key, action), words = self._kept
        return key, action, words

    def keep(self, key: ItemKey, action: str, words: Mapping[str, str]) -> None:
        """Have words ready for when this action on this item is asked for again."""
        self._kept = ((key, action), words)

    def drop(self) -> bool:
        """Close the dialog without deciding; whether there was one.

        What was written in it is there again when it is opened anew for the same item and action.
        """
        if self._dialog is None:
            return False
        if self._about is not None:
            self._kept = (self._about, written(self._dialog))
        self._dialog.reject()
        return True

    def _who(self, item: Item) -> str:
        return isolated(person_of(item, self._calendar).name)

    def _ask(
        self,
        me: Me,
        item: Item,
        rule: ActionRule,
        body: QueueBody,
        *,
        words: bool,
        colleague: str = "",
    ) -> None:
        face, window = FACES[rule.kind].action(rule.action), self._panel.window()
        holder = str((item.entity.get("assigned_to") or {}).get("name") or "")
        needs = FormNeeds(
            self._who(item),
            me,
            item.key.practice_id,
            self._calendar,
            self.colleagues,
            holder,
            self.settings,
            _given_name(item),
        )
        chosen = dict(body.params(rule.action))  # by now: another item may be on show at the end
        form: Form | None
        if words:
            form = words_for(face, needs, window)
        else:
            form = form_for(rule, face, needs, body, window, self._denials)
        if form is None:
            self._tell(item, rule.action, chosen, colleague)
            return

        def on_accepted() -> None:
            self._tell(item, rule.action, {**chosen, **form.params()}, colleague)

        self._open(form, on_accepted, (item.key, rule.action))
        if rule.action == MARK_DUPLICATE:
            self.others_wanted.emit(item)

    def _tell(self, item: Item, action: str, params: dict[str, object], colleague: str) -> None:
        if colleague:
            self.decided_for.emit(item, action, params, colleague)
        else:
            self.decided.emit(item, action, params)

    def _open(
        self, dialog: Sheet, on_accepted: Callable[[], None], about: About | None = None
    ) -> None:
        self._dialog, self._about = dialog, about
        if self._kept is not None and self._kept[0] == about:
            write(dialog, self._kept[1])
            self._kept = None

        def on_finished(result: int) -> None:
            self._dialog = None
            if result:
                on_accepted()
            dialog.finished.disconnect(on_finished)
            if not self._denials.keeps(dialog):
                dialog.deleteLater()

        dialog.finished.connect(on_finished)
        dialog.open()


def _given_name(item: Item) -> str:
    """What the patient is called in a text: all of the name but its last word."""
    person = item.entity.get("patient") or item.entity.get("subject") or {}
    words = one_line(str(person.get("name") or "")).split()
    return " ".join(words[:-1]) or " ".join(words)
