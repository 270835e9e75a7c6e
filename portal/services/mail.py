"""What mails say, and putting them into the outbox.

A mail says that there is something to read in the portal and no more: no name, no practice, no
medicine, no test, no date of anything (DOMAIN F21, F65, F75). Families share addresses (F38), so a
hint at the user name tells whose account it is about. The secret of a link is made when its mail is
written (`portal.security.mailed_secrets`); the outbox names only the row it is for.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from email.headerregistry import HeaderRegistry
from email.message import EmailMessage
from email.policy import EmailPolicy
from email.quoprimime import body_encode
from email.utils import format_datetime
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from portal.db.unit_of_work import UnitOfWork
from portal.domain.clock import Clock, system_clock
from portal.security.email_tokens import EmailTokens
from portal.security.mailed_secrets import MailedSecrets, Purpose


class _Written(str):
    """A short header of ASCII: it goes out as it stands, and nobody has to take it apart to fold it."""

    name: str
    max_count = 1

    @classmethod
    def of(cls, name: str, value: str) -> "_Written":
        """Write one."""
        made = cls(value)
        made.name = name
        return made

    def fold(self, *, policy: EmailPolicy) -> str:
        """Give its line."""
        return f"{self.name}: {self}{policy.linesep}"


class _Headers(HeaderRegistry):
    """The registry of headers, which parses each into a tree; for most of ours that was half of a mail's cost."""

    def __getitem__(self, name: str) -> Any:
        """Give the class of a header; the library makes a new one at each look, only to ask how many there may be."""
        known = _classes.get(name)
        if known is None:
            known = _classes[name] = super().__getitem__(name)
        return known

    def __call__(self, name: str, value: str) -> Any:
        """Give the header; a content type has parts that are asked for, others may have to be encoded."""
        plain = value.isascii() and value.isprintable() and len(name) + len(value) < _SHORT
        if not plain or name.lower().startswith("content-"):
            return super().__call__(name, value)
        return _Written.of(name, value)


_classes: dict[str, Any] = {}  # of headers; their names are ours
_SHORT = 70  # characters of a line that is not folded (RFC 5322 §2.1.1: 78)
_POLICY = EmailPolicy(header_factory=_Headers())
KIND = "mail"
LANGUAGES = ("en", "es")
_FOLDER = Path(__file__).with_name("templates")
_SHOWN_OF_NAME = 2


@dataclass(frozen=True)
class Recipient:
    """The account a mail is for."""

    account_id: str
    username: str
    email: str
    language: str


def send_later(
    uow: UnitOfWork,
    recipient: Recipient,
    template: str,
    *,
    key: str,
    practice_id: int | None,
    about: str | None = None,
) -> None:
    """Enqueue one mail with the transaction; the same `key` never sends a second one.

    An account may have no address (F15): then there is nobody to tell.

    `about` is the item at which staff see what became of the mail.
    """
    if not recipient.email:
        return
    watched = {} if about is None else {"practice_id": practice_id, "item_id": about}
    uow.enqueue(
        KIND,
        key,
        {
            "template": template,
            "account_id": recipient.account_id,
            "to": recipient.email,
            "hint": hint_of(recipient.username),
            "language": language_of(recipient.language),
            **watched,
        },
        practice_id=practice_id,
    )


def hint_of(name: str) -> str:
    """Give so much of a name that its owner knows it among those of the family, and nobody else."""
    return name[:_SHOWN_OF_NAME] + "…"


def language_of(wanted: str) -> str:
    """Give the language in which a mail is written to somebody who wants `wanted`."""
    return wanted if wanted in LANGUAGES else "en"


def _put(message: EmailMessage, body: str) -> None:
    """Put the text into the message, as `set_content` would, without taking headers apart that are always the same."""
    is_plain = body.isascii() and max(map(len, body.splitlines()), default=0) <= _SHORT
    encoding = "7bit" if is_plain else "quoted-printable"
    message["Content-Type"] = _Written.of("Content-Type", 'text/plain; charset="utf-8"')
    message["Content-Transfer-Encoding"] = _Written.of("Content-Transfer-Encoding", encoding)
    message["MIME-Version"] = _Written.of("MIME-Version", "1.0")
    message.set_payload(body if is_plain else body_encode(body.encode().decode("latin-1")))


class MailWriter:
    """Turns an outbox job into a message.

    `public_url` is where patients reach the portal, `sender` the From address, `tokens` makes the
    link that confirms the address, `secrets` those of invitations and password links.
    """

    def __init__(
        self,
        public_url: str,
        sender: str,
        tokens: EmailTokens,
        secrets: MailedSecrets,
        clock: Clock = system_clock,
    ) -> None:
        self._public_url = public_url.rstrip("/")
        self._sender = sender
        self._tokens = tokens
        self._secrets = secrets
        self._clock = clock
        self._templates = Environment(
            loader=FileSystemLoader(_FOLDER),
            undefined=StrictUndefined,
            autoescape=False,  # noqa: S701 - plain text, no markup is ever sent
            keep_trailing_newline=True,
        )

    def write(self, job_id: str, payload: Mapping[str, Any]) -> EmailMessage:
        """Give the message of a job. Its Message-ID is the job's, so that a repeat can be recognised.

        `payload` is complete: see `mail_contents` for what it adds to the one in the outbox.
        """
        name = f"{payload['template']}.{payload['language']}.txt"
        text = self._templates.get_template(name).render(
            portal_url=self._public_url,
            account=payload["hint"],
            confirm_url=self._confirm_url(payload),
            link_url=self._link_url(payload),
            usernames=payload.get("usernames", ()),
        )
        subject, _, body = text.partition("\n\n")
        message = EmailMessage(_POLICY)
        message["Subject"] = subject.strip()
        message["From"] = self._sender
        message["To"] = payload["to"]
        message["Date"] = format_datetime(self._clock())
        message["Message-ID"] = f"<{job_id}@{self._sender.rpartition('@')[2]}>"
        message["Auto-Submitted"] = "auto-generated"  # RFC 3834 §5: no out-of-office in return
        _put(message, body)
        return message

    def _confirm_url(self, payload: Mapping[str, Any]) -> str:
        if "account_id" not in payload:
            return ""
        token = self._tokens.make(payload["account_id"], payload["to"])
        return f"{self._public_url}/confirm-email#{token}"

    def _link_url(self, payload: Mapping[str, Any]) -> str:
        """Make the link; what follows `#` stays in the browser and out of every server's log."""
        if "link" not in payload:
            return ""
        purpose, row_id, sendings = payload["link"]
        secret = self._secrets.make(Purpose(purpose), row_id, sendings)
        return f"{self._public_url}/{purpose}#{secret}"
