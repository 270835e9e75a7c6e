"""Imports without PySide's look into every source.

PySide replaces `import` for the sake of `from __feature__ import …`: of each module that is imported it reads the
whole source, to see whether PySide is named there. Nothing of ours or below us uses that, and it takes
a seventh of all the time that this program takes to load (15 of 95 ms before the first window, 110 of 770 in all).
"""

import builtins

import PySide6.QtCore  # noqa: F401 - it is what has replaced `import`

_PLAIN = "__orig_import__"


def begin() -> None:
    """Let `import` be Python's own again; nothing happens where a PySide has left it alone."""
    builtins.__import__ = getattr(builtins, _PLAIN, builtins.__import__)
