"""What is found below what was dropped."""

import os

import pytest

from console import statement_files
from console.domain.batch_files import Found

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
