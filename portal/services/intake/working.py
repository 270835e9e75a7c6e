"""Works off what has been stored: reads each message, lands it, keeps what became of it."""

from portal.db.engine import Database
from portal.services.files import Files


class Intake:
    """Works the stored messages off, in a thread of its own between `start` and `stop`."""

    def __init__(self, database: Database, files: Files) -> None:
        self._database = database
        self._files = files

    def start(self) -> None:
        """Begin to work; commits of this process and `wake` wake the worker at once."""

    def stop(self, timeout_s: float = 10.0) -> None:
        """End after the block at hand; what is left is taken up by whoever comes next."""

    def wake(self) -> None:
        """Tell the worker that something has been stored."""

    def work_off(self, practice_id: int, most: int) -> int:
        """Work off at most so many messages of a practice, in order; gives how many it did.

        Gives 0 while another process has the turn.
        """
        raise NotImplementedError
