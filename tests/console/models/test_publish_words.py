"""What will be sent to how many, said before it is."""

import csv
import io
from dataclasses import replace

import pytest
from PySide6.QtCore import QLocale

from console.domain.statement_report import ReportRow
from console.models.publish_words import publish_sentence, staying
from console.models.statement_csv import amount_cell, paper_csv, report_csv
from tests.support.review_screens import preview, report


@pytest.fixture(autouse=True)
def american():
    before = QLocale()
    QLocale.setDefault(QLocale("en_US"))
    yield
    QLocale.setDefault(before)


def plain(sentence):
    """The sentence without the marks that stand for plurals until the catalogue is loaded."""
    return sentence.replace("(s)", "s")


def test_b10_the_dry_run_says_what_goes_to_how_many_and_what_stays():
    assert plain(publish_sentence(preview())) == (
        "Publish 471 statements for $48,213.55. 455 guarantors get an e-mail, 16 get paper."
        " 12 older statements can no longer be paid; for 2 of them a payment is on its way."
        " 29 files stay here."
    )


def test_f69_publishing_quietly_is_for_corrections_and_the_others_are_told():
    some = preview(corrections={"ready": 7, "mails": 5, "paper": 2})
    told = "450 guarantors get an e-mail, 14 get paper. Nobody is told of 7 corrections."
    assert told in plain(publish_sentence(some, is_quiet=True))
    assert "correction" not in publish_sentence(some)
    every = preview(corrections={"ready": 471, "mails": 455, "paper": 16})
    assert "e-mail" not in publish_sentence(every, is_quiet=True)


def test_f70_what_can_never_be_paid_is_said():
    assert "3 of the new ones can be seen but not paid" in publish_sentence(preview(not_payable=3))


def test_what_a_person_has_left_out_does_not_stay():
    left = [{"id": "1", "code": "DISCARDED"}, {"id": "2", "code": "ASKED"}]
    assert staying(preview(left_out=left)) == 1


@pytest.mark.parametrize(
    ("name", "cell"),
    [
        ("=SUM(A1:A9)", "'=SUM(A1:A9)"),
        ("+1 617 555", "'+1 617 555"),
        ("-2+3", "'-2+3"),
        ("@import", "'@import"),
        ("\t=1", "'=1"),
        (" =1+1", "' =1+1"),
        ("\u200b=1", "'=1"),
        ("O'Brien", "O'Brien"),
        ('Ann "x", Lee', 'Ann "x", Lee'),
    ],
)
def test_no_cell_is_taken_for_a_formula(name, cell):
    """OWASP, CSV injection: names and files come from outside."""
    row = ReportRow(file_name=name, name=name, outcome="payable", notice="paper")
    for made, column in ((report_csv([row]), 0), (report_csv([row]), 2), (paper_csv([row]), 1)):
        assert list(csv.reader(io.StringIO(made)))[1][column] == cell


def test_amounts_are_numbers_for_a_spreadsheet():
    assert [amount_cell(cents) for cents in (123456, -5, 0, None)] == [
        "1234.56",
        "-0.05",
        "0.00",
        "",
    ]
    row = ReportRow("a.pdf", outcome="paid", amount_cents=-1200)
    assert list(csv.reader(io.StringIO(report_csv([row]))))[1][3] == "-12.00"


def test_the_paper_list_has_who_gets_paper_and_nobody_else():
    rows = report().rows
    void = replace(rows[1], outcome="void", account_number="VOID")
    listed = list(csv.reader(io.StringIO(paper_csv([*rows, void]))))[1:]
    assert len(listed) == 10
    assert {line[-1] for line in listed} == {"mail to the guarantor has come back"}
    assert not any("VOID" in line for line in listed)
