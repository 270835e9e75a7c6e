"""What goes wrong on the command line, said in a sentence; a traceback helps nobody who runs it."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from pydantic import ValidationError
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError, SQLAlchemyError

from portal.db.migrate import MigrationError
from portal.demo.source import DemoError
from portal.domain.problems import Problem
from portal.settings import SettingsError

REFUSED = 2  # exit status of a command that could not do what was asked


class CommandError(Exception):
    """A command can not go on; the text is a sentence for the person who typed it."""


def sentence_of(error: BaseException) -> str | None:
    """Give the sentence for an expected failure; None for a fault of the program."""
    if isinstance(error, CommandError | SettingsError | DemoError):
        text = str(error)
        return text[:1].upper() + text[1:].rstrip(".") + "."
    if isinstance(error, ValidationError):
        names = ", ".join(f"PORTAL_{one['loc'][0]}".upper() for one in error.errors() if one["loc"])
        return f"These settings do not fit: {names}."
    if isinstance(error, Problem):
        return error.detail or error.type.title
    if isinstance(error, PermissionError):
        return f"{error.filename} can not be written: permission denied."
    if isinstance(error, OSError) and error.filename:
        return f"{error.filename}: {error.strerror}."
    return None


@contextmanager
def database_errors(url: str) -> Iterator[None]:
    """Turn what a database driver raises into a sentence that names the database, not its password."""
    try:
        yield
    except (ArgumentError, NoSuchModuleError, ValueError) as error:
        msg = (
            "The database URL is not understood; it reads like sqlite:////folder/portal.db or "
            "postgresql://user@host/name."
        )
        raise CommandError(msg) from error
    except DBAPIError as error:
        msg = f"The database {shown(url)} can not be used: {_reason(error)}."
        raise CommandError(msg) from error
    except (SQLAlchemyError, MigrationError) as error:
        msg = f"The database {shown(url)} can not be brought to this release's schema."
        raise CommandError(msg) from error


def is_damage(error: BaseException | None) -> bool:
    """Whether SQLite says that its file is not as it wrote it."""
    cause = error.orig if isinstance(error, DBAPIError) else None
    code = getattr(cause, "sqlite_errorcode", 0) & 0xFF
    return code in {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}


def shown(url: str) -> str:
    """Give the URL without its password."""
    return make_url(url).render_as_string(hide_password=True)


def _reason(error: DBAPIError) -> str:
    """The first line of what the driver said; later ones may quote values."""
    lines = str(error.orig).strip().splitlines()
    return lines[0].rstrip(".") if lines else type(error.orig).__name__
