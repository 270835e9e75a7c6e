"""A letter through the real print system, where there is one: CUPS with one printer, for this test."""

import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import pypdfium2
import pytest

from tests.support.letters import TOKEN, letter, read_codes
from tests.support.until import until_in_thread

ROOT = Path(__file__).resolve().parents[2]
CUPSD = shutil.which("cupsd", path=f"{os.environ.get('PATH', '')}:/usr/sbin:/sbin")
pytestmark = [
    pytest.mark.skipif(CUPSD is None, reason="CUPS is not installed"),
    pytest.mark.skipif(hasattr(os, "getuid") and os.getuid() != 0, reason="CUPS wants to be root"),
]
RULES = """Listen {folder}/socket
Browsing Off
WebInterface No
PreserveJobFiles Yes
DirtyCleanInterval 0
<Location />
  Order allow,deny
  Allow all
</Location>
<Policy default>
  <Limit All>
    Order deny,allow
  </Limit>
</Policy>
"""
PLACES = """FileDevice Yes
ServerRoot {folder}
RequestRoot {folder}/spool
TempDir {folder}/spool/tmp
CacheDir {folder}/cache
StateDir {folder}/state
ErrorLog {folder}/error
AccessLog {folder}/access
PageLog {folder}/page
"""
PRINTER = """<DefaultPrinter desk>
Info desk
DeviceURI file:///dev/null
State Idle
Accepting Yes
Shared No
</DefaultPrinter>
"""


@pytest.fixture
def cups():
    """A print system of this test's own, on a socket in a folder: (folder, process)."""
    folder = Path(tempfile.mkdtemp(prefix="cups-"))  # the path of a socket has to be short
    folder.chmod(0o755)
    for name in ("spool/tmp", "cache", "state", "temporary"):
        (folder / name).mkdir(parents=True)
    for name, text in (
        ("cupsd.conf", RULES),
        ("cups-files.conf", PLACES),
        ("printers.conf", PRINTER),
    ):
        (folder / name).write_text(text.format(folder=folder))
        (folder / name).chmod(0o640)
    command = [CUPSD, "-f", "-c", folder / "cupsd.conf", "-s", folder / "cups-files.conf"]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    until_in_thread((folder / "socket").exists, what="CUPS listens")
    yield folder, process
    process.kill()
    process.wait()
    shutil.rmtree(folder)


def printed(folder, *arguments):
    environment = os.environ | {
        "CUPS_SERVER": str(folder / "socket"),
        "TMPDIR": str(folder / "temporary"),
        "QT_QPA_PLATFORM": "offscreen",
    }
    done = subprocess.run(
        [sys.executable, "-m", "tests.support.print_child", *arguments],
        capture_output=True,
        text=True,
        check=True,
        cwd=ROOT,
        env=environment,
        timeout=60,
    )
    return json.loads(done.stdout)


def test_f14_the_print_system_gets_one_copy_one_sided_under_the_number_alone(cups):
    folder, _process = cups
    told = printed(folder)
    assert (told["is_native"], told["added"], told["taken"]) == (True, True, True)
    (control,) = until_in_thread(lambda: list((folder / "spool").glob("c?????")))
    job = control.read_bytes()
    assert b"1C2B-4F2A" in job
    assert b"one-sided" in job
    assert b"two-sided" not in job
    for secret in (b"Byron", b"Ada", b"Riverside", TOKEN.encode()):
        assert secret not in job
    (data,) = until_in_thread(lambda: list((folder / "spool").glob("d?????-001")))
    with pypdfium2.PdfDocument(data) as document:
        assert len(document) == 1
        assert read_codes(document[0].render(scale=2).to_pil().convert("L")) == [letter().link]


def test_what_lies_on_the_disk_until_the_hand_over_is_the_owners_alone_and_goes(cups):
    told = printed(cups[0])
    assert set(told["modes"]) <= {0o600}
    assert told["left"] == []


def test_a_print_system_that_is_gone_by_the_end_has_not_taken_the_letter(cups):
    folder, process = cups
    told = printed(folder, str(process.pid))
    assert told["added"]
    assert not told["taken"]
    assert told["left"] == []
