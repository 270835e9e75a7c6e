"""What an encrypted file holds in clear, page by page, read without SQLite: also what it has deleted."""

from pathlib import Path

from cryptography.hazmat.primitives.ciphers import Cipher
from cryptography.hazmat.primitives.ciphers.algorithms import AES
from cryptography.hazmat.primitives.ciphers.modes import CBC

_PAGE, _IV, _HMAC = 4096, 16, 64
_WAL_HEAD, _FRAME_HEAD = 32, 24


def clear_bytes(path: Path, key: bytes) -> bytes:
    """All pages of a SQLCipher 4 file and of its journal, decrypted; unused pages as well."""
    raw = path.read_bytes()
    pages = [raw[at : at + _PAGE] for at in range(0, len(raw), _PAGE)]
    clear = [_clear(page, key, salt=16 if not number else 0) for number, page in enumerate(pages)]
    journal = path.with_name(path.name + "-wal")
    if journal.exists():
        frames = journal.read_bytes()[_WAL_HEAD:]
        step = _FRAME_HEAD + _PAGE
        for at in range(0, len(frames) - step + 1, step):
            number = int.from_bytes(frames[at : at + 4], "big")
            page = frames[at + _FRAME_HEAD : at + step]
            clear.append(_clear(page, key, salt=16 if number == 1 else 0))
    return b"".join(clear)


def _clear(page: bytes, key: bytes, *, salt: int) -> bytes:
    end = _PAGE - _IV - _HMAC
    vector = page[end : end + _IV]
    decryptor = Cipher(AES(key), CBC(vector)).decryptor()
    return decryptor.update(page[salt:end]) + decryptor.finalize()
