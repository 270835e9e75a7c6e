"""A private PostgreSQL that keeps what it has committed, as a real one does."""

from collections.abc import Iterator
from contextlib import contextmanager

from tests.support.postgresql import DURABLE, Cluster, server_folder


def is_there() -> bool:
    """Whether PostgreSQL is installed."""
    return server_folder() is not None


@contextmanager
def cluster() -> Iterator[Cluster]:
    """A server in a temporary folder; a commit is on the disk."""
    running = Cluster.start(DURABLE)
    try:
        yield running
    finally:
        running.stop()
