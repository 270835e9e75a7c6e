"""Patients' accounts at the desk: looking them up, and what staff may do to them."""

from collections.abc import Callable
from datetime import date
from typing import Annotated, Any, Literal

from fastapi import Request
from pydantic import Field, StringConstraints

from portal.api.actors import Staff, require
from portal.api.models import Body, EntityId, Moment, PracticeId, Reply
from portal.api.routing import Router
from portal.api.state import portal_of
from portal.db.unit_of_work import Scope, UnitOfWork
from portal.security.actors import StaffActor
from portal.security.permissions import Permission
from portal.security.sessions import require_step_up
from portal.services import accounts
from portal.services.account_acts import AccountActs
from portal.services.forms import LINE, Id

router = Router(prefix="/v1/practices/{practice_id}/accounts", tags=["access"])

Flag = Annotated[bool, Field(strict=True)]
Term = Annotated[str, StringConstraints(strip_whitespace=True, max_length=254, pattern=LINE)]


class AccountSearchBody(Body):
    """What to look for; everything given must fit. User name and e-mail have to be whole."""

    status: Literal["pending", "active", "denied", "withdrawn", "closed"] | None = None
    name: Term = ""
    username: Term = ""
    email: Term = ""
    locked: Flag | None = None
    unverified: Flag | None = None
    bounced: Flag | None = None
    never_signed_in: Flag | None = None
    after: Id | None = None
    limit: Annotated[int, Field(ge=1, le=accounts.MOST_FOUND)] = 50


class LockBody(Body):
    """Why the account is locked."""

    reason: Literal["LOST_DEVICE", "SUSPICIOUS", "PATIENT_ASKED", "STAFF_ERROR", "OTHER"]


class UnlockBody(Body):
    """Why it is unlocked."""

    reason: Literal["IDENTITY_CHECKED", "LOCKED_BY_MISTAKE", "OTHER"]


class DeactivateBody(Body):
    """Why the account leaves this practice."""

    reason: Literal["PATIENT_ASKED", "DECEASED", "MOVED_AWAY", "DUPLICATE", "MISUSE", "OTHER"]


class ReactivateBody(Body):
    """Why it comes back."""

    reason: Literal["PATIENT_ASKED", "MISTAKE", "OTHER"]


class ResetMfaBody(Body):
    """Why the second step is taken away, and the proof that was recorded before."""

    reason: Literal["LOST_DEVICE", "NEW_DEVICE", "OTHER"]
    proofing_id: Id


class ProofBody(Body):
    """The proof that was recorded before."""

    proofing_id: Id


class AccountChart(Reply):
    """The chart that the account is, or was, bound to."""

    id: str
    name: str
    birth_date: date
    record_number: str


class LastReset(Reply):
    """What became of the last password link: live, used, ended, expired or bounced."""

    sent_at: Moment
    expires_at: Moment
    used_at: Moment | None
    asked_by_staff: bool
    state: str


class AccountRow(Reply):
    """An account. `locked_at` is by staff; until `locked_until` guessing makes it wait."""

    id: str
    username_hint: str
    name: str
    patient: AccountChart | None
    status: str
    email: str
    email_verified_at: Moment | None
    email_bounced_at: Moment | None
    last_sign_in_at: Moment | None
    locked_at: Moment | None
    locked_until: Moment | None
    lock_reason: str
    mfa: str
    created_at: Moment


class AccountsReply(Reply):
    """Accounts by name; `next` goes into `after` for the following ones."""

    accounts: list[AccountRow]
    next: str | None


class StaffAccountReply(AccountRow):
    """One account, with what a list leaves out."""

    password_changed_at: Moment | None
    security_questions: int
    sessions: int
    last_reset: LastReset | None


class UsernameReply(Reply):
    """The user name, for who has proved who they are."""

    username: str


@router.post("/search", operation_id="search_accounts")
def search_accounts(
    practice_id: PracticeId, body: AccountSearchBody, actor: Staff, request: Request
) -> AccountsReply:
    """Find accounts that have, had or want access in the practice."""
    require(actor, practice_id, Permission.ACCOUNT_READ)
    terms = accounts.Terms(**body.model_dump(exclude={"after", "limit"}))
    with portal_of(request).database.read(Scope.of([practice_id])) as reader:
        rows = accounts.search(reader, practice_id, terms, after=body.after, limit=body.limit + 1)
    found = [AccountRow.model_validate(row) for row in rows[: body.limit]]
    return AccountsReply(accounts=found, next=found[-1].id if len(rows) > body.limit else None)


