"""Which dialog an action asks its parameters in; read from the portal's parameter schema."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from console.domain.session import ActionRule, Me, Reason
from console.models.action_params import properties_of, required_of
from console.models.queue_face import ActionFace
from console.models.when import Calendar
from console.views.deny_dialog import DenyDialog
from console.views.hold_dialog import HoldDialog
from console.views.queues.body import QueueBody
from console.views.words_dialog import RouteDialog, WordsDialog

Form = DenyDialog | HoldDialog | RouteDialog | WordsDialog


@dataclass(frozen=True)
class FormNeeds:
    """What the dialogs must know: whom it is about, who decides, where, and colleagues by id."""

    who: str
    me: Me
    practice_id: int
    calendar: Calendar
    colleagues: Sequence[tuple[str, str]] = ()


def form_for(
    rule: ActionRule,
    words: ActionFace,
    needs: FormNeeds,
    body: QueueBody | None,
    parent: QWidget,
) -> Form | None:
    """The dialog that an action needs, or None when it can be taken as it is."""
    wanted = properties_of(rule)
    title = words.sentence.format(who=needs.who)
    label = words.label.rstrip("…")
    if "basis" in wanted:
        return HoldDialog(title, rule.reasons, needs.calendar.today(), parent)
    if "reason_code" in wanted:
        return DenyDialog(
            title,
            label,
            allowed_reasons(rule, needs.me, needs.practice_id),
            needs.me.practice(needs.practice_id).name,
            proposal=body.proposal if body else None,
            writes_text="text_to_patient" in wanted,
            parent=parent,
        )
    if "assigned_to" in wanted:
        return RouteDialog(title, label, needs.colleagues, parent)
    if "text_to_patient" in required_of(rule):
        return WordsDialog(title, label, _ask_sentence(), parent=parent)
    return None


def words_for(words: ActionFace, needs: FormNeeds, parent: QWidget) -> WordsDialog:
    """The dialog for words to the patient with an action that needs none."""
    sentence = QCoreApplication.translate("WordsDialog", "The patient reads it with the notice.")
    title = words.sentence.format(who=needs.who)
    return WordsDialog(title, words.label.rstrip("…"), sentence, parent=parent)


def allowed_reasons(rule: ActionRule, me: Me, practice_id: int) -> list[Reason]:
    """The reasons that the user may give; clinical ones need a clinical right (DOMAIN AMB9)."""
    return [
        reason
        for reason in rule.reasons
        if not reason.permission or me.may(practice_id, reason.permission)
    ]


def _ask_sentence() -> str:
    return QCoreApplication.translate(
        "WordsDialog", "Say what is missing and how to send it, in words a patient understands."
    )
