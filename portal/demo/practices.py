"""The two practices of the demo with their staff. Two, so that the fence between them is real."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from portal.demo.chance import Ids
from portal.demo.source import Row
from portal.security.permissions import Role

PASSWORD = "demo-practice-2026"  # noqa: S105 - public by design; demos listen on loopback alone
PATIENT = "demo-patient"


@dataclass(frozen=True)
class Member:
    """A staff member of the demo."""

    username: str
    name: str
    role: Role
    specialty: str = ""  # of those whom patients book


@dataclass(frozen=True)
class Site:
    """A practice of the demo."""

    id: int
    name: str
    time_zone: str
    phone: str
    staff: Sequence[Member]

    @property
    def row(self) -> dict[str, Any]:
        """The row of the table `practice`."""
        return {
            "id": self.id,
            "name": self.name,
            "time_zone": self.time_zone,
            "phone": self.phone,
            "accepts_self_enrollment": True,
            "settings": "{}",
        }


SITES = (
    Site(
        1,
        "Riverside Family Practice",
        "America/New_York",
        "617-555-0142",
        (
            Member("frontdesk", "Dana Whitfield", Role.FRONT_DESK),
            Member("nurse", "Maria Santos", Role.NURSE),
            Member("provider", "Dr. Ellen Park", Role.PROVIDER, "Family medicine"),
            Member("billing", "Tom Brandt", Role.BILLING),
            Member("admin", "Grace Holloway", Role.ADMIN),
            Member("auditor", "Priya Nair", Role.AUDITOR),
            Member("reception", "Luis Ortega", Role.FRONT_DESK),
            Member("physician", "Dr. Samuel Okafor", Role.PROVIDER, "Internal medicine"),
        ),
    ),
    Site(
        2,
        "Harbor Street Clinic",
        "America/Chicago",
        "312-555-0168",
        (
            Member("frontdesk2", "Hannah Lindqvist", Role.FRONT_DESK),
            Member("nurse2", "Andre Dubois", Role.NURSE),
            Member("provider2", "Dr. Ruth Abramson", Role.PROVIDER, "Family medicine"),
            Member("billing2", "Kelly Tran", Role.BILLING),
            Member("admin2", "Victor Moreno", Role.ADMIN),
            Member("auditor2", "Joan Fielding", Role.AUDITOR),
            Member("reception2", "Nadia Karim", Role.FRONT_DESK),
            Member("physician2", "Dr. Peter Halvorsen", Role.PROVIDER, "Pediatrics"),
        ),
    ),
)


def staff_rows(
    site: Site, password_hash: str, ids: Ids, now: datetime
) -> Iterator[tuple[Member, dict[str, Any]]]:
    """Give the members of a practice with their rows of the table `staff`."""
    for member in site.staff:
        yield (
            member,
            {
                "id": ids(),
                "username": member.username,
                "name": member.name,
                "password_hash": password_hash,
                "active": True,
                "created_at": now,
            },
        )


def practitioner_rows(
    site: Site, staff: Mapping[str, Row], visiting: Sequence[Row], ids: Ids
) -> Iterator[dict[str, Any]]:
    """Give those who see patients: the providers among the staff, and colleagues of the records."""
    for member in site.staff:
        if member.specialty:
            yield _practitioner(
                site, ids(), member.name, member.specialty, staff[member.username]["id"]
            )
    for colleague in visiting:
        yield _practitioner(site, ids(), f"Dr. {colleague['name']}", "Family medicine", None)


def _practitioner(
    site: Site, row_id: str, name: str, specialty: str, staff_id: str | None
) -> dict[str, Any]:
    return {
        "practice_id": site.id,
        "id": row_id,
        "name": name,
        "specialty": specialty,
        "staff_id": staff_id,
    }