@router.get("/{account_id}", operation_id="read_account")
def read_account(
    practice_id: PracticeId, account_id: EntityId, actor: Staff, request: Request
) -> StaffAccountReply:
    """Read one account."""
    require(actor, practice_id, Permission.ACCOUNT_READ)
    with portal_of(request).database.read(Scope.of([practice_id])) as reader:
        row = accounts.read(reader, practice_id, account_id)
    return StaffAccountReply.model_validate(row)


@router.post("/{account_id}/lock", operation_id="lock_account")
def lock_account(
    practice_id: PracticeId, account_id: EntityId, body: LockBody, actor: Staff, request: Request
) -> StaffAccountReply:
    """Shut an account everywhere, and end its sessions."""
    require(actor, practice_id, Permission.ACCOUNT_MANAGE)
    return _done(request, actor, practice_id, account_id, lambda acts: acts.lock(body.reason))


@router.post("/{account_id}/unlock", operation_id="unlock_account")
def unlock_account(
    practice_id: PracticeId, account_id: EntityId, body: UnlockBody, actor: Staff, request: Request
) -> StaffAccountReply:
    """Open it again, also for who has to wait because somebody guessed."""
    require(actor, practice_id, Permission.ACCOUNT_MANAGE)
    return _done(request, actor, practice_id, account_id, lambda acts: acts.unlock(body.reason))


@router.post("/{account_id}/deactivate", operation_id="deactivate_account")
def deactivate_account(
    practice_id: PracticeId,
    account_id: EntityId,
    body: DeactivateBody,
    actor: Staff,
    request: Request,
) -> StaffAccountReply:
    """Take an account off its chart in this practice."""
    require(actor, practice_id, Permission.ACCOUNT_MANAGE)
    return _done(request, actor, practice_id, account_id, lambda acts: acts.deactivate(body.reason))


@router.post("/{account_id}/reactivate", operation_id="reactivate_account")
def reactivate_account(
    practice_id: PracticeId,
    account_id: EntityId,
    body: ReactivateBody,
    actor: Staff,
    request: Request,
) -> StaffAccountReply:
    """Bind a deactivated account to its chart again."""
    require(actor, practice_id, Permission.ACCOUNT_MANAGE)
    return _done(request, actor, practice_id, account_id, lambda acts: acts.reactivate(body.reason))


@router.post("/{account_id}/reset-mfa", operation_id="reset_account_mfa")
def reset_account_mfa(
    practice_id: PracticeId,
    account_id: EntityId,
    body: ResetMfaBody,
    actor: Staff,
    request: Request,
) -> StaffAccountReply:
    """Take the second step away from who has lost the phone. Needs a step-up."""
    require(actor, practice_id, Permission.ACCOUNT_RESET_MFA)
    require_step_up(actor, portal_of(request).database.clock())
    return _done(
        request,
        actor,
        practice_id,
        account_id,
        lambda acts: acts.reset_mfa(body.reason, body.proofing_id),
    )


@router.post("/{account_id}/username", operation_id="tell_username")
def tell_username(
    practice_id: PracticeId, account_id: EntityId, body: ProofBody, actor: Staff, request: Request
) -> UsernameReply:
    """Tell the user name to who has proved who they are; the journal remembers."""
    require(actor, practice_id, Permission.ACCOUNT_MANAGE)

    def work(uow: UnitOfWork) -> str:
        acts = AccountActs(uow, practice_id, account_id, by=actor.staff_id)
        return acts.tell_username(body.proofing_id)

    told = portal_of(request).database.write(Scope.of([practice_id]), work)
    return UsernameReply(username=told)


def _done(
    request: Request,
    actor: StaffActor,
    practice_id: int,
    account_id: str,
    act: Callable[[AccountActs], None],
) -> StaffAccountReply:
    """Act, and give the account as it stands afterwards."""

    def work(uow: UnitOfWork) -> dict[str, Any]:
        act(AccountActs(uow, practice_id, account_id, by=actor.staff_id))
        return accounts.read(uow, practice_id, account_id)

    row = portal_of(request).database.write(Scope.of([practice_id]), work)
    return StaffAccountReply.model_validate(row)
