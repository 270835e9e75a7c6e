"""Whoever changes one byte of the portal's file is found out by `journal verify`, and told where."""

import shutil
import sqlite3
import subprocess
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.support.contract_script import Contract, Json, Script
from tests.support.demo_portal import DemoUnderTest
from tests.support.portal_command import run

DOCUMENT = Path(__file__).parents[2] / "portal" / "openapi.json"
NOTE = "Called her at noon about the pharmacy."


@dataclass(frozen=True)
class Recorded:
    """A portal that was used, and stopped."""

    demo: DemoUnderTest
    denied: Json  # the command
    journal_seq: int
    untouched: Json  # an item that nobody decided

    def copy(self, folder: Path) -> Path:
        shutil.copytree(self.demo.folder, folder)
        return folder


@pytest.fixture(scope="module")
def recorded(tmp_path_factory: pytest.TempPathFactory) -> Recorded:
    demo = DemoUnderTest(tmp_path_factory.mktemp("recorded"), rows=40)
    script = Script(Contract(DOCUMENT), demo.url, "nurse", demo.portal.password)
    try:
        script.read_feed()
        deny = next(one for one in script.actions("refill") if one["action"] == "deny")
        entity, untouched, *_ = script.waiting("refill", deny)
        params = script.params(deny) | {"internal_note": NOTE}
        command = script.command(entity, "deny", params)
        (result,) = script.decide(command)
        assert result["status"] == "applied"
    finally:
        script.close()
        demo.process.stop()
    return Recorded(demo, command, result["journal_seq"], untouched)


def verify(folder: Path) -> "subprocess.CompletedProcess[str]":
    return run("journal", "verify", "--data-dir", folder)


def change_one_byte(database: Path, text: str, query: str, *values: object) -> None:
    """Change one letter of `text` in the file, at the place that `query` reads it from.

    A file may hold the same bytes in places that are free; those are left as they were.
    """
    before = _read(database, query, *values)
    assert text in before
    wanted = text.encode()
    data = database.read_bytes()
    at = data.find(wanted)
    while at >= 0:
        place = at + len(wanted) // 2
        _write(database, place, bytes([data[place] ^ 1]))
        if _read(database, query, *values) != before:
            return
        _write(database, place, data[place : place + 1])
        at = data.find(wanted, at + 1)
    raise AssertionError(f"{text!r} is nowhere in the file in one piece")


def _read(database: Path, query: str, *values: object) -> str:
    connection = sqlite3.connect(f"file:{database}?mode=ro", uri=True)
    try:
        ((found,),) = connection.execute(query, values).fetchall()
    finally:
        connection.close()
    return str(found)


def _write(database: Path, at: int, byte: bytes) -> None:
    with database.open("r+b") as file:
        file.seek(at)
        file.write(byte)


def test_as_it_was_left_it_verifies(recorded: Recorded, tmp_path: Path) -> None:
    said = verify(recorded.copy(tmp_path / "copy"))
    assert said.returncode == 0, said.stdout + said.stderr
    assert said.stdout.count("all in order") == 2  # both practices
    assert "ALTERED" not in said.stdout


@pytest.mark.threat("T20")
def test_a_byte_of_a_journal_entry(recorded: Recorded, tmp_path: Path) -> None:
    folder = recorded.copy(tmp_path / "copy")
    query = "SELECT body FROM journal WHERE practice_id = 1 AND seq = ?"
    body = _read(folder / "portal.db", query, recorded.journal_seq)
    assert recorded.denied["command_id"] in body
    change_one_byte(folder / "portal.db", body[:120], query, recorded.journal_seq)
    said = verify(folder)
    assert said.returncode == 1
    assert f"entry {recorded.journal_seq} was altered" in said.stdout
    assert said.stdout.count("all in order") == 1  # the other practice has nothing to do with it


def test_a_byte_of_an_items_content(recorded: Recorded, tmp_path: Path) -> None:
    folder = recorded.copy(tmp_path / "copy")
    medication = recorded.untouched["content"]["medication"]["name"]
    change_one_byte(
        folder / "portal.db",
        medication,
        "SELECT content FROM item WHERE id = ?",
        recorded.untouched["id"],
    )
    said = verify(folder)
    assert said.returncode == 1
    assert f"the content of item {recorded.untouched['id']} was altered" in said.stdout


def test_a_byte_of_a_decision(recorded: Recorded, tmp_path: Path) -> None:
    folder = recorded.copy(tmp_path / "copy")
    command_id = recorded.denied["command_id"]
    change_one_byte(
        folder / "portal.db", NOTE, "SELECT params FROM decision WHERE command_id = ?", command_id
    )
    said = verify(folder)
    assert said.returncode == 1
    assert f"decision {command_id} was altered" in said.stdout


def test_the_auditor_is_told_over_http_too(recorded: Recorded, tmp_path: Path) -> None:
    folder = recorded.copy(tmp_path / "copy")
    command_id = recorded.denied["command_id"]
    change_one_byte(
        folder / "portal.db", NOTE, "SELECT params FROM decision WHERE command_id = ?", command_id
    )
    demo = DemoUnderTest(folder, rows=40)
    auditor = Script(Contract(DOCUMENT), demo.url, "auditor", demo.portal.password)
    try:
        verdict = auditor.call("get", "/v1/practices/1/journal/verify").json()
    finally:
        auditor.close()
        demo.process.stop()
    assert verdict["ok"] is False
    assert verdict["faults"][0] == {"code": "decision-altered", "subject": command_id}
