"""`portal-console`, or `python -m console`."""

import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from console import __version__, quick_imports

if TYPE_CHECKING:  # loaded beside Qt's libraries
    import argparse

DRAW_PAGES = "--draw-pages"
"""To the child process of an installed console, see `console.paper`."""


def arguments(argv: Sequence[str] | None = None) -> "argparse.Namespace":
    """The command line."""
    import argparse  # noqa: PLC0415 - as above

    parser = argparse.ArgumentParser(
        prog="portal-console",
        description="The desktop console with which a practice's staff run their patient portal.",
    )
    parser.add_argument("--server", metavar="URL", help="the portal's address")
    parser.add_argument(
        "--ca-file", metavar="FILE", help="the practice's own certificate authority"
    )
    parser.add_argument("--data-dir", metavar="DIR", help="where the encrypted files lie")
    parser.add_argument("--language", choices=["en", "es"], help="instead of the system's")
    parser.add_argument("--scheme", choices=["system", "light", "dark", "contrast"])
    parser.add_argument("--text-scale", type=_text_scale, metavar="FACTOR", help="1.5 for 150 %%")
    parser.add_argument("--undo-s", type=float, metavar="SECONDS", help="instead of the portal's")
    parser.add_argument("--demo", action="store_true", help="start a demo practice and use it")
    parser.add_argument("--rows", type=int, default=400, help="items in the demo practice")
    parser.add_argument("--seed", type=int, default=1, help="which demo practice")
    parser.add_argument("--tour", metavar="DIR", help="play the whole job; pictures go to DIR")
    parser.add_argument("--self-test", action="store_true", help="check the installation and end")
    parser.add_argument(
        "--open-salvage", metavar="FILE", help="read decisions saved from a damaged outbox"
    )
    # What the program tells its own successor, see `console.workstation.relaunch`.
    parser.add_argument("--username", help=argparse.SUPPRESS)
    parser.add_argument("--locked", default="", help=argparse.SUPPRESS)
    parser.add_argument("--demo-line", default="", help=argparse.SUPPRESS)
    parser.add_argument("--version", action="version", version=f"portal-console {__version__}")
    return parser.parse_args(argv)


def _text_scale(text: str) -> float:
    import argparse  # noqa: PLC0415 - loaded by now

    from console.settings import TEXT_SCALE  # noqa: PLC0415 - `--help` need not load it

    least, most = TEXT_SCALE
    factor = float(text)
    if not least <= factor <= most:
        raise argparse.ArgumentTypeError(f"between {least} and {most}")
    return factor


def _start_clean() -> None:
    """Go on without what others have put into our environment; once more from the start if need be."""
    from console.workstation import environment, program  # noqa: PLC0415 - `--help` need not load it

    if environment.clean() and os.name != "nt":
        command = [*program.program(), *sys.argv[1:]]
        os.execve(command[0], command, environment.for_another_start())  # noqa: S606 - our own program


def main(argv: Sequence[str] | None = None) -> int:
    """Run the console; the exit status is 0 unless something failed."""
    os.umask(0o077)
    if (sys.argv[1:] if argv is None else argv) == [DRAW_PAGES]:
        from console import paper_child  # noqa: PLC0415 - only where it is asked for

        paper_child.main()
        return 0
    quick_imports.load_libraries()
    wanted = arguments(argv)
    if argv is None:  # the program itself, and not a test that calls it
        _start_clean()
    if wanted.self_test or wanted.tour:
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    if wanted.self_test:
        from console.self_test import self_test  # noqa: PLC0415 - only where it is asked for

        return self_test()
    if wanted.tour:
        from console.tour import play  # noqa: PLC0415 - only where it is asked for

        return play(Path(wanted.tour), rows=wanted.rows, seed=wanted.seed)
    quick_imports.begin()
    from console.opening import run  # noqa: PLC0415 - `--help` need not load Qt

    return run(wanted)


if __name__ == "__main__":
    sys.exit(main())
