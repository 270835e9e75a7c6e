"""The only place with the texts of what can go wrong.

Each says what happened, what became of the decision or the work, and what to do. No codes, no
names of exceptions, no patient data. What a text stands on is loaded when it is first asked for: the first
window needs none of it.
"""

import importlib
from typing import TYPE_CHECKING

from console.messages.message import Message

if TYPE_CHECKING:
    from console.messages.conflict_texts import known_conflicts
    from console.messages.error_texts import bug_message, known_errors, message_for, reason_text
    from console.messages.problem_texts import known_problems, problem_message
    from console.messages.refusal_texts import refusal_text

__all__ = [
    "Message",
    "bug_message",
    "known_conflicts",
    "known_errors",
    "known_problems",
    "message_for",
    "problem_message",
    "reason_text",
    "refusal_text",
]
_WHERE = {
    "bug_message": "error_texts",
    "known_conflicts": "conflict_texts",
    "known_errors": "error_texts",
    "known_problems": "problem_texts",
    "message_for": "error_texts",
    "problem_message": "problem_texts",
    "reason_text": "error_texts",
    "refusal_text": "refusal_texts",
}


def __getattr__(name: str) -> object:
    """A function of one of the modules (PEP 562)."""
    if name not in _WHERE:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    found: object = getattr(importlib.import_module(f"{__name__}.{_WHERE[name]}"), name)
    globals()[name] = found
    return found
