"""A laboratory: messages that it makes up, and a connection over which it sends them by MLLP.

with Sender(("127.0.0.1", port)) as sender:
    sender.send(oru(1, "F"))
    code, control_id = said(sender.answer())
"""

import re
import select
import socket
import ssl
from dataclasses import dataclass
from typing import Self

START, END = b"\x0b", b"\x1c\r"
PATIENCE_S = 60.0
_MSA = re.compile(rb"\rMSA\|([A-Z]{2})\|([^|\r]*)")
_VALUES = ("5.1", "5.6", "4.9")


@dataclass(frozen=True)
class Person:
    """Whom a message is about; the authority is that of the record number."""

    number: str = "MRN-1"
    family: str = "Okafor"
    given: str = "Ada"
    birth_date: str = "19700214"
    authority: str = "PRACTICE"


def oru(
    order: int,
    status: str = "F",
    person: Person | None = None,
    *,
    run: str = "A",
    minute: int = 0,
) -> bytes:
    """One ORU^R01 about an order, in a version of its own: P, F or C; times are of 2026."""
    who = person or Person()
    value = _VALUES["PFC".index(status) if status in "PFC" else 0]
    issued = f"20260301{8 + minute // 60:02}{minute % 60:02}00+0000"
    lines = (
        f"MSH|^~\\&|LAB|NORTH|PORTAL|{who.authority}|{issued}||ORU^R01^ORU_R01|"
        f"{run}{order:06}{status}|P|2.5.1",
        f"PID|1||{who.number}^^^{who.authority}^MR||{who.family}^{who.given}||{who.birth_date}|F",
        f"OBR|1||{run}-F{order:06}^LAB|2823-3^Potassium^LN|||20260301070000+0000|||||||||||||||"
        f"{issued}|||{status}",
        f"OBX|1|NM|2823-3^Potassium^LN||{value}|mmol/L|3.5-5.1||||{status}",
    )
    return "".join(line + "\r" for line in lines).encode()


class Sender:
    """One connection of a laboratory's program."""

    def __init__(self, address: tuple[str, int], tls: ssl.SSLContext | None = None) -> None:
        self._socket = socket.create_connection(address, timeout=PATIENCE_S)
        self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        if tls is not None:
            self._socket = tls.wrap_socket(self._socket, server_hostname=address[0])
        self._held = b""

    def send(self, message: bytes) -> None:
        self.raw(START + message + END)

    def raw(self, content: bytes) -> None:
        self._socket.sendall(content)

    def half_close(self) -> None:
        """Say that nothing follows, and go on listening."""
        self._socket.shutdown(socket.SHUT_WR)

    def answer(self) -> bytes:
        """Wait for one framed answer; raises EOFError when the other side closes first."""
        while END not in self._held:
            arrived = self._socket.recv(65536)
            if not arrived:
                raise EOFError
            self._held += arrived
        answer, _, self._held = self._held.partition(END)
        assert answer.startswith(START)
        return answer[1:]

    def has_answer(self, seconds: float) -> bool:
        """Whether something comes within that time."""
        return bool(self._held or select.select([self._socket], [], [], seconds)[0])

    def ask(self, message: bytes) -> tuple[str, str]:
        """Send a message; gives the code of its answer and the control id in it."""
        self.send(message)
        return said(self.answer())

    def at_end(self) -> bool:
        """Wait for the other side to close; True when it does so in good order and says no more."""
        return not self._held and not self._socket.recv(1)

    def close(self) -> None:
        self._socket.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def said(answer: bytes) -> tuple[str, str]:
    """The code and the control id of an acknowledgement."""
    found = _MSA.search(answer)
    assert found is not None, answer
    return found[1].decode(), found[2].decode()
