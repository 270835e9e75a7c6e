"""Two practices with one slot-less patient each, on each engine."""

from datetime import date

import pytest
from sqlalchemy import insert

from portal.db.tables import patient, practice
from portal.db.unit_of_work import Scope


@pytest.fixture
def two(database):
    """A database with practices 1 and 2; practice n has the patients "a", "b" of family F<n>."""

    def work(uow):
        for number in (1, 2):
            uow.execute(insert(practice), {"id": number, "name": f"P{number}", "time_zone": "UTC"})
            uow.execute(insert(patient), [patient_row(number, name) for name in ("a", "b")])

    database.write(Scope.ALL, work)
    return database


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
