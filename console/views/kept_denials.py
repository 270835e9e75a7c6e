"""The questions before a denial, kept when they are closed: to make one takes as long as a frame."""

from collections.abc import Callable, Hashable
from dataclasses import dataclass

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QDialog, QWidget

from console.domain.session import ActionRule, Reason
from console.views.deny_dialog import DenyDialog, DenyHow
from console.views.theme import theme

REST_MS = 300
"""So long after it was closed a question forgets: the row that it has decided is painted first."""


@dataclass(frozen=True)
class Denial:
    """What is asked for a denial whoever it is about: the action, its label, who signs, whether words are written."""

    rule: ActionRule
    label: str
    practice: str
    writes_text: bool


@dataclass
class _Kept:
    looks: Hashable
    dialog: DenyDialog
    rest: QTimer
    is_asked: bool = True

    def may_be_asked(self, looks: Hashable) -> bool:
        """One that has ended under the cover of a locked window is as that has left it: switched off."""
        return not self.is_asked and self.looks == looks and self.dialog.isEnabled()

    def close(self) -> None:
        self.is_asked = False
        self.rest.start(REST_MS)


class KeptDenials:
    """One question for each action that denies; a closed one soon knows nothing of whom it was about."""

    def __init__(self) -> None:
        self._kept: dict[tuple[str, str], _Kept] = {}

    def dialog(
        self,
        title: str,
        denial: Denial,
        how: DenyHow,
        proposal: Callable[[Reason], str] | None,
        parent: QWidget,
    ) -> DenyDialog:
        """The question about one item, ready to be opened; the same parent every time."""
        name, looks = (denial.rule.kind, denial.rule.action), _looks(denial, how)
        kept = self._kept.get(name)
        if kept is not None and kept.may_be_asked(looks):
            kept.is_asked = True
            kept.rest.stop()
            kept.dialog.ask(title, proposal, how)
            return kept.dialog
        if kept is not None and not kept.is_asked:
            kept.dialog.deleteLater()
        made = DenyDialog(
            title,
            denial.label,
            denial.rule.reasons,
            denial.practice,
            proposal=proposal,
            writes_text=denial.writes_text,
            how=how,
            parent=parent,
        )
        rest = QTimer(made)
        rest.setSingleShot(True)
        rest.timeout.connect(made.forget)
        self._kept[name] = _Kept(looks, made, rest)
        return made

    def keeps(self, closed: QDialog) -> bool:
        """Whether a question that has just been closed stays, to be asked about another item."""
        found = next((kept for kept in self._kept.values() if kept.dialog is closed), None)
        if found is not None:
            found.close()
        return found is not None


def _looks(denial: Denial, how: DenyHow) -> Hashable:
    """All that a question was made for: only where it is the same it is asked again."""
    barred = frozenset(how.barred.items())
    reasons, scale = denial.rule.reasons, theme().text_scale
    fixed = denial.label, denial.practice, denial.writes_text
    return *fixed, reasons, barred, how.takes_next_step, scale
