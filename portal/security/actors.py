"""Who calls. Staff, patients and programs are different types: no route takes one for another."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from portal.domain.problems import Problem, ProblemType
from portal.security.permissions import Permission


@dataclass(frozen=True)
class StaffActor:
    """A signed-in staff member with the rights they hold now, practice by practice."""

    staff_id: str
    session_id: str
    username: str
    name: str
    permissions: Mapping[int, frozenset[Permission]]
    authenticated_at: datetime
    workstation_id: str | None = None  # which the session is bound to since its registration

    @property
    def practices(self) -> frozenset[int]:
        """The practices whose fence is open to this actor."""
        return frozenset(self.permissions)

    def may(self, practice_id: int, permission: Permission) -> bool:
        """Whether the actor holds `permission` in the practice, now."""
        return permission in self.permissions.get(practice_id, frozenset())

    def must(self, practice_id: int, *any_of: Permission) -> None:
        """Refuse unless the actor belongs to the practice and holds one of the permissions there.

        Raises Problem: not-found for a practice that is not theirs, for nobody learns that it exists;
        not-permitted within their own.
        """
        if practice_id not in self.practices:
            raise Problem(ProblemType.NOT_FOUND)
        if any_of and not any(self.may(practice_id, permission) for permission in any_of):
            raise Problem(ProblemType.NOT_PERMITTED)


@dataclass(frozen=True)
class PatientActor:
    """A signed-in patient's account, with the charts it is active for: practice → patient."""

    account_id: str
    session_id: str
    charts: Mapping[int, str]

    @property
    def practices(self) -> frozenset[int]:
        """The practices whose fence is open to this actor."""
        return frozenset(self.charts)


@dataclass(frozen=True)
class MachineActor:
    """A program that may bring results into one practice, and nothing else."""

    client_id: str
    practice_id: int
    name: str  # what the practice calls it: the source of what it brings
