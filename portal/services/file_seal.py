"""How a stored file is sealed: whole when it is small, in segments when it is not.

A segmented file opens piece by piece, so nobody ever holds the whole of a large one. It begins with a
mark and a salt, from which comes a key of its own; each segment is AES-256-GCM with its number as the
nonce, and with the file's place, its number and whether it is the last as associated data. So a
segment that was moved, left out, repeated, taken from another file, or made the last, does not open.

whole      nonce (12), then content and tag; the only form that there was before segments
segmented  mark (8), salt (16), then segments of 1 MiB, each with a tag (16); the last is shorter or full
"""

import os
from collections.abc import Iterable, Iterator

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

SEGMENT = 1024 * 1024
"""Bytes of content in a segment; what is no longer than one is sealed whole."""

_MARK = b"\xd7SEGv1\r\n"  # the 12 random bytes at the front of a whole one do not begin so
_SALT_BYTES = 16
_NONCE_BYTES = 12
_TAG_BYTES = 16
_LARGEST_WHOLE = 32 * 1024 * 1024  # of an older portal; more was never sealed in one go


class FileSealBroken(Exception):  # noqa: N818 - a state of the seal, found when it is opened
    """The file was changed or cut, stands in another's place, or was sealed with another secret."""


class FileSeal:
    """Seals contents for their places in the store, and opens them there and nowhere else."""

    def __init__(self, key: bytes) -> None:
        """Use the 32-byte `key`."""
        self._key = key
        self._cipher = AESGCM(key)

    def whole(self, content: bytes, place: str) -> bytes:
        """Seal a small content in one go."""
        nonce = os.urandom(_NONCE_BYTES)
        return nonce + self._cipher.encrypt(nonce, content, place.encode())

    def segmented(self, pieces: Iterable[bytes], place: str) -> Iterator[bytes]:
        """Seal a content of any size as it comes; never holds more than a segment and a piece."""
        salt = os.urandom(_SALT_BYTES)
        cipher = self._cipher_of(salt)
        yield _MARK + salt
        for number, (segment, last) in enumerate(_with_last(_cut(pieces, SEGMENT))):
            yield cipher.encrypt(_nonce(number), segment, _about(place, number, last=last))

    def opened(self, sealed: Iterable[bytes], place: str) -> Iterator[bytes]:
        """Open a file of either form piece by piece; raises FileSealBroken where it is damaged.

        Each piece has been checked when it is given, and that the file ends where it should with
        the last one.
        """
        source = iter(sealed)
        head = b""
        for piece in source:
            head += bytes(piece)
            if len(head) >= len(_MARK) + _SALT_BYTES:
                break
        if head.startswith(_MARK):
            yield from self._segments(head[len(_MARK) :], source, place)
        else:
            yield self._of_whole(head, source, place)

    def _segments(self, head: bytes, source: Iterator[bytes], place: str) -> Iterator[bytes]:
        if len(head) < _SALT_BYTES:
            raise FileSealBroken(place)
        cipher = self._cipher_of(head[:_SALT_BYTES])
        rest = _cut(_chain(head[_SALT_BYTES:], source), SEGMENT + _TAG_BYTES)
        for number, (segment, last) in enumerate(_with_last(rest)):
            try:
                yield cipher.decrypt(_nonce(number), segment, _about(place, number, last=last))
            except (InvalidTag, ValueError) as error:
                raise FileSealBroken(place) from error

    def _of_whole(self, head: bytes, source: Iterator[bytes], place: str) -> bytes:
        sealed = bytearray(head)
        for piece in source:
            sealed += piece
            if len(sealed) > _LARGEST_WHOLE:
                raise FileSealBroken(place)
        nonce, rest = bytes(sealed[:_NONCE_BYTES]), bytes(sealed[_NONCE_BYTES:])
        try:
            return self._cipher.decrypt(nonce, rest, place.encode())
        except (InvalidTag, ValueError) as error:
            raise FileSealBroken(place) from error

    def _cipher_of(self, salt: bytes) -> AESGCM:
        info = b"portal:file-segments"
        return AESGCM(HKDF(algorithm=SHA256(), length=32, salt=salt, info=info).derive(self._key))


def _nonce(number: int) -> bytes:
    return number.to_bytes(_NONCE_BYTES, "big")  # the key is this file's alone


def _about(place: str, number: int, *, last: bool) -> bytes:
    return f"{place}|{number}|{'last' if last else 'more'}".encode()


def _chain(first: bytes, rest: Iterator[bytes]) -> Iterator[bytes]:
    yield first
    yield from rest


def _cut(pieces: Iterable[bytes], size: int) -> Iterator[bytes]:
    """Cut what comes in pieces of any size into pieces of `size`; the last may be shorter or empty."""
    waiting = bytearray()
    for piece in pieces:
        view = memoryview(piece)
        while view:
            taken = view[: size - len(waiting)]
            waiting += taken
            view = view[len(taken) :]
            if len(waiting) == size:
                yield bytes(waiting)
                waiting.clear()
    if waiting:
        yield bytes(waiting)


def _with_last(segments: Iterator[bytes]) -> Iterator[tuple[bytes, bool]]:
    """Say of each segment whether it is the last; of nothing there is one, empty."""
    before = next(segments, b"")
    for segment in segments:
        yield before, False
        before = segment
    yield before, True
