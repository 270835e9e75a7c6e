"""Manifests as practice systems export them, and what a biller reads of a faulty line."""

from datetime import date

import orjson
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from portal.services.statements.manifest import from_json, read
from portal.services.statements.manifest_table import MOST_LINES


def codes(text):
    return [(fault.line, fault.code) for fault in read(text).faults]


def test_b10_a_plain_list():
    found = read("file,account_number,amount\na.pdf,00123,12.50\nb.pdf,A-77,1000\n")
    assert found.faults == ()
    one, other = found.rows
    assert (one.file, one.account_number, one.amount_cents, one.line) == ("a.pdf", "00123", 1250, 2)
    assert (other.account_number, other.amount_cents) == ("A-77", 100_000)
    expected = (found.expected_files, found.expected_pages, found.expected_cents)
    assert expected == (2, None, 101_250)
    assert from_json(orjson.loads(orjson.dumps(found.as_json()))) == found


@pytest.mark.parametrize("mark", ["", "\ufeff", "Statement run of 10/15/2026\n\n"])
@pytest.mark.parametrize("sign", [",", ";", "\t", "|"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_b10_any_delimiter_any_line_end(mark, sign, end):
    lines = [["File Name", "Acct #", "Amount Due"], ["a.pdf", "1", "5.00"]]
    text = mark.replace("\n", end) + end.join(sign.join(line) for line in lines)
    (row,) = read(text).rows
    assert (row.file, row.account_number, row.amount_cents) == ("a.pdf", "1", 500)


@pytest.mark.parametrize(
    "head",
    [
        "PDF_File,AccountNumber,BalanceDue",
        "Document,Guarantor ID,Total Due",
        "filename,acct_no,amt",
        "Image File,Patient Account No.,Statement Amount",
        "Archivo,Número de cuenta,Importe a pagar",
        "FILE PATH,Acct Num,New Balance ($)",
        '"File","Account","Balance"',
    ],
)
def test_b10_columns_under_many_names(head):
    (row,) = read(head + "\na.pdf,77,5.00\n").rows
    assert (row.file, row.account_number, row.amount_cents) == ("a.pdf", "77", 500)


def test_b10_the_better_of_two_columns_is_taken():
    text = "File,Account,Account Number,Balance,Amount Due,Date,Statement Date\n"
    (row,) = read(text + "a.pdf,Smith,77,9.00,5.00,9/1/2026,10/15/2026\n").rows
    assert (row.account_number, row.amount_cents) == ("77", 500)
    assert row.statement_date == date(2026, 10, 15)


@pytest.mark.parametrize(
    ("cell", "cents"),
    [
        ("$1,234.56", 123_456),
        ("(12.00)", -1200),
        ("($1,012.00)", -101_200),
        ("-12.5", -1250),
        ("12.00-", -1200),
        ("12.00 CR", -1200),
        ("USD 12", 1200),
        ("1.234,56", 123_456),
        ("12,50", 1250),
        ("1,234", 123_400),
        ("0", 0),
        (".50", None),
        ("12.345", None),
        ("1,23,4", None),
        ("€ 5", None),
        ("five", None),
        ("99999999999999999999", None),
    ],
)
def test_b10_amounts(cell, cents):
    found = read(f'file;account;amount\na.pdf;1;"{cell}"\n')
    assert found.rows[0].amount_cents == cents
    assert [fault.code for fault in found.faults] == (
        [] if cents is not None else ["AMOUNT_UNREADABLE"]
    )


@pytest.mark.parametrize(
    "cell",
    [
        "2026-10-05",
        "10/5/2026",
        "10/05/26",
        "20261005",
        "Oct 5, 2026",
        "5-Oct-2026",
        "2026-10-05 00:00:00",
    ],
)
def test_b10_dates(cell):
    text = f'file,account,amount,statement date,due date\na.pdf,1,5,"{cell}",\n'
    assert read(text).rows[0].statement_date == date(2026, 10, 5)


def test_b10_other_lines_say_whether_the_day_comes_first():
    text = "file;account;amount;date\na.pdf;1;5;05/10/2026\nb.pdf;2;5;31/10/2026\n"
    assert [row.statement_date for row in read(text).rows] == [
        date(2026, 10, 5),
        date(2026, 10, 31),
    ]
    text = text.replace("31/10", "10/31")
    assert [row.statement_date for row in read(text).rows] == [
        date(2026, 5, 10),
        date(2026, 10, 31),
    ]


def test_b10_what_else_a_line_may_say():
    text = "file,account,amount,period,pages,type\na.pdf,1,5,10/2026,3,Final Notice\n"
    text += "b.pdf,2,5,October 2026,1,Past Due\nc.pdf,3,5,2026-10,2,\n"
    found = read(text)
    assert [row.period for row in found.rows] == ["2026-10"] * 3
    assert [row.kind for row in found.rows] == ["final", "past_due", ""]
    assert found.expected_pages == 6


@pytest.mark.parametrize(
    "total", ["Total,2,,25.50,3", "TOTALS:,,,$25.50,3", "Total 2 files,,,25.50,"]
)
def test_b10_a_totals_line_is_no_file(total):
    found = read(f"file,account,name,amount,pages\na.pdf,1,x,12,1\nb.pdf,2,y,13.50,2\n{total}\n")
    assert found.faults == ()
    expected = (found.expected_files, found.expected_pages, found.expected_cents)
    assert (len(found.rows), *expected) == (2, 2, 3, 2550)


def test_b10_a_totals_line_tells_of_an_export_that_broke_off():
    (fault,) = read("file,account,amount\na.pdf,1,12\nTotal,2,25.50\n").faults
    assert (fault.line, fault.code) == (3, "TOTALS_DIFFER")
    assert "2 files" in fault.sentence


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("", [(1, "EMPTY")]),
        (" \n\n", [(1, "EMPTY")]),
        ("hello", [(1, "NO_HEADER")]),
        ("a.pdf,1,5\nb.pdf,2,6\n", [(1, "NO_HEADER")]),
        ("file,account\na.pdf,1\n", [(1, "COLUMN_MISSING")]),
        ("file,account,amount\n", [(1, "EMPTY")]),
        ("file,account,amount\na.pdf,1\n", [(2, "TOO_FEW_COLUMNS")]),
        ("file,account,amount\na.pdf,1,5\n,2,5\n", [(3, "FILE_MISSING")]),
        ("file,account,amount\na.pdf,,\n", [(2, "ACCOUNT_MISSING"), (2, "AMOUNT_MISSING")]),
        ("file,account,amount\na.pdf,4.82E+07,5\n", [(2, "ACCOUNT_ROUNDED")]),
        (f"file,account,amount\na.pdf,{'9' * 41},5\n", [(2, "ACCOUNT_TOO_LONG")]),
        ("file,account,amount\na.pdf,1,5\nx/A.PDF,2,5\n", [(3, "FILE_TWICE")]),
        ('file,account,amount\na.pdf,1,5\n"b.pdf,2,5\n', [(3, "QUOTES")]),
        ("file,account,amount,due\na.pdf,1,5,soon\n", [(2, "DATE_UNREADABLE")]),
        ("file,account,amount,due\na.pdf,1,5,2/30/2026\n", [(2, "DATE_UNREADABLE")]),
        ("file,account,amount,period\na.pdf,1,5,13/2026\n", [(2, "PERIOD_UNREADABLE")]),
        ("file,account,amount,pages\na.pdf,1,5,-1\n", [(2, "PAGES_UNREADABLE")]),
        ("file,account,amount,kind\na.pdf,1,5,odd\n", [(2, "KIND_UNKNOWN")]),
        ('file,account,amount\n"a\n.pdf",1,5\nb.pdf,2,x\n', [(4, "AMOUNT_UNREADABLE")]),
    ],
)
def test_b10_every_fault_has_its_line_and_says_what_to_do(text, found):
    assert codes(text) == found
    for fault in read(text).faults:
        assert fault.sentence.endswith(".")
        assert len(fault.sentence) > 20


