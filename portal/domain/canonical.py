"""Canonical JSON: the one text form that is hashed.

Values are limited to str, int, bool, None, lists and objects with ASCII keys. For that subset
`orjson` with sorted keys equals RFC 8785; `tests/portal/domain/test_canonical.py` holds it to that.
"""

import hashlib
from typing import Any

import orjson


def canonical(value: Any) -> str:
    """Serialise `value` so that equal values give equal text (RFC 8785 for our subset)."""
    return orjson.dumps(value, option=orjson.OPT_SORT_KEYS).decode()


def digest(text: str) -> str:
    """SHA-256 of a text as 64 hexadecimal characters."""
    return hashlib.sha256(text.encode()).hexdigest()


def content_hash(kind: str, content: str) -> str:
    """What a person saw of an item: the hash of its kind and its canonical content."""
    return digest(f"{kind}\n{content}")
