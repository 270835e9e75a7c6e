"""The calls of the portal's contract (DESIGN §6), blocking, one method each.

A client is used by one thread; `sibling()` gives another thread its own connections with the same
session. An access token that has run out is renewed once, unseen by the caller.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode

from console.api_client import payloads
from console.api_client.answers import checked, object_of, text_of
from console.api_client.credentials import Credentials, Tokens
from console.api_client.refused_calls import RefusedCalls
from console.api_client.told_pages import ToldPages
from console.api_client.transport import Answer, Transport
from console.api_client.workstation_calls import WorkstationCalls
from console.domain.decisions import Command, CommandResult
from console.domain.errors import NotFoundError, SignInExpiredError
from console.domain.items import ItemKey
from console.domain.session import Me

PAGE = 500  # rows of one feed page: also the most that one transaction of the cache takes


@dataclass(frozen=True)
class MfaChallenge:
    """The password was right; now the code of the authenticator is wanted."""

    challenge_id: str


@dataclass(frozen=True)
class SignedIn:
    """The portal has let us in; the tokens stay inside the client."""


class PortalClient(WorkstationCalls, RefusedCalls):
    """Speaks with one portal as one staff member."""

    def __init__(
        self,
        base_url: str,
        ca_file: Path | None = None,
        *,
        transport: Transport | None = None,
        credentials: Credentials | None = None,
    ) -> None:
        self._transport = transport or Transport(base_url, ca_file)
        self._credentials = credentials or Credentials()
        self._told = ToldPages()

    def sibling(self) -> "PortalClient":
        """A client with connections of its own and the same session, for another thread."""
        return PortalClient(
            self.address, transport=self._transport.sibling(), credentials=self._credentials
        )

    @property
    def address(self) -> str:
        """The portal's address."""
        return self._transport.address

    @property
    def is_signed_in(self) -> bool:
        """Whether there is a session; the portal may have ended it."""
        return self._credentials.is_signed_in

    @property
    def clock_skew_s(self) -> float | None:
        """How far this computer's clock is ahead of the portal's, by the last answer."""
        return self._transport.clock_skew_s

    def sign_in(self, username: str, password: str) -> SignedIn | MfaChallenge:
        """Begin a session.

        Raises:
            SignInFailedError, ThrottledError, StaffDisabledError: the portal says no.
        """
        found = self._plain("/v1/auth/sign-in", {"username": username, "password": password})
        if "mfa" in found:
            return MfaChallenge(str(found["mfa"]["challenge_id"]))
        return self._signed_in(found)

    def answer_mfa(self, challenge_id: str, code: str) -> SignedIn:
        """Finish a sign-in with the code of the authenticator."""
        return self._signed_in(
            self._plain("/v1/auth/mfa", {"challenge_id": challenge_id, "code": code})
        )

    def refresh(self) -> None:
        """Renew the tokens now; other calls do so by themselves when they need it."""
        self._credentials.renew(self._credentials.access(), self._exchange)

    def step_up(self, *, password: str = "", code: str = "") -> None:
        """Say once more who is sitting there, before a call that asks for it."""
        self._post("/v1/auth/step-up", {"code": code} if code else {"password": password})

    def sign_out(self) -> None:
        """End the session with the portal; the tokens are forgotten whatever comes of it."""
        try:
            if self.is_signed_in:
                checked(self._send("POST", "/v1/auth/sign-out"))
        except SignInExpiredError:
            pass  # it had ended already
        finally:
            self._credentials.put(None)

    def me(self) -> Me:
        """Who is signed in and what they may do."""
        return payloads.me_from_text(self.me_text())

    def me_text(self) -> str:
        """The text of `/v1/me`, to be kept for a start without the portal."""
        return text_of(self._send("GET", "/v1/me"))

    def changes(self, practice_id: int, cursor: str = "", limit: int = PAGE) -> str:
        """One page of the feed as text, which the cache takes apart.

        Raises:
            ResyncRequiredError: start again without a cursor.
        """
        wanted = urlencode({"cursor": cursor or "0", "limit": limit})
        path = f"/v1/practices/{practice_id:d}/changes?{wanted}"
        answer = self._send("GET", path, headers=self._told.naming(practice_id, path))
        return self._told.text(practice_id, path, answer)

    def digest(self, practice_id: int) -> tuple[int, dict[str, tuple[int, int]]]:
        """The portal's place in the feed; per kind the open items and the sum of their versions."""
        return payloads.digest_of(
            object_of(self._send("GET", f"/v1/practices/{practice_id:d}/digest"))
        )

    def wait(self, heads: Mapping[int, int], timeout_s: int = 25) -> dict[int, int]:
        """Park until a practice has moved on from its head here; those that have, or none."""
        known = ",".join(f"{practice}:{seq}" for practice, seq in sorted(heads.items()))
        wanted = urlencode({"heads": known, "timeout": timeout_s}, safe=":,")
        answer = self._send("GET", f"/v1/wait?{wanted}", patience_s=timeout_s)
        if checked(answer).status == 204:
            return {}
        return payloads.heads_of(object_of(answer))

    def decide(self, commands: Sequence[Command]) -> list[CommandResult]:
        """Send 1 to 100 decisions; one result each, in order. Sending one twice is harmless."""
        body = {"commands": [payloads.command_json(command) for command in commands]}
        return payloads.results_of(self._post("/v1/decisions", body), commands)

    def claim(self, key: ItemKey) -> dict[str, Any]:
        """Say that we work on the item, or go on saying so; gives the item as it is now.

        Raises:
            ClaimedByOtherError: a colleague does.
        """
        found = self._post(self._item(key) + "/claim", None)
        return dict(found["entity"])

    def take_over(self, key: ItemKey, note: str) -> dict[str, Any]:
        """Go on with what a colleague has claimed; gives the item as it is now."""
        found = self._post(self._item(key) + "/claim", {"take_over": True, "note": note})
        return dict(found["entity"])

    def release_claim(self, key: ItemKey) -> None:
        """Let others have the item; nothing to do when it is not ours."""
        try:
            checked(self._send("DELETE", self._item(key) + "/claim"))
        except NotFoundError:
            return

    def item(self, key: ItemKey) -> dict[str, Any]:
        """One item as it is with the portal now."""
        return object_of(self._send("GET", self._item(key)))

    def document(self, practice_id: int, document_id: str) -> bytes:
        """The file of a document.

        Raises:
            NotFoundError: there is none, or it is not for us.
        """
        name = quote(document_id, safe="")
        return self.file(f"/v1/practices/{practice_id:d}/documents/{name}/content")

    def file(self, path: str, size_cap: int = 0) -> bytes:
        """A PDF that the portal keeps; `size_cap` in bytes where it may be larger than others.

        Raises:
            NotFoundError: there is none, or it is not for us.
        """
        return self._send("GET", path, media_type="application/pdf", size_cap=size_cap).body

    def history(self, key: ItemKey) -> list[dict[str, Any]]:
        """What happened to an item: who, on behalf of whom, when, what, with which words."""
        return payloads.history_of(object_of(self._send("GET", self._item(key) + "/history")))

    def bulk_check(
        self, practice_id: int, kind: str, action: str, items: Sequence[tuple[str, int]]
    ) -> dict[str, str | None]:
        """Ask which of these items, by id and version, may be decided together, and why not."""
        wanted = [{"id": item_id, "expected_version": version} for item_id, version in items]
        body = {"kind": kind, "action": action, "items": wanted}
        path = f"/v1/practices/{practice_id:d}/bulk-check"
        return payloads.eligibility_of(self._post(path, body))

    def patient(self, practice_id: int, patient_id: str) -> dict[str, Any]:
        """The summary of a chart."""
        return object_of(
            self._send(
                "GET", f"/v1/practices/{practice_id:d}/patients/{quote(patient_id, safe='')}"
            )
        )

    def search_patients(self, practice_id: int, terms: Mapping[str, Any]) -> list[dict[str, Any]]:
        """Charts that fit; the terms travel in the body, where no log sees them."""
        found = self._post(f"/v1/practices/{practice_id:d}/patients/search", dict(terms))
        return list(found["patients"])

    def call(self, method: str, path: str, body: Mapping[str, Any] | None = None) -> dict[str, Any]:
        """Any call that takes and gives an object; an empty one for an answer without a body."""
        answer = self._send(method, path, None if body is None else _bytes(body))
        return {} if answer.status == 204 else object_of(answer)

    def open_call(
        self, method: str, path: str, body: Mapping[str, Any] | None = None
    ) -> dict[str, Any]:
        """As `call`, without a session: no token leaves, and none is needed."""
        sent = None if body is None else _bytes(body)
        answer = checked(self._transport.call(method, path, body=sent))
        return {} if answer.status == 204 else object_of(answer)

    def send(
        self,
        method: str,
        path: str,
        body: bytes | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> Answer:
        """Any call whose answer is in its headers: the pieces of a file that is uploaded."""
        return self._send(method, path, body, headers=headers)

    def abort(self) -> None:
        """End whatever waits on this client's connections, from any thread and for good."""
        self._transport.abort()

    def close(self) -> None:
        """Let go of the connections."""
        self._transport.close()

    def _item(self, key: ItemKey) -> str:
        return f"/v1/practices/{key.practice_id:d}/items/{quote(key.kind)}/{quote(key.id, safe='')}"

    def _plain(self, path: str, body: Mapping[str, Any]) -> dict[str, Any]:
        return object_of(self._transport.call("POST", path, body=_bytes(body)))

    def _signed_in(self, found: Mapping[str, Any]) -> SignedIn:
        self._credentials.put(payloads.tokens_of(found))
        return SignedIn()

    def _exchange(self, refresh_token: str) -> Tokens:
        return payloads.tokens_of(self._plain("/v1/auth/refresh", {"refresh_token": refresh_token}))

    def _post(self, path: str, body: Mapping[str, Any] | None) -> dict[str, Any]:
        return object_of(self._send("POST", path, None if body is None else _bytes(body)))

    def _send(
        self,
        method: str,
        path: str,
        body: bytes | None = None,
        *,
        patience_s: float = 0.0,
        media_type: str = "",
        headers: Mapping[str, str] | None = None,
        size_cap: int = 0,
    ) -> Answer:
        """Send with the access token; when it has run out, renew it and send once more."""

        def send(token: str) -> Answer:
            return self._transport.call(
                method,
                path,
                body=body,
                token=token,
                patience_s=patience_s,
                headers=headers,
                size_cap=size_cap,
            )

        token, conditional = self._credentials.access(), "If-None-Match" in (headers or {})
        answer = send(token)
        try:
            return checked(answer, media_type, conditional=conditional)
        except SignInExpiredError:
            answer = send(self._credentials.renew(token, self._exchange))
            return checked(answer, media_type, conditional=conditional)


def _bytes(body: Mapping[str, Any]) -> bytes:
    return json.dumps(body, ensure_ascii=False).encode()
