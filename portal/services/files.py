"""Files of the practices (documents, statements): by content, sealed, in a folder or any S3.

A file is named by the SHA-256 of what it holds, so storing it twice is harmless and a changed byte is
found when it is read. It is sealed before it leaves the process (`file_seal`): neither the folder nor
the bucket shows a page of anybody, and a file of one practice does not open as another's.
"""

import hashlib
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import obstore
from obstore.exceptions import AlreadyExistsError
from obstore.store import LocalStore, ObjectStore, from_url

from portal.security.sealing import derive_key
from portal.services.file_disk import flush
from portal.services.file_feed import fed
from portal.services.file_seal import SEGMENT, FileSeal, FileSealBroken

_PART_BYTES = 5 * 1024 * 1024  # the least that an S3 takes as a part of a file
_PARTS_AT_ONCE = 2  # each is held in memory until it is there
_READ_BYTES = 4 * 1024 * 1024  # asked for at once: a slow reader keeps no connection waiting


class FileDamagedError(Exception):
    """What is stored is not what was put there: changed, or sealed with another secret."""


class FileMissingError(Exception):
    """There is no such file in the practice."""


class FileDiffersError(Exception):
    """What came is not what was announced; nothing of it has been stored."""


@dataclass(frozen=True)
class StoredFile:
    """A file as the database refers to it; `size` in bytes, of the content and not of its seal."""

    sha256: str
    size: int


class Files:
    """Stores and gives back files, whole or in pieces."""

    def __init__(self, store: ObjectStore, secret: bytes) -> None:
        self.store = store
        self.seal = FileSeal(derive_key(secret, "files"))

    @classmethod
    def open(cls, url: str, folder: Path, secret: bytes) -> "Files":
        """Open the store at `url` (`s3://bucket/prefix`, …); without one, `folder` on this machine.

        The store's own credentials come from its usual environment variables.
        """
        if url:
            return cls(from_url(url), secret)
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        return cls(LocalStore(folder), secret)

    def put(self, practice_id: int, content: bytes) -> StoredFile:
        """Store `content` for the practice; it is on the disk, or in the bucket, on return."""
        digest = hashlib.sha256(content).hexdigest()
        if len(content) > SEGMENT:
            return self.put_stream(practice_id, [content], sha256=digest)
        path = _path(practice_id, digest)
        try:
            obstore.put(self.store, path, self.seal.whole(content, path), mode="create")
        except AlreadyExistsError:
            return StoredFile(digest, len(content))
        flush(self.store, path)
        return StoredFile(digest, len(content))

    def put_stream(
        self, practice_id: int, pieces: Iterable[bytes], *, sha256: str, size: int | None = None
    ) -> StoredFile:
        """Store a content of any size as it comes, a few MiB at a time; it is safe on return.

        Raises FileDiffersError, and stores nothing, when it does not have the SHA-256 that was
        announced, or not the `size`; what `pieces` raises is passed on, and nothing is stored.
        """
        path = _path(practice_id, sha256)
        checked = _Checked(pieces, sha256, size)

        def store(sealed: Iterator[bytes]) -> None:
            obstore.put(
                self.store,
                path,
                sealed,
                use_multipart=True,
                chunk_size=_PART_BYTES,
                max_concurrency=_PARTS_AT_ONCE,
            )

        fed(self.seal.segmented(checked, path), store)
        flush(self.store, path)
        return StoredFile(sha256, checked.size)

    def get(self, practice_id: int, sha256: str) -> bytes:
        """Give a file's content in one piece; raises FileMissingError and FileDamagedError."""
        return b"".join(self.open_stream(practice_id, sha256))

    def open_stream(self, practice_id: int, sha256: str) -> Iterator[bytes]:
        """Give a file's content piece by piece (at most 1 MiB, but for files of older portals).

        Raises FileMissingError at once, and FileDamagedError at once when its beginning is damaged;
        later damage is raised where it is met, so the last piece is only given when all is well.
        """
        path = _path(practice_id, sha256)
        pieces = _proved(self.seal.opened(_sealed(self.store, path), path), sha256)
        try:
            first = next(pieces, b"")
        except FileNotFoundError as error:
            raise FileMissingError(sha256) from error
        return _again(first, pieces)

    def has(self, practice_id: int, sha256: str) -> bool:
        """Whether the practice has the file; what is stored is always the whole of it."""
        try:
            obstore.head(self.store, _path(practice_id, sha256))
        except FileNotFoundError:
            return False
        return True

    def delete(self, practice_id: int, sha256: str) -> None:
        """Forget a file; one that is not there is no error."""
        with suppress(FileNotFoundError):
            obstore.delete(self.store, _path(practice_id, sha256))


class _Checked:
    """Pieces that end with FileDiffersError unless together they are what was announced."""

    def __init__(self, pieces: Iterable[bytes], sha256: str, size: int | None) -> None:
        self.size = 0
        self._pieces, self._sha256, self._expected = pieces, sha256, size

    def __iter__(self) -> Iterator[bytes]:
        digest = hashlib.sha256()
        for piece in self._pieces:
            digest.update(piece)
            self.size += len(piece)
            yield piece
        if digest.hexdigest() != self._sha256 or self._expected not in {None, self.size}:
            raise FileDiffersError(self._sha256)


def _sealed(store: ObjectStore, path: str) -> Iterator[bytes]:
    """Read what is stored, range by range; raises FileNotFoundError."""
    size, at = obstore.head(store, path)["size"], 0
    while at < size:
        length = min(_READ_BYTES, size - at)
        yield bytes(obstore.get_range(store, path, start=at, length=length))
        at += length


def _proved(pieces: Iterator[bytes], sha256: str) -> Iterator[bytes]:
    """Give pieces on, the last one only when they are the content whose name the file bears."""
    digest = hashlib.sha256()
    held: bytes | None = None
    try:
        for piece in pieces:
            digest.update(piece)
            if held is not None:
                yield held
            held = piece
    except FileSealBroken as error:
        raise FileDamagedError(sha256) from error
    if digest.hexdigest() != sha256:
        raise FileDamagedError(sha256)
    yield held or b""


def _again(first: bytes, rest: Iterator[bytes]) -> Iterator[bytes]:
    yield first
    yield from rest


def _path(practice_id: int, sha256: str) -> str:
    return f"files/{practice_id}/{sha256[:2]}/{sha256}"
