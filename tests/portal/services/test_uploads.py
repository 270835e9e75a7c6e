"""Uploads: pieces from anywhere, each byte once, and nothing left behind (DOMAIN F68)."""

import hashlib
import random
import shutil
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import obstore
import pytest
from sqlalchemy import delete, select, update

from portal.db.billing_tables import upload
from portal.db.connections import POSTGRESQL, SQLITE
from portal.db.engine import Database
from portal.db.unit_of_work import Scope
from portal.domain.problems import Problem, ProblemType
from portal.services import upload_clock, upload_pieces, uploads
from portal.services.files import Files
from portal.services.jobs import build_worker
from portal.services.uploads import KEPT, LARGEST_FILE, LARGEST_PIECE, SPARE, Upload, Wanted
from tests.support.movable_clock import MovableClock
from tests.support.staff import People
from tests.support.together import at_once

SECRET = bytes(range(32))
PIECE = 1000
CONTENT = random.Random(7).randbytes(3 * PIECE + 5)


def wanted(content: bytes = CONTENT, **other: object) -> Wanted:
    said = {
        "sha256": hashlib.sha256(content).hexdigest(),
        "size": len(content),
        "media_type": "application/pdf",
        "purpose": "statement",
    }
    return Wanted(**(said | other))


class Office:
    """A practice whose biller sends files."""

    def __init__(self, database: Database, clock: MovableClock, folder: Path) -> None:
        self.database, self.clock, self.folder = database, clock, folder
        self.files = Files.open("", folder, SECRET)
        people = People(database)
        people.practice(1)
        people.practice(2)
        self.biller = people.staff("biller", {1: ["billing"], 2: ["billing"]}).id
        self.colleague = people.staff("colleague", {1: ["billing"]}).id

    def begin(self, content: bytes = CONTENT, practice_id: int = 1, **who: str) -> Upload:
        staff_id = who.get("staff_id", self.biller)
        said = wanted(content)
        found, _ = uploads.begin(self.database, self.files, practice_id, said, staff_id=staff_id)
        return found

    def append(self, found: Upload, offset: int, piece: bytes) -> Upload:
        return uploads.append(self.database, self.files, found, offset, piece)

    def send(self, content: bytes = CONTENT, practice_id: int = 1, **who: str) -> Upload:
        found = self.begin(content, practice_id, **who)
        while not found.complete:
            at = found.received
            found = self.append(found, at, content[at : at + PIECE])
        return found

    def find(self, upload_id: str) -> Upload:
        with self.database.read(Scope.of([1, 2])) as reader:
            return uploads.find(reader, upload_id)

    def completed(self, found: Upload) -> uploads.Completed:
        with self.database.read(Scope.of([found.practice_id])) as reader:
            return uploads.completed(reader, found.practice_id, found.id)

    def pieces(self) -> list[str]:
        pages = obstore.list(self.files.store, "uploads/")
        return [one["path"] for page in pages for one in page]

    def rows(self) -> list[str]:
        with self.database.read(Scope.of([1, 2])) as reader:
            return list(reader.execute(select(upload.c.id)).scalars())

    def sweep(self) -> int:
        return upload_clock.sweep(self.database, self.files)


@pytest.fixture(
    scope="module", params=[SQLITE, pytest.param(POSTGRESQL, marks=pytest.mark.postgresql)]
)
def opened(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Office]:
    """One office on each engine, for all tests here."""
    folder = tmp_path_factory.mktemp("office")
    if request.param == SQLITE:
        shutil.copyfile(request.getfixturevalue("migrated_sqlite"), folder / "portal.db")
        url = f"sqlite:///{folder / 'portal.db'}"
    else:
        cluster = request.getfixturevalue("postgresql_cluster")
        template = request.getfixturevalue("migrated_postgresql")
        url = cluster.create_database("uploads", template=template)
    clock = MovableClock()
    database = Database.open(url, clock)
    yield Office(database, clock, folder / "files")
    database.close()


@pytest.fixture
def office(opened: Office) -> Office:
    """The office without an upload, at this moment: the store's own clock can not be moved."""
    opened.clock.at = datetime.now(UTC)
    opened.database.write(Scope.of([1, 2]), lambda uow: uow.execute(delete(upload)))
    shutil.rmtree(opened.folder)
    opened.folder.mkdir()
    return opened


def refusal(error: pytest.ExceptionInfo[Problem]) -> ProblemType:
    return error.value.type


def test_f68_a_file_comes_in_piece_by_piece(office):
    found = office.send()
    assert found.complete
    assert office.completed(found) == uploads.Completed(
        found.sha256, len(CONTENT), "application/pdf", "statement"
    )
    assert office.files.get(1, found.sha256) == CONTENT
    assert office.pieces() == []


def test_nothing_of_a_piece_is_readable_in_the_store(office):
    office.append(office.begin(b"Ada Byron" * 9), 0, b"Ada Byron")
    (piece,) = office.pieces()
    assert b"Byron" not in (office.folder / piece).read_bytes()


