"""The practices that people may choose at sign-up (DOMAIN F2), with the names of their providers."""

from typing import Any

from sqlalchemy import select

from portal.db.engine import Database
from portal.db.tables import practice, practitioner
from portal.db.unit_of_work import Scope


def practices(database: Database) -> list[dict[str, Any]]:
    """Give the practices that take self-enrollment, by name, each with its practitioners."""
    with database.read(Scope.of([])) as reader:
        listed = [
            dict(row)
            for row in reader.execute(
                select(practice.c.id, practice.c.name, practice.c.time_zone, practice.c.phone)
                .where(practice.c.accepts_self_enrollment.is_(True))
                .order_by(practice.c.name, practice.c.id)
            ).mappings()
        ]
    with database.read(Scope.of(row["id"] for row in listed)) as reader:
        named: dict[int, list[dict[str, Any]]] = {}
        for row in reader.execute(
            select(
                practitioner.c.practice_id,
                practitioner.c.id,
                practitioner.c.name,
                practitioner.c.specialty,
            ).order_by(practitioner.c.name)
        ):
            named.setdefault(row.practice_id, []).append(
                {"id": row.id, "name": row.name, "specialty": row.specialty}
            )
    return [{**row, "practitioners": named.get(row["id"], [])} for row in listed]
