"""All policies of a practice as documents: what holds, who changed it last and why, and the form.

The form is the JSON schema of the model. Beside what the standard knows, a property may carry `unit`
(what a number counts) and `editor` (`weekly_hours`, `days`) for the program that draws it.
"""

import json
from collections.abc import Mapping
from functools import cache
from typing import Any

import orjson
from pydantic import ValidationError

from portal.db.unit_of_work import Reader
from portal.domain.moments import moment_text
from portal.domain.problems import Problem, ProblemType
from portal.queues.spec import QueueSpec
from portal.services.entities import names_of
from portal.services.policies.access import AccessPolicy
from portal.services.policies.desk import DeskPolicy
from portal.services.policies.intake import IntakePolicy
from portal.services.policies.store import Policy, held, versions
from portal.services.policies.workstation import WorkstationPolicy
from portal.services.rules import invalid, not_found

Document = dict[str, Any]
HISTORY = 100  # versions shown
LARGEST = 50_000  # characters of JSON


def models(queues: Mapping[str, QueueSpec]) -> dict[str, type[Policy]]:
    """Give every policy by name: the desk's first, then the queues', the intake's, the workstations'."""
    own = {kind: spec.policy for kind, spec in queues.items() if hasattr(spec.policy, "NAME")}
    return (
        {one.NAME: one for one in (DeskPolicy, AccessPolicy)}
        | own
        | {one.NAME: one for one in (IntakePolicy, WorkstationPolicy)}
    )


def model_of(queues: Mapping[str, QueueSpec], name: str) -> type[Policy]:
    """Give the model of a policy; raises Problem(not-found)."""
    found = models(queues).get(name)
    if found is None:
        raise not_found()
    return found


@cache
def form_of(model: type[Policy]) -> Document:
    """Give the JSON schema (2020-12) by which a form for the policy is drawn."""
    return model.model_json_schema()


def document(reader: Reader, practice_id: int, model: type[Policy]) -> Document:
    """Give a policy as it holds, with who changed it last and why; version 0 is the default."""
    now = held(reader, practice_id, model)
    last = versions(reader, practice_id, model.NAME, 1)
    made = last[0] if last else {"changed_by": None, "changed_at": None, "reason": ""}
    names = names_of(reader, {made["changed_by"]})
    return {
        "name": model.NAME,
        "version": now.version,
        "policy": now.policy.model_dump(mode="json"),
        "warnings": [one._asdict() for one in now.policy.warnings()],
        **_authorship(made, names),
    }


def history(reader: Reader, practice_id: int, model: type[Policy]) -> list[Document]:
    """Give the versions of a policy, newest first, each whole, with its author and its reason."""
    rows = versions(reader, practice_id, model.NAME, HISTORY)
    names = names_of(reader, {row["changed_by"] for row in rows})
    return [
        {
            "name": model.NAME,
            "version": row["version"],
            "policy": orjson.loads(row["body"]),
            **_authorship(row, names),
        }
        for row in rows
    ]


def parsed(model: type[Policy], wanted: Mapping[str, Any]) -> Policy:
    """Read a policy as somebody sent it; raises Problem(validation) with a pointer per fault."""
    try:
        text = json.dumps(wanted, allow_nan=False)
    except ValueError as error:  # no number, which would be taken for none
        raise invalid("/policy", "not_a_number", "A number of the policy is none.") from error
    if len(text) > LARGEST:  # every console holds the policies
        raise invalid("/policy", "too_large", "The policy holds too much.")
    try:
        return model.model_validate_json(text)
    except ValidationError as error:
        errors = [
            {"pointer": "/".join(["/policy", *map(str, one["loc"])]), "code": one["type"]}
            for one in error.errors(include_url=False, include_input=False)
        ]
        detail = "; ".join(
            one["msg"].removeprefix("Value error, ") for one in error.errors(include_url=False)[:3]
        )
        raise Problem(ProblemType.VALIDATION, detail, extra={"errors": errors}) from error


def _authorship(row: Mapping[str, Any], names: Mapping[str, str]) -> Document:
    author, at = row["changed_by"], row["changed_at"]
    return {
        "changed_by": None if author is None else {"id": author, "name": names.get(author, "")},
        "changed_at": None if at is None else moment_text(at),
        "reason": row["reason"],
    }
