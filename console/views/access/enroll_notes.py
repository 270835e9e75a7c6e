"""What bars the ways in and what to look out for, said before anything else."""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from console.domain.access import PASSWORD_LINK, PatientAccess
from console.models.access_words import blocker, warning
from console.views.access.enroll_way import WayButton
from console.views.icons import IconLabel
from console.views.queues.section import reveal
from console.views.queues.wrapped import WrappedLabel
from console.views.theme import GAP, GRID


class Shared(NamedTuple):
    """What holds for more than one way, and is said once."""

    blockers: tuple[str, ...]
    warnings: tuple[str, ...]


def shared(access: PatientAccess) -> Shared:
    """Codes that several ways of enrolling have in common, and those of the only one."""
    ways = [way for way in access.ways if way.way != PASSWORD_LINK]
    least = 2 if len(ways) > 1 else 1

    def often(codes: Iterable[Sequence[str]]) -> tuple[str, ...]:
        counted = Counter(code for one in codes for code in dict.fromkeys(one))
        return tuple(code for code, number in counted.items() if number >= least)

    return Shared(often(way.blockers for way in ways), often(way.warnings for way in ways))


GUARDED = frozenset({"MINOR_NEEDS_GUARDIAN", "CHILD_NEEDS_CONSENT"})


class EnrollNotes(QWidget):
    """One box for each blocker, with what to do, then one for each warning.

    Signal: `remedy_wanted(str)` with the code of the blocker or warning that has a way out here.
    """

    remedy_wanted = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("enroll_notes")
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(GAP)
        self._boxes: list[QFrame] = []

    def show_notes(self, codes: Shared, access: PatientAccess) -> None:
        """Say what is so; ways out are offered where there are some."""
        for box in self._boxes:
            box.hide()
            box.deleteLater()
        self._boxes = [
            *(self._box(code, "bad", *blocker(code), access) for code in codes.blockers),
            *(self._box(code, "warn", warning(code), "", access) for code in codes.warnings),
        ]
        for box in self._boxes:
            self._column.addWidget(box)
        reveal(self, shown=bool(self._boxes))

    def remedy(self) -> QPushButton | None:
        """The button of the first blocker about which something can be done here."""
        barring = (box for box in self._boxes if box.property("surface") == "bad")
        found = (box.findChild(QPushButton) for box in barring)
        return next((one for one in found if isinstance(one, QPushButton)), None)

    def _box(self, code: str, tone: str, what: str, todo: str, access: PatientAccess) -> QFrame:
        box = QFrame()
        box.setObjectName(f"note_{code.lower()}")
        box.setProperty("surface", tone)
        row = QHBoxLayout(box)
        row.setContentsMargins(GAP + GRID, GAP, GAP, GAP)
        row.setSpacing(GAP)
        icon = IconLabel("stop" if tone == "bad" else "warning", tone)
        row.addWidget(icon, 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(GRID // 2)
        words.addWidget(WrappedLabel(what, bold=True))
        if todo:
            words.addWidget(WrappedLabel(todo))
        row.addLayout(words, 1)
        button = self._remedy(code, access)
        if button is not None:
            row.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        return box

    def _remedy(self, code: str, access: PatientAccess) -> QPushButton | None:
        words = ""
        if code in {"ACCOUNT_EXISTS", "ACCOUNT_LOCKED"} and access.account is not None:
            words = self.tr("Show the account")
        elif code == "REQUEST_PENDING" and access.pending_item_id:
            words = self.tr("Show the request")
        elif code in GUARDED:
            words = self.tr("Record the guardian…")
        if not words:
            return None
        button = WayButton(words)
        button.setObjectName(f"remedy_{code.lower()}")
        button.setAutoDefault(False)
        what = blocker(code).what if code != "REQUEST_PENDING" else warning(code)
        button.setAccessibleName(f"{words}: {what}")
        button.clicked.connect(lambda: self.remedy_wanted.emit(code))
        return button
