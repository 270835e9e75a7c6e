"""The portal's truth in memory: items, versions, decisions that count once, a compacted feed."""

import base64
import re
import threading
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from tests.support.builders import change, entity

Reply = tuple[int, Any]
_OPEN = {"pending", "needs_info", "offered", "held"}
_CLOSES = {"approve": "approved", "deny": "denied", "release": "released", "book": "booked"}


def problem(status: int, slug: str, **more: Any) -> Reply:
    return status, {"type": f"urn:portal:problem:{slug}", "title": slug, "status": status} | more


@dataclass
class PortalModel:
    """Change it through its methods; every one rings the bell."""

    practices: tuple[int, ...] = (1,)
    items: dict[tuple[int, str, str], dict[str, Any]] = field(default_factory=dict)
    order: dict[tuple[int, str, str], int] = field(default_factory=dict)
    removed: dict[tuple[int, str, str], int] = field(default_factory=dict)
    seq: dict[int, int] = field(default_factory=dict)
    epoch: int = 1
    decided: dict[str, tuple[str, dict[str, Any]]] = field(default_factory=dict)
    applied: list[str] = field(default_factory=list)  # command ids in the order they took effect
    answers_with_entity: bool = False
    defer: int = 0  # so many commands are put off
    permissions: tuple[str, ...] = ("refill:approve", "refill:read", "result:release")
    policies: dict[str, Any] = field(default_factory=lambda: {"undo_s": 5})
    disabled: bool = False
    password: str = "right"
    access: set[str] = field(default_factory=set)
    refresh: str = ""
    issued: int = 0
    bell: threading.Condition = field(default_factory=threading.Condition)

    # The portal's own side.

    def put(self, made: Mapping[str, Any] | None = None, **changed: Any) -> dict[str, Any]:
        """A new item, or another version of one."""
        made = dict(made if made is not None else entity(**changed))
        with self.bell:
            key = (made["practice_id"], made["kind"], made["id"])
            self.items[key] = made
            self.removed.pop(key, None)
            self._touch(key)
        return made

    def amend(self, key: tuple[int, str, str], **changed: Any) -> None:
        """Somebody else changes an item."""
        with self.bell:
            self.items[key] = (
                self.items[key] | changed | {"version": self.items[key]["version"] + 1}
            )
            self._touch(key)

    def remove(self, key: tuple[int, str, str]) -> None:
        """An item goes."""
        with self.bell:
            self.removed[key] = self.items.pop(key)["version"] + 1
            self._touch(key)

    def restore_from_backup(self) -> None:
        """Cursors of before are of no use any more."""
        with self.bell:
            self.epoch += 1
            self.bell.notify_all()

    def ring(self) -> None:
        with self.bell:
            self.bell.notify_all()

    def end_sessions(self, *, refresh_too: bool = False) -> None:
        """Access tokens run out; with `refresh_too` the whole session has ended."""
        with self.bell:
            self.access.clear()
            if refresh_too:
                self.refresh = ""

    def _touch(self, key: tuple[int, str, str]) -> None:
        practice = key[0]
        self.seq[practice] = self.seq.get(practice, 0) + 1
        self.order[key] = self.seq[practice]
        self.bell.notify_all()

    def state_of(self, practice: int = 1) -> dict[tuple[str, str], tuple[int, str]]:
        """What a mirror should hold: version and state of every item."""
        return {
            key[1:]: (one["version"], one["state"])
            for key, one in self.items.items()
            if key[0] == practice and one["kind"] != "slot"
        }

    # The calls.

    def answer(  # noqa: PLR0911 - one return for each kind of call
        self,
        method: str,
        path: str,
        query: Mapping[str, str],
        body: Any,
        bearer: str,
        stopping: threading.Event,
    ) -> Reply:
        if path.startswith("/v1/auth/"):
            return self._auth(path.removeprefix("/v1/auth/"), body, bearer)
        if bearer not in self.access:
            return problem(401, "session-expired")
        if path == "/v1/me":
            return 200, self.me()
        if path == "/v1/workstations":
            return 200, registered(body)
        if path == "/v1/wait":
            return self._wait(query, stopping)
        if path == "/v1/decisions":
            with self.bell:
                return 200, {"results": [self._decide(one) for one in body["commands"]]}
        found = re.fullmatch(r"/v1/practices/(\d+)/(\w+)(?:/(.*))?", path)
        if found is None or int(found[1]) not in self.practices:
            return problem(404, "not-found")
        with self.bell:
            return self._in_practice(method, int(found[1]), found[2], found[3] or "", query)

    def _in_practice(
        self, method: str, practice: int, what: str, rest: str, query: Mapping[str, str]
    ) -> Reply:
        if what == "changes":
            return self._changes(practice, query)
        if what == "digest":
            return 200, self._digest(practice)
        kind, _, tail = rest.partition("/")
        one = self.items.get((practice, kind, tail.removesuffix("/claim")))
        if one is None:
            return problem(404, "not-found")
        if not tail.endswith("/claim"):
            return 200, one
        return self._claim(method, one)

    def _claim(self, method: str, one: dict[str, Any]) -> Reply:
        claim = one["claim"]
        if claim is not None and claim["staff_id"] != "s-1":
            return problem(423, "claimed-by-other", holder={"id": "s-2", "name": claim["name"]})
        mine = {"staff_id": "s-1", "name": "Robin", "until": "2027-01-01T00:00:00Z"}
        key = (one["practice_id"], one["kind"], one["id"])
        self.amend(key, claim=mine if method == "POST" else None)
        if method == "DELETE":
            return 204, None
        return 200, {
            "claim": mine,
            "version": self.items[key]["version"],
            "entity": self.items[key],
        }

    def me(self) -> dict[str, Any]:
        rule = {
            "from_states": ["pending"],
            "permission": "refill:approve",
            "step_up": False,
            "bulk": True,
            "offline_age_s": 28800,
            "params_schema": {"type": "object"},
        }
        reason = {"code": "TOO_SOON", "title": "Too soon", "text_to_patient": "Please wait."}
        release = rule | {"permission": "result:release", "offline_age_s": None}
        return {
            "staff": {"id": "s-1", "username": "robin", "name": "Robin"},
            "practices": [
                {
                    "id": one,
                    "name": f"Practice {one}",
                    "time_zone": "America/Chicago",
                    "roles": ["provider"],
                    "permissions": list(self.permissions),
                }
                for one in self.practices
            ],
            "actions": {
                "refill": [
                    {"action": "approve", "reasons": [], **rule},
                    {"action": "deny", "reasons": [reason], **rule},
                ],
                "result": [{"action": "release", "reasons": [], **release}],
            },
            "policies": self.policies,
            "server_time": "2026-11-22T00:00:00Z",
        }

    def _auth(self, what: str, body: Any, bearer: str) -> Reply:  # noqa: PLR0911 - likewise
        if self.disabled:
            return problem(403, "account-disabled")
        if what == "sign-in" and body["password"] == "with a code":
            return 200, {"mfa": {"challenge_id": "ch-1"}}
        if what == "sign-in" and body["password"] != self.password:
            return problem(401, "sign-in-failed")
        if what == "mfa" and body["code"] != "123456":
            return problem(401, "sign-in-failed")
        if what == "refresh" and (not self.refresh or body["refresh_token"] != self.refresh):
            return problem(401, "session-expired")
        if what == "sign-out":
            self.access.discard(bearer)
            return 204, None
        self.issued += 1
        self.access.add(f"a-{self.issued}")
        self.refresh = f"r-{self.issued}"
        return 200, {
            "access_token": f"a-{self.issued}",
            "refresh_token": self.refresh,
            "expires_in": 600,
        }

    def _wait(self, query: Mapping[str, str], stopping: threading.Event) -> Reply:
        heads = {int(p): int(s) for p, s in (one.split(":") for one in query["heads"].split(","))}

        def moved() -> dict[int, int]:
            return {p: self.seq.get(p, 0) for p, s in heads.items() if self.seq.get(p, 0) != s}

        with self.bell:
            self.bell.wait_for(lambda: moved() or stopping.is_set(), float(query["timeout"]))
            now = moved()
        return (200, {"heads": {str(p): s for p, s in now.items()}}) if now else (204, None)

    def _changes(self, practice: int, query: Mapping[str, str]) -> Reply:
        epoch, since = self.epoch, 0
        if query["cursor"] != "0":
            epoch, since = (int(one) for one in query["cursor"].split("."))
        if epoch != self.epoch:
            return problem(410, "resync-required")
        newer = sorted(
            (seq, key) for key, seq in self.order.items() if key[0] == practice and seq > since
        )
        limit = int(query["limit"])
        chosen = newer[:limit]
        last = chosen[-1][0] if chosen else since
        head = self.seq.get(practice, 0)
        return 200, {
            "changes": [self._change(key) for _, key in chosen],
            "cursor": f"{self.epoch}.{last}",
            "more": len(newer) > limit,
            "head": {
                "seq": head,
                "epoch": self.epoch,
                "journal_seq": head,
                "journal_hash": "0" * 64,
            },
        }

    def _change(self, key: tuple[int, str, str]) -> dict[str, Any]:
        if key in self.items:
            return change(self.items[key])
        gone = {"kind": key[1], "id": key[2], "version": self.removed[key]}
        return gone | {"op": "remove", "entity": None}

    def _digest(self, practice: int) -> dict[str, Any]:
        kinds: dict[str, dict[str, int]] = {}
        for key, one in self.items.items():
            if key[0] == practice and one.get("is_open") and one["kind"] != "slot":
                sums = kinds.setdefault(one["kind"], {"open": 0, "sum_version": 0})
                sums["open"] += 1
                sums["sum_version"] += one["version"]
        return {"seq": self.seq.get(practice, 0), "kinds": kinds}

    def _decide(self, command: Mapping[str, Any]) -> dict[str, Any]:
        name = command["command_id"]
        said = {"command_id": name}
        print_ = repr(sorted((k, repr(v)) for k, v in command.items()))
        if name in self.decided:
            known, outcome = self.decided[name]
            assert known == print_, "a command id was used for two decisions"
            return said | outcome | {"status": "replayed"}
        if self.defer > 0:
            self.defer -= 1
            return said | {"status": "deferred", "problem": problem(503, "deferred")[1]}
        target = command["target"]
        key = (command["practice_id"], target["kind"], target["id"])
        one = self.items.get(key)
        if one is None:
            return said | {"status": "rejected", "problem": problem(404, "not-found")[1]}
        moved = (
            one["version"] != command["expected_version"]
            and one["content_hash"] != command["expected_content_hash"]
        )
        if one["state"] == _CLOSES[command["action"]]:
            found = problem(409, "version-conflict")[1] | {"class": "already_satisfied"}
            return said | {"status": "already_satisfied", "problem": found, "current": one}
        if one["state"] not in _OPEN or moved:
            kind = "decided_differently" if one["state"] not in _OPEN else "content_changed"
            found = problem(409, "version-conflict")[1] | {"class": kind}
            return said | {"status": "conflict", "problem": found, "current": one}
        state = _CLOSES[command["action"]]
        self.amend(key, state=state, is_open=False)
        self.applied.append(name)
        outcome = {"version": self.items[key]["version"], "state": state, "seq": self.seq[key[0]]}
        if self.answers_with_entity:
            outcome["current"] = self.items[key]
        self.decided[name] = (print_, outcome)
        return said | outcome | {"status": "applied"}


def registered(body: Mapping[str, Any]) -> dict[str, Any]:
    """What the portal gives a workstation: the same share each time, a key to seal to."""
    rescue_key = X25519PrivateKey.from_private_bytes(bytes(32)).public_key()
    return {
        "workstation_id": body["workstation_id"],
        "share": base64.b64encode(b"s" * 32).decode(),
        "rescue_key": base64.b64encode(rescue_key.public_bytes_raw()).decode(),
        "server_time": "2026-11-22T09:00:00Z",
    }
