"""JSON to values and back. What does not fit is refused: then it was not the portal that answered."""

import contextlib
import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from console.api_client.credentials import Tokens
from console.domain.decisions import Command, CommandResult, ResultStatus
from console.domain.errors import NotThePortalError
from console.domain.session import ActionRule, Colleague, Me, OfflineReview, Practice, Reason

_WORK = frozenset({"note", "assign", "wait", "resume"})
"""What decides nothing, for a portal that does not say so itself."""


@contextlib.contextmanager
def _fitting(what: str) -> Iterator[None]:
    try:
        yield
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise NotThePortalError(f"not {what}") from error


def tokens_of(found: Mapping[str, Any]) -> Tokens:
    """The tokens in the answer to a sign-in or a refresh."""
    with _fitting("tokens"):
        return Tokens(access=_text(found["access_token"]), refresh=_text(found["refresh_token"]))


def me_from_text(text: str) -> Me:
    """Who is signed in, from the text of `/v1/me`, fresh or kept.

    Raises:
        NotThePortalError: the text is something else.
    """
    with _fitting("a staff member"):
        found = json.loads(text)
        staff = found["staff"]
        return Me(
            staff_id=_text(staff["id"]),
            username=_text(staff["username"]),
            name=_text(staff["name"]),
            practices=tuple(_practice(one) for one in found["practices"]),
            actions=tuple(
                _rule(kind, one) for kind, rules in found["actions"].items() for one in rules
            ),
            policies=dict(found.get("policies") or {}),
        )


def _practice(found: Mapping[str, Any]) -> Practice:
    return Practice(
        id=int(found["id"]),
        name=_text(found["name"]),
        time_zone=_text(found["time_zone"]),
        roles=tuple(found["roles"]),
        permissions=frozenset(found["permissions"]),
        colleagues=tuple(
            Colleague(_text(one["id"]), _text(one["name"]), tuple(one["roles"]))
            for one in found.get("colleagues") or ()
        ),
        phone=_text(found.get("phone") or ""),
        offline=_offline(found.get("offline") or {}),
    )


def _offline(found: Mapping[str, Any]) -> OfflineReview:
    return OfflineReview(
        allowed=bool(found.get("allowed", False)),
        kinds=frozenset(_text(one) for one in found.get("kinds") or ()),
        whole=found.get("fields") == "whole",
        keep_s=int(found.get("keep_s") or 0),
        most_items=int(found.get("most_items") or 0),
        may_pin=bool(found.get("may_pin", False)),
    )


def _rule(kind: str, found: Mapping[str, Any]) -> ActionRule:
    age = found.get("offline_age_s")
    return ActionRule(
        kind=kind,
        action=_text(found["action"]),
        from_states=frozenset(found["from_states"]),
        permission=_text(found["permission"]),
        step_up=bool(found.get("step_up", False)),
        bulk=bool(found.get("bulk", False)),
        offline_age_s=None if age is None else int(age),
        params_schema=dict(found.get("params_schema") or {}),
        reasons=tuple(_reason(one) for one in found.get("reasons") or ()),
        decides=bool(found.get("decides", found["action"] not in _WORK)),
        delegable=bool(found.get("delegable", True)),
    )


def _reason(found: Mapping[str, Any]) -> Reason:
    return Reason(
        code=_text(found["code"]),
        title=_text(found["title"]),
        text_to_patient=_text(found.get("text_to_patient") or ""),
        permission=_text(found.get("permission") or ""),
        next_step=_text(found.get("next_step") or ""),
        external_code=_text(found.get("external_code") or ""),
    )


def command_json(command: Command) -> dict[str, Any]:
    """A command as `POST /v1/decisions` takes it; what is not set is left out."""
    made: dict[str, Any] = {
        "command_id": command.command_id,
        "practice_id": command.key.practice_id,
        "target": {"kind": command.key.kind, "id": command.key.id},
        "expected_version": command.expected_version,
        "expected_content_hash": command.expected_content_hash,
        "action": command.action,
        "params": dict(command.params),
        "client_decided_at": command.client_decided_at,
    }
    if command.on_behalf_of:
        made["on_behalf_of"] = command.on_behalf_of
    if command.bulk:
        made["bulk"] = True
    if command.offline:
        made["offline"] = True
    return made


def eligibility_of(found: Mapping[str, Any]) -> dict[str, str | None]:
    """Per item id why it is not decided among many: None for one that is, else the rule's code."""
    with _fitting("an eligibility"):
        return {
            _text(one["id"]): None if one["eligible"] else _text(one.get("code") or "unknown")
            for one in found["items"]
        }


def history_of(found: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The events of an item's history, the oldest first, as the portal tells them."""
    with _fitting("a history"):
        return [dict(one) for one in found["items"]]


def results_of(found: Mapping[str, Any], sent: Sequence[Command]) -> list[CommandResult]:
    """One result for each command sent, in that order.

    Raises:
        NotThePortalError: one is missing; nothing may then be taken as answered.
    """
    with _fitting("results"):
        by_id = {one["command_id"]: _result(one) for one in found["results"]}
        return [by_id[command.command_id] for command in sent]


def _result(found: Mapping[str, Any]) -> CommandResult:
    is_open = found.get("is_open")
    current = found.get("current")
    return CommandResult(
        command_id=_text(found["command_id"]),
        status=ResultStatus(found["status"]),
        version=_number(found.get("version")),
        state=None if found.get("state") is None else _text(found["state"]),
        seq=_number(found.get("seq")),
        problem=dict(found.get("problem") or {}),
        current=None if current is None else dict(current),
        is_open=None if is_open is None else bool(is_open),
    )


def heads_of(found: Mapping[str, Any]) -> dict[int, int]:
    """Practices that have moved on, with where they are now."""
    with _fitting("heads"):
        return {int(practice): int(seq) for practice, seq in found["heads"].items()}


def digest_of(found: Mapping[str, Any]) -> tuple[int, dict[str, tuple[int, int]]]:
    """The portal's place in the feed, and per kind: open items, sum of their versions."""
    with _fitting("a digest"):
        kinds = found["kinds"].items()
        return int(found["seq"]), {
            kind: (int(one["open"]), int(one["sum_version"])) for kind, one in kinds
        }


def _text(found: object) -> str:
    if not isinstance(found, str):
        raise TypeError("not a text")
    return found


def _number(found: object) -> int | None:
    if found is not None and (not isinstance(found, int) or isinstance(found, bool)):
        raise TypeError("not a number")
    return found
