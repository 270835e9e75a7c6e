"""Which dialog an action asks its parameters in; read from the portal's parameter schema."""

import functools
from collections.abc import Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from console.domain.desk import DeskSettings
from console.domain.session import ActionRule, Me, Reason
from console.models.action_params import most_days_of, properties_of, required_of
from console.models.chip import ActionFace
from console.models.desk_words import ASSIGN, MARK_DUPLICATE, NOTE, REOPEN, WAIT
from console.models.when import Calendar
from console.views.deny_dialog import DenyDialog, DenyHow
from console.views.desk_dialogs import AssignDialog, DuplicateDialog, NoteDialog
from console.views.hold_dialog import HoldDialog
from console.views.kept_denials import Denial, KeptDenials
from console.views.queues.body import QueueBody
from console.views.reason_dialog import ReasonDialog
from console.views.template_menu import TemplateMenu
from console.views.wait_dialog import WaitDialog
from console.views.wait_list_dialog import WaitListDialog
from console.views.words_dialog import RouteDialog, WordsDialog

INSIDE = ("outcome_note", "note")
"""Parameters that are words to colleagues, without which the portal refuses."""
REQUEST_INFO = "request_info"

DeskForm = NoteDialog | AssignDialog | DuplicateDialog | WaitDialog
Form = DenyDialog | ReasonDialog | HoldDialog | RouteDialog | WordsDialog | DeskForm


@dataclass(frozen=True)
class FormNeeds:
    """What the dialogs must know: whom it is about, who decides, where, and colleagues by id.

    `colleagues` are those to whom a queue's own action hands the item on; `holder` is who has it
    now, by name; `given_name` stands in the practice's ready texts.
    """

    who: str
    me: Me
    practice_id: int
    calendar: Calendar
    colleagues: Sequence[tuple[str, str]] = ()
    holder: str = ""
    settings: DeskSettings = field(default_factory=DeskSettings)
    given_name: str = ""

    @property
    def practice(self) -> str:
        """The practice by name, as it signs what the patient reads."""
        return self.me.practice(self.practice_id).name

    def texts(self, field: QPlainTextEdit, kind: str, action: str) -> QWidget | None:
        """The button that puts one of the practice's texts into a field; None where it has none."""
        found = self.settings.texts_for(kind, action)
        if not found:
            return None
        known = {
            "patient_given_name": self.given_name,
            "practice_name": self.practice,
            "practice_phone": self.me.practice(self.practice_id).phone,
        }
        menu = TemplateMenu(found, known)
        menu.chosen.connect(field.setPlainText)
        return menu


def form_for(
    rule: ActionRule,
    words: ActionFace,
    needs: FormNeeds,
    body: QueueBody | None,
    parent: QWidget,
    denials: KeptDenials | None = None,
) -> Form | None:
    """The dialog that an action needs, or None when it can be taken as it is.

    One out of `denials` is not deleted when it is closed, but given back to them.
    """
    wanted = properties_of(rule)
    title = words.sentence.format(who=needs.who)
    label = words.label.rstrip("…")
    if rule.action in (NOTE, ASSIGN, WAIT, MARK_DUPLICATE, REOPEN):
        return _desk_form(rule, title, label, needs, parent)
    if "basis" in wanted:
        today = needs.calendar.today()
        return HoldDialog(title, rule.reasons, today, parent, most_days=most_days_of(rule))
    if "reason_code" in wanted and not _tells_patient(rule):
        note = "note" if "note" in wanted else "internal_note"
        return ReasonDialog(title, label, rule.reasons, parent, note=note)
    if "reason_code" in wanted:
        kept = denials or KeptDenials(), parent
        return _denial(rule, title, label, needs, body, kept)
    if "assigned_to" in wanted:
        return RouteDialog(title, label, needs.colleagues, parent)
    return _words_form(rule, title, label, needs, parent)


