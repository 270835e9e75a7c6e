"""SIGKILL at any moment of an upload: gone on with, each file arrives whole, once, in little memory."""

import contextlib
import hashlib
import io
import os
import random
import signal
import subprocess
import sys
import threading
import time

import pikepdf
import pytest

from tests.support import uploading_child
from tests.support.until import on_loop
from tests.support.upload_core import BillingPortal, UploadCore, write_statements
from tests.support.uploading_child import forget_peak, memory_kib

MIB = 1024 * 1024
GROWTH_KIB = 60 * 1024
pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="reads /proc")


def make_heavy(path, size):
    """A statement with a picture nobody draws, so that it has about `size` bytes."""
    with pikepdf.open(path) as pdf:
        heavy = pdf.make_stream(random.Random(size).randbytes(size))
        heavy.update({"/Type": pikepdf.Name.XObject, "/Subtype": pikepdf.Name.Image})
        heavy.update({"/Width": size, "/Height": 1, "/BitsPerComponent": 8})
        heavy.ColorSpace = pikepdf.Name.DeviceGray
        resources = pdf.pages[0].Resources
        resources.XObject = resources.get("/XObject", pikepdf.Dictionary())
        resources.XObject.Heavy = heavy
        whole = io.BytesIO()
        pdf.save(whole)
    path.write_bytes(whole.getvalue())


class Consoles:
    """One console after the other on the same files; each is killed or comes to its end."""

    def __init__(self, nursery):
        self._nursery = nursery

    @classmethod
    @contextlib.contextmanager
    def on(cls, folder, url, batch, inbox):
        words = [sys.executable, uploading_child.__file__, folder, url, batch, inbox]
        with subprocess.Popen(
            [str(one) for one in words], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        ) as nursery:
            yield cls(nursery)
            nursery.stdin.close()

    def run(self, kill_after_s=None):
        """Start one and kill it that long after it has begun; gives what it said to the end."""
        self._nursery.stdin.write("go\n")
        self._nursery.stdin.flush()
        process_id = int(self._nursery.stdout.readline())
        assert self._nursery.stdout.readline() == "sending\n"
        if kill_after_s is not None:
            threading.Event().wait(kill_after_s)  # the moment of the kill, not a hope for anything
            with contextlib.suppress(ProcessLookupError):
                os.kill(process_id, signal.SIGKILL)
        said = []
        while (line := self._nursery.stdout.readline().strip()) != "ended":
            said.append(line)
        return said


async def make_batch(portal, folder):
    async with UploadCore.opened(folder, portal.url) as core:
        return await core.new_batch()


async def assert_all_arrived(portal, folder, batch, inbox):
    """Every file of the folder is a statement of the batch: the same bytes, and once."""
    async with UploadCore.opened(folder, portal.url) as core:
        files = sorted(inbox.iterdir())
        assert await core.names_in(batch) == [one.name for one in files]
        known = {one.name: one for one in core.remembered.files(1, batch)}
        for path in files:
            content = path.read_bytes()
            statement = await core.ask(core.calls.statement, 1, known[path.name].statement_id)
            assert statement.sha256 == hashlib.sha256(content).hexdigest()
            assert statement.state == "ready", (path.name, statement.reasons)
            arrived = await core.ask(core.calls.content, 1, statement.id)
            assert arrived == content


def fill(inbox, books, *, small, heavy, seed):
    write_statements(books, inbox, small, seed=seed)
    for place, size in enumerate(heavy):
        make_heavy(inbox / f"statement-{place:04d}.pdf", size)


def kill_and_go_on(tmp_path, *, small, heavy, kills, seed):
    """Upload, kill at random moments and go on until all is there; how many kills hit an upload.

    Other files of the same sizes go first, undisturbed: all kills together come in as much time.
    """
    inbox, folder, calm = tmp_path / "inbox", tmp_path / "console", tmp_path / "calm"
    chance, met = random.Random(seed), 0
    with BillingPortal.open(tmp_path / "portal", accounts=small) as portal:
        fill(calm, portal.books, small=small, heavy=heavy, seed=seed)
        fill(inbox, portal.books, small=small, heavy=heavy, seed=0)
        batches = []

        @on_loop
        async def begin():
            batches.extend([await make_batch(portal, tmp_path / "first") for _ in range(2)])

        @on_loop
        async def look():
            await assert_all_arrived(portal, folder, batches[0], inbox)

        begin()
        with Consoles.on(tmp_path / "c1", portal.url, batches[1], calm) as consoles:
            began = time.perf_counter()
            consoles.run()
            longest_s = (time.perf_counter() - began) / kills
        with Consoles.on(folder, portal.url, batches[0], inbox) as consoles:
            for number in range(kills):  # the first one as soon as it sends
                moment = chance.uniform(0.0, longest_s) if number else 0.0
                met += not any("idle" in one for one in consoles.run(moment))
            assert any("idle" in one for one in consoles.run())
        look()
    return met


def test_f68_a_console_killed_while_it_uploads_goes_on_and_each_file_arrives_once(tmp_path):
    met = kill_and_go_on(tmp_path, small=8, heavy=[6 * MIB], kills=4, seed=20261122)
    assert met >= 1


@pytest.mark.soak
@pytest.mark.timeout(1800)
def test_f68_twenty_kills_on_a_large_batch(tmp_path):
    met = kill_and_go_on(tmp_path, small=60, heavy=[100 * MIB, 12 * MIB], kills=20, seed=68)
    assert met >= 15


def grow(tmp_path, *, small, heavy):
    """The most memory that console and portal took for a batch, in KiB over what they had."""
    inbox = tmp_path / "inbox"
    with BillingPortal.open(tmp_path / "portal", accounts=small) as portal:
        write_statements(portal.books, inbox, small)
        for place, size in enumerate(heavy):
            make_heavy(inbox / f"statement-{place:04d}.pdf", size)
        warm, batches = tmp_path / "warm", []
        write_statements(portal.books, warm, 3, seed=3)

        @on_loop
        async def begin():
            batches.extend([await make_batch(portal, tmp_path / "first") for _ in range(2)])

        begin()
        with Consoles.on(tmp_path / "c1", portal.url, batches[0], warm) as consoles:
            consoles.run()
        before = forget_peak(portal.process.pid)
        with Consoles.on(tmp_path / "c2", portal.url, batches[1], inbox) as consoles:
            (said,) = consoles.run()
        return int(said.split()[1]), memory_kib("VmHWM", portal.process.pid) - before


def test_a_large_file_is_never_in_memory_as_a_whole(tmp_path):
    console, portal = grow(tmp_path, small=3, heavy=[48 * MIB])
    assert console < 16 * 1024
    assert portal < GROWTH_KIB


@pytest.mark.soak
@pytest.mark.timeout(1800)
def test_100_mib_and_500_files_grow_neither_console_nor_portal_by_60_mib(tmp_path):
    console, portal = grow(tmp_path, small=500, heavy=[100 * MIB])
    sys.stderr.write(f"console +{console // 1024} MiB, portal +{portal // 1024} MiB\n")
    assert console < GROWTH_KIB
    assert portal < GROWTH_KIB
