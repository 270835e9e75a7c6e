"""Letters for all charts that were found, in one run."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMenu, QPushButton

from console.domain.access import FoundChart
from console.views.queues.section import reveal

LEAST = 2


class ManyLetters(QPushButton):
    """There for several charts without an account; asks only for the language, the run asks the rest.

    Signal: `wanted(tuple of FoundChart, str)` with the charts and the language.
    """

    wanted = Signal(object, str)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("many_letters")
        self.setProperty("rank", "link")
        self.setAutoDefault(False)
        self._charts: tuple[FoundChart, ...] = ()
        menu = QMenu(self)
        for language, words in (
            ("en", self.tr("Letters in English…")),
            ("es", self.tr("Letters in Spanish…")),
        ):
            act = menu.addAction(words)
            act.triggered.connect(
                lambda _checked=False, chosen=language: self.wanted.emit(self._charts, chosen)
            )
        self.setMenu(menu)
        self.show_charts(())

    def show_charts(self, charts: Sequence[FoundChart]) -> None:
        """Offer letters to those who have no account and are alive."""
        self._charts = tuple(
            one for one in charts if not one.account_status and not one.deceased_on
        )
        self.setText(self.tr("Letters for %n of them", "", len(self._charts)))
        reveal(self, shown=len(self._charts) >= LEAST)
