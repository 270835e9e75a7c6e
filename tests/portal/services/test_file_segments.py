"""Large files: sealed in segments, of which none can be moved, left out, or made the last."""

import hashlib
import random
import shutil
from pathlib import Path

import obstore
import pytest
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from portal.security.sealing import derive_key
from portal.services.file_seal import SEGMENT
from portal.services.files import FileDamagedError, FileDiffersError, FileMissingError, Files

SECRET = bytes(range(32))
HEAD = 8 + 16  # mark and salt
SEALED = SEGMENT + 16


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "files"


@pytest.fixture
def files(folder):
    return Files.open("", folder, SECRET)


def content_of(size: int, seed: int = 1) -> bytes:
    return random.Random(seed).randbytes(size)


def digest_of(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def pieces_of(content: bytes, size: int) -> list[bytes]:
    return [content[at : at + size] for at in range(0, len(content), size)]


def path_of(folder: Path, digest: str, practice_id: int = 1) -> Path:
    return folder / "files" / str(practice_id) / digest[:2] / digest


@pytest.mark.parametrize(
    "size", [0, 1, SEGMENT - 1, SEGMENT, SEGMENT + 1, 3 * SEGMENT, 3 * SEGMENT + 5]
)
@pytest.mark.parametrize("piece", [700_001, 5 * SEGMENT])
def test_what_comes_in_pieces_is_given_back_in_pieces(files, size, piece):
    content = content_of(size)
    kept = files.put_stream(1, pieces_of(content, piece), sha256=digest_of(content), size=size)
    assert kept.size == size
    given = list(files.open_stream(1, kept.sha256))
    assert b"".join(given) == files.get(1, kept.sha256) == content
    assert max(map(len, given)) <= SEGMENT


def test_a_large_file_in_one_go_is_sealed_in_segments(files, folder):
    content = content_of(2 * SEGMENT + 7)
    kept = files.put(1, content)
    assert path_of(folder, kept.sha256).stat().st_size == HEAD + len(content) + 3 * 16
    assert files.get(1, kept.sha256) == content


def test_a_large_file_of_an_older_portal_still_opens(files, folder):
    """Before there were segments, files of any size were sealed whole."""
    content = content_of(3 * SEGMENT)
    digest = digest_of(content)
    name = f"files/1/{digest[:2]}/{digest}"
    nonce = bytes(range(12))
    sealed = AESGCM(derive_key(SECRET, "files")).encrypt(nonce, content, name.encode())
    path_of(folder, digest).parent.mkdir(parents=True)
    path_of(folder, digest).write_bytes(nonce + sealed)
    assert files.get(1, digest) == content


def segments_of(sealed: bytes) -> tuple[bytes, list[bytes]]:
    return sealed[:HEAD], pieces_of(sealed[HEAD:], SEALED)


TAMPERINGS = {
    "the last is missing": lambda head, parts, _: head + b"".join(parts[:-1]),
    "the first is missing": lambda head, parts, _: head + b"".join(parts[1:]),
    "one in the middle is missing": lambda head, parts, _: head + parts[0] + parts[2],
    "two have changed places": lambda head, parts, _: head + parts[1] + parts[0] + parts[2],
    "one stands twice": lambda head, parts, _: head + parts[0] + parts[0] + parts[2],
    "something was added": lambda head, parts, _: head + b"".join(parts) + parts[2],
    "one is another file's": lambda head, parts, other: head + other[0] + parts[1] + parts[2],
    "all are another file's": lambda head, _, other: head + b"".join(other),
    "half of one is missing": lambda head, parts, _: (head + b"".join(parts))[:-SEGMENT],
    "the salt is another": lambda head, parts, _: head[:8] + bytes(16) + b"".join(parts),
    "there is nothing but the head": lambda head, *_: head,
    "the head is cut": lambda head, *_: head[:12],
    "there is nothing at all": lambda *_: b"",
}


@pytest.mark.parametrize("tampering", TAMPERINGS)
def test_segments_hold_together(files, folder, tampering):
    content = content_of(3 * SEGMENT)
    kept, other = files.put(1, content), files.put(1, content_of(3 * SEGMENT, seed=2))
    path = path_of(folder, kept.sha256)
    head, parts = segments_of(path.read_bytes())
    _, others = segments_of(path_of(folder, other.sha256).read_bytes())
    path.write_bytes(TAMPERINGS[tampering](head, parts, others))
    with pytest.raises(FileDamagedError):
        files.get(1, kept.sha256)


def test_no_piece_is_given_that_was_not_proved(files, folder):
    """Who streams a file on to somebody stops before the first damaged byte."""
    content = content_of(4 * SEGMENT)
    kept = files.put(1, content)
    path = path_of(folder, kept.sha256)
    damaged = bytearray(path.read_bytes())
    damaged[HEAD + 2 * SEALED + 9] ^= 1
    path.write_bytes(damaged)
    given: list[int] = []
    with pytest.raises(FileDamagedError):
        given.extend(byte for piece in files.open_stream(1, kept.sha256) for byte in piece)
    assert content.startswith(bytes(given))
    assert len(given) <= 2 * SEGMENT


def test_a_large_file_of_another_practice_does_not_open(files, folder):
    kept = files.put(1, content_of(2 * SEGMENT))
    foreign = path_of(folder, kept.sha256, practice_id=2)
    foreign.parent.mkdir(parents=True)
    shutil.copyfile(path_of(folder, kept.sha256), foreign)
    with pytest.raises(FileDamagedError):
        files.get(2, kept.sha256)


@pytest.mark.parametrize("size", [100, 7 * SEGMENT])
def test_other_content_than_announced_is_not_stored(files, folder, size):
    content = content_of(size)
    with pytest.raises(FileDiffersError):
        files.put_stream(1, [content], sha256=digest_of(b"other"))
    with pytest.raises(FileDiffersError):
        files.put_stream(1, [content], sha256=digest_of(content), size=size + 1)
    assert [one for one in folder.rglob("*") if one.is_file()] == []


def test_a_source_that_fails_leaves_nothing(files, folder):
    def failing():
        yield content_of(7 * SEGMENT)
        raise ConnectionError

    with pytest.raises(ConnectionError):
        files.put_stream(1, failing(), sha256="0" * 64)
    assert [one for one in folder.rglob("*") if one.is_file()] == []


def test_a_deleted_file_is_missing(files):
    kept = files.put(1, b"a letter")
    assert files.has(1, kept.sha256)
    assert not files.has(2, kept.sha256)
    files.delete(1, kept.sha256)
    files.delete(1, kept.sha256)
    assert not files.has(1, kept.sha256)
    with pytest.raises(FileMissingError):
        files.open_stream(1, kept.sha256)


def test_no_segment_shows_what_it_holds(files, folder):
    kept = files.put(1, b"Ada Byron " * 200_000)
    assert b"Byron" not in path_of(folder, kept.sha256).read_bytes()
    first, second = segments_of(path_of(folder, kept.sha256).read_bytes())[1]
    assert first[: len(second)] != second
    assert obstore.head(files.store, f"files/1/{kept.sha256[:2]}/{kept.sha256}")["size"] > SEGMENT
