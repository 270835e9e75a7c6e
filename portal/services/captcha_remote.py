"""A check against programs by a service on the web, as hCaptcha and Turnstile speak it (DOMAIN F27).

The form shows the service's widget and sends the token that it gives; the portal asks the service's
`siteverify` whether the token is good. The applicant's address is not passed on.
"""

import ipaddress
import threading
from collections.abc import Mapping
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any
from urllib.parse import urlsplit

import orjson
import urllib3

from portal.domain.clock import Clock, system_clock
from portal.services import captcha_provider
from portal.services.captcha_provider import NOT_CONFIGURED, REFUSES_US, UNREACHABLE, Offer, Passed
from portal.services.forms import CaptchaAnswer

TIMEOUT_S = 5.0
LOOK_AGAIN = timedelta(minutes=1)
LIFE = timedelta(minutes=30)  # no service takes a token for longer
_LARGEST = 64 * 1024
_OUR_FAULT = frozenset({"missing-input-secret", "invalid-input-secret", "sitekey-secret-mismatch"})
_THEIR_FAULT = frozenset({"internal-error"})


class SiteVerify:
    """Asks a service; `url` is its siteverify address, `secret` ours with it."""

    def __init__(
        self, name: str, url: str, site_key: str, secret: str, clock: Clock = system_clock
    ) -> None:
        """Raises ValueError for an address to which the secret would travel in the clear."""
        _check_url(url)
        self.name = name
        self._url = url
        self._site_key = site_key
        self._secret = secret
        self._clock = clock
        self._http = urllib3.PoolManager(timeout=TIMEOUT_S, retries=False)
        self._looking = threading.Lock()
        self._looked_at: datetime | None = None
        self._why_off: str | None = None

    def offer(self) -> Offer:
        """Give the widget's key; looks first whether the service works."""
        self.look()
        if self._why_off is not None:
            raise captcha_provider.off(self._why_off)
        return Offer(self.name, site_key=self._site_key)

    def verify(self, answer: CaptchaAnswer) -> Passed:
        """Ask the service about a token; it opens one sign-up, whatever the service says of a second."""
        if not answer.token:
            raise captcha_provider.not_solved()
        found, why_off = self._ask(answer.token)
        if why_off is not None:
            raise captcha_provider.off(why_off)
        if found.get("success") is not True:
            raise captcha_provider.not_solved()
        digest = sha256(answer.token.encode("utf-8", "surrogatepass")).hexdigest()
        return Passed(digest, self._clock() + LIFE)

    def why_off(self) -> str | None:
        """Say what was found out last."""
        return self._why_off

    def look(self) -> None:
        """Ask the service about no token at all: whoever answers that it is missing is there."""
        with self._looking:
            known = self._looked_at
            if known is None or self._clock() - known >= LOOK_AGAIN:
                self._ask("")

    def _ask(self, token: str) -> tuple[Mapping[str, Any], str | None]:
        """Ask, and remember whether the service works; gives its answer and why it does not."""
        found = self._answer(token)
        errors = set() if found is None else _errors(found)
        if found is None or errors & _THEIR_FAULT:
            why_off: str | None = UNREACHABLE
        else:
            why_off = REFUSES_US if errors & _OUR_FAULT else None
        self._why_off, self._looked_at = why_off, self._clock()
        return found or {}, why_off

    def _answer(self, token: str) -> Mapping[str, Any] | None:
        fields = {"secret": self._secret, "response": token, "sitekey": self._site_key}
        try:
            reply = self._http.request(
                "POST",
                self._url,
                fields=fields,
                encode_multipart=False,
                redirect=False,
                preload_content=False,
            )
            try:
                body = orjson.loads(reply.read(_LARGEST))
            finally:
                reply.release_conn()
        except (urllib3.exceptions.HTTPError, OSError, ValueError):
            return None
        return body if isinstance(body, dict) and "success" in body else None


class NotConfigured:
    """Stands where a service was asked for and not said how: nobody can sign up, and that is told."""

    name = "none"

    def offer(self) -> Offer:
        """Refuse."""
        raise captcha_provider.off(NOT_CONFIGURED)

    def verify(self, answer: CaptchaAnswer) -> Passed:
        """Refuse."""
        del answer
        raise captcha_provider.off(NOT_CONFIGURED)

    def why_off(self) -> str | None:
        """Say so."""
        return NOT_CONFIGURED

    def look(self) -> None:
        """There is nothing to find out."""


def _errors(found: Mapping[str, Any]) -> set[str]:
    listed = found.get("error-codes")
    return {one for one in listed if isinstance(one, str)} if isinstance(listed, list) else set()


def _check_url(url: str) -> None:
    parts = urlsplit(url)
    host = parts.hostname or ""
    if parts.scheme == "https" and host:
        return
    if parts.scheme == "http" and (host == "localhost" or _is_loopback(host)):
        return
    msg = "the address of the captcha service must read https://…"
    raise ValueError(msg)


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