def test_b10_a_list_without_end_is_refused():
    text = "file,account,amount\n" + "a.pdf,1,5\n" * (MOST_LINES + 5)
    assert codes(text) == [(MOST_LINES + 2, "TOO_LONG")]


def test_b10_a_list_of_broken_lines_without_end_is_refused():
    text = "file,account,amount\n" + "a.pdf\n" * (MOST_LINES + 5)
    assert codes(text) == [(MOST_LINES + 2, "TOO_LONG")]


def test_b10_an_amount_that_nobody_owes_is_a_slip_and_no_sum_is_too_large_for_the_database():
    assert codes("file,account,amount\na.pdf,1,1000000000.01\n") == [(2, "AMOUNT_UNREADABLE")]
    most = "".join(f"{number}.pdf,1,1000000000.00\n" for number in range(MOST_LINES))
    assert (read("file,account,amount\n" + most).expected_cents or 0) < 2**63


def test_spreadsheets_wrap_numbers_so_that_they_stay_text():
    text = 'file,account,amount\na.pdf,"=""00123""",5\nb.pdf,\'0044,5\n'
    assert [row.account_number for row in read(text).rows] == ["00123", "0044"]


def test_a_file_is_found_whatever_folder_and_case_it_came_with():
    found = read("file,account,amount\nC:\\out\\A.pdf,1,5\nb.pdf,2,5\n")
    assert found.row_of("a.PDF").account_number == "1"
    assert found.row_of("october/b.pdf").account_number == "2"
    assert found.row_of("c.pdf") is None


@settings(max_examples=200, deadline=None)
@given(st.text(st.sampled_from('file,account amount;\t"\n\r12.5()$-/=\0\ufeffÅ'), max_size=120))
def test_no_text_is_too_odd_to_be_read(text):
    found = read("file,account,amount\n" + text)
    assert found.rows or found.faults
