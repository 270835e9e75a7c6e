"""Who acts on the portal from outside: its administrator, a patient, and a laboratory."""

import http.client
import json
import subprocess
import sys
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from console.demo import DemoProcess
from console.tour.hand import StepFailedError

LABORATORY = "Tour laboratory"
_WITHIN_S = 60


class Outside:
    """Blocking calls, for the tour's own lane. Each raises StepFailedError when it is not let."""

    def __init__(self, demo: DemoProcess, password: str) -> None:
        self._demo, self._password = demo, password
        self._token = ""

    def give_role(self, username: str, role: str, practice_id: int) -> None:
        """The portal's administrator gives a staff member a role more."""
        self._run("staff", "add", "--username", username, "--role", role, practice_id=practice_id)

    def withdraw(self, username: str, item_id: str) -> None:
        """A patient signs in at home and takes a request back."""
        login = {"username": username, "password": self._password}
        told = self._post("/v1/patient/auth/sign-in", json.dumps(login).encode())
        token = json.loads(told)["access_token"]
        self._post(f"/v1/patient/requests/{item_id}/withdraw", b"", token)

    def report(self, practice_id: int, message: bytes) -> None:
        """A laboratory sends a message, as its own program does."""
        if not self._token:
            self._token = self._run("client", "add", LABORATORY, practice_id=practice_id).strip()
        kind = "application/hl7-v2; charset=utf-8"
        self._post("/v1/intake/hl7v2", message, self._token, kind)

    def _run(self, *words: str, practice_id: int) -> str:
        folder = self._demo.data_dir
        where = (
            *("--practice", str(practice_id), "--data-dir", str(folder)),
            *("--database", f"sqlite:///{folder.absolute() / 'portal.db'}"),
        )
        done = subprocess.run(
            [sys.executable, "-m", "portal", *words, *where],
            capture_output=True,
            text=True,
            check=False,
            timeout=_WITHIN_S,
        )
        if done.returncode:
            raise StepFailedError(f"portal {words[0]}: {done.stderr.strip()[-300:]}")
        return done.stdout

    def _post(self, path: str, body: bytes, token: str = "", kind: str = "application/json") -> str:
        line = http.client.HTTPConnection("127.0.0.1", self._demo.port, timeout=_WITHIN_S)
        headers = {"Content-Type": kind} | ({"Authorization": f"Bearer {token}"} if token else {})
        try:
            line.request("POST", path, body, headers)
            answer = line.getresponse()
            text = answer.read().decode()
        finally:
            line.close()
        if answer.status >= http.client.BAD_REQUEST:
            raise StepFailedError(f"{path} was answered {answer.status}: {text[:300]}")
        return text


def report_of(
    person: Mapping[str, Any], practice: str, filler: str, glucose: float, status: str
) -> bytes:
    """A laboratory's report with one value, final or corrected (HL7 v2.5.1 ORU^R01)."""
    now = f"{datetime.now(UTC):%Y%m%d%H%M%S}+0000"
    segments: Sequence[str] = (
        f"MSH|^~\\&|TOUR|LAB|PORTAL|{practice}|{now}||ORU^R01^ORU_R01|{filler}-{status}|P|2.5.1",
        f"PID|1||{person['record_number']}^^^{practice}^MR"
        f"||{person['family_name']}^{person['given_name']}"
        f"||{person['birth_date'].replace('-', '')}",
        f"ORC|RE||{filler}",
        f"OBR|1||{filler}|2345-7^Glucose^LN|||{now}|||||||||||||||{now}||LAB|{status}",
        f"OBX|1|NM|2345-7^Glucose^LN||{glucose}|mg/dL|70-99||||{status}|||{now}",
    )
    return "".join(f"{segment}\r" for segment in segments).encode()
