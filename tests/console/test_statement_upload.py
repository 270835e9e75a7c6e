"""The upload of statements without its window, against a real portal over lines that fail."""

import contextlib
import hashlib
import os
from pathlib import Path

import pytest
from sqlalchemy import func, select, update

from console.api_client.upload_calls import UploadCalls
from console.domain.batch_files import FileState
from console.domain.errors import DiskFullError, NotPermittedError, SignInExpiredError
from console.statement_run import RunState
from console.statement_upload import LINES
from console.store.door import connect
from portal.db.billing_tables import statement, upload
from portal.db.tables import staff_membership, staff_session
from portal.db.unit_of_work import Scope
from tests.support.builders import KEYS
from tests.support.fault_proxy import FaultProxy, Line
from tests.support.until import on_loop, until
from tests.support.upload_core import BillingPortal, UploadCore, write_statements


@pytest.fixture(scope="module")
def portal(tmp_path_factory):
    with BillingPortal.open(tmp_path_factory.mktemp("portal"), accounts=30) as running:
        yield running


@pytest.fixture
def inbox(portal, tmp_path):
    """A folder with six statements and what else lies in such folders."""
    folder = tmp_path / "october"
    write_statements(portal.books, folder / "first", 4)
    write_statements(portal.books, folder / "second", 6)
    for one in (folder / "first").iterdir():
        (folder / "second" / one.name).unlink()
    (folder / "list.csv").write_text("file,account\n")
    (folder / "note.txt").write_text("x")
    return folder


def states(core):
    return sorted(one.state.value for one in core.files.values())


def file_named(core, name):
    return next(one for one in core.files.values() if one.name == name)


@on_loop
async def test_f68_a_folder_is_uploaded_checked_and_matched(portal, inbox, tmp_path):
    async with UploadCore.opened(tmp_path / "c", portal.url) as core:
        batch = await core.new_batch()
        added = await core.upload.add(1, batch, [str(inbox)])
        assert (added.new, added.known, added.left_out) == (6, 0, 1)
        assert added.manifests == (str(inbox / "list.csv"),)
        last = await core.comes_to(RunState.IDLE)
        assert states(core) == ["done"] * 6
        assert (last.tally.here, last.tally.files) == (6, 6)
        assert last.tally.bytes_here == last.tally.bytes_all
        assert {one.state for one in core.statements.values()} == {"ready"}
        for one in core.files.values():
            content = Path(one.path).read_bytes()  # noqa: ASYNC240 - two KB
            assert core.statements[one.statement_id].sha256 == hashlib.sha256(content).hexdigest()
            assert await core.ask(core.calls.content, 1, one.statement_id) == content
        again = await core.upload.add(1, batch, [str(inbox)])
        assert (again.new, again.known) == (0, 6)


@on_loop
async def test_a_file_twice_is_sent_once_and_a_broken_one_is_the_portals_to_refuse(
    portal, inbox, tmp_path
):
    (inbox / "copy.pdf").write_bytes((inbox / "first" / "statement-0001.pdf").read_bytes())
    (inbox / "broken.pdf").write_bytes(b"%PDF-1.4\nbut nothing else")
    (inbox / "empty.pdf").touch()
    async with UploadCore.opened(tmp_path / "c", portal.url) as core:
        batch = await core.new_batch()
        await core.upload.add(1, batch, [str(inbox)])
        last = await core.comes_to(RunState.IDLE)
        assert len(await core.names_in(batch)) == 7
        same = [one for one in core.files.values() if one.state is FileState.SAME]
        assert len(same) == 1
        assert {same[0].name, same[0].problem} == {"copy.pdf", "statement-0001.pdf"}
        assert file_named(core, "empty.pdf").state is FileState.EMPTY
        broken = core.statements[file_named(core, "broken.pdf").statement_id]
        assert broken.state == "refused"
        assert (last.tally.here, last.tally.troubled) == (8, 1)


@on_loop
async def test_a_pause_holds_and_an_ended_program_goes_on(portal, inbox, tmp_path):
    write_statements(portal.books, inbox / "more", 9, seed=2)
    with FaultProxy(portal.url, delay_s=0.2) as line:
        line.mode, line.only = Line.SLOW, b"/v1/uploads"
        async with UploadCore.opened(tmp_path / "c", line.url) as core:
            batch = await core.new_batch()
            await core.upload.add(1, batch, [str(inbox)])
            await until(lambda: any(one.state is FileState.DONE for one in core.files.values()))
            core.upload.pause(1, batch)
            await core.comes_to(RunState.PAUSED)
            await until(lambda: not core.upload.is_at_work)
            held = core.heard[-1].tally.here
            assert 0 < held < 15
            known = await core.upload.add(1, batch, [str(inbox)])
            assert known.known == 15
            assert not core.upload.is_at_work
        line.mode = Line.GOOD
        async with UploadCore.opened(tmp_path / "c", line.url) as core:
            (left,) = await core.upload.remembered(1)
            assert (left.batch_id, left.files) == (batch, 15)
            assert held <= left.here < 15
            await core.upload.show(1, batch)
            await core.comes_to(RunState.PAUSED)
            await core.upload.go_on(1, batch)
            await core.comes_to(RunState.IDLE)
            assert len(await core.names_in(batch)) == 15


