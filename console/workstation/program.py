"""How this program is started again, by itself."""

import sys
from pathlib import Path

_START = (
    "import sys; sys.path.insert(0, {root!r}); "
    "from console.__main__ import main; sys.exit(main())"
)  # as `-m console`, wherever we stand


def program() -> list[str]:
    """The program without any argument; Python heeds no variable of the environment then (T15)."""
    if getattr(sys, "frozen", False):
        return [sys.executable]
    root = str(Path(__file__).resolve().parents[2])
    return [sys.executable, "-E", "-P", "-c", _START.format(root=root)]
