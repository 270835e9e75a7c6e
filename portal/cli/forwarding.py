"""What `mllp` and `folder` have in common: the portal that they bring messages to, and as whom."""

import argparse
import os
import sys
from pathlib import Path

from portal.cli.errors import CommandError
from portal.transport.line import Line, LineError
from portal.transport.trust import TrustError

_OTHERS = 0o007


def add_portal(parser: argparse.ArgumentParser) -> None:
    """Describe where the portal is and with which token it is spoken to."""
    parser.add_argument(
        "--portal", required=True, metavar="URL", help="https://…; http:// on this machine alone"
    )
    parser.add_argument(
        "--token-file", required=True, type=Path, metavar="FILE", help="of `client add`"
    )
    parser.add_argument(
        "--ca", type=Path, metavar="FILE", help="the one authority to believe (the system's)"
    )


def line_of(arguments: argparse.Namespace, channel: str) -> Line:
    """Open the way to the portal; raises CommandError when it is not set up as it has to be."""
    try:
        line = Line(arguments.portal, arguments.token_file, arguments.ca, channel=channel)
    except (LineError, TrustError) as error:
        raise CommandError(str(error)) from error
    if os.name == "posix" and arguments.token_file.stat().st_mode & _OTHERS:
        sys.stderr.write(
            f"WARNING: every user of this machine can read {arguments.token_file}: chmod 600 it.\n"
        )
    return line
