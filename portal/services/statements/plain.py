"""A page's text made comparable character by character, so that every offset stays what it was."""

import unicodedata
from functools import lru_cache

# a hyphen that pdfium saw at the end of a line comes as one of the first two
_HYPHENS = frozenset("\x02\ufffe\xad‐‑‒–—−")
_APOSTROPHES = frozenset("’‘`´ʻʼ′")
_LETTERS = {"ø": "o", "đ": "d", "ð": "d", "ł": "l", "ı": "i"}


def plain(text: str) -> str:
    """Lower case without accents, plain hyphens, apostrophes and spaces; as long as `text`."""
    return "".join(map(_plain, text))


@lru_cache(maxsize=4096)
def _plain(char: str) -> str:
    if char in _HYPHENS:
        return "-"
    if char in _APOSTROPHES:
        return "'"
    if char in "\r\n":
        return "\n"
    if char.isspace():
        return " "
    base = unicodedata.normalize("NFKD", char)[:1].lower()
    return _LETTERS.get(base, base) if len(base) == 1 else char
