"""The invitations of a practice for its staff, by state: what came back is a list to work off (F19)."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import and_, case, literal, or_, select

from portal.db.tables import invitation, patient
from portal.db.unit_of_work import Reader
from portal.services.entities import names_of

MOST = 200
FAILED = "failed"
"""Stands for bounced, expired and burnt together: those that are worth sending again."""
_FAILED_STATES = ("bounced", "expired", "burnt")
_KEPT = (
    "id",
    "email",
    "language",
    "issued_at",
    "expires_at",
    "sendings",
    "last_sent_at",
    "opened_at",
    "used_at",
    "revoked_at",
    "revoke_reason",
    "bounced_at",
    "bounce_reason",
    "tries",
)


def search(
    reader: Reader,
    practice_id: int,
    *,
    state: str | None = None,
    after: str | None = None,
    limit: int = 50,
) -> list[dict[str, Any]]:
    """Give invitations, newest first, from the one after `after` on.

    `state` is one of `hand_outs.STATES`, or FAILED.
    """
    told = _state(reader)
    query = (
        select(
            invitation,
            told.label("state"),
            patient.c.given_name,
            patient.c.middle_name,
            patient.c.family_name,
            patient.c.birth_date,
            patient.c.record_number,
        )
        .join_from(
            invitation,
            patient,
            and_(
                patient.c.practice_id == invitation.c.practice_id,
                patient.c.id == invitation.c.patient_id,
            ),
        )
        .where(invitation.c.practice_id == practice_id)
        .order_by(invitation.c.id.desc())
        .limit(limit)
    )
    if state is not None:
        query = query.where(told.in_(_FAILED_STATES if state == FAILED else (state,)))
    if after is not None:
        query = query.where(invitation.c.id < after)
    rows = [dict(row) for row in reader.execute(query).mappings()]
    names = names_of(reader, {row["issued_by"] for row in rows})
    return [_listed(row, names) for row in rows]


def _state(reader: Reader) -> Any:
    """The state as `hand_outs.state_of` gives it, for the database to sort out."""
    c = invitation.c
    return case(
        (c.used_at.is_not(None), "used"),
        (c.revoked_at.is_not(None), "revoked"),
        (c.burnt_at.is_not(None), "burnt"),
        (and_(c.superseded_at.is_not(None), c.superseded_at < c.expires_at), "superseded"),
        (and_(c.bounced_at.is_not(None), c.superseded_at.is_(None)), "bounced"),
        (or_(c.expires_at <= reader.now, c.superseded_at.is_not(None)), "expired"),
        (c.opened_at.is_not(None), "opened"),
        (c.last_sent_at.is_not(None), "sent"),
        else_=literal("issued"),
    )


def _listed(row: Mapping[str, Any], names: Mapping[str, str]) -> dict[str, Any]:
    parts = (row["given_name"], row["middle_name"], row["family_name"])
    return {
        **{name: row[name] for name in _KEPT},
        "state": row["state"],
        "issued_by": {"id": row["issued_by"], "name": names.get(row["issued_by"], "")},
        "patient": {
            "id": row["patient_id"],
            "name": " ".join(part for part in parts if part),
            "birth_date": row["birth_date"],
            "record_number": row["record_number"],
        },
    }
