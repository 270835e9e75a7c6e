"""What is said when a batch or its upload does not go on."""

from PySide6.QtCore import QCoreApplication

from console.domain.batch_files import Remembered
from console.domain.errors import (
    ConsoleError,
    NotFoundError,
    NotPermittedError,
    RequestRefusedError,
    SignInExpiredError,
)
from console.messages.message import Message
from console.messages.review_texts import review_message

_LINES_SHOWN = 3
BATCH_NOT_DONE = "BATCH_NOT_DONE"


def upload_message(error: ConsoleError) -> Message:
    """Why an upload has stopped; what is with the portal stays there, and the rest is remembered."""
    translate = QCoreApplication.translate
    kept = translate("Uploads", "What is with the portal stays there; the rest is remembered here.")
    if isinstance(error, NotPermittedError):
        return Message(
            translate("Uploads", "The upload has stopped: your role does not allow it any more."),
            kept,
        )
    if isinstance(error, SignInExpiredError):
        text = translate("Uploads", "The upload has stopped: your session has ended.")
        return Message(text, kept, translate("Uploads", "Sign in again, then continue."), "warn")
    if isinstance(error, NotFoundError):
        return Message(translate("Uploads", "This batch is no longer there, or not for you."))
    return review_message(error)


def batch_message(error: ConsoleError) -> Message:
    """Why something about a batch was not done; lines of a manifest that can not be used are named."""
    lines = error.problem.get("lines") if isinstance(error, RequestRefusedError) else None
    if not lines:
        return review_message(error)
    translate = QCoreApplication.translate
    shown = [
        translate("Uploads", "Line {line}: {sentence}").format(
            line=one.get("line"), sentence=one.get("sentence") or one.get("code")
        )
        for one in lines[:_LINES_SHOWN]
    ]
    if len(lines) > _LINES_SHOWN:
        more = len(lines) - _LINES_SHOWN
        shown.append(translate("Uploads", "and %n more line(s).", "", more))
    text = translate("Uploads", "The manifest can not be used as it is.")
    return Message(text, " ".join(shown), tone="warn")


def manifest_unreadable() -> Message:
    """Say that a table is no text that one can read."""
    return Message(
        QCoreApplication.translate("Uploads", "The manifest can not be read."),
        QCoreApplication.translate("Uploads", "Save it as CSV in UTF-8, at most 2 MB."),
        tone="warn",
    )


def left_behind(batch: Remembered) -> Message:
    """Say at sign-in that an upload was left in the middle."""
    text = QCoreApplication.translate(
        "Uploads", "An upload of statements is not finished: {here} of {files} files are here."
    )
    return Message(text.format(here=batch.here, files=batch.files), tone="info")


def is_left(error: ConsoleError) -> int:
    """How many files of a batch are neither published nor left out, where that bars closing it."""
    if isinstance(error, RequestRefusedError) and error.problem.get("rule") == BATCH_NOT_DONE:
        return int(error.problem.get("left") or 1)
    return 0
