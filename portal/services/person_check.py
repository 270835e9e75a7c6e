"""Whether somebody who holds a secret is the patient: birth date and last name (DOMAIN F15).

A letter reaches the wrong hands more easily than it is guessed, so the two facts that it does not
carry are asked. Accents, hyphens, apostrophes, case and spaces say nothing; a name that the chart
knew earlier will do; a suffix may be written or left out, but not another one. The date is exact,
which is what tells a father from the son of his name.
"""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

import orjson

from portal.services.folding import fold
from portal.services.match.names import SUFFIXES, name_and_suffix, suffix_of, words_of


def fits(chart: Mapping[str, Any], birth_date: date, family_name: str) -> bool:
    """Tell whether the birth date and one of the last names are those of the chart.

    `chart` has birth_date, family_name, suffix and other_names of the `patient` table.
    """
    typed, suffix = _read(family_name)
    own = suffix_of(chart["suffix"]) or _read(chart["family_name"])[1]
    named = bool(typed) and any(typed == _read(name)[0] for name in _names(chart))
    return named and birth_date == chart["birth_date"] and suffix in ("", own)


def bare(name: str) -> str:
    """Give a last name as it is compared; "" for none."""
    return _read(name)[0]


def is_placeholder(name: str) -> bool:
    """Whether a name is a word that stands for none, such as "unknown", or holds a digit."""
    typed = any(char.isdigit() for char in name) and not set(words_of(name)) & SUFFIXES.keys()
    return typed or not name_and_suffix(name)[0]


def _names(chart: Mapping[str, Any]) -> Iterator[str]:
    yield chart["family_name"]
    for one in orjson.loads(chart["other_names"]):
        yield one.get("family") or ""


def _read(name: str) -> tuple[str, str]:
    """Give a name in one piece, and its suffix apart."""
    read, suffix = name_and_suffix(name)
    # a family may be called Test or Patient: then the word itself is the name
    return read.joined or fold(name).replace(" ", ""), suffix
