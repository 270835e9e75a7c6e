"""`portal-server openapi`: the contract, as the routes and queues of this release make it."""

import argparse
import sys
from pathlib import Path
from typing import Any

from portal.contract import render


def add(commands: Any) -> None:
    """Describe the command."""
    parser = commands.add_parser("openapi", help="write the OpenAPI document")
    parser.add_argument("--out", type=Path, metavar="FILE", help="else to standard output")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Write the document; gives the exit status."""
    text = render()
    if arguments.out is None:
        sys.stdout.write(text)
    else:
        arguments.out.write_text(text, encoding="utf-8")
    return 0
