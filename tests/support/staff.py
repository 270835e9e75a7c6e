"""Practices and staff for tests, made straight in the database, with hashes that cost nothing.

portal = PortalProcess("", folder).start()
people = People(portal.database_url, portal.secret)
people.practice(1, "North")
ann = people.staff("ann", {1: ["provider"]})
caller = ann.signed_in(portal.url)            # a session with the token set
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import insert

from portal.db.engine import Database
from portal.db.tables import account, practice, staff, staff_membership
from portal.db.unit_of_work import Scope, UnitOfWork
from portal.domain.ids import new_id
from portal.security.passwords import Cost, Passwords
from portal.security.sealing import Sealing
from portal.security.sign_in import totp_place
from portal.security.totp import new_secret
from portal.security.usernames import fold_username
from tests.support.caller import Caller
from tests.support.portal_process import SECRET

CHEAP = Cost(passes=1, memory_kib=8)
PASSWORD = "correct horse battery"
ROLES = ("front_desk", "nurse", "provider", "billing", "admin", "auditor")


@dataclass(frozen=True)
class Person:
    """A staff member that can sign in."""

    id: str
    username: str
    password: str
    totp_secret: str | None = None

    def sign_in(self, url: str) -> dict[str, str]:
        """Sign in without an authenticator and give the tokens."""
        proof = {"username": self.username, "password": self.password}
        reply = Caller(url).post("/v1/auth/sign-in", json=proof)
        assert reply.status_code == 200, reply.text
        return reply.json()

    def signed_in(self, url: str) -> Caller:
        """Give a caller that sends the access token."""
        return Caller(url, self.sign_in(url)["access_token"])


class People:
    """Makes practices and staff members."""

    def __init__(self, database: Database, secret: bytes = SECRET) -> None:
        self.database = database
        self.passwords = Passwords(secret, CHEAP)
        self.sealing = Sealing(secret)

    def practice(
        self, practice_id: int, name: str = "", time_zone: str = "America/New_York"
    ) -> int:
        row = {"id": practice_id, "name": name or f"Practice {practice_id}", "time_zone": time_zone}
        self._write(practice_id, lambda uow: uow.execute(insert(practice).values(row)))
        return practice_id

    def staff(
        self,
        username: str,
        roles: Mapping[int, Sequence[str]],
        *,
        password: str = PASSWORD,
        totp: bool = False,
        name: str = "",
    ) -> Person:
        person = Person(new_id(), username, password, new_secret() if totp else None)

        def work(uow: UnitOfWork) -> None:
            sealed = person.totp_secret and self.sealing.seal(
                person.totp_secret, totp_place(person.id)
            )
            uow.execute(
                insert(staff).values(
                    id=person.id,
                    username=fold_username(username),
                    name=name or username.title(),
                    password_hash=self.passwords.hash(password),
                    totp_secret=sealed,
                    created_at=uow.now,
                )
            )
            for practice_id, held in roles.items():
                for role in held:
                    uow.execute(
                        insert(staff_membership).values(
                            practice_id=practice_id,
                            staff_id=person.id,
                            role=role,
                            created_at=uow.now,
                        )
                    )

        self._write(None, work)
        return person

    def account(self, username: str, password: str = PASSWORD) -> str:
        """Make a patient's login that belongs to no practice yet; gives its id."""
        account_id = new_id()

        def work(uow: UnitOfWork) -> None:
            row = {
                "id": account_id,
                "username": fold_username(username),
                "password_hash": self.passwords.hash(password),
                "email": f"{username}@example.org",
                "given_name": username.title(),
                "family_name": "Byron",
                "created_at": uow.now,
            }
            uow.execute(insert(account), row)

        self._write(None, work)
        return account_id

    def one_of_each(self, practice_id: int, suffix: str = "") -> dict[str, Person]:
        """Make one staff member per role."""
        return {role: self.staff(role + suffix, {practice_id: [role]}) for role in ROLES}

    def _write(self, practice_id: int | None, work) -> None:
        self.database.write(Scope.ALL if practice_id is None else Scope.of([practice_id]), work)
