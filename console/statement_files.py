"""Finds the files among what was dropped: files, folders and what lies in them. Runs on a lane."""

import os
import stat
from collections.abc import Iterator, Sequence
from pathlib import Path

from console.domain.batch_files import Found, FoundFile

_MAGIC = b"%PDF-"
_HEAD = 1024  # bytes in which the mark of a PDF has to come
_NOT_MEANT = frozenset({"thumbs.db", "desktop.ini"})


def find(paths: Sequence[str]) -> Found:
    """All PDF files below `paths`, each once, in the order of their names within a folder.

    A file is taken by its suffix or by its first bytes; whether it is a sound PDF is the portal's to
    say. Tables of a folder are named as what may be its manifest. What a system leaves in folders by
    itself is passed over in silence.
    """
    files, manifests = dict[str, FoundFile](), list[str]()
    left_out = unreadable = 0
    for path in _all(paths):
        try:
            if path.suffix.lower() == ".csv":
                manifests.append(str(path))
            elif _is_pdf(path):
                found = _found(path)
                files.setdefault(found.path, found)
            else:
                left_out += 1
        except OSError:
            unreadable += 1
    return Found(tuple(files.values()), tuple(manifests), left_out, unreadable)


def _all(paths: Sequence[str]) -> Iterator[Path]:
    for name in paths:
        path = Path(os.path.abspath(name))  # noqa: PTH100 - links stay what they are called
        if not path.is_dir():
            yield path
            continue
        for folder, below, names in os.walk(path):
            below.sort()
            yield from (Path(folder, one) for one in sorted(names) if _is_meant(one))


def _is_meant(name: str) -> bool:
    return not name.startswith((".", "~$")) and name.lower() not in _NOT_MEANT


def _is_pdf(path: Path) -> bool:
    if not stat.S_ISREG(path.stat().st_mode):  # a pipe would keep the lane for ever
        return False
    if path.suffix.lower() == ".pdf":
        return True
    with path.open("rb") as source:
        return _MAGIC in source.read(_HEAD)


def _found(path: Path) -> FoundFile:
    now = path.stat()
    return FoundFile(str(path), path.name, now.st_size, now.st_mtime_ns)
