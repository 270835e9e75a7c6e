"""E-mail addresses as they are compared, changed and confirmed (DOMAIN F38, F42).

Families share them, so an address names no account. A changed one is unconfirmed until somebody has
followed the link that was sent to it, and the old one is told.
"""

from typing import Any

from sqlalchemy import ColumnElement, func


def is_address(column: Any, address: str) -> ColumnElement[bool]:
    """Whether a column holds the address; how it was capitalised is nothing that mail servers mind."""
    found: ColumnElement[bool] = func.lower(column) == address.strip().lower()
    return found
