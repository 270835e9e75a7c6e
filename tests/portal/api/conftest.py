"""A running portal for each test module, with two practices and people in them."""

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from sqlalchemy import delete

from portal.db.engine import Database
from portal.db.tables import throttle
from portal.db.unit_of_work import Scope
from tests.support.caller import Caller
from tests.support.portal_process import PortalProcess
from tests.support.staff import People, Person


@dataclass
class Running:
    """A portal, and the people who work with it: practice 1 is theirs, practice 2 is not."""

    process: PortalProcess
    database: Database
    people: People
    staff: dict[str, Person]

    @property
    def url(self) -> str:
        return self.process.url

    def caller(self, role: str | None = None) -> Caller:
        return self.staff[role].signed_in(self.url) if role else Caller(self.url)


@pytest.fixture(scope="module")
def module_portal(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    with PortalProcess("", tmp_path_factory.mktemp("portal")) as process:
        database = Database(process.database_url)
        people = People(database)
        people.practice(1)
        people.practice(2)
        yield Running(process, database, people, people.one_of_each(1))
        database.close()


@pytest.fixture
def portal(module_portal: Running) -> Running:
    """Every test begins without failures: they all come from one address."""
    module_portal.database.write(Scope.of([]), lambda uow: uow.execute(delete(throttle)))
    return module_portal
