"""Marks that are planted in data and looked for where no data may be."""

import base64
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from urllib.parse import quote


def disguises(canary: str) -> set[bytes]:
    """List the forms in which a text may turn up in a file."""
    plain = canary.encode()
    inner = base64.b64encode(plain + b"\0\0\0"[: -len(plain) % 3])
    return {
        plain,
        canary.upper().encode(),
        canary.lower().encode(),
        canary.encode("utf-16-le"),
        plain.hex().encode(),
        quote(canary).encode(),
        json.dumps(canary).strip('"').encode(),
        inner[: len(plain) // 3 * 4],
    }


def found_in(canaries: list[str], *files: Path) -> list[str]:
    """Name the canaries that occur in the files, in whatever form."""
    content = b"\n".join(path.read_bytes() for path in files)
    return [c for c in canaries if any(form in content for form in disguises(c))]


WINDOW = 8  # of so many characters the search knows a secret to be worth a closer look
_RUN = re.compile(rb"[\x20-\x7e]{%d,}" % WINDOW)


def spellings(secret: str) -> Iterator[bytes]:
    """Give every form in which a secret may lie in a file: clear, hex, base64 at its three offsets.

    Each of UTF-8 and UTF-16; a file of UTF-16 itself is read by `Search` as the characters in it.
    """
    for written in (secret, re.sub(r"[\s-]", "", secret)):
        yield from (written.encode(), written.upper().encode(), written.lower().encode())
        yield from (quote(written).encode(), json.dumps(written)[1:-1].encode())
        yield quote(written, safe="").encode()
        for plain in (written.encode(), written.encode("utf-16-le"), written.encode("utf-16-be")):
            yield from dressings(plain)


def dressings(plain: bytes) -> Iterator[bytes]:
    """Give bytes in hex, and in base64 at its three offsets."""
    yield from (plain.hex().encode(), plain.hex().upper().encode())
    for offset in range(3):
        whole = base64.b64encode(bytes(offset) + plain)
        certain = whole[(offset * 8 + 5) // 6 : (offset + len(plain)) * 8 // 6]
        yield from (certain, certain.translate(bytes.maketrans(b"+/", b"-_")))


class Search:
    """Looks for many secrets at once; what it costs hangs on the files and not on the secrets.

    `keys` are secrets of any bytes, by the names they are to be told by.
    """

    def __init__(self, secrets: Iterable[str], keys: Mapping[str, bytes] | None = None) -> None:
        self._by_window: dict[bytes, list[tuple[bytes, str]]] = {}
        self._keys = keys or {}
        for secret in secrets:
            self._add(spellings(secret), secret)
        for name, raw in self._keys.items():
            self._add(dressings(raw), name)

    def _add(self, forms: Iterable[bytes], secret: str) -> None:
        for form in set(forms):
            assert len(form) >= WINDOW, "a secret this short is found everywhere"
            self._by_window.setdefault(form[:WINDOW], []).append((form, secret))

    def found_in(self, content: bytes) -> set[str]:
        """Name the secrets that occur, in whatever form."""
        runs = (run for piece in _readings(content) for run in _RUN.findall(piece))
        found = {secret for run in runs for secret in self._in_run(run)}
        return found | {name for name, raw in self._keys.items() if raw in content}

    def found_in_files(self, files: Iterable[Path]) -> dict[str, set[str]]:
        """Name them by the files in which they occur; a file without any is not told."""
        found = {path.name: self.found_in(path.read_bytes()) for path in files}
        return {name: secrets for name, secrets in found.items() if secrets}

    def _in_run(self, run: bytes) -> Iterator[str]:
        known = self._by_window
        for start in range(len(run) - WINDOW + 1):
            for form, secret in known.get(run[start : start + WINDOW], ()):
                if run.startswith(form, start):
                    yield secret


def _readings(content: bytes) -> Iterator[bytes]:
    """The bytes as they are, and what they say if they are UTF-16, from either byte on."""
    yield content
    yield content[::2]
    yield content[1::2]
