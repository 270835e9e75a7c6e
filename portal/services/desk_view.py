"""The desk entity as one staff member sees it: policies, texts, views, who acts for whom.

Rendered for the actor when it is read: private views go to their owner alone, and shared views and
templates only to those who may see the queue they are about.
"""

from collections.abc import Mapping, Sequence
from typing import Any

import orjson

from portal.db.unit_of_work import Reader
from portal.domain.moments import moment_text
from portal.queues.spec import QueueSpec
from portal.security.actors import StaffActor
from portal.security.permissions import Permission
from portal.services import (
    absences,
    delegations,
    desk_entity,
    entities,
    text_templates,
    views,
    visit_types,
)
from portal.services.policies import documents

Entity = dict[str, Any]
Row = Mapping[str, Any]


def desk_of(
    reader: Reader,
    queues: Mapping[str, QueueSpec],
    actor: StaffActor,
    practice_id: int,
    version: int,
) -> Entity:
    """Build the desk entity of the practice for the actor."""
    acting, away = delegations.standing(reader, practice_id), absences.ahead(reader, practice_id)
    people = {row[column] for row in acting for column in ("delegator_id", "delegate_id")}
    names = entities.names_of(reader, people | {row["staff_id"] for row in away})
    absent = {row["staff_id"] for row in away if row["away_from"] <= reader.now}
    shown = views.visible(
        reader, practice_id, actor.staff_id, kinds_seen(queues, actor, practice_id)
    )
    texts = text_templates.standing(reader, practice_id, kinds_written(queues, actor, practice_id))
    types = visit_types.offered(reader, practice_id)
    return {
        "kind": desk_entity.KIND,
        "id": desk_entity.ID,
        "practice_id": practice_id,
        "version": version,
        "policies": _policies(reader, queues, practice_id),
        "templates": [template_reply(row) for row in texts],
        "views": [view_reply(row) for row in shown],
        "delegations": [delegation_reply(reader, row, names, absent) for row in acting],
        "absences": [absence_reply(row, names) for row in away],
        "visit_types": [visit_type_reply(row) for row in types],
    }


def kinds_seen(queues: Mapping[str, QueueSpec], actor: StaffActor, practice_id: int) -> list[str]:
    """List the queues that the actor may see."""
    return [kind for kind, spec in queues.items() if actor.may(practice_id, spec.read_permission)]


def kinds_written(
    queues: Mapping[str, QueueSpec], actor: StaffActor, practice_id: int
) -> list[str]:
    """List the queues whose texts the actor may use, or, managing the practice, write."""
    if actor.may(practice_id, Permission.STAFF_MANAGE):
        return list(queues)
    return [
        kind
        for kind, spec in queues.items()
        if any(actor.may(practice_id, action.permission) for action in spec.actions.values())
    ]


def template_reply(row: Row) -> Entity:
    """Give a template as clients read it."""
    return {
        name: row[name] for name in ("id", "kind", "action", "language", "title", "body", "version")
    }


def view_reply(row: Row) -> Entity:
    """Give a saved view as clients read it; `row` has its `owner_name`."""
    return {
        "id": row["id"],
        "kind": row["kind"],
        "name": row["name"],
        "query": orjson.loads(row["query"]),
        "shared": bool(row["shared"]),
        "version": row["version"],
        "owner": {"id": row["owner_id"], "name": row["owner_name"]},
    }


def delegation_reply(
    reader: Reader, row: Row, names: Mapping[str, str], absent: set[str]
) -> Entity:
    """Give a delegation as clients read it; `active` says whether it holds at this moment."""
    begun = row["valid_from"] <= reader.now
    here = row["mode"] == delegations.AWAY and row["delegator_id"] not in absent
    until = row["valid_until"]
    return {
        "id": row["id"],
        "kind": row["kind"],
        "mode": row["mode"],
        "from": {"id": row["delegator_id"], "name": names.get(row["delegator_id"], "")},
        "to": {"id": row["delegate_id"], "name": names.get(row["delegate_id"], "")},
        "active": begun and not here,
        "valid_from": moment_text(row["valid_from"]),
        "valid_until": None if until is None else moment_text(until),
    }


def absence_reply(row: Row, names: Mapping[str, str]) -> Entity:
    """Give an absence as clients read it."""
    return {
        "id": row["id"],
        "staff": {"id": row["staff_id"], "name": names.get(row["staff_id"], "")},
        "away_from": moment_text(row["away_from"]),
        "away_until": moment_text(row["away_until"]),
    }


def visit_type_reply(row: Row) -> Entity:
    """Give a visit type as clients read it."""
    return {name: row[name] for name in ("id", "title", "minutes")}


def _policies(
    reader: Reader, queues: Mapping[str, QueueSpec], practice_id: int
) -> dict[str, Entity]:
    found: Sequence[Entity] = [
        documents.document(reader, practice_id, model)
        for model in documents.models(queues).values()
    ]
    return {one["name"]: one for one in found}
