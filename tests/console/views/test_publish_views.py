"""The dry run, the progress and the report, as a biller uses them."""

import io

import pypdfium2
import pytest
from PySide6.QtCore import QBuffer, QIODevice, QMarginsF
from PySide6.QtGui import QPageLayout, QPageSize, QPdfWriter
from PySide6.QtWidgets import QPushButton, QWidget

from console.domain.statement_report import BatchReport
from console.models.statement_report_table import heads
from console.views.statements.publish_dialog import PublishDialog
from console.views.statements.publish_progress import PublishProgress
from console.views.statements.report_pages import print_report
from console.views.statements.report_view import ReportView
from tests.support.review_screens import DIFFER, preview, report


@pytest.fixture
def host(qtbot):
    made = QWidget()
    qtbot.addWidget(made)
    return made


def test_b10_totals_that_differ_are_accepted_with_a_reason_or_not_at_all(host, english):
    dialog = PublishDialog(preview(totals=DIFFER), [], host)
    dialog.open()
    dialog.try_accept()
    assert "not what its manifest says" in dialog.wrong()
    dialog.accepted_totals.box.click()
    dialog.try_accept()
    assert dialog.wrong() == "Write the reason."
    dialog.accepted_totals.line.setText("Two were sent by hand")
    dialog.try_accept()
    assert dialog.result() == dialog.DialogCode.Accepted
    assert dialog.reason_totals() == "Two were sent by hand"
    assert dialog.reason_quiet() == ""


def test_f69_without_mail_needs_a_reason_and_the_sentence_follows(host, english):
    plain = PublishDialog(preview(corrections={}), [], host)
    plain.open()
    assert plain.quietly.isHidden()  # there is nothing that it could be for
    dialog = PublishDialog(preview(), [], host)
    dialog.open()
    dialog.quietly.box.click()
    assert "Nobody is told of 7 corrections." in dialog.sentence()
    dialog.try_accept()
    assert not dialog.result()
    dialog.quietly.line.setText("Corrected address")
    dialog.quietly.box.click()
    assert dialog.reason_quiet() == ""  # a reason that is written and not wanted any more
    assert "455" in dialog.sentence()


def test_nothing_that_is_ready_is_nothing_to_publish(host):
    dialog = PublishDialog(preview(ready=0), [], host)
    assert not dialog.accept_button.isEnabled()
    assert dialog.obstacle()


def test_stopping_waits_for_what_is_on_its_way(host, qtbot):
    dialog = PublishProgress(50, host)
    dialog.open()
    dialog.show_step(25)
    with qtbot.waitSignal(dialog.stopped):
        dialog.reject()
    assert dialog.isVisible()
    assert not dialog.cancel_button.isEnabled()
    dialog.end()
    assert not dialog.isVisible()


def test_what_needs_somebody_stands_first_in_the_report(host, english):
    view = ReportView(report(), "Riverside", host)
    outcomes = [view.rows.data(view.rows.index(row, 3)) for row in range(60)]
    published = [words.startswith(("Published", "Superseded")) for words in outcomes]
    assert published == sorted(published)
    assert "Several accounts" in " ".join(outcomes)


def test_the_name_of_the_file_stands_first_in_the_report(host, english):
    header = ReportView(report(), "Riverside", host)._table.horizontalHeader()
    assert heads()[header.logicalIndex(0)] == "File"


def test_a_list_that_can_not_be_saved_says_so(host, tmp_path, english):
    view = ReportView(report(), "Riverside", host)
    view.open()
    view.save_to(str(tmp_path / "no folder" / "list.csv"))
    assert view.wrong() == "The list could not be saved there."
    view.save_to(str(tmp_path / "list.csv"))
    assert (tmp_path / "list.csv").read_bytes().startswith(b"\xef\xbb\xbf")
    assert (tmp_path / "list.csv").stat().st_mode & 0o077 == 0
    assert view.findChild(QPushButton, "save_csv").text() == "Saved"


def printed(made: BatchReport, page: QPageSize.PageSizeId) -> list[str]:
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    margins = QMarginsF(12, 12, 12, 12)
    writer.setPageLayout(QPageLayout(QPageSize(page), QPageLayout.Orientation.Portrait, margins))
    assert print_report(writer, made, "Riverside Family Practice")
    pdf = pypdfium2.PdfDocument(io.BytesIO(bytes(buffer.data().data())))
    return [one.get_textpage().get_text_range() for one in pdf]


@pytest.mark.parametrize("page", [QPageSize.PageSizeId.Letter, QPageSize.PageSizeId.A4])
def test_every_file_is_on_the_printed_report_once(qapp, english, page):
    made = report()
    pages = printed(made, page)
    assert len(pages) > 1
    whole = "\n".join(pages)
    for row in made.rows:
        assert whole.count(row.account_number) >= 1
    for number, text in enumerate(pages, start=1):
        assert "Riverside Family Practice" in text
        assert f"Page {number} of {len(pages)}" in text


def test_a_batch_without_files_prints_a_page(qapp, english):
    empty = BatchReport(report().batch)
    assert len(printed(empty, QPageSize.PageSizeId.Letter)) == 1
