"""A private PostgreSQL that keeps what it has committed, as a real one does."""

from collections.abc import Iterator
from contextlib import contextmanager

from tests.support import postgresql
from tests.support.postgresql import Cluster, server_folder

_NOT_SAFE = ("fsync=off", "synchronous_commit=off", "full_page_writes=off", "autovacuum=off")


def is_there() -> bool:
    """Whether PostgreSQL is installed."""
    return server_folder() is not None


@contextmanager
def cluster() -> Iterator[Cluster]:
    """A server in a temporary folder with the tests' settings, except for those that save the disk."""
    settings = postgresql._SETTINGS
    kept = settings
    for one in _NOT_SAFE:
        kept = kept.replace(f" -c {one}", "")
    postgresql._SETTINGS = kept
    try:
        running = Cluster.start()
    finally:
        postgresql._SETTINGS = settings
    try:
        yield running
    finally:
        running.stop()
