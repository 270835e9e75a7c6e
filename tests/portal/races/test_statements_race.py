"""Desks publish, void, resend and a guarantor pays at once: one payable, the latest, one mail (F70, I12)."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]
SEED = 20261122


def run(url, folder, sequences, seed, timeout):
    """The race in a program of its own, which forks before any thread is started."""
    command = [sys.executable, "-m", "tests.portal.races.statements_race", "--url", url]
    command += ["--folder", str(folder), "--sequences", str(sequences), "--seed", str(seed)]
    print("replay:", " ".join(command[1:]))  # noqa: T201 - shown when the test fails
    done = subprocess.run(
        command, cwd=ROOT, capture_output=True, text=True, timeout=timeout, check=False
    )
    assert done.stdout, done.stderr
    summary = json.loads(done.stdout)
    assert summary["wrong"] == [], summary
    assert done.returncode == 0
    answers = summary["answers"]
    for act in ("publish published", "publish already", "void", "pay succeeded"):
        assert answers.get(act, 0) > 0, answers
    assert summary["mails"] > 0


@pytest.mark.invariant("I12")
@pytest.mark.timeout(300)
def test_f70_several_desks_at_once_leave_one_payable_and_one_mail(database_url, tmp_path):
    run(database_url, tmp_path, 12, SEED, 280)


@pytest.mark.soak
@pytest.mark.timeout(3600)
def test_f70_a_thousand_sequences_of_publish_void_resend_and_pay(database_url, tmp_path):
    run(database_url, tmp_path, 1000, SEED, 3500)
