"""Phones and e-mail addresses, brought to what identifies them; placeholders are none."""

from collections.abc import Iterable
from functools import lru_cache

import phonenumbers
from rapidfuzz.distance import OSA

_SHORTEST = 7
_NANP = 10  # digits of a North American number
_FILLERS = ("1234567", "12345678", "123456789", "1234567890")
_NO_EMAIL = {
    "none",
    "noemail",
    "no",
    "unknown",
    "na",
    "n/a",
    "null",
    "noreply",
    "declined",
    "refused",
}
_NO_DOMAIN = {"none.com", "noemail.com", "unknown.com", "none", "declined.com", "na.com"}
_GOOGLE = {"gmail.com", "googlemail.com"}


@lru_cache(maxsize=65_536)
def phone_keys(text: str) -> tuple[str, ...]:
    """Give the forms under which a number is found; () for none.

    The first is the national number without extension. A second one is the last ten digits of all
    that was typed: some forms swallow the separators and take the extension for the number's end.
    """
    if not text.strip():
        return ()
    try:
        parsed = phonenumbers.parse(text, "US")
    except phonenumbers.NumberParseException:
        return ()
    number = str(parsed.national_number)
    if len(number) < _SHORTEST or len(set(number[-_SHORTEST:])) == 1 or number in _FILLERS:
        return ()
    keys = [number if parsed.country_code == 1 else f"+{parsed.country_code}{number}"]
    if parsed.extension:
        digits = "".join(char for char in text if char.isdigit() and char.isascii())
        keys.append(digits[-_NANP:].lstrip("0"))
    return tuple(keys)


def compare_phones(one: Iterable[str], other: Iterable[str]) -> str:
    """Give `exact`, `close` (another area code, one digit off), `differ` or `missing`."""
    ours, theirs = tuple(one), tuple(other)
    if not ours or not theirs:
        return "missing"
    if not set(ours).isdisjoint(theirs):
        return "exact"
    near = any(_nearly(a, b) for a in ours for b in theirs)
    return "close" if near else "differ"


@lru_cache(maxsize=65_536)
def email_key(text: str) -> str:
    """Give an address without case, tag and placeholder; "" for none."""
    local, at, domain = text.strip().casefold().rpartition("@")
    if not at or not local or not domain or local in _NO_EMAIL or domain in _NO_DOMAIN:
        return ""
    local = local.partition("+")[0] or local
    if domain in _GOOGLE:
        return f"{local.replace('.', '')}@gmail.com"
    return f"{local}@{domain}"


def compare_emails(one: Iterable[str], other: Iterable[str]) -> str:
    """Give `exact`, `close` (up to two letters off), `differ` or `missing`."""
    ours, theirs = tuple(one), tuple(other)
    if not ours or not theirs:
        return "missing"
    if not set(ours).isdisjoint(theirs):
        return "exact"
    near = any(OSA.distance(a, b, score_cutoff=2) <= 2 for a in ours for b in theirs)
    return "close" if near else "differ"


def _nearly(one: str, other: str) -> bool:
    if one[-_SHORTEST:] == other[-_SHORTEST:] and len(one) >= _SHORTEST:
        return True
    return len(one) == len(other) and OSA.distance(one, other, score_cutoff=1) <= 1
