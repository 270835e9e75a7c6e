"""Files of a batch: past the gate, checked, known again, checked anew, given up (F68, B10)."""

import hashlib
import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import date

import obstore
import pytest

from portal.db.billing_tables import statement
from portal.db.billing_tables import upload as upload_table
from portal.db.engine import Database
from portal.db.tables import patient
from portal.domain.problems import Problem
from portal.services import billing_feed, uploads
from portal.services.files import FileMissingError, Files
from portal.services.statements import (
    answering,
    by_hand_matching,
    closing,
    contents,
    filing,
    looking,
    rechecking,
    report,
)
from tests.support.statement_desk import ONE, StatementDesk
from tests.support.statement_layouts import LAYOUTS, Bill, Who
from tests.support.statement_maker import draw, encrypted, scanned
from tests.support.together import at_once

ADA = Who("Ada", "", "Byron", date(1980, 2, 1))
LAYOUT = LAYOUTS["two_columns"]


@pytest.fixture
def desk(sqlite_url, clock):
    database = Database.open(sqlite_url, clock)
    yield StatementDesk(database)
    database.close()


def bill(owner, *, cents=12_000, day=date(2026, 10, 3), number=""):
    return Bill(number or owner.number, ADA, (ADA,), cents, day, day.replace(day=24))


def rule_of(caught):
    return caught.value.extra.get("rule", caught.value.type.slug)


def row_of(desk, filed):
    return desk.one(statement, filed.id)


def match(desk, filed, owner, *, value="Ada Byron", number="", version=1, **changed):
    wanted = {
        "practice_id": 1,
        "statement_id": filed.id,
        "account_number": number or owner.number,
        "signal": "name",
        "value": value,
        "amount_cents": 12_000,
        "statement_date": date(2026, 10, 3),
        "period": "",
        "due_on": None,
        "kind": "standard",
        "expected_version": version,
        "by": desk.biller,
    }
    by_hand_matching.match(desk.database, desk.files, by_hand_matching.Wanted(**wanted | changed))


def close(desk, batch_id="", *, rest=False):
    closing.close(
        desk.database, desk.files, 1, batch_id or desk.batch, discard_rest=rest, by=desk.biller
    )


def test_f68_a_clean_file_is_ready_with_its_evidence(desk):
    owner = desk.owner()
    filed = desk.filed(draw(LAYOUT, bill(owner)))
    assert filed.outcome == "filed"
    shown = desk.seen_statement(filed.id)
    assert (shown["state"], shown["reasons"], shown["question"]) == ("ready", [], None)
    assert shown["account"]["account_number"] == owner.number
    assert shown["account"]["notice"] == "mail"
    assert (shown["amount_cents"], shown["period"], shown["pages"]) == (12_000, "2026-10", 1)
    signals = {one["signal"] for one in shown["evidence"] if one["agrees"]}
    assert signals >= {"account_number", "name"}
    assert desk.acts(filed.id) == ["statement.filed"]
    assert desk.publish(filed.id) == ["published"]


@pytest.mark.parametrize("day", [date(2126, 10, 3), date(2027, 10, 3), date(1926, 10, 3)])
def test_f70_a_slip_in_the_date_does_not_make_it_the_latest_for_ever(desk, day):
    owner = desk.owner()
    filed = desk.filed(draw(LAYOUT, bill(owner, day=day)))
    row = row_of(desk, filed)
    assert (row["state"], row["reasons"]) == ("quarantined", '["NO_DATE"]')
    assert (row["statement_date"], row["period"]) == (None, "")
    with pytest.raises(Problem) as caught:
        match(desk, filed, owner, statement_date=day)
    assert rule_of(caught) == "NO_DATE"
    match(desk, filed, owner)
    assert desk.publish(filed.id) == ["published"]


def test_b10_what_the_gate_refuses_is_a_row_with_its_reason(desk):
    owner = desk.owner()
    locked = desk.filed(encrypted(draw(LAYOUT, bill(owner))))
    other = desk.filed(b"no PDF at all")
    assert row_of(desk, locked)["reasons"] == '["ENCRYPTED"]'
    assert row_of(desk, other)["reasons"] == '["NOT_A_PDF"]'
    assert desk.states(locked.id, other.id) == ["refused", "refused"]
    with desk.database.read(ONE) as reader, pytest.raises(Problem) as caught:
        contents.readable(reader, 1, other.id)  # shown to nobody
    assert rule_of(caught) == "not-found"


