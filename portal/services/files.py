"""Files of the practices (documents, statements): by content, sealed, in a folder or any S3.

A file is named by the SHA-256 of what it holds, so storing it twice is harmless and a changed byte is
found when it is read. It is sealed with AES-256-GCM before it leaves the process: neither the folder
nor the bucket shows a page of anybody, and a file of one practice does not open as another's.
"""

import hashlib
import os
from dataclasses import dataclass
from pathlib import Path

import obstore
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from obstore.exceptions import AlreadyExistsError
from obstore.store import LocalStore, ObjectStore, from_url

from portal.security.sealing import derive_key

_NONCE_BYTES = 12


class FileDamagedError(Exception):
    """What is stored is not what was put there: changed, or sealed with another secret."""


class FileMissingError(Exception):
    """There is no such file in the practice."""


@dataclass(frozen=True)
class StoredFile:
    """A file as the database refers to it; `size` in bytes, of the content and not of its seal."""

    sha256: str
    size: int


class Files:
    """Stores and gives back whole files."""

    def __init__(self, store: ObjectStore, secret: bytes) -> None:
        self._store = store
        self._cipher = AESGCM(derive_key(secret, "files"))

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
        path = _path(practice_id, digest)
        nonce = os.urandom(_NONCE_BYTES)
        sealed = nonce + self._cipher.encrypt(nonce, content, path.encode())
        try:
            obstore.put(self._store, path, sealed, mode="create")
        except AlreadyExistsError:
            return StoredFile(digest, len(content))
        self._flush(path)
        return StoredFile(digest, len(content))

    def get(self, practice_id: int, sha256: str) -> bytes:
        """Give a file's content; raises FileMissingError and FileDamagedError."""
        path = _path(practice_id, sha256)
        try:
            sealed = bytes(obstore.get(self._store, path).bytes())
        except FileNotFoundError as error:
            raise FileMissingError(sha256) from error
        try:
            content = self._cipher.decrypt(
                sealed[:_NONCE_BYTES], sealed[_NONCE_BYTES:], path.encode()
            )
        except (InvalidTag, ValueError) as error:
            raise FileDamagedError(sha256) from error
        if hashlib.sha256(content).hexdigest() != sha256:
            raise FileDamagedError(sha256)
        return content

    def _flush(self, path: str) -> None:
        """Force a local file and its name onto the disk; a bucket has done so by itself."""
        if not isinstance(self._store, LocalStore) or self._store.prefix is None:
            return
        file = Path(self._store.prefix) / path
        for one in (file, file.parent):
            if one.is_dir() and os.name == "nt":
                continue  # Windows has no way to flush a folder, and needs none
            handle = os.open(one, os.O_RDONLY if one.is_dir() else os.O_RDWR)
            try:
                os.fsync(handle)
            finally:
                os.close(handle)


def _path(practice_id: int, sha256: str) -> str:
    return f"files/{practice_id}/{sha256[:2]}/{sha256}"
