"""A process that stores messages and works them off, and dies at a commit that it is told.

`python -m tests.support.intake_child URL FILE NUMBER BEFORE` kills itself (SIGKILL) as its commit of that
number begins, or, when BEFORE is 0, as soon as it is over. It says on standard output what it has been
able to acknowledge.
"""

import os
import signal
import sys
from pathlib import Path

from obstore.store import MemoryStore
from sqlalchemy import Connection, event

from portal.db.engine import Database
from portal.services.files import Files
from portal.services.intake.storing import store
from portal.services.intake.working import Intake


def die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def main(url: str, file: str, number: str, before: str) -> None:
    """Store each message of the file by itself, then work all of them off."""
    database = Database(url)
    left = int(number)

    def at_commit(connection: Connection) -> None:
        nonlocal left
        left -= 1
        if left == 0 and before == "1":
            die()

    def at_begin(connection: Connection) -> None:
        if left == 0:
            die()  # the one before is over, and nobody has been told

    event.listen(database._writes, "commit", at_commit)
    event.listen(database._writes, "begin", at_begin)
    for raw in Path(file).read_bytes().split(b"\x1c"):
        stored = store(database, 1, "Lab", "http", "hl7v2", raw)
        for one in stored.messages:
            sys.stdout.write(f"{one.id}\n")
            sys.stdout.flush()
    intake = Intake(database, Files(MemoryStore(), bytes(32)))
    while intake.work_off(1, most=2):
        pass
    intake.release()
    database.close()


if __name__ == "__main__":
    main(*sys.argv[1:])
