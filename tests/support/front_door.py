"""The front door of a practice: its accounts, what is handed out at the desk, and who signs in.

    door = FrontDoor(world)
    owner = door.account("ada.byron")
    door.sign_in("ada.byron")

Passwords are really hashed, at a cost of nothing, and every hash is counted.
"""

from typing import Any

import orjson
import pyotp
import pytest
from sqlalchemy import select, update

from portal.db.tables import account, journal, outbox_job, policy, throttle
from portal.db.unit_of_work import Scope
from portal.domain.canonical import canonical
from portal.domain.problems import Problem
from portal.security.actors import PatientActor
from portal.security.known_devices import KnownDevices
from portal.security.passwords import Passwords
from portal.security.patient_sessions import FIRST_SIGN_IN, MFA, PatientSessions, StepActor
from portal.security.sealing import Sealing
from portal.services import proofings
from portal.services.account_acts import AccountActs
from portal.services.activation import Login
from portal.services.own_password import OwnPassword
from portal.services.patient_entry import SignedIn
from portal.services.patient_mfa import PatientMfa
from portal.services.patient_sign_in import PatientSignIn
from portal.services.sign_up_rules import TERMS_VERSION
from portal.services.temporary_credentials import Issued, TemporaryCredentials
from tests.support.practice_world import World
from tests.support.staff import CHEAP, SECRET

OLD = "correct horse battery"
NEW = "seven quiet rivers"
HOME, CAFE = "192.0.2.1", "198.51.100.7"


class CountingPasswords(Passwords):
    """Real hashes, cheap ones, counted."""

    def __init__(self) -> None:
        self.spent = 0
        super().__init__(SECRET, CHEAP)

    def hash(self, password: str) -> str:
        self.spent += 1
        return super().hash(password)

    def matches(self, kept: str, password: str) -> bool:
        self.spent += 1
        return super().matches(kept, password)


class FrontDoor:
    """Practice 1 with its door; `world` is the practice behind it."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.database = world.database
        self.passwords = CountingPasswords()
        self.devices = KnownDevices(SECRET, self.database.clock)
        self.sessions = PatientSessions(self.database)
        self.entry = PatientSignIn(self.database, self.sessions, self.passwords, self.devices)
        self.own = OwnPassword(self.database, self.passwords)
        self.mfa = PatientMfa(self.database, Sealing(SECRET), self.sessions, self.devices, self.own)
        self.credentials = TemporaryCredentials(self.database, self.passwords)
        self._old = self.passwords.hash(OLD)
        self.desk = world.actors["front_desk"].staff_id
        self.nurse = world.actors["nurse"].staff_id

    # -- people ----------------------------------------------------------------------------------

    def account(self, username: str, **changed: Any) -> PatientActor:
        """An account that is active on a chart of its own."""
        chart = changed.pop("chart", None) or self.world.chart()
        columns = {"username": username, "password_hash": self._old} | changed
        return self.world.login(chart=chart, **columns)

    def row(self, owner: PatientActor | str) -> dict[str, Any]:
        key = owner if isinstance(owner, str) else owner.account_id
        return self.world.one(account, key)

    def change_row(self, owner: PatientActor, **values: Any) -> None:
        changed = update(account).where(account.c.id == owner.account_id).values(values)
        self.database.write(Scope.of([]), lambda uow: uow.execute(changed))

    # -- signing in ------------------------------------------------------------------------------

    def sign_in(
        self, username: str, password: str = OLD, *, at: str = HOME, device: str | None = None
    ) -> SignedIn:
        return self.entry.with_password(username, password, address=at, device_token=device)

    def outcome(self, username: str, password: str = OLD, **how: Any) -> str:
        """What a try comes to: "in", the step that is left, or the slug or rule of the problem."""
        try:
            opened = self.sign_in(username, password, **how)
        except Problem as problem:
            return said(problem)
        return opened.token.must or "in"

    def actor(self, opened: SignedIn) -> PatientActor:
        return self.sessions.recognise(opened.token.access_token)

    def step(self, opened: SignedIn, step: str = FIRST_SIGN_IN) -> StepActor:
        return self.sessions.recognise_step(opened.token.access_token, step)

    def with_mfa(self, owner: PatientActor, username: str) -> str:
        """Switch the second step on; gives the secret, with a code of a later step to be used."""
        actor = self.actor(self.sign_in(username))
        secret = self.mfa.begin(actor, OLD).secret
        self.mfa.confirm(actor, self.code(secret))
        assert self.row(owner)["totp_confirmed_at"] is not None
        self.database.clock.forward(seconds=60)
        return secret

    def code(self, secret: str) -> str:
        return pyotp.TOTP(secret).at(self.database.clock())

    def answer(self, opened: SignedIn, code: str) -> SignedIn:
        return self.mfa.answer(self.step(opened, MFA), code)

    # -- the desk --------------------------------------------------------------------------------

    def proof(self, chart: str, *, by: str | None = None, **changed: Any) -> str:
        told = {"method": "in_person", "evidence": ("photo_id",)} | changed
        proof = proofings.Proof(**told)
        return self.database.write(
            Scope.of([1]),
            lambda uow: proofings.record(uow, 1, chart, proof, by=by or self.desk),
        )

    def issue(self, chart: str, **changed: Any) -> Issued:
        return self.credentials.issue(1, chart, self.proof(chart, **changed), by=self.desk)

    def choose(self, opened: SignedIn, username: str, **changed: Any) -> str:
        fields = {"username": username, "password": NEW, "terms": {"version": TERMS_VERSION}}
        return self.credentials.choose(self.step(opened), Login(**fields | changed))

    def act(self, owner: PatientActor, name: str, *given: str, practice_id: int = 1) -> Any:
        """`act(owner, "lock", "LOST_DEVICE")`, by the nurse."""

        def work(uow: Any) -> Any:
            acts = AccountActs(uow, practice_id, owner.account_id, by=self.nurse)
            return getattr(acts, name)(*given)

        return self.database.write(Scope.of([practice_id]), work)

    def policy(self, **values: Any) -> None:
        """Set the access policy of practice 1."""
        row = {"practice_id": 1, "name": "access", "version": 1, "body": canonical(values)}
        known = {"reason": "", "changed_by": None, "changed_at": self.database.clock()}
        self.database.write(
            Scope.of([1]), lambda uow: uow.execute(policy.insert(), {**row, **known})
        )

    # -- what was left behind --------------------------------------------------------------------

    def journaled(self) -> list[str]:
        return [row["action"] for row in self.world.all_of(journal)]

    def mails(self) -> list[str]:
        return self.world.mails()

    def mailed_to(self) -> list[str]:
        rows = self.world.read(select(outbox_job.c.payload).order_by(outbox_job.c.id))
        return [orjson.loads(row.payload)["to"] for row in rows]

    def failures(self, key: str) -> int:
        found = self.world.read(select(throttle.c.failures).where(throttle.c.key == key))
        return found[0].failures if found else 0


def said(problem: Problem) -> str:
    """The rule, the field's code, or the slug: whatever tells most."""
    if "errors" in problem.extra:
        return str(problem.extra["errors"][0]["code"])
    return str(problem.extra.get("rule", problem.type.slug))


def refusal(act: Any, *given: Any, **named: Any) -> str:
    """Call, insist on a problem, and give what it says."""
    with pytest.raises(Problem) as caught:
        act(*given, **named)
    return said(caught.value)
