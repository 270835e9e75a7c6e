"""What came along from the public records."""

import re
from pathlib import Path

import pytest

from portal.demo import source
from portal.demo.source import DemoError

ROOT = Path(__file__).parents[3]


def test_the_records_are_slim_and_bring_their_licenses():
    files = list(source.FOLDER.glob("*.ndjson.gz"))
    assert len(files) == 6
    assert sum(file.stat().st_size for file in files) <= 2_500_000
    notice = (ROOT / "NOTICE").read_text()
    licenses = [file.name for file in (source.FOLDER / "LICENSES").iterdir()]
    assert len(licenses) == 3
    assert all(f"LICENSES/{name}" in notice for name in licenses)


def test_names_look_like_names_of_people():
    records = source.load()
    for person in [*records.people, *records.strangers, *records.odd_names]:
        assert person["given"]
        assert person["family"]
        assert not re.search(r"\d", person["given"] + person["family"])


def test_values_keep_all_their_decimals():
    values = [
        one["value"]
        for reports in source.load().reports.values()
        for report in reports
        for one in report["observations"]
    ]
    assert any(len(str(value).partition(".")[2]) >= 13 for value in values)


def test_ranges_of_nothing_are_left_for_the_portal_to_recognise():
    ranges = [
        (one["low"], one["high"])
        for reports in source.load().reports.values()
        for report in reports
        for one in report["observations"]
    ]
    assert (0, 0) in ranges


@pytest.mark.parametrize("content", [None, b"not gzip", b"\x1f\x8b\x08cut"])
def test_missing_or_damaged_records_are_said_in_a_sentence(tmp_path, content):
    for file in source.FOLDER.glob("*.gz"):
        (tmp_path / file.name).write_bytes(file.read_bytes())
    broken = tmp_path / "reports.ndjson.gz"
    broken.unlink()
    if content is not None:
        broken.write_bytes(content)
    with pytest.raises(DemoError, match=r"reports\.ndjson\.gz"):
        source.load(tmp_path)
