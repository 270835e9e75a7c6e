"""The calls about workstations: registering, revoking, and what a wipe leaves behind.

`rescue`, `wiped` and `is_there` need no session: the first two are signed with the workstation's key.
"""

import base64
import binascii
import contextlib
from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import quote

from console.domain.errors import ConsoleError, NotThePortalError
from console.domain.workstation import Registered, Registration, Rescued, Workstation

_KEY_BYTES = 32


class WorkstationCalls(ABC):
    """The part of the client that speaks about workstations; used by one thread."""

    @abstractmethod
    def call(self, method: str, path: str, body: Mapping[str, Any] | None = None) -> dict[str, Any]:
        """Call within the session; see `PortalClient.call`."""

    @abstractmethod
    def open_call(
        self, method: str, path: str, body: Mapping[str, Any] | None = None
    ) -> dict[str, Any]:
        """Call without a session; see `PortalClient.open_call`."""

    def register_workstation(self, registration: Registration) -> Registered:
        """Say which workstation this session is of; gives its share of the key.

        Raises:
            WorkstationForkedError: the folder is in use elsewhere; enrol with a new id and key.
            WorkstationRevokedError: it has been revoked; `wipe` says whether its files are to go.
            SignInExpiredError: the session is another workstation's, or too old for this one.
        """
        body = {
            "workstation_id": registration.workstation_id,
            "public_key": base64.b64encode(registration.public_key).decode(),
            "name": registration.name,
            "sequence": registration.sequence,
            "nonce": registration.nonce,
        }
        if registration.replaces:
            body["replaces"] = registration.replaces
        found = self.call("POST", "/v1/workstations", body)
        with _fitting("a registration"):
            return Registered(
                workstation_id=str(found["workstation_id"]),
                share=_key(found["share"]),
                rescue_key=_key(found["rescue_key"]),
                server_time=str(found["server_time"]),
                former_share=_key(found["former_share"]) if found.get("former_share") else b"",
            )

    def rescue(self, workstation_id: str, sealed: bytes, signature: bytes) -> Rescued:
        """Hand in decisions that a wipe has sealed to the portal; twice is as good as once.

        Raises:
            NotFoundError: the portal knows no such workstation, or the signature is not its own.
            RequestRefusedError: what is sealed can not be opened or read.
        """
        body = {
            "sealed": base64.b64encode(sealed).decode(),
            "signature": base64.b64encode(signature).decode(),
        }
        found = self.open_call("POST", f"{_path(workstation_id)}/rescue", body)
        with _fitting("a rescue"):
            return Rescued(int(found["kept"]), int(found["applied"]), int(found["left_out"]))

    def wiped(self, workstation_id: str, signature: bytes) -> None:
        """Tell the portal that nothing of the workstation is left; twice is as good as once.

        Raises:
            NotFoundError: the portal knows no such workstation, or the signature is not its own.
        """
        body = {"signature": base64.b64encode(signature).decode()}
        self.open_call("POST", f"{_path(workstation_id)}/wiped", body)

    def is_there(self) -> bool:
        """Whether the portal answers at this moment; no token leaves for that."""
        try:
            return self.open_call("GET", "/v1/health").get("status") == "ok"
        except ConsoleError:
            return False

    def workstations(self, practice_id: int) -> tuple[Workstation, ...]:
        """The workstations that have worked for a practice, the one last seen first."""
        found = self.call("GET", f"/v1/practices/{practice_id:d}/workstations")
        with _fitting("workstations"):
            return tuple(Workstation.read(one) for one in found["workstations"])

    def revoke_workstation(
        self, practice_id: int, workstation_id: str, *, reason: str, wipe: bool
    ) -> Workstation:
        """End a workstation for good, and with `wipe` order its files away; gives how it stands.

        Raises:
            StepUpRequiredError: say once more who you are.
        """
        path = f"/v1/practices/{practice_id:d}/workstations/{quote(workstation_id, safe='')}/revoke"
        found = self.call("POST", path, {"reason": reason, "wipe": wipe})
        with _fitting("a workstation"):
            return Workstation.read(found)


def _path(workstation_id: str) -> str:
    return f"/v1/workstations/{quote(workstation_id, safe='')}"


def _key(found: object) -> bytes:
    raw = base64.b64decode(str(found), validate=True)
    if len(raw) != _KEY_BYTES:
        raise ValueError("not a key")
    return raw


@contextlib.contextmanager
def _fitting(what: str) -> Iterator[None]:
    try:
        yield
    except (KeyError, TypeError, ValueError, AttributeError, binascii.Error) as error:
        raise NotThePortalError(f"not {what}") from error
