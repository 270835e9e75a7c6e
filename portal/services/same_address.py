"""When two e-mail addresses are one (DOMAIN F38). Families share them, so an address names no account."""

from typing import Any

from sqlalchemy import ColumnElement, func


def is_address(column: Any, address: str) -> ColumnElement[bool]:
    """Whether a column holds the address; how it was capitalised is nothing that mail servers mind."""
    found: ColumnElement[bool] = func.lower(column) == address.strip().lower()
    return found
