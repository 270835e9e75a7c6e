"""What must outlive the process and belongs to this account alone: texts, each with a name.

They lie in `outbox.db`: encrypted, synced to the disk at every change, and lost with nothing but a wipe.
"""

from console.store.writing import Writer

LEASE = "lease"
DEVICE_KEY = "device_key"
RESCUE_KEY = "rescue_key"


class Kept:
    """The named texts of an account. Called on the writes lane."""

    def __init__(self, writer: Writer) -> None:
        self._writer = writer

    def get(self, name: str) -> str | None:
        """The text kept under the name, if any."""
        found = self._writer.read("SELECT value FROM main.kept WHERE name = ?", (name,))
        return str(found[0][0]) if found else None

    def put(self, name: str, value: str) -> None:
        """Keep a text; when this returns, a power cut does not lose it."""
        with self._writer.transaction() as connection:
            connection.exec_driver_sql(
                "INSERT INTO main.kept (name, value) VALUES (?, ?)"
                " ON CONFLICT (name) DO UPDATE SET value = excluded.value",
                (name, value),
            )

    def drop(self, name: str) -> None:
        """Forget a text; none is as good."""
        with self._writer.transaction() as connection:
            connection.exec_driver_sql("DELETE FROM main.kept WHERE name = ?", (name,))
