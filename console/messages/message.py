"""What the user reads when something did not go as wished."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Message:
    """What the user reads: what happened, what became of it, what to do. `tone` is its colour."""

    text: str
    detail: str = ""
    action: str = ""
    tone: str = "bad"