def test_f68_the_same_file_again_is_the_row_that_is_there(desk):
    content = draw(LAYOUT, bill(desk.owner()))
    first = desk.filed(content)
    again = desk.filed(content, "another-name.pdf")
    assert (again.id, again.outcome) == (first.id, "repeat")
    desk.publish(first.id)
    later = desk.filed(content, batch_id=desk.new_batch("November"))
    assert (later.id, later.outcome) == (first.id, "duplicate")
    assert len(desk.all_of(statement)) == 1


def test_f68_a_discarded_file_may_come_again(desk):
    content = draw(LAYOUT, bill(desk.owner()))
    first = desk.filed(content)
    discard(desk, first)
    again = desk.filed(content)
    assert again.outcome == "filed"
    assert again.id != first.id


def discard(desk, filed, version=1):
    desk.database.write(
        ONE,
        lambda uow: answering.discard(uow, 1, filed.id, expected_version=version, by=desk.biller),
    )


def answer(desk, filed, *, replaces, version=1):
    desk.database.write(
        ONE,
        lambda uow: answering.answer(
            uow, 1, filed.id, replaces=replaces, expected_version=version, by=desk.biller
        ),
    )


def test_s56_another_content_for_the_same_period_is_asked_about(desk):
    owner = desk.owner()
    before = desk.filed(draw(LAYOUT, bill(owner)))
    desk.publish(before.id)
    corrected = desk.filed(draw(LAYOUT, bill(owner, cents=9_500)))
    shown = desk.seen_statement(corrected.id)
    assert (shown["state"], shown["question"]) == ("ready", "replaces")
    assert (shown["replaces"]["id"], shown["supersedes"]["id"]) == (before.id, before.id)
    assert desk.publish(corrected.id) == ["ASKED"]
    answer(desk, corrected, replaces=True)
    assert desk.seen_statement(corrected.id)["question"] is None
    assert desk.publish(corrected.id) == ["published"]
    assert desk.states(before.id, corrected.id) == ["superseded", "payable"]
    assert row_of(desk, corrected)["replaces_id"] == before.id
    with pytest.raises(Problem) as caught:
        answer(desk, corrected, replaces=True, version=3)
    assert rule_of(caught) == "NO_QUESTION"


def test_i12_what_is_dated_before_a_statement_does_not_replace_it(desk):
    """The wrong one would stay payable, being the latest."""
    owner = desk.owner()
    wrong = desk.filed(draw(LAYOUT, bill(owner, day=date(2026, 10, 20))))
    desk.publish(wrong.id)
    right = desk.filed(draw(LAYOUT, bill(owner, day=date(2026, 10, 5), cents=9_500)))
    with pytest.raises(Problem) as caught:
        answer(desk, right, replaces=True)
    assert rule_of(caught) == "OLDER_THAN_IT"
    desk.void(wrong.id)
    answer(desk, right, replaces=True)
    assert desk.publish(right.id) == ["published"]
    assert desk.states(wrong.id, right.id) == ["void", "payable"]


def test_s56_what_replaces_nothing_is_discarded(desk):
    owner = desk.owner()
    desk.publish(desk.filed(draw(LAYOUT, bill(owner))).id)
    other = desk.filed(draw(LAYOUT, bill(owner, cents=9_500)))
    answer(desk, other, replaces=False)
    assert desk.state(other.id) == "discarded"
    assert desk.acts(other.id) == ["statement.filed", "statement.discarded"]


def test_s56_a_yes_counts_for_the_one_that_was_named(desk):
    """A third one of the period is published between the answer and the publishing."""
    owner = desk.owner()
    desk.publish(desk.filed(draw(LAYOUT, bill(owner))).id)
    second = desk.filed(draw(LAYOUT, bill(owner, cents=9_500)))
    third = desk.filed(draw(LAYOUT, bill(owner, cents=9_900)))
    answer(desk, second, replaces=True)
    answer(desk, third, replaces=True)
    assert desk.publish(second.id) == ["published"]
    assert desk.publish(third.id) == ["ASKED"]
    assert desk.seen_statement(third.id)["replaces"]["id"] == second.id


