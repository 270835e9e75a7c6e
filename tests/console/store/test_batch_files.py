"""What a console remembers of the files it uploads: durable, encrypted, and no more than is needed."""

from dataclasses import replace

import pytest

from console.domain.batch_files import FileState, FoundFile, Remembered
from console.store.batch_files import BatchFiles
from console.store.door import connect
from console.store.writing import Writer
from tests.support.builders import KEYS, open_store


def found(*names, size=10, modified_ns=7):
    return [FoundFile(f"/in/{name}.pdf", f"{name}.pdf", size, modified_ns) for name in names]


@pytest.fixture
def store(tmp_path):
    opened, _cache = open_store(tmp_path)
    yield opened
    opened.close()


@pytest.fixture
def files(store):
    return BatchFiles(Writer(store))


def test_f68_the_same_folder_again_adds_only_what_is_new(files):
    first, known = files.add(1, "b", found("a", "b"))
    assert (len(first), known) == (2, 0)
    again, known = files.add(1, "b", found("a", "b", "c"))
    assert [one.name for one in again] == ["c.pdf"]
    assert known == 2
    assert [one.name for one in files.files(1, "b")] == ["a.pdf", "b.pdf", "c.pdf"]


def test_a_file_that_changed_or_was_gone_is_taken_anew(files):
    (a, b, c), _ = files.add(1, "b", found("a", "b", "c"))
    files.note(
        [
            replace(a, state=FileState.DONE, statement_id="s", sha256="f" * 64),
            replace(b, state=FileState.GONE),
            replace(c, state=FileState.DONE, statement_id="t"),
        ]
    )
    again, known = files.add(1, "b", [*found("a", modified_ns=8), *found("b"), *found("c")])
    assert known == 1
    assert [(one.name, one.state, one.sha256) for one in again] == [
        ("a.pdf", FileState.WAITING, ""),
        ("b.pdf", FileState.WAITING, ""),
    ]
    assert len(files.files(1, "b")) == 3


def test_a_batch_is_remembered_with_how_many_are_here_until_it_is_forgotten(files):
    (a, b, c), _ = files.add(1, "b", found("a", "b", "c"))
    files.add(2, "other", found("a"))
    files.note(
        [
            replace(a, state=FileState.DONE),
            replace(b, state=FileState.SENDING, moved=4, upload_id="u", sha256="e" * 64),
            replace(c, state=FileState.CHANGED),
        ]
    )
    assert files.batches(1) == [Remembered(1, "b", here=1, files=3, waiting=1)]
    assert files.files(1, "b")[1].upload_id == "u"
    files.forget(1, "b")
    assert files.batches(1) == []
    assert files.batches(2)[0].is_unfinished


def test_i12_no_name_of_a_file_is_readable_on_the_disk(files, store):
    files.add(1, "b", found("Okonkwo-Ada-statement"))
    raw = store.outbox_path.read_bytes()
    raw += store.outbox_path.with_name(store.outbox_path.name + "-wal").read_bytes()
    assert b"Okonkwo" not in raw


def test_an_outbox_of_the_second_version_learns_of_files(tmp_path):
    store, _cache = open_store(tmp_path)
    store.close()
    connection = connect(tmp_path / "outbox.db", KEYS.outbox)
    connection.execute("DROP TABLE upload_file")
    connection.execute("PRAGMA user_version = 2")
    connection.close()
    store, _cache = open_store(tmp_path)
    assert len(BatchFiles(Writer(store)).add(1, "b", found("a"))[0]) == 1
    store.close()