@pytest.mark.parametrize("fault", [Line.BUSY, Line.CUT, Line.LOST, Line.HTML])
def test_a_line_that_fails_is_waited_for_and_each_file_arrives_once(portal, inbox, tmp_path, fault):
    @on_loop
    async def run():
        with FaultProxy(portal.url) as line:
            async with UploadCore.opened(tmp_path / "c", line.url) as core:
                batch = await core.new_batch()
                line.mode, line.only = fault, b"/v1/practices/1/statements"
                await core.upload.add(1, batch, [str(inbox)])
                await core.comes_to(RunState.OFFLINE)
                line.mode = Line.GOOD
                core.upload.line_is_back()
                await core.comes_to(RunState.IDLE)
                assert states(core) == ["done"] * 6
                assert len(await core.names_in(batch)) == 6

    run()


@on_loop
async def test_a_file_that_changed_or_went_since_it_was_added_is_said_and_taken_anew(
    portal, inbox, tmp_path
):
    first = inbox / "first"
    with FaultProxy(portal.url) as line:
        async with UploadCore.opened(tmp_path / "c", line.url) as core:
            batch = await core.new_batch()
            line.mode, line.only = Line.BUSY, b"/v1/uploads"
            await core.upload.add(1, batch, [str(inbox)])
            await core.comes_to(RunState.OFFLINE)
            core.upload.pause(1, batch)
            await until(lambda: not core.upload.is_at_work)
            kept = (first / "statement-0001.pdf").read_bytes()
            (first / "statement-0000.pdf").write_bytes(kept + b"\n%")
            (first / "statement-0001.pdf").unlink()
            line.mode = Line.GOOD
            await core.upload.go_on(1, batch)
            last = await core.comes_to(RunState.IDLE)
            assert last.tally.troubled == 2
            assert file_named(core, "statement-0000.pdf").state is FileState.CHANGED
            assert file_named(core, "statement-0001.pdf").state is FileState.GONE
            (first / "statement-0001.pdf").write_bytes(kept)
            added = await core.upload.add(1, batch, [str(inbox)])
            assert (added.new, added.known) == (2, 4)
            await until(lambda: core.heard[-1].tally.here == 6)
            assert core.heard[-1].tally.files == 6


@on_loop
async def test_a_file_that_was_only_touched_is_sent_when_it_is_taken_again(portal, inbox, tmp_path):
    touched = inbox / "first" / "statement-0001.pdf"
    with FaultProxy(portal.url) as line:
        async with UploadCore.opened(tmp_path / "c", line.url) as core:
            batch = await core.new_batch()
            line.mode, line.only = Line.BUSY, b"/v1/uploads"
            await core.upload.add(1, batch, [str(inbox)])
            await core.comes_to(RunState.OFFLINE)
            assert len(core.files) == 6  # also those that wait are told
            core.upload.pause(1, batch)
            await until(lambda: not core.upload.is_at_work)
            os.utime(touched, ns=(1, 1))
            line.mode = Line.GOOD
            await core.upload.go_on(1, batch)
            await core.comes_to(RunState.IDLE)
            assert file_named(core, touched.name).state is FileState.CHANGED
            await core.upload.add(1, batch, [str(touched)])
            await until(lambda: core.heard[-1].tally.here == 6)
            assert len(await core.names_in(batch)) == 6


@on_loop
async def test_on_a_full_disk_the_upload_stops_says_so_and_goes_on_when_there_is_room(
    portal, inbox, tmp_path
):
    def room(core, pages):
        with core.remembered._writer.transaction() as connection:
            now = connection.exec_driver_sql("PRAGMA main.page_count").scalar_one()
            connection.exec_driver_sql(f"PRAGMA main.max_page_count = {now + pages}").all()

    write_statements(portal.books, inbox / "more", 30, seed=3)
    async with UploadCore.opened(tmp_path / "c", portal.url) as core:
        batch = await core.new_batch()
        await core.upload.add(1, batch, [str(inbox)])
        await core.lanes.writes.run(room, core, 0)
        stopped = await core.comes_to(RunState.STOPPED)
        assert isinstance(stopped.problem, DiskFullError)
        await until(lambda: not core.upload.is_at_work)
        await core.lanes.writes.run(room, core, 1000)
        await core.upload.go_on(1, batch)
        await core.comes_to(RunState.IDLE)
        assert len(await core.names_in(batch)) == 36
        await until(lambda: core.remembered.batches(1)[0].here == 36)


