"""`portal-server policy` as it is typed: show what holds, set it with a reason."""

import io
import json

import pytest

from portal.__main__ import main
from portal.db.engine import Database
from portal.db.tables import journal
from portal.db.unit_of_work import Scope
from portal.services.text_templates import standing


@pytest.fixture
def folder(tmp_path, capsys, monkeypatch):
    monkeypatch.setattr("sys.stdin", io.StringIO("a long enough password\n"))
    words = ["--practice-name", "North", "--admin-name", "Ann", "--password-stdin"]
    assert main(["init", "--data-dir", str(tmp_path), *words]) == 0
    capsys.readouterr()
    return tmp_path


def type_in(monkeypatch, folder, *words, typed=""):
    monkeypatch.setattr("sys.stdin", io.StringIO(typed))
    return main(["policy", *words, "--practice", "1", "--data-dir", str(folder)])


def test_a_policy_is_shown_changed_in_part_and_remembered(folder, capsys, monkeypatch):
    assert type_in(monkeypatch, folder, "show", "refill") == 0
    before = json.loads(capsys.readouterr().out)
    assert before["version"] == 0
    words = ["set", "refill", "--reason", "Slower", "--only"]
    assert type_in(monkeypatch, folder, *words, typed='{"target_hours": 3}') == 0
    capsys.readouterr()
    assert type_in(monkeypatch, folder, "show", "refill") == 0
    after = json.loads(capsys.readouterr().out)
    assert after["policy"] == before["policy"] | {"target_hours": 3}
    assert (after["version"], after["reason"], after["changed_by"]) == (1, "Slower", None)
    with Database.open(f"sqlite:///{folder / 'portal.db'}").read(Scope.of([1])) as reader:
        actions = [row.action for row in reader.execute(journal.select())]
    assert "policy.changed" in actions


@pytest.mark.parametrize(
    ("words", "typed", "said"),
    [
        (["set", "refill", "--reason", "x"], '{"target_hours": 0}', "target_hours"),
        (["set", "refill", "--reason", "x"], "target", "JSON"),
        (["set", "refill", "--reason", "x"], "[]", "object"),
        (["set", "refill", "--reason", " "], "{}", "--reason"),
    ],
)
def test_what_does_not_fit_is_said_in_a_sentence(folder, capsys, monkeypatch, words, typed, said):
    assert type_in(monkeypatch, folder, *words, typed=typed) == 2
    told = capsys.readouterr().err
    assert said in told
    assert len(told.strip().splitlines()) == 1


def test_a_practice_made_by_init_begins_with_texts(folder):
    with Database.open(f"sqlite:///{folder / 'portal.db'}").read(Scope.of([1])) as reader:
        texts = standing(reader, 1, ["enrollment", "refill", "appointment", "result"])
    assert {one["language"] for one in texts} == {"en", "es"}
