"""Uploads over HTTP: the headers of the draft, lines that break, several portals, little memory."""

import hashlib
import random
import sys
from collections.abc import Iterator
from pathlib import Path

import pikepdf
import psutil
import pytest
import requests

from portal.db.engine import Database
from portal.services.files import Files
from portal.services.uploads import LARGEST_FILE, LARGEST_PIECE
from tests.portal.api.conftest import Running
from tests.support import papers
from tests.support.caller import Caller, problem_of
from tests.support.portal_process import SECRET, PortalProcess
from tests.support.postgresql import Cluster
from tests.support.s3_server import S3Server
from tests.support.staff import People
from tests.support.upload_calls import PARTIAL, announced
from tests.support.upload_sender import BreakingLine, append, begin, random_breaks, send

MIB = 1024 * 1024


def content_of(size: int, seed: int) -> bytes:
    return random.Random(seed).randbytes(size)


def standing(reply: requests.Response) -> tuple[int, str, str]:
    headers = reply.headers
    return reply.status_code, headers["Upload-Offset"], headers["Upload-Complete"]


def stored(portal: Running, content: bytes, practice_id: int = 1) -> bytes:
    files = Files.open("", portal.process.data_dir / "files", SECRET)
    return files.get(practice_id, hashlib.sha256(content).hexdigest())


@pytest.fixture(scope="module")
def biller(module_portal: Running) -> Caller:
    return module_portal.caller("billing")


def test_f68_a_file_goes_up_by_the_headers_of_the_draft(portal, biller):
    content = content_of(3000, seed=1)
    reply = begin(biller, content)
    assert standing(reply) == (201, "0", "?0")
    body = reply.json()
    assert body == {"id": body["id"], "received": 0, "size": 3000, "complete": False}
    where = reply.headers["Location"]
    assert where == f"/v1/uploads/{body['id']}"
    assert standing(append(biller, where, 0, content[:2000])) == (204, "2000", "?0")
    assert standing(biller.head(where)) == (204, "2000", "?0")
    assert standing(begin(biller, content)) == (200, "2000", "?0")
    assert standing(append(biller, where, 2000, content[2000:])) == (204, "3000", "?1")
    assert standing(begin(biller, content)) == (200, "3000", "?1")
    assert stored(portal, content) == content


def test_bytes_that_json_may_not_hold_arrive(portal, biller):
    content = b"\x00\\u0000\xff" * 1000
    send([biller], content)
    assert stored(portal, content) == content


def test_a_wrong_offset_is_told_the_right_one(biller):
    content = content_of(3000, seed=2)
    where = begin(biller, content).headers["Location"]
    append(biller, where, 0, content[:1000])
    reply = append(biller, where, 0, content[:1000])
    assert (reply.status_code, problem_of(reply)) == (409, "upload-offset-mismatch")
    assert reply.json()["received"] == 1000
    assert reply.headers["Upload-Offset"] == "1000"


def test_another_content_is_refused_and_forgotten(biller):
    content = content_of(3000, seed=3)
    where = begin(biller, content).headers["Location"]
    reply = append(biller, where, 0, bytes(3000))
    assert (reply.status_code, problem_of(reply)) == (422, "upload-hash-mismatch")
    assert biller.head(where).status_code == 404


def test_what_is_too_large_is_refused(biller):
    reply = biller.post("/v1/uploads", json=announced(b"1") | {"size": LARGEST_FILE + 1})
    assert (reply.status_code, problem_of(reply)) == (413, "payload-too-large")
    content = content_of(LARGEST_PIECE + 1, seed=4)
    where = begin(biller, content).headers["Location"]
    reply = append(biller, where, 0, content)
    assert (reply.status_code, problem_of(reply)) == (413, "payload-too-large")
    pieces = iter([content[:MIB], content[MIB:]])  # of a length that is not told beforehand
    headers = {"Content-Type": PARTIAL, "Upload-Offset": "0"}
    assert biller.patch(where, data=pieces, headers=headers).status_code == 413
    assert standing(biller.head(where)) == (204, "0", "?0")


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Content-Type": "application/json", "Upload-Offset": "0"}, 415),
        ({"Content-Type": PARTIAL}, 422),
        ({"Content-Type": PARTIAL, "Upload-Offset": "-1"}, 422),
        ({"Content-Type": PARTIAL, "Upload-Offset": "one"}, 422),
    ],
)
def test_a_piece_says_what_it_is_and_where_it_belongs(biller, headers, status):
    where = begin(biller, content_of(50, seed=5)).headers["Location"]
    assert biller.patch(where, data=b"a", headers=headers).status_code == status


def test_only_a_piece_may_be_anything_but_json(biller):
    reply = biller.post("/v1/uploads", data=b"{}", headers={"Content-Type": PARTIAL})
    assert reply.status_code == 415


@pytest.mark.parametrize(
    "wrong",
    [
        {"sha256": "A" * 64},
        {"sha256": "0" * 63},
        {"size": 0},
        {"media_type": "text/html"},
        {"purpose": "document"},
        {"more": 1},
    ],
)
def test_what_is_announced_is_checked(biller, wrong):
    reply = biller.post("/v1/uploads", json=announced(b"1") | wrong)
    assert (reply.status_code, problem_of(reply)) == (422, "validation")


