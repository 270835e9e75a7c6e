"""What one batch has still to send: files with one content, and what is pressed in quick succession."""

from dataclasses import replace

from console.domain.batch_files import BatchFile, FileState
from console.statement_run import BatchRun

SHA = "ab" * 32


def file(number, **changed):
    made = BatchFile(number, 1, "b", f"/in/{number}.pdf", f"{number}.pdf", 100, 5)
    return replace(made, **changed)


def sent(run):
    """What is sent next, as a line would take it."""
    found = run.next()
    return found.number if found is not None else None


def test_who_goes_on_before_the_pause_is_felt_leaves_no_file_behind():
    run = BatchRun(1, "b", [file(1), file(2)])
    run.go()
    first = run.next()
    run.hold()
    run.go()
    run.put_back(first)  # its line has seen the pause alone
    assert (sent(run), sent(run)) == (1, 2)


def test_a_file_that_is_taken_anew_is_no_twin_of_what_it_was():
    run = BatchRun(1, "b", [file(1, sha256=SHA, state=FileState.SENDING)])
    run.go()
    run.done(replace(run.next(), state=FileState.NOT_TAKEN), None)
    run.take([file(2, path="/in/1.pdf")], gone=[1])
    assert run.twins.twin_of(file(2, sha256=SHA)) == ""


def test_the_twin_of_a_file_that_did_not_arrive_is_sent_in_its_place():
    run = BatchRun(1, "b", [file(1), file(2)])
    run.go()
    one, two = run.next(), run.next()
    assert run.twins.twin_of(replace(one, sha256=SHA)) == ""
    assert run.twins.twin_of(replace(two, sha256=SHA)) == "1.pdf"
    run.done(replace(two, sha256=SHA, state=FileState.SAME, problem="1.pdf"), None)
    assert sent(run) is None
    run.done(replace(one, state=FileState.CHANGED), None)
    assert sent(run) == 2
    assert run.twins.twin_of(file(2, sha256=SHA)) == ""


def test_after_a_kill_the_file_that_was_under_way_is_not_the_twin_of_its_copy():
    copy = file(1, sha256=SHA, state=FileState.SAME, problem="2.pdf")
    run = BatchRun(1, "b", [copy, file(2, sha256=SHA, state=FileState.SENDING)])
    run.go()
    assert sent(run) == 2
    assert run.twins.twin_of(file(2, sha256=SHA)) == ""
    alone = BatchRun(1, "b", [copy, file(2, state=FileState.GONE)])
    alone.go()
    assert sent(alone) == 1


def test_what_is_added_is_told_at_once_and_what_is_remembered_is_not_written_again():
    run = BatchRun(1, "b", [])
    run.hold()
    run.take([file(1), file(2)])
    told = run.news().files
    assert [one.number for one in told] == [1, 2]
    assert run.not_kept(told) == []
    run.kept([])
    run.note(file(2, moved=50, state=FileState.SENDING))
    assert [one.number for one in run.not_kept(run.news().files)] == [2]
    assert [one.number for one in run.not_kept([])] == [2]  # as nobody said that it was kept
