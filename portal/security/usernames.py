"""User names, as they are compared and kept (DOMAIN I14: two that look alike are one)."""

import unicodedata

# letters and marks of Unicode that draw nothing, beside those of the categories Cc and Cf
_BLANK = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u3164\uffa0\u2800")
_UNSEEN = frozenset({"Cc", "Cf", "Cn", "Co", "Cs"})
_SELECTORS = (range(0xFE00, 0xFE10), range(0xE0100, 0xE01F0), range(0x180B, 0x1810))


def fold_username(typed: str) -> str:
    """Fold what was typed to the form that is kept and unique: NFKC, case folded, trimmed.

    What can not be seen is dropped: a name with a zero-width space in it is the name without.
    """
    wide = unicodedata.normalize("NFKC", typed)
    seen = "".join(char for char in wide if not _is_invisible(char))
    return unicodedata.normalize("NFKC", seen.casefold()).strip()


def _is_invisible(char: str) -> bool:
    return (
        char in _BLANK
        or unicodedata.category(char) in _UNSEEN
        or any(ord(char) in selectors for selectors in _SELECTORS)
    )
