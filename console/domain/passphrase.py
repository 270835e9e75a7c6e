"""What a new passphrase must be: it stands between a copied disk and the patients' data (security T1)."""

from enum import StrEnum

SHORTEST, LONGEST = 15, 256
_SCORED = 72
"""Characters that are judged; the estimate takes the square of their number in time."""
_STRONG = 4
"""The best score: more than ten thousand million guesses, each as slow as our key derivation."""


class Weakness(StrEnum):
    """Why a passphrase is not taken; the views have the words."""

    SHORT = "short"
    LONG = "long"
    GUESSED = "guessed"


def weakness(text: str) -> Weakness | None:
    """What is wrong with a new passphrase, or None: its length, or that it is guessed soon (NIST SP 800-63B §5.1.1)."""
    if len(text) < SHORTEST:
        return Weakness.SHORT
    if len(text) > LONGEST:
        return Weakness.LONG
    from zxcvbn import zxcvbn  # noqa: PLC0415 - large lists; few starts of the program need them

    return Weakness.GUESSED if zxcvbn(text[:_SCORED])["score"] < _STRONG else None
