"""`portal-server`: serve the portal, or the demo; keep schema, staff, policies, journal, mails in order."""

import argparse
import sys
from collections.abc import Sequence
from importlib import import_module
from types import ModuleType

from portal.cli.errors import REFUSED, sentence_of

COMMANDS = (
    *("serve", "init", "demo", "staff", "workstation", "policy", "journal", "match"),
    *("bounces", "billing-accounts", "charts", "client", "intake", "openapi", "mllp", "folder"),
)
INTERRUPTED = 130


def main(words: Sequence[str] | None = None) -> int:
    """Run one command; gives the exit status: 0 done, 1 something found amiss, 2 refused with a sentence."""
    typed = list(sys.argv[1:] if words is None else words)
    arguments = _parser(typed[:1]).parse_args(typed)
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


def _parser(first: Sequence[str]) -> argparse.ArgumentParser:
    """Describe the command that was typed; without one, all of them."""
    parser = argparse.ArgumentParser(prog="portal-server", description=__doc__)
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    for name in [name for name in COMMANDS if name in first] or COMMANDS:
        _module(name).add(commands)
    return parser


def _module(name: str) -> ModuleType:
    """Import a command when it is wanted: a server brings in what `journal verify` never needs."""
    return import_module(f"portal.cli.{name.replace('-', '_')}")


if __name__ == "__main__":
    sys.exit(main())
