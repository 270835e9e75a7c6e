"""The demo's statements: every state a biller meets, by the portal's own rules; and a batch to upload."""

import csv
import sqlite3
from collections import Counter
from contextlib import closing
from datetime import timedelta

import pytest

from portal.db import tables
from portal.db.billing_tables import (
    billing_account,
    billing_account_patient,
    payment,
    statement,
    statement_batch,
    statement_notice,
)
from portal.db.engine import Database
from portal.db.unit_of_work import Scope
from portal.demo import statement_folder
from portal.demo.practices import PATIENT
from portal.services import billing_accounts, pdf_gate
from portal.services.statements import batches, filing, manifests, page_texts
from portal.services.uploads import Completed
from tests.portal.demo.conftest import NOW, SEED, made

FIRST = Scope.of([1])


def states(demo, practice_id=1):
    return Counter(row["state"] for row in demo.rows(statement, practice_id))


def test_every_state_that_a_biller_meets_is_there(demo):
    assert set(states(demo)) == {
        "payable", "superseded", "paid", "void", "ready", "quarantined", "refused",
    }  # fmt: skip
    assert states(demo, 2)["payable"] == 2
    rows = demo.rows(statement)
    assert {row["kind"] for row in rows if row["state"] == "payable"} >= {"standard", "past_due"}
    assert any(row["state"] == "payable" and row["due_on"] < NOW.date() for row in rows)
    assert any(row["quiet_reason"] for row in rows)
    assert any(0 < row["paid_cents"] < row["amount_cents"] for row in rows)
    assert {row["state"] for row in demo.rows(payment)} == {"succeeded", "pending"}


def test_f70_one_payable_per_account(demo):
    rows = demo.rows(statement)
    payable = Counter(row["billing_account_id"] for row in rows if row["state"] == "payable")
    assert set(payable.values()) == {1}
    superseded = {row["billing_account_id"] for row in rows if row["state"] == "superseded"}
    assert superseded & set(payable)


def test_f69_notices_are_mailed_once_come_back_or_go_on_paper(demo):
    notices = demo.rows(statement_notice)
    assert {row["state"] for row in notices} == {"sent", "bounced", "paper"}
    assert {row["ordinal"] for row in notices} == {0}
    why = {row["status_code"] for row in notices if row["state"] == "paper"}
    assert why == {"PREFERS_PAPER", "NO_CHART", "EMAIL_BOUNCED"}
    told = {row["statement_id"] for row in notices}
    loud = {
        row["id"] for row in demo.rows(statement) if row["published_at"] and not row["quiet_reason"]
    }
    assert told == loud


def test_what_happened_lies_in_the_last_three_months(demo):
    published = [row["published_at"] for row in demo.rows(statement) if row["published_at"]]
    assert NOW - timedelta(days=92) < min(published) < NOW - timedelta(days=56)
    assert max(published) < NOW
    assert len({row["period"] for row in demo.rows(statement)} - {""}) == 3


def test_older_batches_are_closed_and_one_is_at_work(demo):
    rows = demo.rows(statement_batch)
    assert Counter(row["state"] for row in rows) == {"closed": 3, "open": 1}
    (work,) = (row for row in rows if row["state"] == "open")
    with demo.database.read(FIRST) as reader:
        counts = batches.view(reader, 1, work["id"])["counts"]
    assert counts == {
        "ready": 3, "asked": 1, "quarantined": 3, "refused": 2, "published": 0, "discarded": 0,
    }  # fmt: skip
    found = [row for row in demo.rows(statement) if row["batch_id"] == work["id"]]
    reasons = Counter(code for row in found for code in row["reasons"].strip('[]"').split('","'))
    assert {"NAME_DIFFERS", "NO_TEXT", "UNKNOWN_ACCOUNT", "ENCRYPTED", "SEVERAL_ACCOUNTS"} <= set(
        reasons
    )


@pytest.mark.parametrize("practice_id", [1, 2])
def test_the_gate_says_of_every_file_what_the_demo_has_said_for_it(demo, practice_id):
    for row in demo.rows(statement, practice_id):
        content = demo.files.get(practice_id, row["sha256"])
        found = pdf_gate.examine(content, pdf_gate.STATEMENT)
        if row["text_sha256"]:
            kept = page_texts.read(demo.files, practice_id, row["text_sha256"])
            assert (found.fault, found.pages, found.texts) == (None, row["pages"], kept)
        else:
            assert [found.fault] == ["ENCRYPTED"]


def test_accounts_are_of_every_sort(demo):
    rows = demo.rows(billing_account)
    people = Counter(row["billing_account_id"] for row in demo.rows(billing_account_patient))
    assert max(people.values()) > 1  # a family
    assert any(row["guarantor_patient_id"] is None for row in rows)
    assert any(row["delivery"] == "paper" for row in rows)
    with demo.database.read(FIRST) as reader:
        why = Counter(billing_accounts.target_of(reader, row).why for row in rows)
    assert why["EMAIL_BOUNCED"] >= 2
    assert why[""] > len(rows) / 3


