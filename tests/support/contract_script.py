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

Json = dict[str, Any]
ROLES = ("frontdesk", "nurse", "provider", "billing", "admin", "auditor")
QUEUES = ("enrollment", "refill", "appointment", "result", "document", "task", "statement_request")
WORK = frozenset({"note", "assign", "wait", "reopen"})  # of every queue, whatever the item asks
TEXT = "Please call us."
PATIENCE_S = 20
BESIDE: dict[str, Json] = {  # what an action needs beside what its schema requires
    "wait": {"on": "internal"},
    "approve_with_changes": {"quantity": 11},
    "confirm_cancel": {"acknowledge_late": True},  # the demo's visits may be tomorrow's
}
PLAIN_BASIS = "HARM_DATA"  # a hold on this basis needs nothing beside what every hold needs


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
        self._login = {"username": username, "password": password}
        self.sign_in()
        self.me: Json = self.call("get", "/v1/me").json()
        self.practice: Json = self.me["practices"][0]
        self.prescriber_id = str(self.me["staff"]["id"])  # whom renewals are routed to
        self.feed: dict[tuple[str, str], Json] = {}

    def sign_in(self) -> None:
        """Open a session; a new one where the last has run out."""
        given = self.call("post", "/v1/auth/sign-in", json=self._login)
        assert given.status_code == 200, given.text
        self._session.headers["Authorization"] = f"Bearer {given.json()['access_token']}"

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
            begins = of == kind and entity["state"] in action["from_states"]
            if begins and self._fits(entity, action["action"]):
                yield entity

    def _fits(self, entity: Json, action: str) -> bool:
        """Whether an action makes sense for the item, as DESIGN says of each."""
        content = entity["content"]
        if action == "resume":
            return entity["waiting"] is not None
        if action == "mark_distinct":
            return bool(content["candidates"])
        if action == "mark_duplicate":
            return self._twin(entity) is not None
        if action == "record_contact":
            return bool(content["critical"])
        asks_to_cancel = content.get("request") == "cancel"
        return asks_to_cancel is (action == "confirm_cancel") or action in WORK

    def _twin(self, entity: Json) -> str | None:
        """Another item of the same queue about the same chart."""
        person = (entity.get("patient") or {}).get("id")
        if person is None:
            return None
        for (kind, item_id), other in self.feed.items():
            is_other = kind == entity["kind"] and item_id != entity["id"]
            if is_other and (other.get("patient") or {}).get("id") == person:
                return item_id
        return None

    def params(self, action: Json, entity: Json | None = None) -> Json:
        """The required parameters; ids that no schema can know are taken from the feed."""
        schema = action["params_schema"]
        made = {
            name: self._of_item(name, entity) or self._value(name, schema["properties"][name])
            for name in schema.get("required", [])
        }
        if action["action"] == "assign":
            made["assigned_to"] = self.me["staff"]["id"]  # to whom a queue's own action may not go
        return made | BESIDE.get(action["action"], {})

    def _of_item(self, name: str, entity: Json | None) -> Any:
        if entity is not None and name == "of":
            return self._twin(entity)
        if entity is not None and name == "patient_id":
            return entity["content"]["candidates"][0]["patient_id"]
        if name == "assigned_to":
            return self.prescriber_id
        return PLAIN_BASIS if name == "basis" else None

    def _value(self, name: str, schema: Json) -> Any:
        if name in {"slot_id", "slot_ids"}:
            free = next(
                entity
                for (kind, _), entity in self.feed.items()
                if kind == "slot" and entity["state"] == "free"
            )
            free["state"] = "held"  # as the portal will say in the next page
            return free["id"] if name == "slot_id" else [free["id"]]
        if "enum" in schema:
            return schema["enum"][0]
        if schema.get("format") == "date":
            return (datetime.now(UTC) + timedelta(days=7)).date().isoformat()
        if schema.get("format") == "date-time":
            return (datetime.now(UTC) - timedelta(minutes=5)).isoformat(timespec="seconds")
        if schema.get("type") in {"integer", "boolean"}:
            return {"integer": 1, "boolean": True}[schema["type"]]
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