def test_it_is_gone_on_with_after_a_break(office):
    before = office.append(office.begin(), 0, CONTENT[:PIECE])
    again = office.begin()
    assert (again.id, again.received) == (before.id, PIECE)
    assert office.begin(staff_id=office.colleague).id != before.id


def test_an_upload_that_is_not_whole_is_no_file(office):
    found = office.append(office.begin(), 0, CONTENT[:PIECE])
    with pytest.raises(Problem) as error:
        office.completed(found)
    assert refusal(error) is ProblemType.NOT_FOUND
    assert not office.files.has(1, found.sha256)


@pytest.mark.parametrize("offset", [0, 500, 2 * PIECE])
def test_a_piece_at_another_offset_is_refused_and_told_the_right_one(office, offset):
    found = office.append(office.begin(), 0, CONTENT[:PIECE])
    with pytest.raises(Problem) as error:
        office.append(found, offset, b"more")
    assert refusal(error) is ProblemType.UPLOAD_OFFSET_MISMATCH
    assert error.value.extra == {"received": PIECE, "complete": False}


def test_of_several_senders_at_one_offset_exactly_one_wins(office):
    """They send pieces of different lengths; what counts is one of them, and the file is whole."""
    found = office.begin()

    def send(number: int) -> int:
        try:
            return office.append(found, 0, CONTENT[: PIECE + number * 100]).received
        except Problem as problem:
            return 0 if problem.type is ProblemType.UPLOAD_OFFSET_MISMATCH else -1

    moved = at_once(6, send)
    now = office.find(found.id)
    assert sorted(moved) == [0] * 5 + [now.received]
    done = office.append(now, now.received, CONTENT[now.received :])
    assert done.complete
    assert office.files.get(1, found.sha256) == CONTENT
    assert office.pieces() == []


def test_several_senders_of_the_last_piece_make_one_file(office):
    found = office.append(office.begin(), 0, CONTENT[:PIECE])

    def send(_: int) -> bool:
        try:
            return office.append(found, PIECE, CONTENT[PIECE:]).complete
        except Problem as problem:
            return problem.type is ProblemType.UPLOAD_OFFSET_MISMATCH

    assert all(at_once(4, send))
    assert office.find(found.id).complete
    assert office.files.get(1, found.sha256) == CONTENT


def test_what_is_known_is_not_sent_again(office):
    first = office.send()
    again, new = uploads.begin(
        office.database, office.files, 1, wanted(), staff_id=office.colleague
    )
    assert again.complete
    assert not new
    assert office.completed(again) == office.completed(first)


def test_what_another_practice_has_makes_no_difference(office):
    office.send(practice_id=1)
    assert office.begin(practice_id=2).received == 0


def test_a_hash_opens_no_file_that_came_otherwise(office):
    """Who knows the hash of a patient's document does not get at it by announcing it as a statement."""
    kept = office.files.put(1, CONTENT)
    found = office.begin()
    assert (found.sha256, found.received) == (kept.sha256, 0)
    with pytest.raises(Problem) as error:
        office.append(found, 0, bytes(len(CONTENT)))
    assert refusal(error) is ProblemType.UPLOAD_HASH_MISMATCH
    assert office.files.get(1, kept.sha256) == CONTENT


def test_a_file_that_the_store_has_lost_is_sent_again(office):
    found = office.send()
    office.files.delete(1, found.sha256)
    assert not office.begin().complete
    assert office.send().complete
    assert office.files.get(1, found.sha256) == CONTENT


def test_another_content_than_announced_is_forgotten(office):
    found = office.begin()
    with pytest.raises(Problem) as error:
        office.append(found, 0, CONTENT[:-1] + b"?")
    assert refusal(error) is ProblemType.UPLOAD_HASH_MISMATCH
    assert office.pieces() == office.rows() == []
    assert not office.files.has(1, found.sha256)
    assert office.send().complete


def test_too_much_is_refused(office):
    with pytest.raises(Problem) as error:
        uploads.begin(
            office.database,
            office.files,
            1,
            wanted(size=LARGEST_FILE + 1),
            staff_id=office.biller,
        )
    assert refusal(error) is ProblemType.PAYLOAD_TOO_LARGE
    for piece in (CONTENT + b"!", bytes(LARGEST_PIECE + 1)):
        with pytest.raises(Problem) as error:
            office.append(office.begin(), 0, piece)
        assert refusal(error) is ProblemType.PAYLOAD_TOO_LARGE
    assert office.pieces() == []


def test_a_discarded_upload_is_gone(office):
    found = office.append(office.begin(), 0, CONTENT[:PIECE])
    uploads.discard(office.database, office.files, found)
    assert office.pieces() == office.rows() == []
    with pytest.raises(Problem):
        office.find(found.id)


