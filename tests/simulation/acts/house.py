"""The portal's services behind its doors, as patients and desks call them: over a line that fails.

A `House` belongs to one world. It remembers what its people know and the portal must not keep: letters,
temporary credentials, tokens of sessions. A call may be lost before it arrives, lost on the way back, or
arrive twice; who called learns nothing of the first two, as in life.
"""

import random
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from portal.db.engine import Database
from portal.domain.problems import Problem, ProblemType
from portal.security.known_devices import KnownDevices
from portal.security.passwords import Cost, Passwords
from portal.security.patient_sessions import PatientSessions
from portal.security.printed_secrets import PrintedSecret
from portal.security.sessions import Sessions
from portal.security.tokens import RefreshTokens
from portal.services.enrollment_tokens import EnrollmentTokens
from portal.services.patient_sign_in import PatientSignIn
from portal.services.payment_provider import Charge, Order, ProviderUnreachableError
from portal.services.statements.payments import Payments
from portal.services.temporary_credentials import Issued, TemporaryCredentials
from portal.services.token_redeeming import TokenRedeeming
from tests.simulation.acts.seeding import Person, Sown
from tests.simulation.portal import SECRET
from tests.simulation.world import Act, World

_PASSWORDS = Passwords(SECRET, Cost(passes=1, memory_kib=8))
BUSY = 0.15  # of the schedules are busy at the doors
TROUBLE = (0.1, 0.3, 0.6)  # of how many calls a line makes something else than their sender wants


@dataclass(frozen=True)
class Answer:
    """What a caller was told; `lost` when nothing came back, whatever has happened there."""

    value: Any = None
    problem: Problem | None = None
    lost: bool = False

    @property
    def ok(self) -> bool:
        """Whether it was done, and the caller knows."""
        return not self.lost and self.problem is None

    @property
    def word(self) -> str:
        """For the history: ok, lost, or the slug of the problem."""
        if self.lost:
            return "lost"
        return "ok" if self.problem is None else self.problem.type.slug


LOST = Answer(lost=True)


@dataclass(frozen=True)
class Letter:
    """A token as it stands on paper, in somebody's hand."""

    id: str
    person: Person
    token: PrintedSecret


@dataclass
class Card:
    """Temporary credentials as they were read out, and what has become of them as far as is known."""

    issued: Issued
    person: Person
    step: str = ""  # the token of the first sign-in, once somebody has signed in
    chosen: str = ""  # the user name chosen with them


@dataclass
class Browser:
    """Who holds the tokens of one staff session, as one console would.

    `spent` is the refresh token before, once the one after it was seen to work. `robbed` is the spent
    one that somebody tried, and `stolen` says that the portal has answered: the session has to end.
    """

    access: str
    refresh: str
    before: str = ""
    spent: str = ""
    robbed: str = ""
    stolen: bool = False
    asked: Any = None  # when it was renewed last, by the portal's clock


class MemoryProvider:
    """Takes payments and remembers them outside of the portal; some answers are lost."""

    name = "memory"

    def __init__(self, rng: random.Random) -> None:
        self.taken: dict[str, int] = {}
        self.charges: list[str] = []
        self._rng = rng

    def charge(self, order: Order) -> Charge:
        """Charge once for a key; raises ProviderUnreachableError when the answer is lost."""
        if order.key not in self.taken:
            self.taken[order.key] = order.amount_cents
            self.charges.append(order.key)
        if self._rng.random() < 0.2:
            raise ProviderUnreachableError
        return Charge("succeeded", f"r-{order.key[-12:]}")

    def look_up(self, key: str) -> Charge | None:
        """Say what became of an order."""
        return Charge("succeeded", f"r-{key[-12:]}") if key in self.taken else None


