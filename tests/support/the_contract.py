"""The contract, made once in a process: to make it takes a second, and several modules read it."""

from functools import cache
from typing import Any

from portal.contract import document


@cache
def contract() -> dict[str, Any]:
    """The document of the portal as it is. Who changes it makes their own."""
    return document()
