"""What a staff member may do in a practice at this moment, whoever is asking.

`StaffActor` answers this for who is signed in; a delegation needs it for somebody who is not.
"""

from sqlalchemy import and_, select

from portal.db.tables import staff, staff_membership
from portal.db.unit_of_work import Reader
from portal.security.permissions import Permission, Role, permissions_of


def rights_of(reader: Reader, practice_id: int, staff_id: str) -> frozenset[Permission]:
    """Give the permissions that an active staff member holds in the practice; nobody else has any."""
    roles = reader.execute(
        select(staff_membership.c.role)
        .join_from(staff_membership, staff, staff.c.id == staff_membership.c.staff_id)
        .where(
            and_(
                staff_membership.c.practice_id == practice_id,
                staff_membership.c.staff_id == staff_id,
                staff.c.active,
            )
        )
    ).scalars()
    return permissions_of(Role(role) for role in roles)
