"""Exports of practice systems: their columns, days, amounts, and what is left out of them."""

from datetime import UTC, date, datetime

import pytest
from sqlalchemy import select

from portal.__main__ import main
from portal.db.billing_tables import billing_account, billing_account_patient
from portal.db.tables import outbox_job, patient
from portal.services.billing_csv import decoded, parse
from portal.services.billing_feed import Given, Named
from tests.support import billing_rows
from tests.support.practice_world import World

ADA = Given(
    account_number="G-1001",
    given_name="Ada",
    family_name="Byron",
    birth_date=date(1980, 2, 1),
    guarantor_record_number="R-10001",
    patients=(Named("R-10002", date(2019, 6, 9)),),
    address="12 Elm Street\nUnit 4\nBoston, MA 02109",
    delivery="paper",
    balance_cents=123_450,
    balance_at=datetime(2026, 11, 1, tzinfo=UTC),
)
CELLS = (
    *("G-1001", "Ada", "Byron", "02/01/1980", "R-10001", "R-10002", "6/9/2019"),
    *("12 Elm Street", "Unit 4", "Boston", "MA", "02109", "Paper", '"$1,234.50"', "2026-11-01"),
)
HEADERS = {
    "words": "Account Number,First Name,Last Name,Date of Birth,Guarantor MRN,MRN,Patient DOB,"
    "Address 1,Address 2,City,State,Zip Code,Statement Delivery,Account Balance,Balance Date",
    "guarantor": "Guarantor Account #,Guarantor First Name,Guarantor Last Name,Guarantor DOB,"
    "Guarantor Chart Number,Patient ID,Patient Birth Date,Guarantor Address,Guarantor Address 2,"
    "Guarantor City,Guarantor State,Guarantor Zip,Statement Preference,Current Balance,As Of",
    "short": "ACCT_NO,FNAME,LNAME,DOB,GUAR_MRN,CHART_NO,PT_DOB,ADDR1,ADDR2,CITY,STATE,ZIP,"
    "DELIVERY,BALANCE,DATE",
    "camel": "AccountNumber,FirstName,LastName,BirthDate,GuarantorRecordNumber,RecordNumber,"
    "PatientBirthDate,AddressLine1,AddressLine2,City,State,PostalCode,DeliveryMethod,Balance,AsOf",
}


@pytest.mark.parametrize("header", HEADERS.values(), ids=HEADERS)
def test_the_columns_of_many_systems(header: str):
    parsed = parse(f"{header}\r\n{','.join(CELLS)}\r\n")
    assert parsed.faults == []
    assert parsed.rows == [(2, ADA)]


@pytest.mark.parametrize("delimiter", [";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_delimiters_and_encodings(delimiter: str, encoding: str):
    text = "Account;Guarantor;Balance\nA-1;Muñoz, José;(12.00)\n".replace(";", delimiter)
    ((_, row),) = parse(decoded(text.encode(encoding))).rows
    assert (row.family_name, row.given_name, row.balance_cents) == ("Muñoz", "José", -1_200)


def test_the_lines_of_one_account_are_one_account_with_all_its_patients():
    text = "acct,name,mrn,patient dob\nA-1,Ada Byron,1,1980-02-01\nB-2,Jo Quinn,,\na1,Ada Byron,2,2019-06-09\n"
    parsed = parse(text)
    assert [line for line, _ in parsed.rows] == [2, 3]
    assert [one.record_number for one in parsed.rows[0][1].patients] == ["1", "2"]


@pytest.mark.parametrize(
    ("line", "code"),
    [
        (",Ada Byron,1980-02-01,,,5", "NO_NUMBER"),
        ("B-1,,1980-02-01,,,5", "NO_NAME"),
        ("B-1,Ada Byron,13/14/1980,,,5", "BAD_DATE"),
        ("B-1,Ada Byron,02/01/80,,,5", "BAD_DATE"),
        ("B-1,Ada Byron,1980-02-01,pigeon,,5", "BAD_DELIVERY"),
        ("B-1,Ada Byron,1980-02-01,,,about five", "BAD_AMOUNT"),
        (f"B-{'1' * 40},Ada Byron,,,,5", "TOO_LONG"),
        ("A-1,Somebody Else,1980-02-01,,,5", "OTHER_THAN_BEFORE"),
    ],
)
def test_a_line_that_can_not_be_used_is_named_and_left_out(line: str, code: str):
    head = "Account,Name,DOB,Delivery,MRN,Balance\nA-1,Ada Byron,1980-02-01,,,5\n"
    parsed = parse(f"{head}{line}\nC-3,Ada Byron,,,,\n")
    assert [(fault.line, fault.code) for fault in parsed.faults] == [(3, code)]
    assert [row.account_number for _, row in parsed.rows] == ["A-1", "C-3"]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "NO_ACCOUNT_COLUMN"),
        ("a,b\n1,2\n", "NO_ACCOUNT_COLUMN"),
        ("acct\n1\n", "NO_NAME_COLUMN"),
    ],
)
def test_a_file_without_the_columns_it_needs(text: str, code: str):
    parsed = parse(text)
    assert ([fault.code for fault in parsed.faults], parsed.rows) == ([code], [])


