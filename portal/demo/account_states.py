"""What has become of some accounts of the demo: locked, unverified, with a second step, deactivated.

Few are enough for a desk to see each; most people simply sign in now and then.
"""

from datetime import datetime, timedelta
from functools import partial

from sqlalchemy import Update, update

from portal.db.engine import Database
from portal.db.tables import account
from portal.db.unit_of_work import Scope, UnitOfWork
from portal.demo.people import Person
from portal.demo.timeline import Timeline
from portal.demo.ward import Ward
from portal.security.sealing import Sealing
from portal.services.account_acts import AccountActs
from portal.services.recovery_answers import totp_place

SECOND_STEP = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
_DESK = "frontdesk"
_FIRST = 8  # the users before it have other stories
_LOCKED = ("LOST_DEVICE", "SUSPICIOUS", "PATIENT_ASKED")
_UNVERIFIED, _BOUNCED, _WITH_STEP, _GONE = 5, 2, 3, 2


def left_alone(ward: Ward) -> list[Person]:
    """Give the people whose accounts simply stay active, in the order of `ward.users()`."""
    told = len(_LOCKED) + _UNVERIFIED + _BOUNCED + _WITH_STEP
    users = ward.users()
    return [*users[:_FIRST], *users[_FIRST + told : len(users) - _GONE]]


def tell(database: Database, ward: Ward, timeline: Timeline, sealing: Sealing | None) -> None:
    """Let it happen in its time; without `sealing` nobody has a second step."""
    scope = Scope.of([ward.practice_id])
    logins = [ward.logins[person.id].id for person in ward.users()]
    left = iter(logins[_FIRST : len(logins) - _GONE])
    for days, (reason, account_id) in enumerate(zip(_LOCKED, left, strict=False), 1):
        lock = partial(_act, ward=ward, account_id=account_id, act="lock", reason=reason)
        timeline.at(ward.now - timedelta(days=days, hours=3), partial(database.write, scope, lock))
    values: list[dict[str, datetime | None]] = [{"email_verified_at": None}] * _UNVERIFIED
    values += [{"email_bounced_at": ward.now - timedelta(days=2)}] * _BOUNCED
    begun = ward.now - timedelta(days=9)
    for changed, account_id in zip(values, left, strict=False):
        change = update(account).where(account.c.id == account_id).values(changed)
        timeline.at(begun, partial(database.write, scope, partial(_run, statement=change)))
    for account_id in [next(left, "") for _ in range(_WITH_STEP)] if sealing else []:
        sealed = sealing.seal(SECOND_STEP, totp_place(account_id)) if sealing else None
        step = {"totp_secret": sealed, "totp_confirmed_at": begun}
        change = update(account).where(account.c.id == account_id).values(step)
        timeline.at(begun, partial(database.write, scope, partial(_run, statement=change)))
    for account_id in logins[max(_FIRST, len(logins) - _GONE) :]:
        leave = partial(
            _act, ward=ward, account_id=account_id, act="deactivate", reason="MOVED_AWAY"
        )
        timeline.at(ward.now - timedelta(hours=2), partial(database.write, scope, leave))


def _act(uow: UnitOfWork, ward: Ward, account_id: str, act: str, reason: str) -> None:
    acts = AccountActs(uow, ward.practice_id, account_id, by=ward.staff[_DESK]["id"])
    {"lock": acts.lock, "deactivate": acts.deactivate}[act](reason)


def _run(uow: UnitOfWork, statement: Update) -> None:
    uow.execute(statement)
