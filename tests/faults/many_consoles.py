"""Many consoles that decide the same items and note what they see; each is a process.

`python -m tests.faults.many_consoles URL FOLDER COUNT SEED`: the items lie in FOLDER/items.json; the notes
of each go to FOLDER/N.log, a line for each event. It writes the process ids, and ends with the last.
"""

import json
import os
import random
import sys
import threading
import time
from datetime import UTC, datetime
from pathlib import Path

from console.api_client.client import PortalClient
from console.domain.decisions import Command, ResultStatus
from console.domain.errors import ConsoleError
from console.domain.items import ItemKey
from portal.domain.moments import moment_text
from tests.faults.clinic_of_tasks import PEOPLE, PRACTICE
from tests.faults.console_life import PARAMS
from tests.faults.history import What
from tests.support.staff import PASSWORD

LARGEST_BATCH = 5
TRIES = 40
CALM_S = 0.02
_MEANS = {
    ResultStatus.APPLIED: What.OK,
    ResultStatus.REPLAYED: What.OK,
    ResultStatus.CONFLICT: What.CONFLICT,
    ResultStatus.ALREADY_SATISFIED: What.CONFLICT,
    ResultStatus.REJECTED: What.FAIL,
}


class Console:
    """One of them."""

    def __init__(self, client: PortalClient, notes: Path, chance: random.Random) -> None:
        self.client = client
        self.notes = os.open(notes, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        self.chance = chance

    def note(self, what: What, commands: list[Command]) -> None:
        """One write, so that a kill leaves whole lines."""
        now = time.monotonic_ns()
        lines = [f"{now} {what} {one.command_id} {one.key.id}\n" for one in commands]
        os.write(self.notes, "".join(lines).encode())

    def work(self, items: list[tuple[str, int, str]]) -> None:
        """Decide all items, in an order of one's own; give up some that nobody answers."""
        self.chance.shuffle(items)
        while items:
            count = self.chance.randint(1, LARGEST_BATCH)
            batch, items = items[:count], items[count:]
            waiting = [self.command(*one) for one in batch]
            self.note(What.INVOKE, waiting)
            for _ in range(TRIES):
                waiting = self.sent(waiting)
                if not waiting or self.chance.random() < 0.02:
                    break

    def sent(self, commands: list[Command]) -> list[Command]:
        """Send once; gives what is not answered."""
        try:
            results = self.client.decide(commands)
        except ConsoleError:
            self.note(What.INFO, commands)
            threading.Event().wait(CALM_S)
            return commands
        for command, result in zip(commands, results, strict=True):
            if result.status in _MEANS:
                self.note(_MEANS[result.status], [command])
        return [
            command
            for command, result in zip(commands, results, strict=True)
            if result.status not in _MEANS
        ]

    def command(self, item_id: str, version: int, content_hash: str) -> Command:
        action = self.chance.choice(sorted(PARAMS))
        return Command(
            command_id=_uuid(self.chance),
            key=ItemKey(PRACTICE, "task", item_id),
            expected_version=version,
            expected_content_hash=content_hash,
            action=action,
            params={PARAMS[action]: "Done by hand."},
            client_decided_at=moment_text(datetime.now(UTC)),
            not_before_ms=0,
        )


def _uuid(chance: random.Random) -> str:
    raw = f"{chance.getrandbits(128):032x}"
    return f"{raw[:8]}-{raw[8:12]}-{raw[12:16]}-{raw[16:20]}-{raw[20:]}"


def main() -> None:
    """Sign in once for all, and fork."""
    url, folder, count, seed = sys.argv[1], Path(sys.argv[2]), int(sys.argv[3]), int(sys.argv[4])
    items = [tuple(one) for one in json.loads((folder / "items.json").read_text())]
    clients = [PortalClient(url) for _ in PEOPLE]
    for client, name in zip(clients, PEOPLE, strict=True):
        while not client.is_signed_in:
            try:
                client.sign_in(name, PASSWORD)
            except ConsoleError:
                threading.Event().wait(CALM_S)
    children = []
    for number in range(count):
        child = os.fork()
        if child == 0:
            status = 1
            try:
                client = clients[number % len(clients)].sibling()
                chance = random.Random(seed * 1000 + number)
                Console(client, folder / f"{number}.log", chance).work(list(items))
                status = 0
            finally:
                os._exit(status)
        children.append(child)
    sys.stdout.write(" ".join(map(str, children)) + "\n")
    sys.stdout.flush()
    for child in children:
        os.waitpid(child, 0)


if __name__ == "__main__":
    main()
