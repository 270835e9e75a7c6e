"""User names and passwords that a desk hands out for one first sign-in (DOMAIN F17, F43).

They are made here and nowhere else: no staff member chooses one (OWASP ASVS 5.0 6.4.6). The alphabet
has no two symbols that look alike, for they are read from a card and typed.
"""

import secrets

PREFIX = "temp-"
"""Begins every temporary user name; nobody may choose a name that begins so."""
ALPHABET = "23456789abcdefghjkmnpqrstuvwxyz"
_NAME_SYMBOLS = 8
_GROUPS, _GROUP = 5, 4  # 20 symbols, 99 bits


def new_username() -> str:
    """Make a user name that says nothing of the person (F37)."""
    return PREFIX + _symbols(_NAME_SYMBOLS)


def new_password() -> str:
    """Make a password in groups: `k7qm-x4tp-93hn-brd2-w8ze`."""
    return "-".join(_symbols(_GROUP) for _ in range(_GROUPS))


def is_temporary(username: str) -> bool:
    """Whether a folded user name is one of those handed out, or pretends to be."""
    return username.startswith(PREFIX)


def normal_password(typed: str) -> str:
    """Give a temporary password as it is hashed: small letters, no spaces and hyphens."""
    return "".join(char for char in typed.casefold() if not char.isspace() and char != "-")


def _symbols(count: int) -> str:
    return "".join(secrets.choice(ALPHABET) for _ in range(count))
