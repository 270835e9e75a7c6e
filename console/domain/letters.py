"""The letter that lets a patient in: what stands on it (DOMAIN F14–F16, PEERS B9)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

_NUMBER_DIGITS = 8
_LAST_MOMENT = timedelta(microseconds=1)


@dataclass(frozen=True)
class Letter:
    """What is printed for one patient, held in memory while it is on the screen and no longer.

    `id` names the token at the portal; `token` and `link` are the secret and appear in no repr.
    The birth date is not here, so that it can not come onto the page (DOMAIN F15).
    """

    id: str
    practice: str = field(repr=False)
    patient: str = field(repr=False)
    token: str = field(repr=False)
    link: str = field(repr=False)
    issued_at: datetime
    expires_at: datetime
    phone: str = field(default="", repr=False)
    language: str = "en"
    portal_url: str = field(default="", repr=False)
    time_zone: str = "UTC"

    @property
    def number(self) -> str:
        """What the letter is called: on its foot, to the printer, as a file. Says nothing of anybody."""
        digits = "".join(letter for letter in self.id if letter.isalnum()).upper()
        end = digits[-_NUMBER_DIGITS:]
        return "-".join(part for part in (end[:4], end[4:]) if part)

    @property
    def address(self) -> str:
        """Where to go by hand: the link without the secret in it, and without `https://`."""
        return shown_address(self.link.partition("#")[0])

    @property
    def sign_in_address(self) -> str:
        """Where the patient signs in later on."""
        return shown_address(self.portal_url) or self.address

    @property
    def issued_on(self) -> date:
        """The day of the letter, in the practice."""
        return self.issued_at.astimezone(self._zone).date()

    @property
    def last_day(self) -> date | None:
        """The last day on which it works until midnight, in the practice.

        None for a token that ends before the day after it was made is over: then the hour matters.
        """
        end = self.expires_at.astimezone(self._zone) - _LAST_MOMENT
        is_whole = end.hour == 23 and end.minute == 59
        day = end.date() if is_whole else end.date() - timedelta(days=1)
        return day if day > self.issued_on else None

    @property
    def ends_at(self) -> datetime:
        """The moment after which it does not work, on the practice's clock."""
        return self.expires_at.astimezone(self._zone)

    @property
    def _zone(self) -> ZoneInfo:
        try:
            return ZoneInfo(self.time_zone)
        except (ZoneInfoNotFoundError, ValueError):
            return ZoneInfo("UTC")


@dataclass(frozen=True)
class Addressee:
    """Somebody who is to get a letter, and its language; `record_number` tells namesakes apart."""

    patient_id: str
    name: str = field(repr=False)
    record_number: str = field(default="", repr=False)
    language: str = "en"


def letter_of(answer: Mapping[str, Any]) -> Letter:
    """Read the portal's answer to the issue of a token.

    Raises ValueError, without the values, when a letter can not be made of it.
    """
    practice = answer.get("practice") or {}
    wanted = {
        "id": answer.get("id"),
        "token": answer.get("token"),
        "link": answer.get("link"),
        "patient": answer.get("patient_name"),
        "practice": practice.get("name"),
    }
    missing = [name for name, value in wanted.items() if not value]
    if missing:
        raise ValueError(f"no letter without {', '.join(missing)}")
    return Letter(
        **{name: str(value) for name, value in wanted.items()},
        issued_at=_moment(answer, "issued_at"),
        expires_at=_moment(answer, "expires_at"),
        phone=str(practice.get("phone") or ""),
        language=str(answer.get("language") or "en"),
        portal_url=str(answer.get("portal_url") or ""),
        time_zone=str(practice.get("time_zone") or "UTC"),
    )


def shown_address(url: str) -> str:
    """An address as people type it: without `https://` and without a slash at the end."""
    return url.removeprefix("https://").rstrip("/")


def _moment(answer: Mapping[str, Any], name: str) -> datetime:
    """The time under this name; one without a zone would end at another hour in each practice."""
    try:
        moment = datetime.fromisoformat(str(answer.get(name)))
    except ValueError:
        moment = None
    if moment is None or moment.tzinfo is None:
        raise ValueError(f"no letter without {name}")
    return moment
