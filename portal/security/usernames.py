"""User names, as they are compared and kept (DOMAIN I14: two that look alike are one)."""

import unicodedata


def fold_username(typed: str) -> str:
    """Fold what was typed to the form that is kept and unique: NFKC, case folded, trimmed."""
    return unicodedata.normalize("NFKC", typed).casefold().strip()
