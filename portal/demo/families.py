"""Families of the demo that sign up one after the other, and people with the name of another."""

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from typing import Any

Fields = dict[str, Any]
# what each of a family is called, and how many years after the first one they were born
_MEMBERS = (("", 0), ("Theo", 33), ("Thea", 33), ("Maya", 29))
_SEXES = ("", "male", "female", "female")


class Family:
    """Makes one family after another, a member at a time: a parent, twins, another child."""

    def __init__(self) -> None:
        self._first: Fields = {}
        self.turn = -1
        self.sat_down = timedelta(hours=3)

    def member(self, stranger: Callable[[], Fields]) -> Fields:
        """Describe the next member; they share address, phone and e-mail (DOMAIN F36, F38)."""
        self.turn = (self.turn + 1) % len(_MEMBERS)
        name, years = _MEMBERS[self.turn]
        if self.turn == 0:
            self._first = stranger()
            family = "".join(c for c in self._first["family_name"].casefold() if c.isascii())
            self._first["email"] = f"family.{family or 'home'}@example.org"
            self.sat_down += timedelta(hours=21)
            return dict(self._first)
        born = in_a_later_year(self._first["birth_date"], years)
        parent = f"{self._first['given_name']} {self._first['family_name']}"
        return self._first | {
            "given_name": name,
            "middle_name": "",
            "sex": _SEXES[self.turn],
            "birth_date": born,
            "requested_by": f"{parent} (parent)",
        }


def namesake(row: Mapping[str, Any], stranger: Fields) -> Fields:
    """Describe somebody with the name and birth date of a patient, but nothing else of theirs."""
    own = ("given_name", "family_name", "birth_date", "sex")
    return stranger | {"middle_name": ""} | {name: row[name] for name in own}


def in_a_later_year(born: date, years: int) -> date:
    """Give the same day some years later; 29 February becomes the day before."""
    return born.replace(year=born.year + years, day=min(born.day, 28))
