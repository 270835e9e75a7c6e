"""Deciding for a colleague who is away or has asked for it: for whom, and that both are recorded."""

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from console.models.one_line import isolated
from console.views.choice_list import ChoiceList
from console.views.plain_label import PlainLabel
from console.views.sheet import Sheet
from console.views.theme import theme


class BehalfDialog(Sheet):
    """Says both names before anything is decided; asks for whom where there are several.

    Never for a controlled drug: there the action is not offered (DOMAIN §5.1).
    """

    def __init__(
        self,
        title: str,
        accept_label: str,
        me: str,
        colleagues: Sequence[tuple[str, str]],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(title, accept_label, parent)
        self.setObjectName("behalf_dialog")
        self._me, self._colleagues = me, tuple(colleagues)
        self._label = accept_label
        self._sentence = PlainLabel(wrap=True)
        self._sentence.setObjectName("behalf_sentence")
        names = [name for _id, name in self._colleagues]
        self._list = ChoiceList("behalf_list", self.tr("On behalf of"), names)
        self._list.setVisible(len(names) > 1)
        self.content.addWidget(self._sentence)
        self.content.addWidget(self._list, 1)
        self._list.selectionModel().currentChanged.connect(lambda *_indexes: self._say())
        if len(names) == 1:
            self._list.choose(0)
        else:
            self._list.setFocus()
        self._say()
        self.setMinimumWidth(round(440 * theme().text_scale))

    def colleague(self) -> tuple[str, str] | None:
        """For whom it is decided: id and name."""
        row = self._list.row()
        return self._colleagues[row] if 0 <= row < len(self._colleagues) else None

    def obstacle(self) -> str:
        """What is still missing."""
        return "" if self.colleague() else self.tr("Choose the colleague for whom you decide.")

    def _say(self) -> None:
        chosen = self.colleague()
        if chosen is None:
            self._sentence.setText(self.tr("For whom do you decide? Both names are recorded."))
            return
        sentence = self.tr("{me} decides on behalf of {name}. Both names are recorded.")
        self._sentence.setText(sentence.format(me=isolated(self._me), name=isolated(chosen[1])))
