"""`portal-server`: serve the portal, or the demo; make the schema, staff; verify the journal."""

import argparse
import sys
from collections.abc import Sequence

from portal.cli import demo, init, journal, openapi, serve, staff
from portal.cli.errors import REFUSED, sentence_of

INTERRUPTED = 130


def main(words: Sequence[str] | None = None) -> int:
    """Run one command; gives the exit status: 0 done, 1 journal altered, 2 refused with a sentence."""
    arguments = _parser().parse_args(words)
    try:
        status: int = arguments.run(arguments)
    except KeyboardInterrupt:
        return INTERRUPTED
    except Exception as error:
        sentence = sentence_of(error)
        if sentence is None:
            raise
        sys.stderr.write(f"portal-server: {sentence}\n")
        return REFUSED
    return status


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="portal-server", description=__doc__)
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    for command in (serve, init, demo, staff, journal, openapi):
        command.add(commands)
    return parser


if __name__ == "__main__":
    sys.exit(main())
