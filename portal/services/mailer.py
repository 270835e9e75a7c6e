"""How mail leaves the portal: by SMTP, or as files for somebody to look at in the embedded mode."""

import os
import smtplib
import ssl
from email import policy
from email.message import EmailMessage
from pathlib import Path
from typing import Protocol
from urllib.parse import unquote, urlsplit

TIMEOUT_S = 30.0


class Mailer(Protocol):
    """Sends one message; raises OSError or smtplib.SMTPException when it can not."""

    def send(self, job_id: str, message: EmailMessage) -> None:
        """Send `message`, made for the outbox job `job_id`."""


class SmtpMailer:
    """Hands mail to a server: `smtp://[user:password@]host[:port]`, or `smtps://…`.

    `smtp://` uses STARTTLS whenever the server offers it, and always before it sends a password.
    """

    def __init__(self, url: str, tls: ssl.SSLContext | None = None) -> None:
        parts = urlsplit(url)
        if parts.scheme not in {"smtp", "smtps"} or not parts.hostname:
            msg = "the mail URL must read smtp://host:port or smtps://host:port"
            raise ValueError(msg)
        self._implicit_tls = parts.scheme == "smtps"
        self._host = parts.hostname
        self._port = parts.port or (465 if self._implicit_tls else 25)
        self._user = unquote(parts.username or "")
        self._password = unquote(parts.password or "")
        self._tls = tls or ssl.create_default_context()

    def send(self, job_id: str, message: EmailMessage) -> None:
        """Send one message over a connection of its own."""
        del job_id
        with self._connect() as server:
            if self._user:
                server.login(self._user, self._password)
            server.send_message(message)

    def _connect(self) -> smtplib.SMTP:
        if self._implicit_tls:
            return smtplib.SMTP_SSL(self._host, self._port, timeout=TIMEOUT_S, context=self._tls)
        server = smtplib.SMTP(self._host, self._port, timeout=TIMEOUT_S)
        try:
            server.ehlo()
            if server.has_extn("starttls"):
                server.starttls(context=self._tls)
                server.ehlo()
            else:
                self._refuse_plain_password()
        except BaseException:
            server.close()
            raise
        return server

    def _refuse_plain_password(self) -> None:
        if self._user:
            msg = "the mail server offers no TLS; the password is not sent"
            raise smtplib.SMTPException(msg)


class FileMailer:
    """Writes each message to `<job id>.eml`, mode 0600, in a folder of mode 0700.

    The name tells nothing of the person. A repeated job writes the same file again.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def send(self, job_id: str, message: EmailMessage) -> None:
        """Write one message; a reader of the folder never sees half of it."""
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        unfinished = self._folder / f".{job_id}.part"
        flags = os.O_WRONLY | os.O_CREAT | os.O_TRUNC
        with os.fdopen(os.open(unfinished, flags, 0o600), "wb") as file:
            file.write(message.as_bytes(policy=policy.SMTP))
            file.flush()
            os.fsync(file.fileno())
        unfinished.replace(self._folder / f"{job_id}.eml")


def mailer_for(mail_url: str, data_dir: Path) -> Mailer:
    """Give the mailer that the settings ask for; an empty URL means files below `data_dir`."""
    return SmtpMailer(mail_url) if mail_url else FileMailer(data_dir / "mail")
