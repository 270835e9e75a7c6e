"""A workstation, one installation of an account on a computer, as it and the portal tell each other."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any


@dataclass(frozen=True)
class Registration:
    """What a workstation says of itself after a full sign-in (security T18).

    `sequence` and `nonce` are kept before they are sent: the same pair again is a lost reply, a pair
    that is behind tells of a copied folder.
    """

    workstation_id: str
    public_key: bytes  # Ed25519, 32 bytes
    name: str  # as the practice's list shows it
    sequence: int
    nonce: str
    replaces: str = ""  # what this folder was before it was forked


@dataclass(frozen=True)
class Registered:
    """What the portal gives a registered workstation."""

    workstation_id: str
    share: bytes = field(repr=False)  # 32 bytes of the key; in memory only
    rescue_key: bytes  # X25519 of the portal, 32 bytes: what a wipe is sealed to
    server_time: str
    former_share: bytes = field(default=b"", repr=False)  # of the one that it replaces


@dataclass(frozen=True)
class Rescued:
    """What became of decisions that were saved from a workstation before it was wiped."""

    kept: int  # in the practices' lists of refused decisions
    applied: int  # had arrived before; nothing was refused
    left_out: int  # of a practice that the workstation never worked for, or not readable


class WorkstationState(StrEnum):
    """How a workstation stands with the portal."""

    ACTIVE = "active"
    REVOKED = "revoked"
    WIPE_ORDERED = "wipe_ordered"
    WIPED = "wiped"
    FORKED = "forked"


@dataclass(frozen=True)
class Workstation:
    """A workstation in the practice's list; moments are the portal's texts, empty for never."""

    id: str
    staff_id: str
    staff_name: str
    name: str
    state: WorkstationState
    created_at: str
    last_seen_at: str
    ended_at: str
    ended_by: str  # a name; empty when it ended by itself or by another practice
    reason: str
    rescued: int  # decisions of this practice that a wipe has saved
    ended_by_id: str = ""  # whose act it was, as `ended_by`

    @classmethod
    def read(cls, found: Mapping[str, Any]) -> "Workstation":
        """From the portal's JSON; KeyError, TypeError or ValueError for something else."""
        staff, ended_by = found["staff"], found.get("ended_by")
        return cls(
            id=str(found["id"]),
            staff_id=str(staff["id"]),
            staff_name=str(staff["name"]),
            name=str(found["name"]),
            state=WorkstationState(found["state"]),
            created_at=str(found["created_at"]),
            last_seen_at=str(found["last_seen_at"]),
            ended_at=str(found.get("ended_at") or ""),
            ended_by=str(ended_by["name"]) if ended_by else "",
            reason=str(found.get("reason") or ""),
            rescued=int(found.get("rescued") or 0),
            ended_by_id=str(ended_by["id"] or "") if ended_by else "",
        )
