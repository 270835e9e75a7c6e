"""Files in an S3, set as an operator sets it: the same as in a folder, and nothing left half done."""

import random
from collections.abc import Iterator

import pytest

from portal.services.file_seal import SEGMENT
from portal.services.files import FileDamagedError, FileDiffersError, FileMissingError, Files
from tests.support.s3_server import S3Server

SECRET = bytes(range(32))
LARGE = random.Random(5).randbytes(12 * SEGMENT + 99)  # three parts of an upload in parts


@pytest.fixture(scope="module")
def s3() -> Iterator[S3Server]:
    with S3Server() as running, pytest.MonkeyPatch.context() as patch:
        for name, value in running.environment().items():
            patch.setenv(name, value)
        running.bucket("files")
        yield running


@pytest.fixture
def files(s3: S3Server, tmp_path) -> Iterator[Files]:
    opened = Files.open("s3://files/portal", tmp_path, SECRET)
    yield opened
    for name in s3.objects("files"):
        s3.client().delete_object(Bucket="files", Key=name)


@pytest.mark.parametrize("content", [b"", b"a letter", LARGE])
def test_what_is_put_is_given_back(s3, files, content):
    kept = files.put(1, content)
    assert files.put(1, content) == kept
    assert files.get(1, kept.sha256) == content
    assert list(s3.objects("files")) == [f"portal/files/1/{kept.sha256[:2]}/{kept.sha256}"]
    assert (
        content[:100]
        not in s3.client()
        .get_object(Bucket="files", Key=f"portal/files/1/{kept.sha256[:2]}/{kept.sha256}")["Body"]
        .read()
        or not content
    )


def test_what_is_not_there_is_missing(files):
    assert not files.has(1, "0" * 64)
    files.delete(1, "0" * 64)
    with pytest.raises(FileMissingError):
        files.open_stream(1, "0" * 64)


def test_a_cut_object_is_damaged(s3, files):
    kept = files.put(1, LARGE)
    (name,) = s3.objects("files")
    body = s3.client().get_object(Bucket="files", Key=name)["Body"].read()
    for cut in (body[: 24 + 3 * (SEGMENT + 16)], b""):
        s3.client().put_object(Bucket="files", Key=name, Body=cut)
        with pytest.raises(FileDamagedError):
            files.get(1, kept.sha256)


def test_what_is_not_as_announced_leaves_no_part_behind(s3, files):
    with pytest.raises(FileDiffersError):
        files.put_stream(1, [LARGE], sha256="0" * 64)
    assert s3.objects("files") == {}
    assert s3.unfinished("files") == 0


def test_a_source_that_fails_leaves_no_part_behind(s3, files):
    def failing() -> Iterator[bytes]:
        yield LARGE
        raise ConnectionError

    with pytest.raises(ConnectionError):
        files.put_stream(1, failing(), sha256="0" * 64)
    assert s3.objects("files") == {}
    assert s3.unfinished("files") == 0
