"""A command, which is one decision as the console sends it, and what is answered to it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from portal.domain.canonical import canonical, digest
from portal.domain.problems import Problem

APPLIED = "applied"
REPLAYED = "replayed"
ALREADY_SATISFIED = "already_satisfied"
CONFLICT = "conflict"
REJECTED = "rejected"
DEFERRED = "deferred"

Result = dict[str, Any]


@dataclass(frozen=True)
class Command:
    """One action of a staff member on one version of one item.

    The console makes `command_id` and keeps it; it is the key of the decision, for ever.
    `client_decided_at` is what the console's clock says and no more than a claim.
    """

    command_id: str
    practice_id: int
    kind: str
    item_id: str
    expected_version: int
    expected_content_hash: str
    action: str
    params: Mapping[str, Any]
    client_decided_at: datetime
    on_behalf_of: str | None = None  # the colleague for whom a delegate decides
    bulk: bool = False  # one of many: refused where the queue wants each looked at alone
    offline: bool = False  # made without a line: if it is refused, the practice is told (I8)

    def fingerprint(self, staff_id: str) -> str:
        """Hash what the command asks and who asks it: a command id stands for this alone."""
        meaning = [
            self.practice_id,
            self.kind,
            self.item_id,
            self.expected_version,
            self.expected_content_hash,
            self.action,
            self.params,
            staff_id,
        ]
        if self.on_behalf_of is not None or self.bulk:
            meaning += [self.on_behalf_of, self.bulk]
        return digest(canonical(meaning))


def refusal(command: Command, status: str, problem: Problem, **more: Any) -> Result:
    """Build the answer to a command that did not change anything."""
    return {
        "command_id": command.command_id,
        "status": status,
        "problem": problem.body(),
        **{key: value for key, value in more.items() if value is not None},
    }
