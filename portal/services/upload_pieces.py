"""The pieces of an upload in the file store: each an object of its own, sealed, until the file is whole.

A piece is named by the bytes that it covers, `uploads/{practice}/{upload}/{from}-{to}`, so two senders
of one piece write the same object, and what a sender leaves behind that has lost the race or died
does no harm: any chain of pieces from the first byte to the last is the file, or its hash says no.
"""

from collections.abc import Iterator, Sequence
from datetime import datetime

import obstore
from obstore.exceptions import AlreadyExistsError

from portal.services.file_disk import flush, forget_folder
from portal.services.file_seal import FileSealBroken
from portal.services.files import Files

_ROOT = "uploads/"


class PiecesMissingError(Exception):
    """The pieces that are stored do not make a whole file."""


def store(files: Files, practice_id: int, upload_id: str, offset: int, piece: bytes) -> None:
    """Keep the bytes from `offset` on; they are safe on return. Keeping them again changes nothing."""
    path = f"{_folder(practice_id, upload_id)}{offset:012d}-{offset + len(piece):012d}"
    try:
        obstore.put(files.store, path, files.seal.whole(piece, path), mode="create")
    except AlreadyExistsError:
        return
    flush(files.store, path)


def read(files: Files, practice_id: int, upload_id: str, size: int) -> Iterator[bytes]:
    """Give the file piece by piece; raises PiecesMissingError when one is not there or is damaged."""
    for path in _chain(_stored(files, practice_id, upload_id), size):
        try:
            sealed = bytes(obstore.get(files.store, path).bytes())
            yield from files.seal.opened([sealed], path)
        except (FileNotFoundError, FileSealBroken) as error:
            raise PiecesMissingError(upload_id) from error


def forget(files: Files, practice_id: int, upload_id: str) -> None:
    """Delete every piece of an upload."""
    paths = _stored(files, practice_id, upload_id)
    for path in paths:
        _delete(files, path)
    if paths:
        forget_folder(files.store, paths[0])


def left_behind(files: Files, practice_id: int, before: datetime) -> set[str]:
    """Name the uploads of a practice that have pieces, all of them older than `before`."""
    old: set[str] = set()
    young: set[str] = set()
    prefix = f"{_ROOT}{practice_id}/"
    for page in obstore.list(files.store, prefix):
        for one in page:
            upload_id = one["path"].removeprefix(prefix).partition("/")[0]
            (old if one["last_modified"] < before else young).add(upload_id)
    return old - young


def _delete(files: Files, path: str) -> None:
    try:
        obstore.delete(files.store, path)
    except FileNotFoundError:
        return  # another process was faster


def _stored(files: Files, practice_id: int, upload_id: str) -> list[str]:
    folder = _folder(practice_id, upload_id)
    return [one["path"] for page in obstore.list(files.store, folder) for one in page]


def _chain(paths: Sequence[str], size: int) -> list[str]:
    """Choose pieces that follow each other from byte 0 to `size`."""
    spans = {_span(path): path for path in paths}
    onward: dict[int, tuple[int, str]] = {}
    for (start, end), path in sorted(spans.items(), reverse=True):
        if end == size or end in onward:
            onward[start] = (end, path)
    chosen, at = [], 0
    while at < size:
        if at not in onward:
            msg = f"no piece begins at {at}"
            raise PiecesMissingError(msg)
        at, path = onward[at]
        chosen.append(path)
    return chosen


def _span(path: str) -> tuple[int, int]:
    start, _, end = path.rpartition("/")[2].partition("-")
    return int(start), int(end)


def _folder(practice_id: int, upload_id: str) -> str:
    return f"{_ROOT}{practice_id}/{upload_id}/"
