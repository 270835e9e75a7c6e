"""Reading delivery status notifications (RFC 3464) for the mails that did not arrive.

The report quotes the header of the mail it is about; its Message-ID is the outbox job's. Whatever
else lies in a mailbox (delays, receipts, answers of people) is no bounce and is left alone.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from email import message_from_bytes, policy
from email.message import Message
from typing import Any
from uuid import UUID

from portal.services.bounces import NO_REASON, status_in

LARGEST = 10 * 1024 * 1024  # bytes; a report quotes at most the mail, and ours are small
_OURS = re.compile(r"<([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})@[^<>\s]{1,255}>")


@dataclass(frozen=True)
class Bounce:
    """A mail of ours that some server gave up on."""

    job_id: str
    status: str  # of RFC 3463, "5.1.1"


def read(raw: bytes) -> Bounce | None:
    """Give what a message reports; None for one that reports no failure of a mail of ours."""
    if len(raw) > LARGEST:
        return None
    message = message_from_bytes(raw, policy=policy.compat32)  # never fails on a broken header
    if message.get_content_type() != "multipart/report":
        return None
    status = next(_failures(message), None)
    job_id = None if status is None else _job_of(message)
    return None if status is None or job_id is None else Bounce(job_id, status)


def _failures(message: Message) -> Iterator[str]:
    """Give the status of each recipient whose delivery has failed for good (RFC 3464 §2.3)."""
    for part in message.walk():
        if part.get_content_type() != "message/delivery-status" or not part.is_multipart():
            continue
        for block in part.get_payload():
            if not isinstance(block, Message):
                continue
            action = str(block.get("Action", "")).strip().casefold()
            if action == "failed":
                yield status_in(str(block.get("Status", ""))) or NO_REASON


def _job_of(message: Message) -> str | None:
    """Find the Message-ID that is quoted: of the mail itself, or of its header alone."""
    for part in message.walk():
        kind = part.get_content_type()
        if kind == "text/rfc822-headers":
            text = part.get_payload(decode=True)
            quoted: Any = message_from_bytes(text) if isinstance(text, bytes) else part
        elif kind == "message/rfc822" and part.is_multipart():
            quoted = part.get_payload(0)
        else:
            continue
        found = _OURS.search(str(quoted.get("Message-ID", "")).lower())
        if found:
            return str(UUID(found.group(1)))
    return None
