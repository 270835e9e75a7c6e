"""What is found below what was dropped."""

import os
import threading
from dataclasses import replace

import pytest

from console import statement_files
from console.api_client.client import PortalClient
from console.api_client.statement_calls import StatementCalls
from console.api_client.upload_calls import UploadCalls
from console.domain.batch_files import BatchFile, FileState, Found
from console.statement_sending import Sender, Twins

PDF = b"%PDF-1.4\n"


def test_f68_a_folder_is_searched_through_and_the_rest_is_counted(tmp_path):
    below = tmp_path / "october" / "late"
    below.mkdir(parents=True)
    (tmp_path / "october" / "b.PDF").write_bytes(PDF)
    (below / "a.pdf").write_bytes(PDF + b"1")
    (below / "no-suffix").write_bytes(PDF)
    (below / "list.csv").write_text("file,account\n")
    (below / "letter.docx").write_bytes(b"PK")
    (below / ".DS_Store").write_bytes(b"x")
    (below / "Thumbs.db").write_bytes(b"x")
    found = statement_files.find([str(tmp_path)])
    assert [one.name for one in found.files] == ["b.PDF", "a.pdf", "no-suffix"]
    assert found.files[1].size == len(PDF) + 1
    assert found.manifests == (str(below / "list.csv"),)
    assert (found.left_out, found.unreadable) == (1, 0)


def test_a_file_that_is_dropped_with_its_folder_is_there_once(tmp_path):
    (tmp_path / "a.pdf").write_bytes(PDF)
    found = statement_files.find([str(tmp_path / "a.pdf"), str(tmp_path)])
    assert len(found.files) == 1


def test_what_is_gone_is_said(tmp_path):
    assert statement_files.find([str(tmp_path / "gone.pdf")]) == Found(unreadable=1)


@pytest.mark.skipif(os.name != "posix", reason="makes a pipe")
def test_a_pipe_that_is_called_a_pdf_holds_nothing_up(tmp_path):
    os.mkfifo(tmp_path / "pipe.pdf")
    assert statement_files.find([str(tmp_path)]) == Found(left_out=1)


@pytest.mark.skipif(os.name != "posix", reason="makes a pipe and a loop of links")
def test_neither_a_pipe_that_is_called_a_table_nor_a_loop_of_links_holds_anything_up(tmp_path):
    os.mkfifo(tmp_path / "list.csv")
    (tmp_path / "loop.pdf").symlink_to(tmp_path / "loop.pdf")
    (tmp_path / "round").symlink_to(tmp_path)
    (tmp_path / "a.pdf").write_bytes(PDF)
    found = statement_files.find([str(tmp_path), str(tmp_path / "loop.pdf")])
    assert [one.name for one in found.files] == ["a.pdf"]
    assert (found.manifests, found.left_out, found.unreadable) == ((), 1, 2)
    with pytest.raises(ValueError, match="no file"):
        statement_files.read_table(str(tmp_path / "list.csv"))


@pytest.mark.skipif(os.name != "posix", reason="such names are there alone")
def test_a_name_that_is_no_text_costs_that_file_alone(tmp_path):
    (tmp_path / "a.pdf").write_bytes(PDF)
    (tmp_path / os.fsdecode(b"b\xff.pdf")).write_bytes(PDF)
    (tmp_path / "c\n\u202e.pdf").write_bytes(PDF)
    found = statement_files.find([str(tmp_path)])
    assert [one.name for one in found.files] == ["a.pdf", "c\n\u202e.pdf"]
    assert found.unreadable == 1


def test_a_name_that_is_too_long_is_said(tmp_path):
    assert statement_files.find([str(tmp_path / ("y" * 300))]) == Found(unreadable=1)


@pytest.mark.skipif(os.name != "posix", reason="makes a path that is too long")
def test_a_folder_that_can_not_be_read_is_said(tmp_path):
    kept = os.open(tmp_path, os.O_RDONLY)
    at = os.dup(kept)
    for _depth in range(20):  # deeper than any path may be
        os.mkdir("d" * 250, dir_fd=at)
        below = os.open("d" * 250, os.O_RDONLY, dir_fd=at)
        os.close(at)
        at = below
    os.close(at)
    os.close(kept)
    (tmp_path / "a.pdf").write_bytes(PDF)
    found = statement_files.find([str(tmp_path)])
    assert (len(found.files), found.unreadable) == (1, 1)


def test_the_search_ends_with_whoever_wanted_it(tmp_path):
    (tmp_path / "a.pdf").write_bytes(PDF)
    assert statement_files.find([str(tmp_path)], lambda: True) == Found()


@pytest.mark.skipif(os.name != "posix", reason="makes a pipe")
def test_a_file_that_has_become_a_pipe_has_changed_and_holds_no_line_up(tmp_path):
    os.mkfifo(tmp_path / "a.pdf")
    file = BatchFile(1, 1, "b", str(tmp_path / "a.pdf"), "a.pdf", len(PDF), 5)
    client = PortalClient("http://127.0.0.1:9")  # is not asked
    calls = UploadCalls(client), StatementCalls(client)
    sender = Sender(*calls, Twins(), threading.Event(), lambda _file: None)
    assert sender.send(file) == (replace(file, state=FileState.CHANGED), None)
