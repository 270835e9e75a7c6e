"""A mail server for tests: it keeps what it is given, and refuses what it is told to.

    def test_it(mail_sink):
        mail_sink.unknown["gone@example.org"] = "550 5.1.1 no such user"
        SmtpMailer(mail_sink.url)

Import the fixture into the module or conftest that needs it.
"""

import email
import re
from collections.abc import Iterator
from contextlib import contextmanager
from email import policy
from email.message import EmailMessage
from typing import Any

import pytest
from aiosmtpd.controller import Controller


class Sink:
    """What the server does with each mail."""

    def __init__(self) -> None:
        self.refuse = 0  # so many mails are put off
        self.unknown: dict[str, str] = {}  # address → the answer that it gets
        self.messages: list[tuple[list[str], EmailMessage]] = []
        self.url = ""

    async def handle_RCPT(  # noqa: N802 - aiosmtpd calls it so
        self, _server: Any, _session: Any, envelope: Any, address: str, _options: Any
    ) -> str:
        if address in self.unknown:
            return self.unknown[address]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, _server: Any, _session: Any, envelope: Any) -> str:  # noqa: N802 - as above
        if self.refuse:
            self.refuse -= 1
            return "451 try again later"
        message = email.message_from_bytes(envelope.content, policy=policy.default)
        self.messages.append((envelope.rcpt_tos, message))
        return "250 taken"

    def texts(self, *, to: str = "") -> list[str]:
        """The bodies of what came, oldest first; to one address, or to all."""
        return [message.get_content() for tos, message in self.messages if not to or tos == [to]]

    def links(self, *, to: str = "") -> list[str]:
        """The secrets behind `#` in what came, oldest first."""
        return [found for text in self.texts(to=to) for found in re.findall(r"#([\w-]+)", text)]

    def subjects(self) -> list[str]:
        return [str(message["Subject"]) for _, message in self.messages]


class Server(Controller):
    """Listens on a port that the system chooses."""

    def _trigger_server(self) -> None:
        self.port = self.server.sockets[0].getsockname()[1]
        super()._trigger_server()


@contextmanager
def listening() -> Iterator[Sink]:
    """A server that listens meanwhile."""
    handler = Sink()
    server = Server(handler, hostname="127.0.0.1", port=0)
    server.start()
    handler.url = f"smtp://127.0.0.1:{server.port}"
    try:
        yield handler
    finally:
        server.stop()


@pytest.fixture
def mail_sink() -> Iterator[Sink]:
    """A server that listens until the test ends."""
    with listening() as handler:
        yield handler
