"""The only place with the texts of what can go wrong.

Each says what happened, what became of the decision or the work, and what to do. No codes, no
names of exceptions, no patient data.
"""

from console.messages.conflict_texts import known_conflicts
from console.messages.error_texts import bug_message, known_errors, message_for, reason_text
from console.messages.message import Message
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
