"""Good requests to the calls about a practice's desk, and the things they name, made for one call."""

from datetime import timedelta
from typing import Any

from sqlalchemy import delete

from portal.db.tables import delegation, practitioner_leave, saved_view, staff_absence, visit_type
from portal.db.unit_of_work import Scope, UnitOfWork
from portal.domain.moments import moment_text
from portal.queues.registry import QUEUES
from portal.services import absences, delegations, leave, text_templates, views, visit_types
from tests.support.account_calls import account_bodies, account_things
from tests.support.billing_calls import billing_bodies, billing_things
from tests.support.clinic import Clinic
from tests.support.hand_out_calls import hand_out_bodies, hand_out_things
from tests.support.intake_rows import intake_things
from tests.support.mailing_calls import mailing_bodies, mailing_things
from tests.support.proxy_calls import prepared_proxy, proxy_bodies
from tests.support.statement_calls import statement_bodies, statement_things
from tests.support.workstation_calls import workstation_bodies, workstation_things

TEXT = {"kind": "refill", "action": "deny", "title": "Call us", "body": "Please call us."}
VIEW = {"name": "Old ones", "query": {"sort": "submitted"}, "shared": False}


def desk_options(row: dict[str, str], clinic: Clinic) -> dict[str, Any]:
    """A request that is good in every other way than the right to make it."""
    path = row["path"].removeprefix("/v1/practices/{practice_id}")
    now = clinic.database.clock()
    bodies: dict[tuple[str, str], dict[str, Any]] = {
        ("PUT", "/policies/{name}"): {
            "expected_version": 0,
            "reason": "As it was",
            "policy": {},  # all defaults: it may be sent again and again
        },
        ("POST", "/delegations"): {
            "delegator_id": clinic.staff["provider"].id,
            "delegate_id": clinic.staff["nurse"].id,
            "kind": "refill",
            "mode": "always",
        },
        ("POST", "/absences"): {
            "away_from": moment_text(now + timedelta(days=1)),
            "away_until": moment_text(now + timedelta(days=2)),
        },
        ("POST", "/leave"): {
            "practitioner_id": clinic.world.doctors[1],
            "starts_at": moment_text(now + timedelta(days=300)),  # no slot is that far ahead
            "ends_at": moment_text(now + timedelta(days=301)),
        },
        ("POST", "/views"): {"kind": "", **VIEW},
        ("PUT", "/views/{view_id}"): {"expected_version": 1, **VIEW},
        ("POST", "/templates"): TEXT,
        ("PUT", "/templates/{template_id}"): {"expected_version": 1, **TEXT},
        **proxy_bodies(clinic),
        ("POST", "/visit-types"): {"title": "Walk", "minutes": 20},
        ("PUT", "/visit-types/{type_id}"): {"title": "Run", "minutes": 20},
    }
    bodies |= hand_out_bodies(clinic, path) | account_bodies(clinic, path)
    bodies |= mailing_bodies(clinic, path) | billing_bodies(path)
    bodies |= statement_bodies(clinic, path) | workstation_bodies(path)
    body = bodies.get((row["method"], path))
    return {} if body is None else {"json": body}


def desk_things(row: dict[str, str], clinic: Clinic) -> dict[str, str]:
    """The ids that the path names: a delegation of the provider, a view and an absence of the nurse."""
    nurse, provider = clinic.staff["nurse"].id, clinic.staff["provider"].id

    def make(uow: UnitOfWork) -> dict[str, str]:
        for table in (delegation, practitioner_leave, saved_view, staff_absence, visit_type):
            uow.execute(delete(table).where(table.c.practice_id == 1))
        wanted = delegations.Wanted(provider, nurse, "result", "always")
        draft = text_templates.Draft("refill", "", "en", "Call us", "Please call us.")
        away = (uow.now + timedelta(days=9), uow.now + timedelta(days=10))
        query = views.ViewQuery()
        made = {"kind": "refill", "name": "Mine", "query": query, "shared": False}
        return {
            "delegation_id": delegations.make(uow, 1, QUEUES["result"], wanted, actor_id=provider),
            "template_id": text_templates.add(uow, 1, QUEUES["refill"], draft, actor_id=None),
            "view_id": views.save(uow, 1, nurse, **made),
            "absence_id": absences.announce(uow, 1, nurse, *away),
            "leave_id": leave.add(
                uow,
                1,
                clinic.world.doctors[1],
                *(at + timedelta(days=290) for at in away),
                actor_id=nurse,
            ),
            "type_id": visit_types.add(uow, 1, title="Talk", minutes=20, actor_id=None),
        }

    about = ("/delegations", "/absences", "/leave", "/views", "/templates", "/visit-types")
    handed_out = account_things(row["path"], clinic) or hand_out_things(row["path"], clinic)
    handed_out = handed_out or mailing_things(row["path"], clinic)
    handed_out = handed_out or billing_things(row["path"], clinic)
    handed_out = handed_out or statement_things(row["path"], clinic)
    handed_out = handed_out or intake_things(row["path"], clinic)
    handed_out = handed_out or workstation_things(row["path"], clinic)
    if handed_out:
        return handed_out
    if "/proxies/{proxy_id}" in row["path"]:
        return {"proxy_id": prepared_proxy(row["path"], clinic)}
    if not any(part in row["path"] for part in about):
        return {}
    return clinic.database.write(Scope.of([1]), make)
