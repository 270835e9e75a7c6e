"""What the user reads when something did not go as wished.

A tuple with names, as all values of the first window are: `dataclasses` and what it imports take 7 ms.
"""

from typing import NamedTuple


class Message(NamedTuple):
    """What the user reads: what happened, what became of it, what to do. `tone` is its colour."""

    text: str
    detail: str = ""
    action: str = ""
    tone: str = "bad"
