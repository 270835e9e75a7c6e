"""The parts of signing in, over a real database with a clock that stands still."""

from collections.abc import Iterator
from dataclasses import dataclass

import pytest

from portal.db.engine import Database
from portal.security.passwords import Passwords
from portal.security.sealing import Sealing
from portal.security.sessions import Sessions
from portal.security.sign_in import SignIn
from portal.security.tokens import RefreshTokens
from tests.support.movable_clock import MovableClock
from tests.support.staff import CHEAP, SECRET, People


@dataclass
class Rig:
    """Everything needed to sign in, and the clock."""

    database: Database
    clock: MovableClock
    people: People
    passwords: Passwords
    sealing: Sealing
    sessions: Sessions
    sign_in: SignIn


@pytest.fixture
def rig(database_url: str) -> Iterator[Rig]:
    """On both engines in turn."""
    clock = MovableClock()
    database = Database.open(database_url, clock)
    passwords, sealing = Passwords(SECRET, CHEAP), Sealing(SECRET)
    sessions = Sessions(database, RefreshTokens(SECRET))
    people = People(database)
    people.practice(1)
    people.practice(2)
    sign_in = SignIn(database, sessions, passwords, sealing)
    yield Rig(database, clock, people, passwords, sealing, sessions, sign_in)
    database.close()
