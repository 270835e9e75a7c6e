"""Consoles that upload a folder into a batch, one process after the other, each until it is killed.

`python uploading_child.py FOLDER URL BATCH INBOX` reads lines from its standard input. For each it forks
a process that signs in over the store in FOLDER, adds INBOX to the batch unless it is remembered, and
goes on with it. That writes, a line each: its process id, `sending` when it begins, and `idle PEAK` with
the most memory that it took since then, in KiB over what it had then. When it has ended, `ended` is
written. Forking spares each of them the imports.
"""

import asyncio
import os
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from console.statement_run import RunState
from tests.support.upload_core import UploadCore


def say(*words: object) -> None:
    """One line, at once and whole."""
    os.write(sys.stdout.fileno(), (" ".join(str(word) for word in words) + "\n").encode())


def memory_kib(name: str, process_id: int | str = "self") -> int:
    """A figure of a process's memory as Linux tells it: VmRSS now, VmHWM at most."""
    for line in Path(f"/proc/{process_id}/status").read_text().splitlines():
        if line.startswith(f"{name}:"):
            return int(line.split()[1])
    return 0


def forget_peak(process_id: int | str = "self") -> int:
    """Begin to measure the most memory anew; what the process has now, in KiB."""
    Path(f"/proc/{process_id}/clear_refs").write_text("5")
    return memory_kib("VmRSS", process_id)


async def upload(folder: Path, url: str, batch_id: str, inbox: str) -> None:
    async with UploadCore.opened(folder, url) as core:
        before = forget_peak()
        say("sending")
        if await core.upload.remembered(1):
            await core.upload.go_on(1, batch_id)
        else:
            await core.upload.add(1, batch_id, [inbox])
        await core.comes_to(RunState.IDLE, 600)
        say("idle", memory_kib("VmHWM") - before)


def main() -> None:
    folder, url, batch_id, inbox = sys.argv[1:]
    for _line in sys.stdin:
        child = os.fork()
        if child == 0:
            say(os.getpid())
            asyncio.run(upload(Path(folder), url, batch_id, inbox))
            os._exit(0)
        os.waitpid(child, 0)
        say("ended")


if __name__ == "__main__":
    main()
