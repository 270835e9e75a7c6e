"""An invitation in the hands of whoever reads the mail: open it, accept it (DOMAIN F19, F34).

Every wrong turn reads one answer and changes nothing but a counter. A secret that is not authentic
counts at the caller's address; who holds an authentic one has five guesses at the person. While an
address is locked its wrong tries are told to wait; a right one passes.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, NoReturn

from sqlalchemy import and_, select, update

from portal.db.engine import Database
from portal.db.tables import invitation, patient, practice
from portal.db.unit_of_work import Reader, Scope, UnitOfWork
from portal.domain.problems import Problem, ProblemType
from portal.security import throttle
from portal.security.mailed_secrets import MailedSecrets, Purpose
from portal.security.passwords import Passwords
from portal.services import activation, charts, hand_outs, memberships, person_check
from portal.services.activation import Login
from portal.services.folding import fold
from portal.services.hand_outs import INVITATION

Row = Mapping[str, Any]
_NO_ROW = "00000000-0000-0000-0000-000000000000"


@dataclass(frozen=True)
class Claim:
    """What the reader of the mail says: the link's secret, and who the patient is.

    The first name is asked for only where the practice knows twins.
    """

    secret: str = field(repr=False)
    birth_date: date = field(repr=False)
    family_name: str = field(repr=False)
    given_name: str = field(default="", repr=False)


@dataclass(frozen=True)
class Opened:
    """What the page behind the link may say before anything was proved: nothing of the patient."""

    practice: Mapping[str, Any]  # id, name, phone
    expires_at: Any
    language: str
    asks: tuple[str, ...]


class Invitations:
    """The patients' side of invitations."""

    def __init__(self, database: Database, passwords: Passwords, secrets: MailedSecrets) -> None:
        self._database = database
        self._passwords = passwords
        self._secrets = secrets

    def open(self, secret: str, *, address: str) -> Opened:
        """Open the link: who invites, until when, and what will be asked.

        Raises Problem: the refusal of `hand_outs`, or throttled.
        """
        row = self._genuine(secret, address)

        def work(uow: UnitOfWork) -> Opened | None:
            present = hand_outs.load(uow, INVITATION, row["practice_id"], row["id"], lock=True)
            if not _same(present, row) or not hand_outs.works(present, uow.now):
                return None
            if present["opened_at"] is None:
                uow.execute(_of(present, update(invitation)).values(opened_at=uow.now))
                hand_outs.note(uow, INVITATION, present, "opened", None)
            chart = charts.load(uow, row["practice_id"], row["patient_id"])
            asks = ("birth_date", "family_name")
            return Opened(
                _practice(uow, row["practice_id"]),
                present["expires_at"],
                present["language"],
                (*asks, "given_name") if _has_twin(uow, chart) else asks,
            )

        opened = self._database.write(Scope.of([row["practice_id"]]), work)
        if opened is None:
            self._refuse(address)
        return opened

    def accept(self, claim: Claim, login: Login, *, address: str) -> str:
        """Open an account; gives its user name as it is kept.

        The address that the link was mailed to is thereby confirmed, if it is the account's. Raises
        Problem: the refusal of `hand_outs`, throttled, or validation of the login, which costs nothing.
        """
        row, chart = self._admit(claim, address)
        names = (chart["given_name"], chart["family_name"])
        prepared = activation.prepare(self._passwords, login, *names)
        prepared = replace(prepared, email=prepared.email or row["email"])
        proved = (prepared.email or "").casefold() == row["email"].casefold()

        def work(uow: UnitOfWork) -> None:
            locked = self._use(uow, claim, row)
            account_id = activation.open_account(
                uow,
                row["practice_id"],
                locked["patient_id"],
                prepared,
                verified_email=proved,
                way=INVITATION,
            )
            _done(uow, locked, account_id)

        self._finish(
            address,
            lambda: activation.write(self._database, row["practice_id"], prepared, work),
        )
        return prepared.username

    def accept_with_account(self, claim: Claim, account_id: str, *, address: str) -> None:
        """Let an account that exists into the practice (F34).

        Raises Problem: the refusal of `hand_outs`, or throttled.
        """
        row, _ = self._admit(claim, address)

        def work(uow: UnitOfWork) -> None:
            locked = self._use(uow, claim, row)
            activation.bind_account(
                uow, row["practice_id"], locked["patient_id"], account_id, way=INVITATION
            )
            memberships.confirm_email(uow, account_id, row["email"])
            _done(uow, locked, account_id)

        scope = Scope.of([row["practice_id"]])
        self._finish(address, lambda: self._database.write(scope, work))

    def _genuine(self, secret: str, address: str) -> Row:
        """Give the row that an authentic secret names; one is looked up for every other, too."""
        named = self._secrets.read(Purpose.INVITATION, secret)
        with self._database.read(Scope.ALL) as reader:  # only the secret knows the practice
            row = (
                reader.execute(
                    select(invitation).where(invitation.c.id == (named.id if named else _NO_ROW))
                )
                .mappings()
                .one_or_none()
            )
        if row is None or named is None or row["sendings"] != named.sendings:
            self._refuse(address)
        return dict(row)

    def _admit(self, claim: Claim, address: str) -> tuple[Row, Row]:
        """Give the invitation and its chart when secret and person are right."""
        row = self._genuine(claim.secret, address)
        found = self._database.write(
            Scope.of([row["practice_id"]]), lambda uow: _person(uow, claim, row)
        )
        if found is None:
            self._refuse(address)
        return found

    def _use(self, uow: UnitOfWork, claim: Claim, row: Row) -> Row:
        """Mark it as used, if it still is what it was a moment ago; the chart is locked first."""
        chart = charts.lock(uow, row["practice_id"], row["patient_id"])
        present = hand_outs.load(uow, INVITATION, row["practice_id"], row["id"], lock=True)
        if not _same(present, row) or not _fits(uow, dict(chart), claim):
            raise hand_outs.refusal()
        hand_outs.use(uow, INVITATION, present, None)
        return present

    def _finish(self, address: str, act: Callable[[], None]) -> None:
        """Do the last step; what is refused there counts as every other wrong turn does."""
        try:
            act()
        except Problem as problem:
            if problem.type is not ProblemType.HAND_OUT_REFUSED:
                raise
            self._refuse(address)

    def _refuse(self, address: str) -> NoReturn:
        keys = [throttle.key_of_address(address, "invitation")]
        with self._database.read(Scope.of([])) as reader:
            throttle.refuse_if_locked(reader, keys)
        throttle.record_failure(self._database, keys)
        raise hand_outs.refusal()


