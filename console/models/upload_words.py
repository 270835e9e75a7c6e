"""How a file of a batch stands on its way, in words; what of it concerns the statement is the portal's."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import QCoreApplication

from console.domain.batch_files import Added, BatchFile, FileState
from console.models.chip import Chip
from console.models.one_line import isolated
from console.models.statement_words import reason_words

UNANSWERED = "unanswered"


def file_chip(file: BatchFile) -> Chip:
    """How far a file is; icon, word and tone together."""
    icon, tone = _FACES[file.state]
    return Chip(icon, _WORDS[file.state]().format(percent=percent(file)), tone)


def percent(file: BatchFile) -> int:
    """How much of a file is read or sent, in whole percent; never 100 before it is."""
    return min(99, file.moved * 100 // file.size) if file.size else 0


def trouble_words(file: BatchFile) -> str:
    """Why a file was not sent, and what to do; nothing for one that is on its way or there."""
    if file.state is FileState.SAME:
        words = QCoreApplication.translate(
            "Uploads", "The same content as {name}. It is sent once."
        )
        return words.format(name=isolated(file.problem))
    if file.state is FileState.NOT_TAKEN:
        return _unanswered() if file.problem == UNANSWERED else reason_words(file.problem)
    words_of = _TROUBLES.get(file.state)
    return words_of() if words_of else ""


def added_words(added: Added) -> str:
    """What became of what was dropped, in one line."""
    translate = QCoreApplication.translate
    parts = []
    if added.new:
        parts.append(translate("Uploads", "%n file(s) added.", "", added.new))
    if added.known:
        parts.append(translate("Uploads", "%n file(s) were here already.", "", added.known))
    if added.left_out:
        parts.append(translate("Uploads", "%n file(s) left out: not PDF.", "", added.left_out))
    if added.unreadable:
        parts.append(translate("Uploads", "%n file(s) can not be read.", "", added.unreadable))
    if not parts:
        parts.append(translate("Uploads", "No PDF is in there."))
    return " ".join(parts)


def size_words(count: int) -> str:
    """Bytes as people read them."""
    if count < 1024 * 1024:
        size = max(1, round(count / 1024)) if count else 0
        return QCoreApplication.translate("Uploads", "{size} KB").format(size=size)
    size_mb = count / (1024 * 1024)
    shown = f"{size_mb:.1f}" if size_mb < 10 else f"{size_mb:.0f}"
    return QCoreApplication.translate("Uploads", "{size} MB").format(size=shown)


def _unanswered() -> str:
    return QCoreApplication.translate(
        "Uploads",
        "The portal fails at this file, while it takes others. Try again later, or tell your support.",
    )


_FACES: Mapping[FileState, tuple[str, str]] = {
    FileState.WAITING: ("clock", "muted"),
    FileState.READING: ("search", "info"),
    FileState.SENDING: ("send", "info"),
    FileState.CHECKING: ("eye", "info"),
    FileState.DONE: ("check", "muted"),
    FileState.SAME: ("copy", "muted"),
    FileState.CHANGED: ("differ", "warn"),
    FileState.GONE: ("warning", "bad"),
    FileState.UNREADABLE: ("warning", "bad"),
    FileState.EMPTY: ("cross", "bad"),
    FileState.TOO_LARGE: ("cross", "bad"),
    FileState.NOT_TAKEN: ("cross", "bad"),
}
_WORDS: Mapping[FileState, Callable[[], str]] = {
    FileState.WAITING: lambda: QCoreApplication.translate("Uploads", "Waiting"),
    FileState.READING: lambda: QCoreApplication.translate("Uploads", "Reading {percent} %"),
    FileState.SENDING: lambda: QCoreApplication.translate("Uploads", "Sending {percent} %"),
    FileState.CHECKING: lambda: QCoreApplication.translate("Uploads", "Being checked"),
    FileState.DONE: lambda: QCoreApplication.translate("Uploads", "With the portal"),
    FileState.SAME: lambda: QCoreApplication.translate("Uploads", "Same file"),
    FileState.CHANGED: lambda: QCoreApplication.translate("Uploads", "Changed"),
    FileState.GONE: lambda: QCoreApplication.translate("Uploads", "Gone"),
    FileState.UNREADABLE: lambda: QCoreApplication.translate("Uploads", "Not readable"),
    FileState.EMPTY: lambda: QCoreApplication.translate("Uploads", "Empty"),
    FileState.TOO_LARGE: lambda: QCoreApplication.translate("Uploads", "Too large"),
    FileState.NOT_TAKEN: lambda: QCoreApplication.translate("Uploads", "Not taken"),
}
_TROUBLES: Mapping[FileState, Callable[[], str]] = {
    FileState.CHANGED: lambda: QCoreApplication.translate(
        "Uploads", "The file has changed since it was added. Take it as it is now."
    ),
    FileState.GONE: lambda: QCoreApplication.translate(
        "Uploads", "The file is not where it was. Put it back, then take it again."
    ),
    FileState.UNREADABLE: lambda: QCoreApplication.translate(
        "Uploads", "The file can not be read: another program may have it open."
    ),
    FileState.EMPTY: lambda: QCoreApplication.translate("Uploads", "There is nothing in the file."),
    FileState.TOO_LARGE: lambda: QCoreApplication.translate(
        "Uploads", "The file is larger than 128 MB. Split it up, one statement in each file."
    ),
}
