"""One question before an outward or destructive act: what will happen to whom."""

from collections.abc import Sequence

from PySide6.QtWidgets import QDialog, QWidget


class ConfirmDialog(QDialog):
    """Says in a sentence what will happen, names up to ten people, and asks.

    `act` is the word on the button ("Approve 3"). With `destructive`, Enter cancels.
    """

    def __init__(
        self,
        title: str,
        sentence: str,
        act: str,
        *,
        names: Sequence[str] = (),
        destructive: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