def test_b10_a_scan_is_matched_by_hand_with_two_things_that_agree(desk):
    owner = desk.owner()
    scan = desk.filed(scanned(LAYOUT, bill(owner)))
    assert row_of(desk, scan)["reasons"] == '["NO_TEXT"]'
    for wrong in ({"value": "Grace Hopper"}, {"number": "G-999999"}):
        with pytest.raises(Problem) as caught:
            match(desk, scan, owner, **wrong)
        assert caught.value.extra["reasons"] == [rule_of(caught)]
    assert desk.state(scan.id) == "quarantined"
    with pytest.raises(Problem) as caught:
        match(desk, scan, owner, version=9)
    assert rule_of(caught) == "version-conflict"
    match(desk, scan, owner)
    shown = desk.seen_statement(scan.id)
    assert (shown["state"], shown["matched_by"]) == (
        "ready",
        {"id": desk.biller, "name": "billing"},
    )
    assert shown["statement_date"] == "2026-10-03"
    assert desk.acts(scan.id) == ["statement.filed", "statement.matched"]
    assert desk.publish(scan.id) == ["published"]
    with pytest.raises(Problem) as caught:
        match(desk, scan, owner, version=3)
    assert rule_of(caught) == "NOT_MATCHABLE"


def test_b10_a_printed_number_speaks_against_a_match_by_hand(desk):
    owner, other = desk.owner(), desk.owner()
    unknown = desk.filed(draw(LAYOUT, bill(owner, number="G-777777")))
    with pytest.raises(Problem):
        match(desk, unknown, other)
    assert desk.state(unknown.id) == "quarantined"


def test_b10_without_its_words_a_file_is_not_matched(desk):
    """They might name another account."""
    owner = desk.owner()
    scan = desk.filed(scanned(LAYOUT, bill(owner)))
    desk.files.delete(1, row_of(desk, scan)["text_sha256"])
    with pytest.raises(Problem) as caught:
        match(desk, scan, owner)
    assert rule_of(caught) == "unavailable"


def test_f68_accounts_that_come_later_are_found_by_another_look(desk):
    owner = desk.owner()
    early = desk.filed(draw(LAYOUT, bill(owner, number="G-555001")))
    scan = desk.filed(scanned(LAYOUT, bill(owner)))
    assert desk.state(early.id) == "quarantined"
    desk.owner(account_number="G-555001", number_key="G555001")
    desk.database.write(ONE, lambda uow: rechecking.later(uow, 1))
    job = type("Job", (), {"payload": {"practice_id": 1}})
    rechecking.handler(desk.database, desk.files)(job)
    assert desk.states(early.id, scan.id) == ["ready", "quarantined"]
    assert row_of(desk, scan)["version"] == 1  # nothing has changed of it
    assert desk.acts(early.id) == ["statement.filed", "statement.rechecked"]


def test_one_file_that_is_damaged_keeps_no_other_from_being_looked_at(desk):
    owner = desk.owner()
    broken, other = (
        desk.filed(draw(LAYOUT, bill(owner, cents=cents, number="G-555001")))
        for cents in (9_500, 9_900)
    )
    damage(desk, row_of(desk, broken)["text_sha256"])
    desk.owner(account_number="G-555001", number_key="G555001")
    recheck(desk)
    assert desk.states(broken.id, other.id) == ["quarantined", "ready"]


def damage(desk, sha256):
    """Put other bytes in the place of a stored file."""
    obstore.put(desk.files.store, f"files/1/{sha256[:2]}/{sha256}", b"something else")


def test_retention_closing_deletes_what_nobody_needs(desk):
    owner = desk.owner()
    content = draw(LAYOUT, bill(owner))
    kept = desk.filed(content)
    refused = desk.filed(b"no PDF at all")
    given_up = desk.filed(draw(LAYOUT, bill(owner, cents=9_500)))
    needed = desk.filed(draw(LAYOUT, bill(owner, cents=9_900)))
    desk.filed(draw(LAYOUT, bill(owner, cents=9_900)), batch_id=desk.new_batch("November"))
    desk.publish(kept.id)
    rows = [row_of(desk, one) for one in (refused, given_up, kept, needed)]
    with pytest.raises(Problem) as caught:
        close(desk)
    assert (rule_of(caught), caught.value.extra["left"]) == ("BATCH_NOT_DONE", 2)
    close(desk, rest=True)
    assert desk.states(given_up.id, needed.id) == ["discarded", "discarded"]
    here = [desk.files.has(1, row["sha256"]) for row in rows]
    assert here == [False, False, True, True]
    assert desk.files.has(1, rows[1]["text_sha256"]) is False
    assert desk.files.has(1, rows[2]["text_sha256"]) is True
    left = {row["sha256"] for row in desk.all_of(upload_table)}
    assert rows[1]["sha256"] not in left
    with pytest.raises(Problem) as caught:
        b"".join(contents.pieces(desk.files, rows[1] | {"state": "discarded"}))
    assert rule_of(caught) == "not-found"
    close(desk)  # once more is harmless
    with pytest.raises(Problem) as caught:
        desk.filed(content)
    assert rule_of(caught) == "BATCH_CLOSED"


