"""Which dialog an action needs, told from the parameters that the portal asks for."""

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtWidgets import QWidget

from console.domain.items import Item
from console.domain.session import ActionRule, Reason
from console.views.action_dialog import ActionDialog


def dialog_for(
    rule: ActionRule,
    items: Sequence[Item],
    *,
    permissions: frozenset[str],
    today: date,
    colleagues: Sequence[tuple[str, str]] = (),
    propose: Callable[[Reason], str] | None = None,
    parent: QWidget | None = None,
) -> ActionDialog | None:
    """The dialog that asks for the parameters of this action on these items, or None.

    None when the action needs nothing that is not chosen elsewhere. `colleagues` are id and name of
    those to whom a request may be handed on.
    """
    return None
