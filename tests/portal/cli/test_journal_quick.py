"""`portal-server journal verify --quick`: from a signed checkpoint, what was written since; and what it can not see."""

import base64
import json

import pytest
from sqlalchemy import create_engine, text

from portal.__main__ import main
from portal.cli.journal import CHECKPOINTS
from portal.db.engine import Database
from portal.db.tables import practice_head
from portal.db.unit_of_work import Scope
from portal.security.permissions import Role
from tests.support.desk import Desk
from tests.support.portal_process import SECRET

ALTERED = (
    "UPDATE journal SET body = replace(body, 'errand', 'errend') WHERE practice_id = 1 AND seq = {}"
)
CUT = (
    "DELETE FROM journal WHERE practice_id = 1 AND seq > 2",
    "UPDATE practice_head SET journal_seq = 2, journal_hash ="
    " (SELECT hash FROM journal WHERE practice_id = 1 AND seq = 2) WHERE practice_id = 1",
)


class Practice:
    """Two practices, their command line, and somebody who can write the database."""

    def __init__(self, url, folder):
        self.url = url
        self.folder = folder
        self.database = Database.open(url)
        self.desk = Desk(self.database)
        self.desk.practice(1, 2)
        self.ann = self.desk.staff("Ann", {1: [Role.PROVIDER]})

    def work(self, count):
        for seen in self.desk.items(1, count):
            command = self.desk.command(seen, "approve", text_to_patient="Come by.")
            self.desk.decide(self.ann, command)

    def verify(self, *words):
        return main(
            ["journal", "verify", *words, "--database", self.url, "--data-dir", str(self.folder)]
        )

    def intrude(self, *statements):
        engine = create_engine(self.url)
        with engine.begin() as connection:
            if connection.dialect.name == "postgresql":
                connection.execute(text("SELECT set_config('app.practices', '*', true)"))
                connection.execute(text("ALTER TABLE journal DISABLE TRIGGER USER"))
            else:
                connection.execute(text("DROP TRIGGER IF EXISTS journal_no_update"))
                connection.execute(text("DROP TRIGGER IF EXISTS journal_no_delete"))
            assert sum(connection.execute(text(one)).rowcount for one in statements) >= 1
        engine.dispose()

    @property
    def checkpoints(self):
        return self.folder / CHECKPOINTS


@pytest.fixture
def practice(database_url, tmp_path, monkeypatch):
    monkeypatch.setenv("PORTAL_SECRET_KEY", base64.b64encode(SECRET).decode())
    made = Practice(database_url, tmp_path / "data")
    made.work(3)
    assert made.verify("--quick") == 0
    yield made
    made.database.close()


def test_only_what_came_since_is_read(practice, capsys):
    capsys.readouterr()
    assert practice.verify("--quick") == 0
    assert "6 entries, 0 since the checkpoint, all in order" in capsys.readouterr().out
    practice.work(2)
    assert practice.verify("--quick") == 0
    assert "10 entries, 4 since the checkpoint, all in order" in capsys.readouterr().out
    assert practice.verify("--quick") == 0
    assert "10 entries, 0 since the checkpoint" in capsys.readouterr().out


def test_what_was_altered_before_the_checkpoint_is_found_by_the_whole_walk_alone(practice):
    practice.intrude(ALTERED.format(2))
    assert practice.verify("--quick") == 0
    assert practice.verify() == 1


@pytest.mark.invariant("I7")
def test_what_was_altered_behind_the_checkpoint_is_found_quickly(practice, capsys):
    practice.work(2)
    practice.intrude(ALTERED.format(8))
    assert practice.verify("--quick") == 1
    assert "entry 8 was altered" in capsys.readouterr().out
    assert practice.verify("--quick") == 1, "the checkpoint has not moved on"


@pytest.mark.parametrize(
    ("statement", "said"),
    [
        ("UPDATE item SET summary = 'x' WHERE id = (SELECT max(id) FROM item)", "item"),
        (
            "DELETE FROM decision WHERE command_id = (SELECT max(command_id) FROM decision)",
            "missing",
        ),
        ("UPDATE practice_head SET journal_seq = 9 WHERE practice_id = 1", "does not end"),
    ],
)
def test_what_the_new_entries_are_about_is_held_against_them(practice, capsys, statement, said):
    practice.work(2)
    practice.intrude(statement)
    assert practice.verify("--quick") == 1
    assert said in capsys.readouterr().out


def test_a_tail_that_was_cut_with_its_head_is_found(practice, capsys):
    """What a chain alone can not tell: it ends in good order, but earlier than it did."""
    practice.intrude("DELETE FROM decision", "DELETE FROM item WHERE state <> 'x'", *CUT)
    assert practice.verify("--quick") == 1
    assert "entry 6 is not what it was when all was in order" in capsys.readouterr().out


def test_a_checkpoint_that_was_moved_by_hand_is_noticed(practice, capsys):
    practice.work(2)
    practice.intrude(ALTERED.format(8))
    kept = json.loads(practice.checkpoints.read_text())
    with practice.database.read(Scope.of([1])) as reader:
        head = reader.execute(practice_head.select()).one()
    kept["1"] |= {"seq": head.journal_seq, "hash": head.journal_hash}
    practice.checkpoints.write_text(json.dumps(kept))
    assert practice.verify("--quick") == 1
    assert "not one that this portal has made" in capsys.readouterr().out


@pytest.mark.parametrize("left", ["", "{", '{"1": {"seq": 6}}', '{"1": 5}'])
def test_a_file_that_is_none_is_noticed(practice, left):
    practice.checkpoints.write_text(left)
    assert practice.verify("--quick") == 1


def test_without_a_checkpoint_everything_is_verified(practice, capsys):
    practice.intrude(ALTERED.format(2))
    practice.checkpoints.unlink()
    assert practice.verify("--quick") == 1
    assert "entry 2 was altered" in capsys.readouterr().out


def test_the_checkpoints_are_for_their_owner_alone(practice):
    assert practice.checkpoints.stat().st_mode & 0o077 == 0