@on_loop
async def test_a_fault_of_the_program_is_told_and_does_not_leave_an_upload_that_stands_still(
    portal, inbox, tmp_path, monkeypatch
):
    answer = UploadCalls.begin

    def fail(*_):
        raise LookupError

    async with UploadCore.opened(tmp_path / "c", portal.url) as core:
        batch = await core.new_batch()
        for _ in range(LINES):  # as many times as there are lines
            monkeypatch.setattr(UploadCalls, "begin", fail)
            await core.upload.add(1, batch, [str(inbox)])
            await core.upload.go_on(1, batch)
            await core.comes_to(RunState.STOPPED)
            await until(lambda: not core.upload.is_at_work)
        assert {type(bug) for bug in core.bugs} == {LookupError}
        core.bugs.clear()
        monkeypatch.setattr(UploadCalls, "begin", answer)
        await core.upload.go_on(1, batch)
        await core.comes_to(RunState.IDLE)
        assert states(core) == ["done"] * 6


@on_loop
async def test_to_look_at_a_batch_writes_nothing(portal, inbox, tmp_path):
    async with UploadCore.opened(tmp_path / "c", portal.url) as core:
        batch = await core.new_batch()
        await core.upload.add(1, batch, [str(inbox)])
        await core.comes_to(RunState.IDLE)
        await until(lambda: core.remembered.batches(1)[0].here == 6)
    async with UploadCore.opened(tmp_path / "c", portal.url) as core:
        with contextlib.closing(connect(core.store.outbox_path, KEYS.outbox)) as outbox:
            version = "PRAGMA data_version"  # changes with every commit of another connection
            before = outbox.execute(version).fetchone()
            await core.upload.show(1, batch)
            await until(lambda: len(core.files) == 6)
            assert outbox.execute(version).fetchone() == before


@on_loop
async def test_an_ended_session_and_a_lost_right_stop_the_upload_and_say_which(
    portal, inbox, tmp_path
):
    def ended(uow):
        uow.execute(update(staff_session).values(revoked_at=uow.now))

    def role(name):
        return lambda uow: uow.execute(update(staff_membership).values(role=name))

    async with UploadCore.opened(tmp_path / "c", portal.url) as core:
        batch = await core.new_batch()
        portal.database.write(Scope.of([1]), role("nurse"))
        try:
            await core.upload.add(1, batch, [str(inbox)])
            stopped = await core.comes_to(RunState.STOPPED)
            assert isinstance(stopped.problem, NotPermittedError)
        finally:
            portal.database.write(Scope.of([1]), role("billing"))
        portal.database.write(Scope.ALL, ended)
        await core.upload.go_on(1, batch)
        stopped = await core.comes_to(RunState.STOPPED)
        await until(lambda: isinstance(core.heard[-1].problem, SignInExpiredError))
        assert not core.upload.is_at_work
    async with UploadCore.opened(tmp_path / "c", portal.url) as core:
        await core.upload.go_on(1, batch)
        await core.comes_to(RunState.IDLE)
        assert len(await core.names_in(batch)) == 6


@on_loop
async def test_two_desks_on_one_batch_make_one_statement_of_a_file(portal, inbox, tmp_path):
    async with (
        UploadCore.opened(tmp_path / "one", portal.url) as one,
        UploadCore.opened(tmp_path / "two", portal.url) as two,
    ):
        batch = await one.new_batch()
        for core in (one, two):
            await core.upload.add(1, batch, [str(inbox)])
        for core in (one, two):
            await core.comes_to(RunState.IDLE)
            assert states(core) == ["done"] * 6
        assert len(await one.names_in(batch)) == 6
        assert set(one.statements) == set(two.statements)


@on_loop
async def test_a_closed_batch_takes_no_more_and_the_upload_stops(portal, inbox, tmp_path):
    async with UploadCore.opened(tmp_path / "c", portal.url) as core:
        batch = await core.new_batch()
        await core.ask(core.calls.close_batch, 1, batch)
        await core.upload.add(1, batch, [str(inbox)])
        stopped = await core.comes_to(RunState.STOPPED)
        assert stopped.problem.problem["rule"] == "BATCH_CLOSED"
        await core.upload.forget(1, batch)
        assert await core.upload.remembered(1) == []


def test_nothing_of_another_test_is_left_half_way(portal):
    """Every upload that was begun here came to its end, and each made at most one statement a batch."""
    with portal.database.read(Scope.ALL) as reader:
        twice = select(statement.c.batch_id, statement.c.sha256, func.count())
        twice = twice.group_by(statement.c.batch_id, statement.c.sha256)
        assert {row[2] for row in reader.execute(twice)} <= {1}
        assert reader.execute(select(func.count()).select_from(upload)).scalar_one()
