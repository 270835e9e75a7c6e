"""`make run` over a hard lock: the demo's portal goes on, and still ends with the console."""

import json
import os
import signal
import subprocess
import sys
import threading
from pathlib import Path

import psutil
import pytest
import requests

from console.demo import DemoProcess

CHILD = """
import json, os, sys
from pathlib import Path
sys.path.insert(0, {root!r})
from console.demo import DemoProcess
from console.workstation.relaunch import replace_process

folder, line = Path(sys.argv[1]), sys.argv[2]
demo = DemoProcess(folder, 60, 11, inherited=line)
portal = demo.start()
print(json.dumps({{"pid": os.getpid(), "portal": demo._child.pid, "url": portal.url}}), flush=True)
sys.stdin.readline()
if not line:
    told, pipes = demo.handover()
    command = [sys.executable, *sys.orig_argv[1:3], str(folder), told]
    replace_process(command, os.environ, pipes)
"""


def answers(url: str) -> bool:
    """Whether a portal is there."""
    try:
        return requests.get(f"{url}/v1/health", timeout=5).status_code == 200
    except requests.RequestException:
        return False


@pytest.mark.skipif(os.name == "nt", reason="on Windows the demo is started anew, at its address")
def test_the_demo_goes_on_over_a_hard_lock_and_ends_with_the_console(
    built_demo: Path, tmp_path: Path
) -> None:
    root = str(Path(__file__).parents[2])
    with subprocess.Popen(
        [sys.executable, "-c", CHILD.format(root=root), str(built_demo), ""],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=tmp_path,
    ) as console:
        watchdog = threading.Timer(90, console.kill)
        watchdog.start()
        try:
            assert console.stdin is not None
            assert console.stdout is not None
            first = json.loads(console.stdout.readline())
            console.stdin.write("go\n")
            console.stdin.flush()
            second = json.loads(console.stdout.readline())
            assert second == first, "the same console, the same portal, at the same address"
            assert answers(second["url"])
            portal = [psutil.Process(first["portal"])]
            console.send_signal(signal.SIGKILL)  # the worst of ends: nobody stops the portal
            console.wait(30)
            gone, alive = psutil.wait_procs(portal, timeout=20)
            assert (len(gone), alive) == (1, [])
            assert not answers(second["url"])
        finally:
            watchdog.cancel()
            watchdog.join()
            console.kill()


def test_a_demo_that_is_gone_is_started_anew(tmp_path: Path) -> None:
    told = json.dumps({"pid": os.getpid(), "pipes": [0, 1], "ready": "{}"})
    assert DemoProcess(tmp_path, 60, 11, inherited=told)._adopted() is None
    assert DemoProcess(tmp_path, 60, 11, inherited="")._adopted() is None