def _person(uow: UnitOfWork, claim: Claim, row: Row) -> tuple[Row, Row] | None:
    """Compare the person and count a wrong guess, under the row's lock: guesses at once are five, too."""
    present = hand_outs.load(uow, INVITATION, row["practice_id"], row["id"], lock=True)
    if not _same(present, row) or not hand_outs.works(present, uow.now):
        return None
    chart = charts.load(uow, row["practice_id"], row["patient_id"])
    if not _fits(uow, chart, claim):
        hand_outs.count_try(uow, INVITATION, present)
        return None
    return present, chart


def _fits(reader: Reader, chart: Row, claim: Claim) -> bool:
    if not person_check.fits(chart, claim.birth_date, claim.family_name):
        return False
    if not _has_twin(reader, chart):
        return True
    own = {fold(chart["given_name"]), fold(f"{chart['given_name']} {chart['middle_name']}")}
    return fold(claim.given_name) in own


def _has_twin(reader: Reader, chart: Row) -> bool:
    """Whether somebody else here has the same birth date and last name: a mail has no name on it."""
    others = reader.execute(
        select(patient.c.family_name)
        .where(patient.c.practice_id == chart["practice_id"], patient.c.id != chart["id"])
        .where(patient.c.birth_date == chart["birth_date"], patient.c.status != "merged")
    ).scalars()
    own = person_check.bare(chart["family_name"])
    return any(person_check.bare(name) == own for name in others)


def _same(present: Row, row: Row) -> bool:
    """Whether it has not been sent again since the secret was read."""
    return bool(present["sendings"] == row["sendings"])


def _done(uow: UnitOfWork, row: Row, account_id: str) -> None:
    hand_outs.used_by(uow, INVITATION, row, account_id)
    hand_outs.note(uow, INVITATION, row, "used", account_id)


def _of(row: Row, statement: Any) -> Any:
    return statement.where(
        and_(invitation.c.practice_id == row["practice_id"], invitation.c.id == row["id"])
    )


def _practice(reader: Reader, practice_id: int) -> Row:
    found = reader.execute(
        select(practice.c.id, practice.c.name, practice.c.phone).where(practice.c.id == practice_id)
    ).mappings()
    return dict(found.one())
