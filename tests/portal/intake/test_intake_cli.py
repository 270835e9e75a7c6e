"""`portal-server intake` and `client`, as they are typed."""

import gzip
import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from filelock import FileLock

from portal.cli.data_folder import LOCK
from portal.db.engine import Database
from tests.support.intake_world import IntakeWorld
from tests.support.machines import message
from tests.support.portal_command import run

BUNDLE = json.dumps(
    {
        "resourceType": "Bundle",
        "type": "collection",
        "identifier": {"value": "FH-1"},
        "entry": [{"resource": {"resourceType": "Encounter", "id": "e-1"}}],
    }
)


@pytest.fixture
def folder(sqlite_url: str) -> Iterator[Path]:
    """A portal's folder with a practice and the chart that the messages are about."""
    database = Database.open(sqlite_url)
    IntakeWorld(database).chart(record_number="R-1")
    database.close()
    path = Path(sqlite_url.removeprefix("sqlite:///"))
    home = path.parent / "home"
    home.mkdir(mode=0o700)
    path.rename(home / "portal.db")
    return home


def url_of(folder: Path) -> str:
    return f"sqlite:///{folder / 'portal.db'}"


def take_up(folder: Path, *words: object) -> tuple[list[dict], str]:
    """Run it on a database; gives the report's lines and what was said."""
    report = folder / "report.jsonl"
    done = run("intake", *words, "--database", url_of(folder), "--report", report)
    assert done.returncode == 0, done.stderr
    assert "messages" in done.stderr  # progress
    return [json.loads(line) for line in report.read_text().splitlines()], done.stdout


def test_files_are_stored_worked_off_and_reported(folder: Path):
    inbox = folder / "inbox"
    (inbox / "deep").mkdir(parents=True)
    (inbox / "a.hl7").write_bytes(message("M1", order="A") + message("M2", order="B", status="P"))
    (inbox / "deep" / "b.txt").write_bytes(message("M3", order="C", record_number="R-unknown"))
    (inbox / "c.hl7").write_bytes(message("M4", kind="ADT^A01"))
    (inbox / "d.json.gz").write_bytes(gzip.compress(BUNDLE.encode()))
    (inbox / "e.hl7").write_bytes(message("M1", order="A"))
    (inbox / "f.hl7").write_bytes(b"nothing that anybody can read")
    (inbox / ".writing.hl7").write_bytes(message("M9"))
    (inbox / "index.csv").write_text("file,messages\n")
    lines, said = take_up(folder, inbox)
    assert said == "6 files, 7 messages: 1 duplicate, 3 parsed, 1 quarantined, 2 refused.\n"
    told = {
        (Path(line["file"]).name, line["index"]): (
            line["outcome"],
            line["reason"],
            line["releasable"],
        )
        for line in lines
    }
    assert told == {
        ("a.hl7", 0): ("parsed", "", True),
        ("a.hl7", 1): ("parsed", "", False),
        ("b.txt", 0): ("parsed", "UNMATCHED:UNKNOWN_RECORD_NUMBER", False),
        ("c.hl7", 0): ("refused", "NOT_A_RESULT_MESSAGE", False),
        ("d.json.gz", 0): ("refused", told["d.json.gz", 0][1], False),
        ("e.hl7", 0): ("duplicate", "", True),
        ("f.hl7", 0): ("quarantined", "NO_HEADER", False),
    }
    first = next(line for line in lines if line["control_id"] == "M1")
    assert (first["status_raw"], first["patient_id"] is not None) == ("F", True)
    (report,) = first["reports"]
    assert set(report) >= {
        *("filler_number", "code", "status_raw", "what", "report_id", "item_id", "patient_id"),
        "releasable",
    }
    assert (report["filler_number"], report["what"]) == ("A", "new")
    again, _ = take_up(folder, inbox)
    assert {line["outcome"] for line in again} == {"duplicate"}


def test_it_refuses_where_it_can_not_go_on_with_a_sentence(folder: Path, tmp_path: Path):
    file = tmp_path / "a.hl7"
    file.write_bytes(message())
    for words, part in (
        (("intake", tmp_path / "none", "--database", url_of(folder)), "There is no file"),
        (("intake", file, "--database", f"sqlite:///{tmp_path / 'no.db'}"), "There is no portal"),
        (("intake", file, "--database", url_of(folder), "--practice", 7), "no practice 7"),
    ):
        done = run(*words)
        assert (done.returncode, done.stdout) == (2, "")
        assert part in done.stderr
        assert "Traceback" not in done.stderr
    broken = tmp_path / "b.gz"
    broken.write_bytes(gzip.compress(message())[:-9])
    done = run("intake", broken, "--database", url_of(folder))
    assert done.returncode == 2
    assert "can not be unpacked" in done.stderr


def test_beside_a_running_portal_it_says_what_to_do(folder: Path, tmp_path: Path):
    file = tmp_path / "a.hl7"
    file.write_bytes(message())
    with FileLock(folder / LOCK):  # as `serve` holds it
        done = run("intake", file, "--database", url_of(folder))
    assert done.returncode == 2
    assert "portal-server folder" in done.stderr


def test_a_token_is_printed_once_listed_never_and_revoked(folder: Path):
    made = run("client", "add", " Harbor Lab ", "--practice", 1, "--data-dir", folder)
    assert made.returncode == 0, made.stderr
    token = made.stdout.strip()
    assert token.startswith("pcm_")
    assert made.stdout.count("\n") == 1
    twice = run("client", "add", "Harbor Lab", "--practice", 1, "--data-dir", folder)
    assert (twice.returncode, twice.stdout) == (2, "")
    listed = run("client", "list", "--data-dir", folder).stdout
    assert listed == "1\tHarbor Lab\tactive\tlast here never\n"
    assert (folder / "portal.db").read_bytes().count(token.encode()) == 0
    done = run("client", "revoke", "Harbor Lab", "--practice", 1, "--data-dir", folder)
    assert done.returncode == 0
    assert "revoked" in run("client", "list", "--data-dir", folder).stdout
    again = run("client", "revoke", "Harbor Lab", "--practice", 1, "--data-dir", folder)
    assert again.returncode == 2
    renewed = run("client", "add", "Harbor Lab", "--practice", 1, "--data-dir", folder)
    assert renewed.stdout.strip() not in {"", token}
    with closing(sqlite3.connect(folder / "portal.db")) as connection:
        actions = [row[0] for row in connection.execute("SELECT action FROM journal ORDER BY seq")]
    assert [one for one in actions if one.startswith("machine_client.")] == [
        *("machine_client.added", "machine_client.revoked", "machine_client.added")
    ]


@pytest.mark.parametrize("name", ["", "x" * 81, "a\nb"])
def test_a_name_can_be_printed(folder: Path, name: str):
    done = run("client", "add", name, "--practice", 1, "--data-dir", folder)
    assert (done.returncode, done.stdout) == (2, "")
    assert "1 to 80 characters" in done.stderr


def test_a_database_that_nobody_has_made_is_told_how_to_make_one(tmp_path: Path):
    sent = tmp_path / "a.hl7"
    sent.write_bytes(message("M1"))
    (tmp_path / "empty.db").touch()
    for name in ("none.db", "empty.db"):
        done = run("intake", sent, "--database", f"sqlite:///{tmp_path / name}")
        assert (done.returncode, "`portal-server init" in done.stderr) == (2, True), done.stderr
        assert "Traceback" not in done.stderr
    assert not (tmp_path / "none.db").exists()
