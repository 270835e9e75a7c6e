"""The button beside a text to the patient that puts one of the practice's own texts there."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QPushButton, QWidget

from console.domain.desk import Template
from console.models.one_line import one_line

LANGUAGES = ("en", "es")


class TemplateMenu(QPushButton):
    """Offers texts; `context` fills their placeholders (`PLACEHOLDERS` of `console.domain.desk`).

    The texts stand in the order given, under a heading for each language when there are several.
    Signal: `chosen(str)`, the text ready to be edited. Hidden when there is nothing to choose.
    """

    chosen = Signal(str)

    def __init__(
        self,
        templates: Sequence[Template],
        context: Mapping[str, str],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("template_button")
        self.setText(self.tr("Texts"))
        self.setAccessibleName(self.tr("Put in a text that the practice keeps ready"))
        self.setToolTip(self.tr("Put in a text that the practice keeps ready (Alt+T)"))
        self.setShortcut("Alt+T")
        self.setAutoDefault(False)
        self._context = dict(context)
        menu = QMenu(self)
        menu.setAccessibleName(self.tr("Texts"))
        self._fill(menu, templates)
        self.setMenu(menu)
        self.setVisible(bool(templates))

    def titles(self) -> list[str]:
        """What is offered, in order."""
        return [action.text() for action in self._offered()]

    def choose(self, number: int) -> None:
        """Choose a text by its place."""
        self._offered()[number].trigger()

    def _offered(self) -> list[QAction]:
        return [action for action in self.menu().actions() if not action.isSeparator()]

    def _fill(self, menu: QMenu, templates: Sequence[Template]) -> None:
        languages = list(dict.fromkeys(template.language for template in templates))
        for language in languages:
            if len(languages) > 1:
                menu.addSection(language_name(language))
            for template in (one for one in templates if one.language == language):
                text = template.filled(self._context)
                action = menu.addAction(one_line(template.title).replace("&", "&&"))
                action.setToolTip(text)
                action.triggered.connect(lambda _checked=False, words=text: self.chosen.emit(words))
        menu.setToolTipsVisible(True)


def language_name(code: str) -> str:
    """The name of a language in the user's words."""
    if code == "es":
        return QCoreApplication.translate("TemplateMenu", "Spanish")
    if code == "en":
        return QCoreApplication.translate("TemplateMenu", "English")
    return code
