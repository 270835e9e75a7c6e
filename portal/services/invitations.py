"""Invitations at the desk: sent by mail, sent again, taken back (DOMAIN F19).

The secret of the link is made when the mail is written (`portal.security.mailed_secrets`). Sending
again makes another one, so that the link of the mail before opens nothing any more.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from typing import Any

from sqlalchemy import update

from portal.db.engine import Database
from portal.db.tables import invitation
from portal.db.unit_of_work import Scope, UnitOfWork
from portal.domain.ids import new_id
from portal.domain.problems import Problem, ProblemType
from portal.services import access_ways, charts, hand_outs, mail_contents
from portal.services.hand_outs import INVITATION
from portal.services.policies import store
from portal.services.policies.access import AccessPolicy
from portal.services.rules import refused

MOST_SENDINGS = 1000  # of one invitation; the number is part of its secret
_ENDED = ("used_at", "revoked_at", "superseded_at")


@dataclass(frozen=True)
class Invited:
    """An invitation that is on its way."""

    id: str
    email: str
    expires_at: Any
    superseded: bool  # another one worked until now


@dataclass(frozen=True)
class Outcome:
    """What became of one invitation of those that were to be sent again."""

    id: str
    outcome: str  # sent, NOT_FOUND, or the code of the rule that forbids it


def invite(
    uow: UnitOfWork,
    practice_id: int,
    patient_id: str,
    *,
    email: str | None,
    language: str,
    by: str,
) -> Invited:
    """Invite a patient at the address given, or the chart's; the invitation before ends.

    An address given here is used for this invitation alone; the chart stays as it is. Raises
    Problem: not-found, or rule-refused with the first blocker of the way (NO_EMAIL among them).
    """
    chart = charts.lock(uow, practice_id, patient_id)
    lifted = {"NO_EMAIL"} if email else ()
    access_ways.check(uow, practice_id, chart, INVITATION, lifted=lifted)
    before = hand_outs.supersede(uow, INVITATION, practice_id, patient_id)
    row: dict[str, Any] = {
        "practice_id": practice_id,
        "id": new_id(),
        "patient_id": patient_id,
        "email": email or chart["email"].strip(),
        "language": language,
        "sendings": 1,
        "issued_by": by,
        "issued_at": uow.now,
        "expires_at": _end(uow, practice_id),
    }
    uow.execute(invitation.insert().values(row))
    mail_contents.send_invitation(uow, row)
    given = bool(email) and email != chart["email"]
    hand_outs.note(uow, INVITATION, row, "issued", by, supersedes=before or "", other_address=given)
    return Invited(row["id"], row["email"], row["expires_at"], before is not None)


def resend(
    uow: UnitOfWork, practice_id: int, invitation_id: str, *, by: str, email: str | None = None
) -> Invited:
    """Send an invitation again under another secret, to another address if one is given.

    It begins anew: its time, and the guesses at the person. Raises Problem: not-found, or
    rule-refused: NOT_LIVE for one that was used, revoked or followed by a newer one; the first
    blocker of the way.
    """
    patient_id = hand_outs.load(uow, INVITATION, practice_id, invitation_id)["patient_id"]
    chart = charts.lock(uow, practice_id, patient_id)  # first, as everybody does
    row = hand_outs.load(uow, INVITATION, practice_id, invitation_id, lock=True)
    if any(row[name] is not None for name in _ENDED) or row["sendings"] >= MOST_SENDINGS:
        state = hand_outs.state_of(row, uow.now)
        raise refused("NOT_LIVE", "It has ended; invite the patient anew.", state=state)
    access_ways.check(uow, practice_id, chart, INVITATION, lifted={"NO_EMAIL"})
    values: dict[str, Any] = {
        "email": email or row["email"],
        "sendings": row["sendings"] + 1,
        "expires_at": _end(uow, practice_id),
        "last_sent_at": None,
        "opened_at": None,
        "bounced_at": None,
        "bounce_reason": "",
        "tries": 0,
        "burnt_at": None,
    }
    uow.execute(
        update(invitation)
        .where(invitation.c.practice_id == practice_id, invitation.c.id == invitation_id)
        .values(values)
    )
    mail_contents.send_invitation(uow, {**row, **values})
    hand_outs.note(
        uow,
        INVITATION,
        row,
        "resent",
        by,
        sendings=values["sendings"],
        other_address=values["email"] != row["email"],
    )
    return Invited(invitation_id, values["email"], values["expires_at"], superseded=False)


def resend_each(
    database: Database, practice_id: int, ids: Iterable[str], *, by: str
) -> list[Outcome]:
    """Send invitations again, each for itself: one's refusal leaves the others (F19)."""
    scope = Scope.of([practice_id])
    outcomes = []
    for one in dict.fromkeys(ids):
        try:
            send = partial(resend, practice_id=practice_id, invitation_id=one, by=by)
            database.write(scope, send)
        except Problem as problem:
            outcomes.append(_outcome(one, problem))
        else:
            outcomes.append(Outcome(one, "sent"))
    return outcomes


def _outcome(invitation_id: str, problem: Problem) -> Outcome:
    if problem.type is ProblemType.NOT_FOUND:
        return Outcome(invitation_id, "NOT_FOUND")
    if problem.type is ProblemType.RULE_REFUSED:
        return Outcome(invitation_id, problem.extra["rule"])
    raise problem


def _end(uow: UnitOfWork, practice_id: int) -> Any:
    policy = store.current(uow, practice_id, AccessPolicy)
    return uow.now + timedelta(days=policy.invitation_days)
