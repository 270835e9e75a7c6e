"""Refusing a request: a coded reason, the words the patient reads, a note for the staff."""

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QWidget

from console.domain.items import Item
from console.domain.session import ActionRule, Reason
from console.views.action_dialog import ActionDialog


class DenyDialog(ActionDialog):
    """For any action with coded reasons and words to the patient: deny, decline, recall.

    `permissions` are those of the practice; `propose` fills what an item knows into the words of a
    reason (`QueueBody.proposal`), None leaves the portal's words.
    """

    def __init__(
        self,
        rule: ActionRule,
        items: Sequence[Item],
        permissions: frozenset[str],
        *,
        propose: Callable[[Reason], str] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
