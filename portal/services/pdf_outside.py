"""What can be seen of a PDF without opening it: its size, its first bytes, and what hangs on it.

A file that begins as a PDF may be something else for another program: an archive, whose directory
stands at the end, or a tape archive, whose mark stands at byte 257. Such a file is no paper.
"""

import re

_BLANK = b"\x00\t\n\x0c\r "
_END = b"%%EOF"
# an end that does not follow a place was put there to make what stands before it look inside
_LAST_WORDS = re.compile(rb"startxref[\x00\s]+\d+[\x00\s]*%%EOF[\x00\s]*\Z")
_ARCHIVE_END = b"PK\x05\x06"
_ARCHIVE_END_BYTES = 22
_LONGEST_COMMENT = 65_535 + _ARCHIVE_END_BYTES
_TAPE_MARK, _TAPE_AT = b"ustar", 257


class Outside:
    """Looks at a file piece by piece, and holds no more than its last 64 KiB."""

    def __init__(self, most_bytes: int) -> None:
        """Nothing has come yet; `most_bytes` may."""
        self._most = most_bytes
        self._size = 0
        self._tail = b""
        self._ended = False  # an end of a PDF has passed
        self._after = False  # and something behind it

    def fault_of_first(self, piece: bytes) -> str:
        """Say what is wrong with the first piece: the code of a fault, or nothing."""
        if len(piece) > self._most:
            return "TOO_LARGE"
        if not piece.startswith(b"%PDF-"):
            return "NOT_A_PDF"
        return "TRAILING_DATA" if piece.startswith(_TAPE_MARK, _TAPE_AT) else ""

    def too_large_with(self, piece: bytes) -> bool:
        """Look at the next piece, the first one included; True when it is one byte too many."""
        self._size += len(piece)
        seen = self._tail[-len(_END) + 1 :] + piece
        end = seen.rfind(_END)
        if end >= 0:
            self._ended = True
            self._after = bool(seen[end + len(_END) :].strip(_BLANK))
        elif self._ended:
            self._after = self._after or bool(piece.strip(_BLANK))
        self._tail = (self._tail + piece[-_LONGEST_COMMENT:])[-_LONGEST_COMMENT:]
        return self._size > self._most

    def fault_at_end(self) -> str:
        """Say what is wrong with the end of the file: the code of a fault, or nothing."""
        if self._after or _is_archive(self._tail):
            return "TRAILING_DATA"
        return "BROKEN" if self._ended and not _LAST_WORDS.search(self._tail) else ""


def _is_archive(tail: bytes) -> bool:
    """Whether a ZIP ends here: its end record, of one volume, with an entry, and bytes behind it.

    Nothing asks how long the comment says it is: readers do not either.
    """
    at = tail.rfind(_ARCHIVE_END)
    while at >= 0:
        record = tail[at : at + _ARCHIVE_END_BYTES]
        volumes, here, entries = record[4:8], record[8:10], record[10:12]
        if (
            len(record) == _ARCHIVE_END_BYTES
            and volumes == bytes(4)
            and here == entries != bytes(2)
        ):
            return True
        at = tail.rfind(_ARCHIVE_END, 0, at)
    return False
