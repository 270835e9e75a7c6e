"""The manifest of a batch: what should be there, what is missing, what is checked anew (B10, §5.6)."""

from datetime import date

import pytest

from portal.db.billing_tables import statement, statement_batch
from portal.db.engine import Database
from portal.domain.problems import Problem
from portal.services.statements import batches, manifests
from tests.support.statement_desk import ONE, StatementDesk
from tests.support.statement_layouts import LAYOUTS, Bill, Who
from tests.support.statement_maker import draw

ADA = Who("Ada", "", "Byron", date(1980, 2, 1))


@pytest.fixture
def desk(sqlite_url, clock):
    database = Database.open(sqlite_url, clock)
    yield StatementDesk(database)
    database.close()


def paper(owner, cents, day):
    bill = Bill(owner.number, ADA, (ADA,), cents, day, day.replace(day=24))
    return draw(LAYOUTS["two_columns"], bill)


def put(desk, csv):
    manifests.put(desk.database, desk.files, 1, desk.batch, csv, by=desk.biller)


def view(desk):
    with desk.database.read(ONE) as reader:
        return batches.view(reader, 1, desk.batch)


def test_b10_a_manifest_that_comes_later_has_every_file_checked_again(desk):
    owner = desk.owner()
    listed = desk.filed(paper(owner, 12_000, date(2026, 10, 3)), "a.pdf")
    unlisted = desk.filed(paper(owner, 9_500, date(2026, 9, 3)), "b.pdf")
    assert desk.states(listed.id, unlisted.id) == ["ready", "ready"]
    put(desk, f"file,account,amount\na.pdf,{owner.number},120.00\nz.pdf,{owner.number},1.00\n")
    assert desk.states(listed.id, unlisted.id) == ["ready", "quarantined"]
    assert desk.one(statement, unlisted.id)["reasons"] == '["NOT_IN_MANIFEST"]'
    shown = view(desk)
    assert shown["manifest"] == {"rows": 2, "missing": ["z.pdf"]}
    assert (shown["expected"]["files"], shown["expected"]["cents"]) == (2, 12_100)
    assert shown["totals"] == {"files": 2, "pages": 2, "cents": 21_500}
    assert desk.one(statement_batch, desk.batch)["version"] == 2
    assert desk.acts(desk.batch) == ["statement_batch.opened", "statement_batch.manifest_put"]
    put(desk, f"file,account,amount\na.pdf,{owner.number},120.00\nb.pdf,{owner.number},95.00\n")
    assert desk.states(listed.id, unlisted.id) == ["ready", "ready"]
    assert view(desk)["manifest"] == {"rows": 2, "missing": []}
    assert desk.preview()["totals"] == {"agree": True, "differences": []}


def test_b10_a_file_comes_after_the_manifest(desk):
    owner = desk.owner()
    put(desk, f"file,account,amount\na.pdf,{owner.number},120.00\n")
    other = desk.filed(paper(owner, 12_500, date(2026, 10, 3)), "a.pdf")
    assert desk.state(other.id) == "quarantined"
    assert "AMOUNT_DIFFERS" in desk.one(statement, other.id)["reasons"]


def test_b10_what_a_person_has_matched_is_left_to_them(desk):
    owner = desk.owner()
    mine = desk.filed(paper(owner, 12_000, date(2026, 10, 3)), "a.pdf")
    change = statement.update().where(statement.c.id == mine.id).values(matched_by=desk.biller)
    desk.database.write(ONE, lambda uow: uow.execute(change))
    put(desk, f"file,account,amount\nz.pdf,{owner.number},1.00\n")
    assert desk.state(mine.id) == "ready"


def test_b10_a_manifest_with_faults_names_its_lines_and_changes_nothing(desk):
    with pytest.raises(Problem) as caught:
        put(desk, "nonsense")
    assert caught.value.type.slug == "validation"
    assert caught.value.extra["lines"][0]["line"] == 1
    assert view(desk)["manifest"] is None
