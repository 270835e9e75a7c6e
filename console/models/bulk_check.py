"""The frozen list of a decision on many: what will be done, what is left out, and why.

Versions are those that were there when the list was made: what changes later is refused by the
portal and named in the outcome, never decided unseen (PEERS B7, K28).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QLocale

from console.domain.items import Item, ItemKey
from console.models.item_words import person_of
from console.models.one_line import one_line
from console.models.units import unit_words
from console.models.when import Calendar

MOST_RELEASED, MOST = 50, 100
"""DOMAIN §5.4 for releases; for others what one request to the portal carries (DESIGN §4.3)."""


@dataclass(frozen=True)
class BulkRow:
    """One marked item. `why` says what keeps it out; empty when it will be done."""

    key: ItemKey
    label: str
    item: Item | None
    why: str = ""


@dataclass(frozen=True)
class BulkCheck:
    """The answer to "may these be decided together?"; `note` where the portal was not asked.

    `action` is the one that was asked about: an answer that comes late must not be taken for
    another question's.
    """

    rows: Sequence[BulkRow]
    note: str = ""
    action: str = ""

    def answers(self, marked: Sequence[ItemKey], action: str) -> bool:
        """Whether this is the answer for these marked items and this action."""
        return action == self.action and [row.key for row in self.rows] == list(marked)

    @property
    def done(self) -> list[BulkRow]:
        """What will be done."""
        return [row for row in self.rows if not row.why and row.item is not None]

    @property
    def left_out(self) -> list[BulkRow]:
        """What stays as it is."""
        return [row for row in self.rows if row.why or row.item is None]


def most_of(action: str) -> int:
    """How many items one decision may be about."""
    return MOST_RELEASED if action == "release" else MOST


def bulk_label(item: Item, calendar: Calendar) -> str:
    """Whom and what: a name and a birth date, so that namesakes are told apart."""
    person = person_of(item, calendar)
    summary = one_line(str(item.entity.get("summary") or ""))
    return "  ·  ".join(part for part in (person.name, *person.facts[:1], summary) if part)


def everything_of(item: Item) -> str:
    """Every value of a result in one line: who releases many has been shown them all (K108)."""
    observations = item.content.get("observations") or ()
    return "; ".join(_value(one) for one in observations if isinstance(one, Mapping))


def _value(one: Mapping[str, Any]) -> str:
    low, high = one.get("range_low"), one.get("range_high")
    band = "" if low is None and high is None else f"({_number(low)}–{_number(high)})"
    number = one.get("value_number")
    value = f"{one.get('comparator') or ''}{_number(number)}" if number is not None else ""
    said = (
        one.get("name"),
        value or one.get("value_text"),
        unit_words(str(one.get("unit") or "")),
        band,
    )
    return " ".join(one_line(str(part)) for part in said if part)


def _number(value: float | None) -> str:
    """Six digits at most: what a laboratory writes with fifteen decimals was not measured so."""
    return "" if value is None else QLocale().toString(float(value), "g", 6)