@pytest.mark.parametrize(
    ("column", "said", "delivery"),
    [
        ("Paper Statement", "Y", "paper"),
        ("Paper Statement", "N", "electronic"),
        ("E-Statement", "Yes", "electronic"),
        ("E-Statement", "No", "paper"),
        ("Delivery", "Email", "electronic"),
        ("Delivery", "US Mail", "paper"),
    ],
)
def test_how_a_statement_is_wanted(column: str, said: str, delivery: str):
    ((_, row),) = parse(f"acct,name,{column}\n1,Ada Byron,{said}\n").rows
    assert row.delivery == delivery


def test_the_command_puts_a_file_and_names_what_it_left_out(world: World, tmp_path, capsys):
    chart = world.chart(record_number="R-10001", birth_date=date(1980, 2, 1))
    file = tmp_path / "accounts.csv"
    lines = [f"A-{number},Byron,Ada,1980-02-01,R-10001,R-10001,1980-02-01" for number in range(600)]
    lines += ["B-1,Byron,Ada,1980-02-02,R-10001,,", ",Byron,Ada,,,,"]
    head = "Account,Last Name,First Name,DOB,Guarantor MRN,MRN,Patient DOB"
    file.write_text("\n".join([head, *lines]))
    words = ["billing-accounts", str(file), "--practice", "1", "--database", world.database.url]
    assert main(words) == 1
    said = capsys.readouterr()
    assert said.out == "600 created, 0 updated, 0 unchanged, 2 left out.\n"
    assert (
        said.err == f"{file}:602: GUARANTOR_BIRTH_DATE; left out\n{file}:603: NO_NUMBER; left out\n"
    )
    jobs = select(outbox_job.c.id).where(outbox_job.c.kind == "statement.recheck")
    assert len(world.read(jobs)) == 1, "files that waited for these accounts are looked at again"
    assert main(words) == 1
    assert len(world.read(jobs)) == 1, "once more changes nothing"
    assert "0 created, 0 updated, 600 unchanged" in capsys.readouterr().out
    rows = list(world.read(billing_account.select()))
    assert {row.guarantor_patient_id for row in rows} == {chart}
    assert len(list(world.read(billing_account_patient.select()))) == len(rows) == 600
    assert world.one(patient, chart)["record_number"] == "R-10001"


def test_the_command_refuses_what_it_can_not_do(world: World, tmp_path, capsys):
    file = tmp_path / "accounts.csv"
    file.write_text("Account,Name\n1,Ada Byron\n")
    tail = ["--database", world.database.url]
    assert main(["billing-accounts", str(file), "--practice", "9", *tail]) == 2
    assert "no practice 9" in capsys.readouterr().err
    assert main(["billing-accounts", str(tmp_path / "none.csv"), "--practice", "1", *tail]) == 2
    assert billing_rows.put(world, Given("1", "Ada", "Byron"))[0].outcome == "created"
