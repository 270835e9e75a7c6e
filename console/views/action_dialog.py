"""What every dialog has that asks for the parameters of an action."""

from typing import Any

from PySide6.QtWidgets import QDialog


class ActionDialog(QDialog):
    """Asks for the parameters of an action; `values` has them once it was accepted."""

    def values(self) -> dict[str, Any]:
        """The parameters, as the action's schema wants them."""
        raise NotImplementedError
