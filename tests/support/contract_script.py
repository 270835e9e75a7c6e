"""A stranger's script: it has read DESIGN's contract and `openapi.json`, and nothing of our code.

It asks in calls that the document names, holds each answer's status against what the document says,
and builds the parameters of a decision from the schema that `/v1/me` gives for the action.
"""

import json
import re
import uuid
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import requests

ROLES = ("frontdesk", "nurse", "provider", "billing", "admin", "auditor")
QUEUES = ("enrollment", "refill", "appointment", "result")
TEXT = "Please call us."
PATIENCE_S = 20

Json = dict[str, Any]


class Contract:
    """The calls that a document promises, with the answers it knows of."""

    def __init__(self, document: Path) -> None:
        paths = json.loads(document.read_text(encoding="utf-8"))["paths"]
        self._calls = [
            (re.compile(re.sub(r"\{\w+\}", "[^/]+", path)), methods)
            for path, methods in paths.items()
        ]

    def check(self, answer: requests.Response, path: str, method: str) -> None:
        """Hold an answer against the document."""
        for pattern, methods in self._calls:
            if pattern.fullmatch(path) and method in methods:
                known = methods[method]["responses"]
                assert str(answer.status_code) in known, f"{method} {path}: {answer.status_code}"
                break
        else:
            raise AssertionError(f"the document has no {method} {path}")
        if answer.status_code >= 400:
            assert answer.headers["content-type"] == "application/problem+json"
            assert {"type", "title", "status"} <= answer.json().keys()


class Script:
    """One staff member's session."""

    def __init__(self, contract: Contract, url: str, username: str, password: str) -> None:
        self._contract, self._url = contract, url
        self._session = requests.Session()
        self._session.trust_env = False
        given = self.call(
            "post", "/v1/auth/sign-in", json={"username": username, "password": password}
        )
        assert given.status_code == 200, given.text
        self._session.headers["Authorization"] = f"Bearer {given.json()['access_token']}"
        self.me: Json = self.call("get", "/v1/me").json()
        self.practice: Json = self.me["practices"][0]
        self.prescriber_id = str(self.me["staff"]["id"])  # whom renewals are routed to
        self.feed: dict[tuple[str, str], Json] = {}

    def close(self) -> None:
        self._session.close()

    def call(self, method: str, path: str, **given: Any) -> requests.Response:
        answer = self._session.request(method, self._url + path, timeout=PATIENCE_S, **given)
        self._contract.check(answer, path, method)
        return answer

    def read_feed(self, limit: int = 50) -> dict[tuple[str, str], Json]:
        """Everything there is, from cursor 0 until there is no more."""
        cursor, more = "0", True
        while more:
            page = self.call(
                "get",
                f"/v1/practices/{self.practice['id']}/changes",
                params={"cursor": cursor, "limit": limit},
            ).json()
            for change in page["changes"]:
                key = change["kind"], change["id"]
                assert key not in self.feed, "an entity comes once"
                assert change["op"] == "upsert"
                self.feed[key] = change["entity"]
            cursor, more = page["cursor"], page["more"]
        return self.feed

    def actions(self, kind: str) -> Iterator[Json]:
        """The actions of a queue that this person may do."""
        for action in self.me["actions"][kind]:
            if action["permission"] in self.practice["permissions"]:
                yield action

    def waiting(self, kind: str, action: Json) -> Iterator[Json]:
        """The items that the action can begin with."""
        for (of, _), entity in self.feed.items():
            asks_to_cancel = entity.get("content", {}).get("request") == "cancel"
            fits = asks_to_cancel is (action["action"] == "confirm_cancel")
            if of == kind and entity["state"] in action["from_states"] and fits:
                yield entity

    def params(self, action: Json) -> Json:
        """The required parameters; ids that no schema can know are taken from the feed."""
        schema = action["params_schema"]
        return {
            name: self._value(name, schema["properties"][name])
            for name in schema.get("required", [])
        }

    def _value(self, name: str, schema: Json) -> Any:
        if name in {"slot_id", "slot_ids"}:
            free = next(
                entity
                for (kind, _), entity in self.feed.items()
                if kind == "slot" and entity["state"] == "free"
            )
            free["state"] = "held"  # as the portal will say in the next page
            return free["id"] if name == "slot_id" else [free["id"]]
        if name == "assigned_to":
            return self.prescriber_id
        if "enum" in schema:
            return schema["enum"][0]
        if schema.get("format") == "date":
            return (datetime.now(UTC) + timedelta(days=7)).date().isoformat()
        assert schema["type"] == "string", f"nothing tells a script what {name} is"
        return TEXT

    def command(self, entity: Mapping[str, Any], action: str, params: Json) -> Json:
        return {
            "command_id": str(uuid.uuid4()),
            "practice_id": entity["practice_id"],
            "target": {"kind": entity["kind"], "id": entity["id"]},
            "expected_version": entity["version"],
            "expected_content_hash": entity["content_hash"],
            "action": action,
            "params": params,
            "client_decided_at": datetime.now(UTC).isoformat(timespec="seconds"),
        }

    def decide(self, *commands: Json) -> list[Json]:
        answer = self.call("post", "/v1/decisions", json={"commands": list(commands)})
        assert answer.status_code == 200, answer.text
        results: list[Json] = answer.json()["results"]
        assert [one["command_id"] for one in results] == [one["command_id"] for one in commands]
        return results

    def item(self, kind: str, item_id: str, practice_id: int | None = None) -> requests.Response:
        practice = practice_id or self.practice["id"]
        return self.call("get", f"/v1/practices/{practice}/items/{kind}/{item_id}")
