"""Several marked rows at once: how many, and what can be done with all of them."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton

from console.domain.items import ItemKey
from console.domain.session import ActionRule, Me
from console.models.queue_faces import FACES
from console.views.icons import ButtonIcon
from console.views.plain_label import PlainLabel
from console.views.theme import GAP, GROUP

MOST = 100
"""What one request to the portal carries (DESIGN §4.3)."""


class BulkBar(QFrame):
    """Appears with the first mark.

    Signals: `asked(str action)` when the user wants to decide all marked ones; `cleared` when the
    marks shall go.
    """

    asked = Signal(str)
    cleared = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("bulk_bar")
        self.setProperty("surface", "foot")
        self._count = PlainLabel(bold=True)
        self._count.setObjectName("marked_count")
        self._why = PlainLabel(tone="muted", wrap=True)
        self._actions = {"primary": "", "refuse": ""}
        self._icons: dict[str, ButtonIcon] = {}
        self._primary = self._button("primary", "on_accent")
        self._refuse = self._button("refuse", "bad")
        self._clear = QPushButton(self.tr("Clear marks"))
        self._clear.setObjectName("clear_marks")
        self._clear.setProperty("rank", "plain")
        self._clear.clicked.connect(self.cleared)
        row = QHBoxLayout(self)
        row.setContentsMargins(GROUP, GAP, GROUP, GAP)
        row.setSpacing(GAP)
        row.addWidget(self._count)
        row.addWidget(self._why, 1)
        row.addWidget(self._clear)
        row.addWidget(self._refuse)
        row.addWidget(self._primary)
        self.hide()

    def _button(self, rank: str, tone: str) -> QPushButton:
        button = QPushButton()
        button.setObjectName(f"bulk_{rank}")
        button.setProperty("rank", rank)
        button.setMinimumHeight(32)
        self._icons[rank] = ButtonIcon(button, "check", tone)
        button.clicked.connect(lambda: self.asked.emit(self._actions[rank]))
        return button

    def show_marks(self, marks: Sequence[ItemKey], me: Me | None) -> None:
        """Offer what can be done with these; nothing when they are of several queues."""
        self.setVisible(bool(marks))
        if not marks:
            return
        number = len(marks)
        self._count.setText(self.tr("%n marked", "", number))
        kinds = {key.kind for key in marks}
        why = ""
        if len(kinds) > 1:
            why = self.tr("Items of several queues can not be decided together.")
        elif number > MOST:
            why = self.tr("At most %n item(s) at once.", "", MOST)
        self._why.setText(why)
        kind = next(iter(kinds))
        for rank, button in (("primary", self._primary), ("refuse", self._refuse)):
            rule = None if why or me is None else _bulk_rule(me, marks[0].practice_id, kind, rank)
            button.setVisible(rule is not None)
            if rule is None:
                continue
            self._actions[rank] = rule.action
            words = FACES[kind].action(rule.action)
            label = self.tr("{action} {number}…").format(
                action=words.label.rstrip("…"), number=number
            )
            button.setText(label)
            button.setAccessibleName(label.rstrip("…"))
            self._icons[rank].show(words.icon)


def _bulk_rule(me: Me, practice_id: int, kind: str, rank: str) -> ActionRule | None:
    face = FACES[kind]
    for action in face.primary if rank == "primary" else face.refuse:
        rule = me.rule(kind, action)
        if rule is not None and rule.bulk and me.may(practice_id, rule.permission):
            return rule
    return None
