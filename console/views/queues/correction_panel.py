"""What a corrected result changes: each value as it was and as it is (DOMAIN §5.4, Corrections)."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtWidgets import QWidget

from console.models.units import unit_words
from console.views.queues.banner import Banner
from console.views.queues.facts import Fact, FactList
from console.views.queues.reading import flag, line, number, part, parts
from console.views.queues.section import column, reveal
from console.views.queues.value_words import decimals_of, flag_chip, number_text
from console.views.theme import GAP

ARROW = " → "


class CorrectionPanel(QWidget):
    """A banner with the reason, and old → new for every value that differs."""

    def __init__(self) -> None:
        super().__init__()
        self._banner, self._changes = Banner("info", "edit"), FactList(lead=18, inset=GAP)
        layout = column(self, space=GAP)
        layout.addWidget(self._banner)
        layout.addWidget(self._changes)

    def show_correction(self, correction: Mapping[str, Any]) -> None:
        """Show a correction; nothing hides the panel."""
        reveal(self, shown=bool(correction))
        if not correction:
            self._banner.say("")
            return
        details = [line(correction, "reason")]
        if flag(correction, "was_released"):
            details.append(
                self.tr("The patient has read the earlier version. Say in words what changed.")
                if flag(correction, "seen")
                else self.tr("The earlier version was released; nobody has opened it yet.")
            )
        self._banner.say(self.tr("The laboratory has corrected this result"), "\n".join(details))
        self._changes.show_facts([self._fact(one) for one in parts(correction, "changes")])

    def shown(self) -> list[tuple[str, str]]:
        """Give names and changes on the screen."""
        return self._changes.shown()

    def _fact(self, change: Mapping[str, Any]) -> Fact:
        old, new = _value(part(change, "old")), _value(part(change, "new"))
        missing = self.tr("none")
        return Fact(line(change, "name"), (old or missing) + ARROW + (new or missing))


def _value(told: Mapping[str, Any]) -> str:
    value = number(told, "value_number")
    if value is None:
        return line(told, "value_text")
    text = line(told, "comparator") + number_text(value, decimals_of(value))
    chip = flag_chip(line(told, "flag"))
    unit = unit_words(line(told, "unit"))
    return f"{text} {unit}".strip() + (f" ({chip.text})" if chip else "")
