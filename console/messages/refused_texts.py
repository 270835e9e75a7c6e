"""Why a colleague's decision did not count, said to who reads the practice's list."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QCoreApplication

from console.domain.errors import slug_of
from console.messages.message import Message
from console.messages.problem_texts import problem_message
from console.messages.stale_texts import stale_ages


def refused_message(problem: Mapping[str, Any]) -> Message:
    """As `problem_message`, which speaks to the author, for somebody else."""
    slug = slug_of(problem)
    texts = _texts()
    text = texts.get(str(problem.get("class", ""))) or texts.get(slug)
    ages = stale_ages(problem) if slug == "decision-stale" else ""
    not_done = QCoreApplication.translate("Refused", "The decision was not carried out.")
    return Message(
        text or problem_message(problem).text,
        f"{ages} {not_done}".strip(),
        QCoreApplication.translate("Refused", "Look at the item as it is now."),
        problem_message(problem).tone,
    )


def _texts() -> Mapping[str, str]:
    """Those whose usual text says "you" or "your", by class and type of problem."""
    translate = QCoreApplication.translate
    moved = translate("Refused", "The item had moved on since its author saw it.")
    signed_out = translate("Refused", "Its author was not signed in any more.")
    withdrawn = translate("Refused", "The computer it came from had lost its access.")
    return {
        "already_satisfied": translate("Refused", "Somebody else had decided the same before."),
        "content_changed": translate("Refused", "The request had changed since its author saw it."),
        "moved_on_metadata": moved,
        "version-conflict": moved,
        "command-id-reused": moved,
        "decision-stale": translate("Refused", "It was decided too long before it arrived."),
        "not-permitted": translate("Refused", "Its author's role did not allow it, or no longer."),
        "not-found": translate(
            "Refused", "The item was no longer there, or not for its author to see."
        ),
        "account-disabled": translate("Refused", "The account of its author had been disabled."),
        "unauthenticated": signed_out,
        "session-expired": signed_out,
        "step-up-required": translate("Refused", "Its author had to give the password once more."),
        "workstation-revoked": withdrawn,
        "workstation-forked": withdrawn,
        "payload-too-large": translate("Refused", "What was written was too long for the portal."),
    }
