"""One sender's connection: message by message in its order, each answered before the next is read."""

import asyncio
import contextlib
import ssl
from dataclasses import dataclass
from time import monotonic, perf_counter

from portal.log import log
from portal.transport import answers
from portal.transport.delivery import Delivery
from portal.transport.framing import LARGEST, Frames, TooLargeError, framed
from portal.transport.line import HL7V2, Verdict

_CHUNK = 64 * 1024
_AWAY = "The portal can not be reached just now. Send this again."
_DENIED = "The portal does not let this listener in. Its operator has to see to that."
_REFUSED = "The portal does not take this message."
_NO_END = "The end of the message has not come (0x1C 0x0D)."
_TOO_LARGE = "The message is larger than 16 MiB."
_NO_ROOM = "Too much is being sent at once. Send this again."
_SAID = {Verdict.LATER: _AWAY, Verdict.DENIED: _DENIED, Verdict.REFUSED: _REFUSED}


@dataclass(frozen=True)
class Limits:
    """How long a sender may take, in seconds, and how large a message may be, in bytes."""

    largest: int = LARGEST
    together: int = 256 * 1024 * 1024  # of what all senders have begun and not ended
    pause_s: float = 30.0  # between two bytes of a message
    message_s: float = 300.0  # from its first byte to its end
    rest_s: float = 0.1  # after an end mark without its second byte
    write_s: float = 30.0  # to take an answer
    linger_s: float = 3.0  # to read an answer while the rest of what was too large is thrown away


class NoRoomError(Exception):
    """All connections together hold more than they may."""


@dataclass
class Room:
    """What all connections hold together, in bytes: many large messages at once are no way to end us."""

    most: int
    held: int = 0

    def change(self, by: int) -> None:
        """Note that a connection holds so much more or less; raises NoRoomError where it does not fit."""
        if by > 0 and self.held + by > self.most:
            raise NoRoomError
        self.held += by


class Connection:
    """Reads messages, has them delivered, writes the answers.

    An idle connection may stay for ever: laboratories keep one open for days. Whether its other end
    is still there, the kernel asks (keep-alive).
    """

    def __init__(
        self,
        reader: asyncio.StreamReader,
        writer: asyncio.StreamWriter,
        delivery: Delivery,
        limits: Limits,
        room: Room,
    ) -> None:
        self._reader = reader
        self._writer = writer
        self._delivery = delivery
        self._limits = limits
        self._room = room
        self._counted = 0  # of what is held, how much the room knows of
        self._frames = Frames(limits.largest)
        self._begun_at = 0.0
        self._ended = False
        self.at_rest = True  # nothing has been taken that is not answered
        self.count = 0

    async def serve(self) -> None:
        """Serve until the sender goes, breaks a limit, or `end` was called."""
        try:
            while True:
                message = await self._next()
                if message is None:
                    break
                self.at_rest = False
                await self._handle(message)
                self.at_rest = True
        except TooLargeError as error:
            await self._refuse(error.beginning, _TOO_LARGE, "too_large")
        except NoRoomError:
            await self._refuse(self._frames.beginning, _NO_ROOM, "no_room")
        except (OSError, ssl.SSLError, TimeoutError) as error:
            log.warning("mllp.broken_off", reason=type(error).__name__)
        finally:
            self._tell_oddities()
            self._let_go()

    def end(self) -> None:
        """Read no more; what has been read as a whole is still delivered and answered."""
        self._ended = True

    async def _next(self) -> bytes | None:
        """Give the next message; None at the end of the stream or after too long a silence in one."""
        while (message := self._frames.take()) is None:
            if self._ended:
                return None
            try:
                arrived = await self._read()
            except TimeoutError:
                if not self._frames.inside:  # the kernel's: nobody is at the other end any more
                    raise
                if self._frames.perhaps_ended:
                    if (message := self._frames.take(at_rest=True)) is None:
                        continue  # there was nothing in it
                    break
                await self._refuse(self._frames.beginning, _NO_END, "no_end")
                return None
            if not arrived:
                return self._frames.take(at_rest=True)
            self._frames.feed(arrived)
            self._count()
        self._count()
        self._begun_at = 0.0
        return message

    def _count(self) -> None:
        more = self._frames.held - self._counted
        self._room.change(more)
        self._counted += more

    async def _read(self) -> bytes:
        """Read what is there; raises TimeoutError when a message that has begun does not go on."""
        if not self._frames.inside:
            self._begun_at = 0.0
            return await self._reader.read(_CHUNK)
        self._begun_at = self._begun_at or monotonic()
        left_s = self._begun_at + self._limits.message_s - monotonic()
        pause_s = self._limits.rest_s if self._frames.perhaps_ended else self._limits.pause_s
        async with asyncio.timeout(max(0.0, min(pause_s, left_s))):
            return await self._reader.read(_CHUNK)

    async def _handle(self, message: bytes) -> None:
        began = perf_counter()
        answer = await self._delivery.bring(HL7V2, message)
        self.count += 1
        body = answer.body
        outcome = "/".join(dict.fromkeys(answers.acknowledgements(body))) or "none"
        if answer.verdict is not Verdict.ANSWERED:
            body, outcome = answers.failure(message, _SAID[answer.verdict]), answer.verdict.value
            self._ended = self._ended or not body  # it wants no answers, so it is told by the end
        tell = log.info if answer.verdict is Verdict.ANSWERED else log.error
        tell(
            "mllp.message",
            control_id=answers.control_id(message),
            bytes=len(message),
            outcome=outcome,
            reason=answer.reason or None,
            status=answer.status or None,
            ms=round((perf_counter() - began) * 1000, 1),
        )
        if body:
            await self._write(framed(body))

    async def _write(self, content: bytes) -> None:
        self._writer.write(content)
        async with asyncio.timeout(self._limits.write_s):
            await self._writer.drain()

    async def _refuse(self, beginning: bytes, text: str, reason: str) -> None:
        """Answer what will not be taken, and see that the answer is not lost in the closing."""
        log.error("mllp.refused", control_id=answers.control_id(beginning), reason=reason)
        self._let_go()
        with contextlib.suppress(OSError, TimeoutError):
            body = answers.failure(beginning, text)
            if body:
                await self._write(framed(body))
            if self._writer.can_write_eof():
                self._writer.write_eof()
            # closing with bytes unread would reset the connection, and the answer with it
            async with asyncio.timeout(self._limits.linger_s):
                while await self._reader.read(_CHUNK):
                    pass

    def _let_go(self) -> None:
        self._frames.forget()
        self._count()

    def _tell_oddities(self) -> None:
        if self._frames.stray:
            log.warning("mllp.stray_bytes", bytes=self._frames.stray)
        if self._frames.unfinished or self._frames.inside:
            count = self._frames.unfinished + self._frames.inside
            log.warning("mllp.unfinished", count=count)
