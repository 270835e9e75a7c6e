"""Qt's side of asyncio: whose thread garbage is collected on, and that it stays so to the end."""

import subprocess
import sys

PROGRAM = """
import gc
from console import qt_loop
from console.app import make_application
from console.settings import Settings
application = make_application(Settings(language="en"))
before = gc.isenabled()
async def main():
    return 7 if gc.isenabled() else 0
print(before, qt_loop.run(application, main), gc.isenabled())
"""


def test_python_never_collects_by_itself_once_there_is_an_application() -> None:
    """It might begin inside a QObject's destructor, and wait for a lock that this one holds."""
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM], capture_output=True, text=True, check=False, timeout=60
    )
    assert done.stdout.split() == ["False", "0", "False"], done.stderr[-500:]