def test_another_practice_is_no_place_to_send_to(biller):
    reply = begin(biller, b"a statement", practice_id=2)
    assert (reply.status_code, problem_of(reply)) == (404, "not-found")


def test_a_discarded_upload_is_not_known(biller):
    where = begin(biller, content_of(50, seed=6)).headers["Location"]
    assert biller.delete(where).status_code == 204
    assert [call(where).status_code for call in (biller.head, biller.delete)] == [404, 404]


def test_f68_a_line_that_breaks_at_20_random_bytes_brings_the_file_whole_and_once(portal, biller):
    content = content_of(2 * MIB, seed=7)
    line = BreakingLine(biller, random_breaks(20261122, 20, 2 * MIB))
    where = line.send(content, 64 * 1024)
    assert line.broken == 20
    assert standing(biller.head(where)) == (204, str(2 * MIB), "?1")
    assert stored(portal, content) == content
    left = portal.process.data_dir / "files" / "uploads" / "1" / where.rpartition("/")[2]
    assert not left.exists()
    assert '"event": "request.failed"' not in portal.process.log


def sheet_of(size: int, seed: int) -> bytes:
    """A statement with so many bytes of pictures."""

    def picture(pdf: pikepdf.Pdf) -> None:
        pdf.pages[0].Picture = pdf.make_stream(content_of(size, seed))

    return papers.paper(["Statement 4711"], picture, compress_streams=False)


def file_it(caller: Caller, where: str, batch_id: str) -> requests.Response:
    body = {"batch_id": batch_id, "upload_id": where.rpartition("/")[2], "file_name": "a.pdf"}
    return caller.post("/v1/practices/1/statements", json=body)


def test_f68_the_portal_does_not_grow_with_a_large_file(tmp_path):
    """100 MiB go up in pieces of 1 MiB and past the gate; 60 MiB may be taken for that."""
    content = sheet_of(100 * MIB, seed=8)
    with PortalProcess("", tmp_path / "portal") as process:
        database = Database(process.database_url)
        people = People(database)
        people.practice(1)
        caller = people.staff("biller", {1: ["billing"]}).signed_in(process.url)
        batch = caller.post("/v1/practices/1/statement-batches", json={"name": "October"}).json()
        small = send([caller], sheet_of(3 * MIB, seed=9))  # everything has been used once
        assert file_it(caller, small, batch["id"]).status_code == 201
        portal = psutil.Process(process.pid)
        before = most = portal.memory_info().rss
        where = begin(caller, content).headers["Location"]
        for at in range(0, len(content), MIB):
            assert append(caller, where, at, content[at : at + MIB]).status_code == 204
            most = max(most, portal.memory_info().rss)
        assert standing(caller.head(where)) == (204, str(len(content)), "?1")
        filed = file_it(caller, where, batch["id"]).json()
        assert (filed["state"], filed["pages"]) == ("quarantined", 1)
        most, peak = max(most, portal.memory_info().rss), _peak(process.pid)
        database.close()
    grown, highest = (most - before) / MIB, (peak - before) / MIB
    sys.stdout.write(
        f"\n100 MiB in: the portal grew by {grown:.1f} MiB, at its peak {highest:.1f}\n"
    )
    assert max(grown, highest) < 60


def _peak(pid: int) -> int:
    """The most memory that the process has ever had, bytes; Linux tells, others what it has now."""
    status = Path(f"/proc/{pid}/status")
    if not status.exists():
        return psutil.Process(pid).memory_info().rss
    line = next(one for one in status.read_text().splitlines() if one.startswith("VmHWM"))
    return int(line.split()[1]) * 1024


# -- several portals, one S3 --------------------------------------------------------------------------


@pytest.fixture(scope="module")
def s3() -> Iterator[S3Server]:
    with S3Server() as running:
        yield running


@pytest.mark.postgresql
def test_pieces_reach_any_portal_and_the_file_lands_in_s3(
    s3: S3Server, postgresql_cluster: Cluster, migrated_postgresql: str, tmp_path: Path
):
    """Two portals behind a balancer, with nothing in common but the database and the bucket."""
    url = postgresql_cluster.create_database("two_portals", template=migrated_postgresql)
    setting = s3.environment() | {"PORTAL_FILES_URL": s3.bucket("two-portals")}
    content = content_of(6 * MIB + 17, seed=10)
    digest = hashlib.sha256(content).hexdigest()
    with (
        PortalProcess(url, tmp_path / "one", setting) as one,
        PortalProcess(url, tmp_path / "two", setting) as two,
    ):
        database = Database(url)
        people = People(database)
        people.practice(1)
        biller = people.staff("biller", {1: ["billing"]})
        callers = [biller.signed_in(portal.url) for portal in (one, two)]
        where = send(callers, content, piece=1_300_000)
        assert [standing(caller.head(where))[2] for caller in callers] == ["?1", "?1"]
        database.close()
    assert list(s3.objects("two-portals")) == [f"portal/files/1/{digest[:2]}/{digest}"]
    assert not (tmp_path / "one" / "files").exists()
