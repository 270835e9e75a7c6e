"""Files of practices: sealed, by content, and of one practice alone."""

import obstore
import pytest
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from obstore.store import MemoryStore

from portal.security.sealing import derive_key
from portal.services.files import FileDamagedError, FileMissingError, Files

SECRET = bytes(range(32))
LETTER = b"Dear Ada Byron, your results are in."


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "files"


@pytest.fixture
def files(folder):
    return Files.open("", folder, SECRET)


def stored(folder):
    return [path for path in folder.rglob("*") if path.is_file()]


def test_what_is_put_is_given_back(files):
    kept = files.put(1, LETTER)
    assert kept.size == len(LETTER)
    assert files.get(1, kept.sha256) == LETTER


def test_twice_the_same_is_stored_once(files, folder):
    assert files.put(1, LETTER) == files.put(1, LETTER)
    assert len(stored(folder)) == 1


@pytest.mark.field("upload")
@pytest.mark.threat("T6")
def test_nothing_of_it_is_readable_on_the_disk(files, folder):
    files.put(1, LETTER)
    (path,) = stored(folder)
    assert b"Byron" not in path.read_bytes()
    assert "Byron" not in str(path)


def test_another_practice_has_no_such_file(files):
    kept = files.put(1, LETTER)
    with pytest.raises(FileMissingError):
        files.get(2, kept.sha256)


def test_a_file_moved_to_another_practice_does_not_open(files, folder):
    kept = files.put(1, LETTER)
    (path,) = stored(folder)
    foreign = folder / "files" / "2" / kept.sha256[:2] / kept.sha256
    foreign.parent.mkdir(parents=True)
    path.rename(foreign)
    with pytest.raises(FileDamagedError):
        files.get(2, kept.sha256)


@pytest.mark.parametrize("place", [0, 20, -1])
def test_a_changed_byte_is_found(files, folder, place):
    kept = files.put(1, LETTER)
    (path,) = stored(folder)
    content = bytearray(path.read_bytes())
    content[place] ^= 1
    path.write_bytes(content)
    with pytest.raises(FileDamagedError):
        files.get(1, kept.sha256)


def test_another_secret_does_not_open_it(files, folder):
    kept = files.put(1, LETTER)
    with pytest.raises(FileDamagedError):
        Files.open("", folder, bytes(32)).get(1, kept.sha256)


def test_a_seal_over_other_content_is_no_proof_of_it():
    """Whoever holds the secret may still have put another file under this one's name."""
    store = MemoryStore()
    files = Files(store, SECRET)
    kept = files.put(1, LETTER)
    path = f"files/1/{kept.sha256[:2]}/{kept.sha256}"
    nonce = bytes(12)
    other = AESGCM(derive_key(SECRET, "files")).encrypt(nonce, b"Dear Bob", path.encode())
    obstore.put(store, path, nonce + other)
    with pytest.raises(FileDamagedError):
        files.get(1, kept.sha256)


def test_any_store_will_do():
    files = Files(MemoryStore(), SECRET)
    assert files.get(7, files.put(7, LETTER).sha256) == LETTER
