"""A sentence before something leaves the house: what will happen, and to whom."""

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from console.views.choice_list import ChoiceList
from console.views.plain_label import PlainLabel
from console.views.sheet import Sheet
from console.views.theme import MARGIN, theme

LINES_SHOWN, WIDTH = 8, 480


class ConfirmDialog(Sheet):
    """Says what will happen to whom; the button names the act and not "OK"."""

    def __init__(
        self,
        title: str,
        sentence: str,
        accept_label: str,
        *,
        lines: Sequence[str] = (),
        is_refusal: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(title, accept_label, parent)
        self.setObjectName("confirm_dialog")
        self.setMinimumWidth(round(WIDTH * theme().text_scale))
        if is_refusal:
            self.accept_button.setProperty("rank", "refuse")
        label = PlainLabel(sentence, wrap=True)
        label.setObjectName("confirm_sentence")
        self.content.addWidget(label)
        if lines:
            view = ChoiceList("confirm_lines", self.tr("Concerned"), lines, is_read=True)
            view.resize(self.minimumWidth() - 2 * MARGIN, 100)
            view.setFixedHeight(view.height_of(LINES_SHOWN))
            self.content.addWidget(view)
            more = len(lines) - LINES_SHOWN
            if more > 0:
                rest = PlainLabel(
                    self.tr("and %n more; scroll to read them", "", more), tone="muted"
                )
                rest.setObjectName("confirm_rest")
                self.content.addWidget(rest)
