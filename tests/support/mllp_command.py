"""`portal-server mllp` and `folder` left running, with what they say kept.

with command("mllp", "--portal", url, "--token-file", path, "--port", "0") as mllp:
    port = int(mllp.wait_for(PORT)[1])
"""

import re
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from tests.support.portal_command import begin
from tests.support.until import until_in_thread

START_S = 60
PORT = r"MLLP \([\w ]+\) on \S+ port (\d+)\n"


class Command:
    """A command that runs, and what it says on its standard error up to now."""

    def __init__(self, *words: object) -> None:
        self._running = begin(*words)
        self.process = self._running.process
        self.said: list[str] = []
        self._reader = threading.Thread(target=self._read)
        self._reader.start()

    def _read(self) -> None:
        for line in self._running.stderr:
            self.said.append(line)

    def wait_for(self, pattern: str) -> re.Match[str]:
        """Wait until it has said something like that."""

        def find() -> re.Match[str] | None:
            return re.search(pattern, "".join(self.said))

        return until_in_thread(find, START_S, pattern)

    def end(self) -> int:
        """Ask it to end; gives its exit status."""
        self.process.send_signal(signal.SIGTERM)
        return self.wait()

    def wait(self) -> int:
        """Wait for its end; gives its exit status."""
        status = self.process.wait(30)
        self._reader.join()
        self._running.close()
        return status


@contextmanager
def command(*words: object) -> Iterator[Command]:
    """Run it until the end of the block, at the latest."""
    made = Command(*words)
    try:
        yield made
    finally:
        if made.process.poll() is None:
            made.process.kill()
            made.wait()