def test_the_file_of_a_discarded_upload_goes_when_nobody_can_be_using_it(office):
    found = office.send()
    uploads.discard(office.database, office.files, found)
    with pytest.raises(Problem):
        office.completed(found)
    assert office.sweep() == 0
    office.clock.at += SPARE
    assert office.sweep() == 1
    assert not office.files.has(1, found.sha256)


# -- crashes ----------------------------------------------------------------------------------------


def crashed_with_all_pieces(office: Office) -> Upload:
    """The portal has died after the last piece, before it was made a file of."""
    found = office.append(office.begin(), 0, CONTENT[:PIECE])
    upload_pieces.store(office.files, 1, found.id, PIECE, CONTENT[PIECE:])
    move = update(upload).where(upload.c.id == found.id).values(received=len(CONTENT))
    office.database.write(Scope.of([1]), lambda uow: uow.execute(move))
    return office.find(found.id)


def test_a_crash_before_the_file_is_mended_by_the_next_look(office):
    found = crashed_with_all_pieces(office)
    assert not found.complete
    assert uploads.settle(office.database, office.files, found).complete
    assert office.files.get(1, found.sha256) == CONTENT
    assert office.pieces() == []


def test_a_crash_before_the_row_is_mended_by_the_next_piece(office):
    found = crashed_with_all_pieces(office)
    office.files.put(1, CONTENT)
    assert office.append(found, len(CONTENT), b"").complete


def test_a_crash_before_the_row_is_mended_by_announcing_it_again(office):
    found = crashed_with_all_pieces(office)
    again = office.begin()
    assert (again.id, again.complete) == (found.id, True)


def test_a_crash_before_the_number_moved_is_mended_by_sending_the_piece_again(office):
    found = office.begin()
    upload_pieces.store(office.files, 1, found.id, 0, CONTENT[:PIECE])
    assert office.send().complete
    assert office.files.get(1, found.sha256) == CONTENT


def test_a_crash_before_the_pieces_went_is_mended_by_the_clock(office):
    found = crashed_with_all_pieces(office)
    office.files.put(1, CONTENT)
    done = update(upload).where(upload.c.id == found.id).values(state=uploads.COMPLETE)
    office.database.write(Scope.of([1]), lambda uow: uow.execute(done))
    office.sweep()
    assert len(office.pieces()) == 2  # they may just be on their way out
    office.clock.forward(days=2)
    office.sweep()
    assert office.pieces() == []
    assert office.find(found.id).complete


def test_lost_pieces_are_told_and_the_file_is_begun_anew(office):
    found = crashed_with_all_pieces(office)
    obstore.delete(office.files.store, office.pieces()[0])
    with pytest.raises(Problem) as error:
        uploads.settle(office.database, office.files, found)
    assert refusal(error) is ProblemType.NOT_FOUND
    assert office.rows() == office.pieces() == []
    assert office.send().complete


# -- time -------------------------------------------------------------------------------------------


def test_an_upload_that_nobody_goes_on_with_ends(office):
    found = office.append(office.begin(), 0, CONTENT[:PIECE])
    office.clock.at += KEPT - timedelta(minutes=1)
    assert office.sweep() == 0
    office.clock.forward(minutes=2)
    with pytest.raises(Problem):
        office.find(found.id)
    assert office.sweep() == 1
    assert office.pieces() == office.rows() == []


def test_each_piece_keeps_an_upload_alive(office):
    found = office.begin()
    for at in (0, PIECE):
        office.clock.at += KEPT - timedelta(minutes=1)
        found = office.append(found, at, CONTENT[at : at + PIECE])
    assert office.sweep() == 0
    assert office.find(found.id).received == 2 * PIECE


def test_a_file_that_nobody_uses_is_deleted_a_while_after_it_can_not_be_used(office):
    found = office.send()
    office.clock.at += KEPT + timedelta(minutes=1)
    with pytest.raises(Problem):
        office.completed(found)
    assert office.sweep() == 0
    office.clock.at += SPARE
    assert office.sweep() == 1
    assert not office.files.has(1, found.sha256)


def test_a_file_that_another_upload_brought_too_stays(office):
    office.send()
    office.clock.at += KEPT
    again = office.send(staff_id=office.colleague)
    office.clock.at += SPARE + timedelta(minutes=1)
    assert office.sweep() == 1
    assert office.completed(again)
    assert office.files.get(1, again.sha256) == CONTENT


def test_the_clock_strikes_every_hour_in_the_portals_worker(office):
    found = office.append(office.begin(), 0, CONTENT[:PIECE])
    sweeper = {upload_clock.KIND: upload_clock.handler(office.database, office.files)}
    worker = build_worker(office.database, None, None, None, sweeper)
    worker.run_due()
    assert office.find(found.id)
    office.clock.at += KEPT + timedelta(hours=1)
    worker.run_due()
    assert office.rows() == office.pieces() == []
