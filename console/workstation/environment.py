"""The environment of the process: nothing in it may load code or lead our connections astray (T15).

What others put there for every program of a user, or of a computer, is not for this one.
"""

import os
import re
import sys
from collections.abc import Mapping

_DROPPED = re.compile(
    r"LD_.*|DYLD_.*|PYTHON.*|QT_PLUGIN_PATH|QT_QPA_PLATFORM_PLUGIN_PATH|QT_STYLE_OVERRIDE"
    r"|QML2?_IMPORT_PATH|SSLKEYLOGFILE|SSL_CERT_.*|.*_CA_BUNDLE|OPENSSL_(CONF|ENGINES|MODULES)"
)
_AT_START = re.compile(
    r"LD_.*|DYLD_.*|PYTHON(PATH|HOME|USERBASE|INSPECT|STARTUP|BREAKPOINT|PLATLIBDIR)"
)
"""Which have done their work before our first line: only another start is free of it."""
_ONCE = "PORTAL_CONSOLE_STARTED_CLEAN"


def is_dropped(name: str) -> bool:
    """Whether a variable of this name is not for us."""
    return _DROPPED.fullmatch(name) is not None


def scrubbed(environment: Mapping[str, str]) -> dict[str, str]:
    """The environment without what is not for us."""
    return {name: value for name, value in environment.items() if not is_dropped(name)}


def dropped(environment: Mapping[str, str]) -> list[str]:
    """The names of what is not for us."""
    return [name for name in environment if is_dropped(name)]


def clean() -> bool:
    """Take out of our own environment what is not for us; whether only another start helps.

    True at most once in the life of a command, so that nobody starts for ever.
    """
    names = dropped(os.environ)
    for name in names:
        if name != "LD_LIBRARY_PATH" or not _is_bundled(os.environ[name]):
            del os.environ[name]
    if os.environ.pop(_ONCE, ""):
        return False
    return any(_AT_START.fullmatch(name) for name in names if name not in os.environ)


def for_another_start() -> dict[str, str]:
    """Our environment, marked so that the start with it is the last."""
    return {**scrubbed(os.environ), _ONCE: "1"}


def _is_bundled(value: str) -> bool:
    """PyInstaller's own loader sets it, to the folder that the program lies in."""
    return value == str(getattr(sys, "_MEIPASS", ""))