class Interrupted(Database):
    """A database at which something else happens between two units of work."""

    meanwhile = None

    def write(self, scope, work):
        result = super().write(scope, work)
        happens, self.meanwhile = self.meanwhile, None
        if happens:
            happens()
        return result


def test_retention_what_comes_again_while_its_batch_is_closed_is_kept(sqlite_url, clock):
    database = Interrupted.open(sqlite_url, clock)
    desk = StatementDesk(database)
    content = draw(LAYOUT, bill(desk.owner()))
    sha256 = row_of(desk, desk.filed(content))["sha256"]
    wanted = uploads.Wanted(sha256, len(content), "application/pdf", "statement")
    november, again = desk.new_batch("November"), []

    def comes_again():
        found, _ = uploads.begin(database, desk.files, 1, wanted, staff_id=desk.biller)
        assert found.complete
        one = filing.Wanted(1, november, found.id, "a.pdf", desk.biller)
        again.append(filing.file(database, desk.files, one))

    database.meanwhile = comes_again
    close(desk, rest=True)
    assert desk.publish(again[0].id, batch_id=november) == ["published"]
    row = row_of(desk, again[0])
    assert [desk.files.has(1, row[name]) for name in ("sha256", "text_sha256")] == [True, True]
    database.close()


def test_retention_what_is_begun_anew_while_its_batch_is_closed_keeps_its_words(sqlite_url, clock):
    """They are stored before the file has its row; between the two nobody refers to them."""
    database = Interrupted.open(sqlite_url, clock)
    desk = StatementDesk(database)
    content = draw(LAYOUT, bill(desk.owner()))
    row = row_of(desk, desk.filed(content))
    database.meanwhile = lambda: desk.uploaded(content)
    close(desk, rest=True)
    assert [desk.files.has(1, row[name]) for name in ("sha256", "text_sha256")] == [True, True]
    database.close()


def test_retention_a_file_is_not_filed_whose_upload_went_with_a_batch(desk):
    content = draw(LAYOUT, bill(desk.owner()))
    desk.filed(content)
    late = desk.uploaded(content)
    with desk.database.read(ONE) as reader:
        paper = uploads.completed(reader, 1, late)
    looked = looking.look(desk.files, 1, paper.sha256, paper.size)
    close(desk, rest=True)
    wanted = filing.Wanted(1, desk.new_batch("November"), late, "a.pdf", desk.biller)
    with pytest.raises(Problem) as caught:
        filing.put(desk.database, desk.files, wanted, paper, looked)
    assert rule_of(caught) == "not-found"


def test_b10_who_becomes_somebody_else_gets_nothing_that_was_ready_for_the_one_before(desk):
    owner, other = desk.owner(), desk.owner()
    found = desk.filed(draw(LAYOUT, bill(owner)))
    by_hand = desk.filed(scanned(LAYOUT, bill(owner)))
    elses = desk.filed(draw(LAYOUT, bill(other, cents=9_500)))
    match(desk, by_hand, owner)
    feed(desk, owner, owner.chart, cents=5)  # another balance, no other people
    assert desk.states(found.id, by_hand.id) == ["ready", "ready"]
    feed(desk, owner, desk.chart(given_name="Grace", family_name="Hopper"), cents=5)
    assert desk.publish(found.id, by_hand.id, elses.id) == ["QUARANTINED"] * 2 + ["published"]
    recheck(desk)
    rows = [row_of(desk, one) for one in (found, by_hand)]
    assert [row["reasons"] for row in rows] == ['["NAME_DIFFERS"]', '["NO_TEXT"]']
    feed(desk, owner, owner.chart, cents=5)
    recheck(desk)
    assert desk.states(found.id, by_hand.id) == ["ready", "quarantined"]
    assert desk.acts(found.id)[1:] == [
        "statement.doubted",
        "statement.rechecked",
        "statement.rechecked",
    ]


def feed(desk, owner, chart, *, cents):
    """The practice's books: the person of a chart pays, for themselves."""
    person = desk.one(patient, chart)
    named = billing_feed.Named(person["record_number"], person["birth_date"])
    given = billing_feed.Given(
        **{name: person[name] for name in ("given_name", "family_name", "birth_date")},
        account_number=owner.number,
        guarantor_record_number=named.record_number,
        patients=(named,),
        balance_cents=cents,
    )
    (outcome,) = desk.database.write(
        ONE, lambda uow: billing_feed.put(uow, 1, [given], actor_id=None)
    )
    assert outcome.outcome == "updated"