@dataclass
class Told:
    """What the people of a house know; the laws hold the portal against it."""

    letters: list[Letter] = field(default_factory=list)
    cards: list[Card] = field(default_factory=list)
    browsers: list[Browser] = field(default_factory=list)
    secrets: dict[str, str] = field(default_factory=dict)  # text → what it is
    passwords: dict[str, str] = field(default_factory=dict)  # user name → what was chosen
    redeemed: dict[str, int] = field(default_factory=dict)  # letter → how often it was told "done"
    mails: list[tuple[str, str, str]] = field(default_factory=list)  # Message-ID, to, subject
    bugs: list[str] = field(default_factory=list)  # errors that nobody has foreseen
    wrong: list[str] = field(default_factory=list)  # what must not be, seen by a caller


class House:
    """The doors of one portal, and those who stand before them."""

    def __init__(self, database: Database, sown: Sown, rng: random.Random, raw: Any) -> None:
        """`raw` is the portal's disk, to look at without a service."""
        self.raw = raw
        self.sown = sown
        self.rng = rng
        self.trouble = rng.choice(TROUBLE)
        self.told = Told()
        self.focus: Letter | None = None  # what a crowd is about
        self.provider = MemoryProvider(rng)
        self._numbers = 0
        self.move_in(database)

    def move_in(self, database: Database) -> None:
        """Begin with a portal's process; nothing that another one knew is left."""
        self.database = database
        self.tokens = EnrollmentTokens(database, _PASSWORDS, SECRET)
        self.redeeming = TokenRedeeming(database, _PASSWORDS, self.tokens)
        self.credentials = TemporaryCredentials(database, _PASSWORDS)
        self.patient_sessions = PatientSessions(database)
        devices = KnownDevices(SECRET, database.clock)
        self.entry = PatientSignIn(database, self.patient_sessions, _PASSWORDS, devices)
        self.sessions = Sessions(database, RefreshTokens(SECRET))
        self.payments = Payments(database, self.provider)

    def number(self) -> int:
        """The next number of its own."""
        self._numbers += 1
        return self._numbers

    def address(self) -> str:
        """An address that nobody has called from: throttles are not what is tried here."""
        number = self.number()
        return f"10.{number >> 16 & 255}.{number >> 8 & 255}.{number & 255}"

    def keep_secret(self, what: str, text: str) -> None:
        """From now on this text must stand nowhere in the portal."""
        self.told.secrets[text] = what

    def call(self, work: Callable[[], Any]) -> Answer:
        """Call the portal over the line."""
        share = self.rng.random() / self.trouble
        if share < 1 / 3:
            return LOST
        answer = self._arrive(work)
        if share < 2 / 3:
            return LOST
        return self._arrive(work) if share < 1 else answer

    def _arrive(self, work: Callable[[], Any]) -> Answer:
        """Let it be served; an error that the portal does not foresee is a bug, as a 500 would be."""
        try:
            return Answer(work())
        except Problem as problem:
            return Answer(problem=problem)
        except Exception as error:  # noqa: BLE001 - see above
            self.told.bugs.append(f"{type(error).__name__}: {str(error).splitlines()[0]}")
            return Answer(problem=Problem(ProblemType.INTERNAL))


def house_of(world: World) -> House:
    """The house of a world, with the doors of the process that runs now."""
    house: House | None = world.memory.get("house")
    if house is None:
        house = House(world.portal.database, world.template.sown, world.rng, world.portal.disk)
        world.memory["house"] = house
    elif house.database is not world.portal.database:
        house.move_in(world.portal.database)
    return house


def is_busy(world: World) -> bool:
    """Whether patients and desks come to the doors in this schedule; they take most of its time."""
    known: bool | None = world.memory.get("busy")
    if known is None:
        known = random.Random(f"busy {world.seed}").random() < BUSY
        world.memory["busy"] = known
    return known


Doing = Callable[[House], str]
Ready = Callable[[House], Any]


def act(name: str, weight: float, doing: Doing, ready: Ready = lambda _house: True) -> Act:
    """An act at the portal's doors, possible while there is a portal and `ready` is true of the house."""

    def possible(world: World) -> bool:
        return is_busy(world) and world.portal.is_up and bool(ready(house_of(world)))

    def do(world: World) -> None:
        house = house_of(world)
        world.note(name, doing(house))
        world.failures += [f"{name}: {bug}" for bug in house.told.bugs]

    return Act(name, weight, possible, do)