def test_the_documented_patient_has_something_to_pay(demo):
    login = next(row for row in demo.rows(tables.account) if row["username"] == PATIENT)
    chart = next(
        row["patient_id"]
        for row in demo.rows(tables.account_practice)
        if row["account_id"] == login["id"]
    )
    mine = next(row for row in demo.rows(billing_account) if row["guarantor_patient_id"] == chart)
    found = Counter(
        row["state"] for row in demo.rows(statement) if row["billing_account_id"] == mine["id"]
    )
    assert found["payable"] == 1
    assert found["paid"] == 2


def test_f71_f72_requests_wait_and_one_has_been_answered(demo):
    rows = demo.of("statement_request")
    assert Counter(row["state"] for row in rows) == {"pending": 5, "answered": 1}
    assert len({row["content"]["reason"] for row in rows}) == 5
    assert len(demo.of("statement_request", 2)) == 2


def copy_of(database, path):
    """A demo of the test's own, without building it."""
    source = sqlite3.connect(database.url.removeprefix("sqlite:///"))
    target = sqlite3.connect(path)
    with closing(source), closing(target):
        source.backup(target)
    return Database(f"sqlite:///{path}", lambda: NOW)


def uploaded(demo, database, folder):
    """Put a folder into a new batch, gate and all; gives the rows by their place in the folder."""
    biller = next(row["id"] for row in demo.rows(tables.staff) if row["username"] == "billing")
    batch = database.write(FIRST, lambda uow: batches.create(uow, 1, "This month", by=biller))
    table = (folder / statement_folder.MANIFEST).read_text()
    manifests.put(database, demo.files, 1, batch, table, by=biller)
    names = [row["file"] for row in csv.DictReader(table.splitlines())]
    found = []
    for name in names:
        kept = demo.files.put(1, (folder / name).read_bytes())
        paper = Completed(kept.sha256, kept.size, "application/pdf", filing.PURPOSE)
        examined = pdf_gate.examine((folder / name).read_bytes(), pdf_gate.STATEMENT)
        fault = None if examined.fault is None else str(examined.fault)
        looked = filing.looking.Looked(fault, examined.pages, examined.texts)
        wanted = filing.Wanted(1, batch, "", name, biller)
        made_id = filing.put(database, demo.files, wanted, paper, looked).id
        found.append(made_id)
    with database.read(FIRST) as reader:
        rows = {row["id"]: row for row in reader.execute(statement.select()).mappings()}
    return [rows[one] for one in found]


def test_the_folder_to_upload_is_clean_but_for_what_can_be_tried(demo, tmp_path):
    database = copy_of(demo.database, tmp_path / "portal.db")
    try:
        folder = statement_folder.write(database, tmp_path / "folder", SEED)
        assert len(list(folder.glob("*.pdf"))) == statement_folder.FILES
        assert all(path.stat().st_mode & 0o077 == 0 for path in folder.iterdir())
        rows = uploaded(demo, database, folder)
    finally:
        database.close()
    odd = {
        statement_folder.SCAN: ("quarantined", '["NO_TEXT"]'),
        statement_folder.MERGED: ("refused", '["SEVERAL_ACCOUNTS"]'),
        statement_folder.LOCKED: ("refused", '["ENCRYPTED"]'),
        statement_folder.AMOUNT: ("quarantined", '["AMOUNT_DIFFERS"]'),
        statement_folder.UNKNOWN: ("quarantined", '["UNKNOWN_ACCOUNT"]'),
        statement_folder.NAME: ("quarantined", '["NAME_DIFFERS"]'),
    }
    for place, row in enumerate(rows):
        assert (row["state"], row["reasons"]) == odd.get(place, ("ready", "[]")), row["file_name"]
        assert row["replaces"] == ""


def test_the_same_demo_makes_the_same_folder_and_an_empty_one_none(demo, tmp_path):
    clock = demo.database.clock
    demo.database.clock = lambda: NOW
    try:
        one, two = (
            statement_folder.write(demo.database, tmp_path / name, SEED) for name in ("a", "b")
        )
    finally:
        demo.database.clock = clock
    for path in one.glob("*.pdf"):
        if path.stem[-4:] != f"{statement_folder.LOCKED + 1:04}":  # a password is salted
            assert path.read_bytes() == (two / path.name).read_bytes()
    assert (one / "manifest.csv").read_bytes() == (two / "manifest.csv").read_bytes()
    empty = made(tmp_path / "empty", 0)
    try:
        with pytest.raises(statement_folder.TooFewAccountsError):
            statement_folder.write(empty, tmp_path / "c", SEED)
    finally:
        empty.close()
