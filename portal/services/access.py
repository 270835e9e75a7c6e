"""How a patient stands with the portal, and which ways in are open: one answer for a desk (F14–F19).

Everything that was ever handed out is listed with its state; of no secret more than that it was made.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from portal.db.unit_of_work import Reader
from portal.security import throttle
from portal.security.actors import StaffActor
from portal.services import (
    access_facts,
    access_ways,
    accounts,
    charts,
    hand_outs,
    mail,
    proxy_lists,
)
from portal.services.access_facts import Facts, Row
from portal.services.entities import names_of
from portal.services.hand_outs import CREDENTIALS, INVITATION, TOKEN

Overview = dict[str, Any]
_OWN: dict[str, tuple[str, ...]] = {
    TOKEN: ("language", "channel", "printed_at"),
    CREDENTIALS: ("opened_at", "account_id", "proofing_id"),
    INVITATION: (
        "email",
        "language",
        "sendings",
        "last_sent_at",
        "opened_at",
        "bounced_at",
        "bounce_reason",
    ),
}
_SHARED = (
    "id",
    "issued_at",
    "expires_at",
    "used_at",
    "revoked_at",
    "revoke_reason",
    "superseded_at",
    "burnt_at",
    "tries",
)


def overview(
    reader: Reader, practice_id: int, patient_id: str, actor: StaffActor, portal_url: str
) -> Overview:
    """Give a patient's standing, ways and history as the actor may read them.

    `portal_url` is where patients reach the portal. Raises Problem(not-found).
    """
    facts = access_facts.facts_of(reader, practice_id, charts.load(reader, practice_id, patient_id))
    listed = {kind: hand_outs_of(reader, kind, facts.hand_outs[kind]) for kind in hand_outs.KINDS}
    return {
        "patient": person(facts.chart),
        "standing": standing_of(facts),
        "account": None if facts.account is None else _account(reader, facts.account),
        "ways": [
            {
                "way": way,
                "blockers": access_ways.blockers(facts, way, reader.now),
                "warnings": access_ways.warnings(facts, way, reader),
                "allowed": right is None or actor.may(practice_id, right),
            }
            for way, right in access_ways.RIGHTS.items()
        ],
        "pending_item_id": facts.pending_item_id,
        "tokens": listed[TOKEN],
        "credentials": listed[CREDENTIALS],
        "invitations": listed[INVITATION],
        "proofings": list(facts.proofings),
        "proxies": proxy_lists.of_patient(reader, practice_id, patient_id, actor),
        "choice": _choice(facts.choice),
        "self_enrollment_url": self_enrollment_url(portal_url, practice_id),
    }


def standing_of(facts: Facts) -> str:
    """Give not_enrolled, pending, completed, deactivated, declined or deferred."""
    if facts.active:
        return "completed"
    if facts.pending_item_id is not None:
        return "pending"
    if facts.account is not None:
        return "deactivated"
    if facts.choice is not None:
        chosen: str = facts.choice["choice"]
        return chosen
    return "not_enrolled"


def person(chart: Row) -> Overview:
    """Give who somebody is: enough to tell two patients apart at a desk."""
    parts = ("given_name", "middle_name", "family_name", "suffix")
    return {
        "id": chart["id"],
        "name": " ".join(chart[part] for part in parts if chart[part]),
        "birth_date": chart["birth_date"],
        "record_number": chart["record_number"],
        "email": chart["email"],
        "phone": chart["phone"],
        "version": chart["version"],
    }


def hand_outs_of(reader: Reader, kind: str, rows: Sequence[Row]) -> list[Overview]:
    """Give what was handed out of a kind as staff read it, with its state."""
    names = names_of(reader, {row["issued_by"] for row in rows} | _revokers(rows))
    return [
        {
            **{name: row[name] for name in (*_SHARED, *_OWN[kind])},
            "state": hand_outs.state_of(row, reader.now),
            "issued_by": _named(row["issued_by"], names),
            "revoked_by": row["revoked_by"] and _named(row["revoked_by"], names),
        }
        for row in rows
    ]


def self_enrollment_url(portal_url: str, practice_id: int) -> str:
    """Give the address that a practice shows to everybody (F18); there is no secret in it."""
    return f"{portal_url}/sign-up/{practice_id}"


def _account(reader: Reader, row: Row) -> Overview:
    row = accounts.withheld(row)
    ours = row["status"] in accounts.OURS
    until = throttle.locked_accounts(reader, row["id"]).get(row["id"]) if ours else None
    return {
        "id": row["id"],
        "status": row["status"],
        "username_hint": mail.hint_of(row["username"]),
        "email": row["email"],
        "email_verified_at": row["email_verified_at"],
        "last_sign_in_at": row["last_sign_in_at"],
        "locked_at": row["locked_at"],
        "locked_until": until,
        "mfa": row["totp_confirmed_at"] is not None,
    }


def _choice(row: Row | None) -> Overview | None:
    if row is None:
        return None
    return {name: row[name] for name in ("choice", "reason", "ask_again_on", "recorded_at")}


def _named(staff_id: str, names: Mapping[str, str]) -> Overview:
    return {"id": staff_id, "name": names.get(staff_id, "")}


def _revokers(rows: Iterable[Row]) -> set[str]:
    return {row["revoked_by"] for row in rows if row["revoked_by"] is not None}