def recheck(desk):
    rechecking.recheck_batch(desk.database, desk.files, 1, desk.batch)


def test_a_file_that_is_gone_is_to_be_uploaded_again(desk):
    content = draw(LAYOUT, bill(desk.owner()))
    key = desk.uploaded(content)
    sha256 = desk.one(upload_table, key)["sha256"]
    desk.files.delete(1, sha256)
    with pytest.raises(FileMissingError):
        desk.files.get(1, sha256)
    desk.uploaded = lambda _content: key
    with pytest.raises(Problem) as caught:
        desk.filed(content)
    assert rule_of(caught) == "not-found"


def test_b10_the_report_says_of_every_file_what_became_of_it(desk):
    owner = desk.owner()
    good = desk.filed(draw(LAYOUT, bill(owner)), "a.pdf")
    desk.filed(b"no PDF at all", "b.pdf")
    desk.filed(scanned(LAYOUT, bill(owner)), "c.pdf")
    desk.publish(good.id)
    with desk.database.read(ONE) as reader:
        made = report.report(reader, 1, desk.batch)
    assert [
        (row["file_name"], row["outcome"], row["reasons"], row["account_number"], row["notice"])
        for row in made["rows"]
    ] == [
        ("a.pdf", "payable", [], owner.number, "queued"),
        ("b.pdf", "refused", ["NOT_A_PDF"], "", ""),
        ("c.pdf", "quarantined", ["NO_TEXT"], "", ""),
    ]
    counts = made["batch"]["counts"]
    assert (counts["published"], counts["refused"], counts["quarantined"]) == (1, 1, 1)
    assert made["batch"]["totals"] == {"files": 2, "pages": 2, "cents": 12_000}


@pytest.mark.postgresql
def test_f68_many_file_at_once_and_each_file_is_there_once(postgresql_url):
    """Four files, each by three desks: four rows, numbered as they came, and nobody is refused."""
    database = Database.open(postgresql_url)
    desk = StatementDesk(database)
    batch_id = desk.batch
    uploads = [desk.uploaded(b"no PDF %d" % number) for number in range(4)]
    gate = threading.Barrier(12)

    def file(upload_id):
        wanted = filing.Wanted(1, batch_id, upload_id, "a.pdf", desk.biller)
        gate.wait(30)
        return filing.file(database, desk.files, wanted)

    with ThreadPoolExecutor(12) as desks:
        filed = list(desks.map(file, uploads * 3))
    rows = desk.all_of(statement)
    database.close()
    assert sorted(row["upload_seq"] for row in rows) == [1, 2, 3, 4]
    assert {one.id for one in filed} == {row["id"] for row in rows}
    assert sorted(one.outcome for one in filed) == ["filed"] * 4 + ["repeat"] * 8


class Slow(Files):
    """A store far away, of which one may ask something else while it deletes."""

    def delete(self, practice_id, sha256):
        threading.Event().wait(0.01)
        super().delete(practice_id, sha256)


@pytest.mark.postgresql
def test_retention_a_batch_that_is_dropped_again_while_it_is_closed_keeps_its_files(postgresql_url):
    database = Database.open(postgresql_url)
    desk = StatementDesk(database)
    desk.files = Slow(desk.files.store, bytes(32))
    november = desk.new_batch("November")
    papers = [b"no PDF %d" % number for number in range(16)]
    for paper in papers:
        desk.filed(paper)

    def drop_all():
        for paper in papers:
            while not dropped(desk, paper, november):
                pass

    at_once(2, lambda place: drop_all() if place else close(desk, rest=True))
    here = [row for row in desk.all_of(statement) if row["batch_id"] == november]
    kept = [desk.files.has(1, row["sha256"]) for row in here]
    database.close()
    assert kept == [True] * 16


def dropped(desk, paper, batch_id):
    """Whether a file has been brought into a batch, as a console brings it; else it begins anew."""
    sha256 = hashlib.sha256(paper).hexdigest()
    wanted = uploads.Wanted(sha256, len(paper), "application/pdf", "statement")
    try:
        found, _ = uploads.begin(desk.database, desk.files, 1, wanted, staff_id=desk.biller)
        if not found.complete:
            found = uploads.append(desk.database, desk.files, found, found.received, paper)
        one = filing.Wanted(1, batch_id, found.id, "a.pdf", desk.biller)
        return bool(filing.file(desk.database, desk.files, one).id)
    except Problem as problem:
        assert problem.type.slug == "not-found"  # noqa: PT017 - its file went with the batch
        return False
