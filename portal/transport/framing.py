"""MLLP: where a message begins and ends on a TCP connection (HL7 v2.5.1 appendix C, LLP release 1).

A frame is 0x0B, the message, 0x1C 0x0D. Real senders leave the last byte out, put line ends or more
between frames, or break off and begin anew; none of that may join two messages or lose one.
"""

import re

START, END, CARRIAGE_RETURN, LINE_FEED = 0x0B, 0x1C, 0x0D, 0x0A
LARGEST = 16 * 1024 * 1024  # bytes of a message; the portal takes no more in one call
_AFTER_END = frozenset({CARRIAGE_RETURN, LINE_FEED, START})
_AFTER_END_WIDE = frozenset(
    {CARRIAGE_RETURN}
)  # of a message in UTF-16 any byte may be half a letter
_BEGUN_ANEW = re.compile(rb"\x0b+(?=(?:\xef\xbb\xbf)?(?:MSH|FHS|BHS))")
_BETWEEN = bytes((CARRIAGE_RETURN, LINE_FEED, END))


class TooLargeError(Exception):
    """A frame is larger than any message that is taken; `beginning` is how it starts."""

    def __init__(self, beginning: bytes) -> None:
        super().__init__()
        self.beginning = beginning


class Frames:
    """Takes bytes as they arrive and gives the messages in them, in order.

    `stray` counts bytes that stood between frames, `unfinished` frames that had no end when the next
    one began; the sender has no answer to those and sends them again.
    """

    def __init__(self, largest: int = LARGEST) -> None:
        self._largest = largest
        self._held = bytearray()
        self._looked = 0  # up to here there is no end in what is held
        self._inside = False
        self.stray = 0
        self.unfinished = 0

    @property
    def inside(self) -> bool:
        """Whether a message has begun and its end has not come."""
        return self._inside

    @property
    def perhaps_ended(self) -> bool:
        """Whether the end mark stands last: its second byte may follow, or never."""
        return self._inside and bool(self._held) and self._held[-1] == END

    @property
    def held(self) -> int:
        """How many bytes are held that are in no message yet."""
        return len(self._held)

    @property
    def beginning(self) -> bytes:
        """How the message starts that has not ended."""
        return bytes(self._held[:4096])

    def feed(self, arrived: bytes) -> None:
        """Take bytes as they came."""
        self._held += arrived

    def forget(self) -> None:
        """Let go of what has begun and will not be taken."""
        self._held.clear()
        self._looked = 0
        self._inside = False

    def take(self, *, at_rest: bool = False) -> bytes | None:
        """Give the next whole message without its marks; None when there is none yet.

        `at_rest` says that nothing follows for now: an end mark without its second byte is then one.

        Raises:
            TooLargeError: what has begun is larger than a message may be.
        """
        while self._begin():
            end = self._end(at_rest=at_rest)
            if end is None:
                if len(self._held) > self._largest + 1:
                    raise TooLargeError(self.beginning)
                return None
            message = bytes(self._held[:end])
            self._drop(end + 1)
            self._inside = False
            message = self._newest(message)
            if len(message) > self._largest:
                raise TooLargeError(message[:4096])
            if message:
                return message
        return None

    def _begin(self) -> bool:
        """Go behind the next start mark; False when there is none."""
        if self._inside:
            return True
        at = self._held.find(START)
        skipped = self._held if at < 0 else self._held[:at]
        self.stray += len(skipped) - sum(skipped.count(byte) for byte in _BETWEEN)
        self._drop(len(skipped) + (at >= 0))
        self._inside = at >= 0
        return self._inside

    def _end(self, *, at_rest: bool) -> int | None:
        """Where the message ends; 0x1C within it is content unless a mark or nothing follows."""
        wide = bytes(self._held[:2]) in (b"\xff\xfe", b"\xfe\xff") or 0 in self._held[:2]
        ends = _AFTER_END_WIDE if wide else _AFTER_END
        while (at := self._held.find(END, self._looked)) >= 0:
            if at + 1 == len(self._held):
                self._looked = at
                return at if at_rest else None
            if self._held[at + 1] in ends:
                return at
            self._looked = at + 1
        self._looked = len(self._held)
        return None

    def _newest(self, message: bytes) -> bytes:
        """Leave out what was begun before and never ended."""
        starts = [match.end() for match in _BEGUN_ANEW.finditer(message)]
        if not starts:
            return message.lstrip(bytes((START,)))
        self.unfinished += len([at for at in starts if message[:at].strip(bytes((START,)))])
        return message[starts[-1] :]

    def _drop(self, count: int) -> None:
        del self._held[:count]
        self._looked = 0


def framed(message: bytes) -> bytes:
    """Put the marks around a message."""
    return bytes((START,)) + message + bytes((END, CARRIAGE_RETURN))
