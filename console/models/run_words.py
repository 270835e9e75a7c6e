"""How far the upload of a batch is, in words (DESIGN §7: progress with a number)."""

from PySide6.QtCore import QCoreApplication, QLocale

from console.domain.batch_files import Tally
from console.domain.statement_batch import Batch, Totals
from console.models.money import money
from console.models.upload_words import size_words

RUNNING, PAUSED, OFFLINE, STOPPED = "running", "paused", "offline", "stopped"


def progress_words(state: str, tally: Tally) -> str:
    """How many files are with the portal, and what the upload does."""
    if not tally.files:
        return ""
    if not _is_under_way(state):
        return _done_words(tally)
    here = QCoreApplication.translate(
        "Uploads", "{here} of {files} files are here, {part} of {all}."
    ).format(
        here=QLocale().toString(tally.here),
        files=QLocale().toString(tally.files),
        part=size_words(tally.bytes_here),
        all=size_words(tally.bytes_all),
    )
    return f"{_state_words(state)} {here}".strip()


def remembered_words(here: int, files: int) -> str:
    """What is offered of a batch that was left in the middle."""
    return QCoreApplication.translate("Uploads", "Continue: {here} of {files} are here").format(
        here=QLocale().toString(here), files=QLocale().toString(files)
    )


def totals_words(totals: Totals) -> str:
    """Files, pages and sum on one line."""
    translate, locale = QCoreApplication.translate, QLocale()
    files = translate("Uploads", "{count} files").format(count=locale.toString(totals.files))
    pages = translate("Uploads", "{count} pages").format(count=locale.toString(totals.pages))
    return " · ".join((files, pages, money(totals.cents)))


def manifest_words(batch: Batch) -> str:
    """What the manifest says, and what of it is missing; nothing without one."""
    if batch.manifest_rows is None:
        return ""
    translate = QCoreApplication.translate
    parts = [translate("Uploads", "%n line(s) in the manifest", "", batch.manifest_rows)]
    if batch.expected is not None:
        parts.append(totals_words(batch.expected))
    if batch.missing:
        parts.append(translate("Uploads", "%n file(s) of it missing", "", len(batch.missing)))
    return " · ".join(parts)


def _is_under_way(state: str) -> bool:
    return state in {RUNNING, PAUSED, OFFLINE, STOPPED}


def _state_words(state: str) -> str:
    if state == PAUSED:
        return QCoreApplication.translate("Uploads", "Paused.")
    if state == STOPPED:
        return QCoreApplication.translate("Uploads", "Stopped.")
    if state == OFFLINE:
        return QCoreApplication.translate(
            "Uploads", "The portal does not answer. The upload goes on by itself."
        )
    return ""


def _done_words(tally: Tally) -> str:
    if not tally.troubled:
        return QCoreApplication.translate("Uploads", "All %n file(s) are here.", "", tally.files)
    here = QCoreApplication.translate("Uploads", "{here} of {files} files are here.").format(
        here=QLocale().toString(tally.here), files=QLocale().toString(tally.files)
    )
    left = QCoreApplication.translate("Uploads", "%n file(s) were not sent.", "", tally.troubled)
    return f"{here} {left}"
