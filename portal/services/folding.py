"""One way to compare what people type: names, phones, addresses.

Accents, case, punctuation and spacing carry no identity; scripts are kept as they are.
"""

import re
import unicodedata
from collections.abc import Mapping
from typing import Any

_NOT_WORD = re.compile(r"[^\w]+")
_LETTERS = str.maketrans(
    {"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ð": "d", "ł": "l", "þ": "th", "ı": "i"}
)
_PHONE_DIGITS = 10


def fold(text: str) -> str:
    """Lower case, without accents and punctuation, single spaces between words."""
    if text.isascii():  # most of it is, and has nothing that could be taken apart
        return _NOT_WORD.sub(" ", text.lower().replace("'", "").replace("_", " ")).strip()
    decomposed = unicodedata.normalize("NFKD", text.casefold().replace("'", "").replace("’", ""))
    bare = "".join(char for char in decomposed if not unicodedata.combining(char))
    return _NOT_WORD.sub(" ", bare.translate(_LETTERS).replace("_", " ")).strip()


def phone_digits(phone: str) -> str:
    """Give the last ten digits: without country code, brackets and dashes; "" for no number."""
    digits = "".join(char for char in phone if char.isdigit() and char.isascii())
    return digits[-_PHONE_DIGITS:]


def postal_base(code: str) -> str:
    """Give the first five digits of a ZIP code, or the folded code of another country."""
    bare = fold(code)
    return bare[:5] if bare[:5].isdigit() else bare


def search_text(columns: Mapping[str, Any]) -> str:
    """Give what the staff's search looks through: every word between spaces, e-mail as typed.

    `columns` are those of the `patient` table.
    """
    words = fold(
        " ".join(
            columns.get(name) or ""
            for name in ("family_name", "given_name", "middle_name", "record_number")
        )
    )
    phone = phone_digits(columns.get("phone") or "")
    email = (columns.get("email") or "").casefold()
    return " " + " ".join(part for part in (words, phone, email) if part) + " "
