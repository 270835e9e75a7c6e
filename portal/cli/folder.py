"""`portal-server folder DIR`: brings the files that a laboratory puts into a folder to the portal.

HL7 v2 or FHIR (JSON, or one resource a line), told apart by what is in them. Taken ones go to DIR/done,
others to DIR/failed with the answer beside them in a `.ack` file. A file counts as whole when it is
unchanged at two looks; names that begin with a dot or end in .tmp, .part or ~ are left alone.
"""

import argparse
import os
import signal
import sys
import threading
from pathlib import Path
from typing import Any

from filelock import FileLock, Timeout

from portal.cli.errors import CommandError
from portal.cli.forwarding import add_portal, line_of
from portal.log import log, take_over_standard_logging
from portal.transport.folder import Folder, FolderError

EVERY_S = 5.0
LONGEST_S = 60.0  # between two looks while the portal is away
LOCK = ".portal-folder.lock"


def add(commands: Any) -> None:
    """Describe the command."""
    parser = commands.add_parser("folder", help="bring a folder's files of results to the portal")
    parser.add_argument("folder", type=Path, metavar="DIR", help="where the files are put")
    add_portal(parser)
    parser.add_argument(
        "--every", type=float, default=EVERY_S, metavar="SECONDS", help="between two looks (5)"
    )
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Look again and again until a signal; gives 0."""
    if arguments.every <= 0:
        msg = "--every is a number of seconds above 0."
        raise CommandError(msg)
    os.umask(0o077)
    folder = Folder(arguments.folder, line_of(arguments, "folder"))
    try:
        folder.prepare()
        take_over_standard_logging()
        with FileLock(arguments.folder / LOCK, timeout=0, mode=0o600):
            _watch(folder, arguments.every)
    except FolderError as error:
        raise CommandError(str(error)) from error
    except Timeout as error:
        msg = f"Another process looks after {arguments.folder} already."
        raise CommandError(msg) from error
    return 0


def _watch(folder: Folder, every_s: float) -> None:
    ending = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: ending.set())
    sys.stderr.write(f"Looking into {folder.path} every {every_s:g} s\n")
    sys.stderr.flush()
    wait_s = 0.0
    while not ending.wait(max(every_s, wait_s)):
        try:
            asked_s = folder.look(ending.is_set)
        except OSError as error:  # a share that has gone comes back
            log.error("folder.not_there", reason=type(error).__name__)
            asked_s = every_s
        wait_s = min(LONGEST_S, max(asked_s, wait_s * 2)) if asked_s else 0.0
    folder.line.close()
