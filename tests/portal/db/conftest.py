"""Two practices with one slot-less patient each, on each engine."""

import shutil
from datetime import date
from itertools import count

import pytest
from sqlalchemy import insert

from portal.db.engine import Database
from portal.db.tables import patient, practice
from portal.db.unit_of_work import Scope

NUMBERS = count(1)


@pytest.fixture
def two(database):
    """A database with practices 1 and 2; practice n has the patients "a", "b" of family F<n>."""
    fill(database)
    return database


@pytest.fixture(
    scope="module", params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)]
)
def standing(request, tmp_path_factory):
    """The same, for all tests of a module: for those that leave it as it is."""
    if request.param == "sqlite":
        path = tmp_path_factory.mktemp("standing") / "portal.db"
        shutil.copyfile(request.getfixturevalue("migrated_sqlite"), path)
        url = f"sqlite:///{path}"
    else:
        cluster = request.getfixturevalue("postgresql_cluster")
        template = request.getfixturevalue("migrated_postgresql")
        url = cluster.create_database(f"standing_{next(NUMBERS)}", template=template)
    database = Database.open(url)
    fill(database)
    yield database
    database.close()


def fill(database):
    def work(uow):
        for number in (1, 2):
            uow.execute(insert(practice), {"id": number, "name": f"P{number}", "time_zone": "UTC"})
            uow.execute(insert(patient), [patient_row(number, name) for name in ("a", "b")])

    database.write(Scope.ALL, work)


def patient_row(practice_id, name):
    return {
        "practice_id": practice_id,
        "id": f"{practice_id}-{name}",
        "record_number": f"R-{name}",
        "given_name": name,
        "family_name": f"F{practice_id}",
        "birth_date": date(1980, 2, 1),
        "version": 1,
    }
