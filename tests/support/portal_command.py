"""`portal-server` with words behind it: run to its end, or left running with its streams in hand.

    done = run("init", "--data-dir", folder, typed="a password\n")
    done.returncode, done.stdout, done.stderr

Started by the nursery, as `python -m portal` would be. Of the environment's settings of a portal,
it sees those alone that are given here.
"""

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from tempfile import TemporaryFile
from typing import IO

from tests.support.portal_nursery import ROOT, Nursery, Started

PATIENCE_S = 120


@dataclass(frozen=True)
class Running:
    """A command at work: the process, and our ends of its streams."""

    process: Started
    stdin: IO[str]
    stdout: IO[str]
    stderr: IO[str]

    def close(self) -> None:
        """Close our ends; the process goes on if it can."""
        for stream in (self.stdin, self.stdout, self.stderr):
            stream.close()


def run(*words: object, typed: str = "", **settings: str) -> "subprocess.CompletedProcess[str]":
    """Run a command to its end."""
    with TemporaryFile() as stdin, TemporaryFile() as stdout, TemporaryFile() as stderr:
        stdin.write(typed.encode())
        stdin.seek(0)
        streams = (stdin.fileno(), stdout.fileno(), stderr.fileno())
        process = Nursery.shared().start(_command(words), _environment(settings), *streams)
        try:
            status = process.wait(PATIENCE_S)
        except subprocess.TimeoutExpired:
            process.kill()
            raise
        for stream in (stdout, stderr):
            stream.seek(0)
        said, complained = stdout.read().decode(), stderr.read().decode()
    return subprocess.CompletedProcess(_command(words), status, said, complained)


def begin(*words: object, **settings: str) -> Running:
    """Start a command and leave it running."""
    stdin, stdout, stderr = os.pipe(), os.pipe(), os.pipe()
    theirs = (stdin[0], stdout[1], stderr[1])
    process = Nursery.shared().start(_command(words), _environment(settings), *theirs)
    for handle in theirs:
        os.close(handle)
    return Running(
        process,
        os.fdopen(stdin[1], "w"),
        os.fdopen(stdout[0], encoding="utf-8"),
        os.fdopen(stderr[0], encoding="utf-8"),
    )


@contextmanager
def begun(*words: object, **settings: str) -> Iterator[Running]:
    """Start a command; at the end it is asked to end, and has to do so in good order."""
    running = begin(*words, **settings)
    try:
        yield running
    finally:
        running.process.terminate()
        running.stderr.read()
        status = running.process.wait(30)
        running.close()
    assert status == 0


def _command(words: tuple[object, ...]) -> list[str]:
    return ["portal", *map(str, words)]


def _environment(settings: dict[str, str]) -> dict[str, str]:
    kept = {key: value for key, value in os.environ.items() if not key.startswith("PORTAL_")}
    return kept | {"PYTHONPATH": str(ROOT)} | settings
