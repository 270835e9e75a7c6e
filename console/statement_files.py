"""Finds the files among what was dropped: files, folders and what lies in them. Runs on a lane."""

import os
import stat
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from console.domain.batch_files import Found, FoundFile

_MAGIC = b"%PDF-"
_HEAD = 1024  # bytes in which the mark of a PDF has to come
_NOT_MEANT = frozenset({"thumbs.db", "desktop.ini"})
_MOST_TABLE = 2 * 1024 * 1024  # bytes


def find(paths: Sequence[str], is_over: Callable[[], bool] = lambda: False) -> Found:
    """All PDF files below `paths`, each once, in the order of their names within a folder.

    A file is taken by its suffix or by its first bytes; whether it is a sound PDF is the portal's to
    say. Tables of a folder are named as what may be its manifest. What a system leaves in folders by
    itself is passed over in silence; what can not be read, or has a name that is no text, is counted.
    The search ends early once `is_over`: nobody waits for a slow share to go home.
    """
    files, manifests = dict[str, FoundFile](), list[str]()
    unreadable = list[OSError]()
    left_out = 0
    for path in _all(paths, unreadable.append):
        if is_over():
            break
        try:
            if not _is_file(path):
                left_out += 1
            elif path.suffix.lower() == ".csv":
                manifests.append(str(path))
            elif _is_pdf(path):
                found = _found(path)
                files.setdefault(found.path, found)
            else:
                left_out += 1
        except OSError as error:
            unreadable.append(error)
    return Found(tuple(files.values()), tuple(manifests), left_out, len(unreadable))


def read_table(path: str) -> str:
    """Read a table for a manifest; the mark that spreadsheets write before it is left out.

    Raises:
        OSError, ValueError: it can not be read, is not in UTF-8, or larger than any manifest.
    """
    place = Path(path)
    if not _is_file(place):
        raise ValueError("no file")
    with place.open("rb") as source:
        raw = source.read(_MOST_TABLE + 1)
    if len(raw) > _MOST_TABLE:
        raise ValueError("too large for a manifest")
    return raw.decode("utf-8-sig")


def _all(paths: Sequence[str], on_error: Callable[[OSError], None]) -> Iterator[Path]:
    for name in paths:
        path = os.path.abspath(name)  # noqa: PTH100 - links stay what they are called
        if not os.path.isdir(path):  # noqa: PTH112 - Path's raises where a name is too long
            yield Path(path)
            continue
        for folder, below, names in os.walk(path, onerror=on_error):
            below.sort()
            yield from (Path(folder, one) for one in sorted(names) if _is_meant(one))


def _is_meant(name: str) -> bool:
    return not name.startswith((".", "~$")) and name.lower() not in _NOT_MEANT


def _is_file(path: Path) -> bool:
    """Whether it is one, and no pipe, which would keep the lane for ever.

    Raises:
        OSError: there is none, or its name can be said to nobody: it is no text.
    """
    try:
        str(path).encode()
    except UnicodeEncodeError as error:
        raise OSError("no text") from error
    return stat.S_ISREG(path.stat().st_mode)


def _is_pdf(path: Path) -> bool:
    if path.suffix.lower() == ".pdf":
        return True
    with path.open("rb") as source:
        return _MAGIC in source.read(_HEAD)


def _found(path: Path) -> FoundFile:
    now = path.stat()
    return FoundFile(str(path), path.name, now.st_size, now.st_mtime_ns)
