"""Identifiers. UUIDv7 text sorts by the time it was made, so inserts stay local in every index."""

from uuid_utils import uuid7


def new_id() -> str:
    """A fresh UUIDv7 as 36 characters of lower-case text."""
    return str(uuid7())