def _words_form(
    rule: ActionRule, title: str, label: str, needs: FormNeeds, parent: QWidget
) -> NoteDialog | WordsDialog | None:
    """The form of an action that wants nothing but words, to colleagues or to the patient."""
    inside = [name for name in required_of(rule) if name in INSIDE]
    if inside:
        return NoteDialog(title, label, field=inside[0], parent=parent)
    if "text_to_patient" in required_of(rule):
        if "until" in properties_of(rule):
            return WaitListDialog(
                title,
                label,
                _notice_sentence(),
                needs.calendar.today(),
                practice=needs.practice,
                templates=functools.partial(_texts_of, needs, rule),
                parent=parent,
            )
        return WordsDialog(
            title,
            label,
            _ask_sentence() if rule.action == REQUEST_INFO else _notice_sentence(),
            practice=needs.practice,
            templates=functools.partial(_texts_of, needs, rule),
            parent=parent,
        )
    return None


def _tells_patient(rule: ActionRule) -> bool:
    """Whether a patient reads anything of it: words written, or those that a reason has fixed."""
    return "text_to_patient" in properties_of(rule) or any(
        reason.text_to_patient for reason in rule.reasons
    )


def _denial(
    rule: ActionRule,
    title: str,
    label: str,
    needs: FormNeeds,
    body: QueueBody | None,
    kept: tuple[KeptDenials, QWidget],
) -> DenyDialog:
    wanted = properties_of(rule)
    denials, parent = kept
    how = DenyHow(
        who=needs.who,
        barred=barred_reasons(rule, needs.me, needs.practice_id),
        takes_next_step="next_step" in wanted,
        templates=functools.partial(_texts_of, needs, rule),
    )
    denial = Denial(rule, label, needs.practice, "text_to_patient" in wanted)
    return denials.dialog(title, denial, how, body.proposal if body else None, parent)


def _desk_form(
    rule: ActionRule, title: str, label: str, needs: FormNeeds, parent: QWidget
) -> DeskForm:
    if rule.action == NOTE:
        return NoteDialog(title, label, parent=parent)
    if rule.action == REOPEN:
        return NoteDialog(title, label, field="note", parent=parent)
    if rule.action == WAIT:
        kinds = (properties_of(rule).get("on") or {}).get("enum") or ("internal", "hold")
        today = needs.calendar.today()
        templates = functools.partial(_texts_of, needs, rule)
        return WaitDialog(
            title, label, kinds, needs.practice, today, templates=templates, parent=parent
        )
    if rule.action == MARK_DUPLICATE:
        return DuplicateDialog(title, label, needs.calendar, parent)
    me = needs.me
    colleagues = [(one.id, one.name) for one in me.practice(needs.practice_id).colleagues]
    return AssignDialog(title, label, (me.staff_id, me.name), colleagues, needs.holder, parent)


def _texts_of(needs: FormNeeds, rule: ActionRule, field: QPlainTextEdit) -> QWidget | None:
    return needs.texts(field, rule.kind, rule.action)


def words_for(words: ActionFace, needs: FormNeeds, parent: QWidget) -> WordsDialog:
    """The dialog for words to the patient with an action that needs none."""
    title = words.sentence.format(who=needs.who)
    label = words.label.rstrip("…")
    return WordsDialog(title, label, _notice_sentence(), practice=needs.practice, parent=parent)


def barred_reasons(rule: ActionRule, me: Me, practice_id: int) -> dict[str, str]:
    """Why the user may not give some reasons, by code; clinical ones need a clinical right (AMB9)."""
    return {
        reason.code: QCoreApplication.translate("DenyDialog", "A provider decides this.")
        for reason in rule.reasons
        if reason.permission and not me.may(practice_id, reason.permission)
    }


def allowed_reasons(rule: ActionRule, me: Me, practice_id: int) -> list[Reason]:
    """The reasons that the user may give."""
    barred = barred_reasons(rule, me, practice_id)
    return [reason for reason in rule.reasons if reason.code not in barred]


def _notice_sentence() -> str:
    return QCoreApplication.translate("WordsDialog", "The patient reads it with the notice.")


def _ask_sentence() -> str:
    return QCoreApplication.translate(
        "WordsDialog", "Say what is missing and how to send it, in words a patient understands."
    )
