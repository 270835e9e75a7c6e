"""`portal-server match`: files in, one line a request out, the queue's own rules in between."""

import gzip
import json
from datetime import date

import pytest

from portal.__main__ import main
from portal.services import matching

PATIENT = {
    "resourceType": "Patient",
    "id": "c1",
    "name": [{"use": "official", "family": "Byron815", "given": ["Ada697", "King12"]}],
    "telecom": [
        {"system": "phone", "value": "(617) 555-0143 x944"},
        {"system": "email", "value": "ada@example.org"},
    ],
    "gender": "female",
    "birthDate": "1980-02-01",
    "address": [
        {"line": ["12 Harbor Street", "Apt. 4"], "city": "Boston", "state": "Massachusetts"}
    ],
}
REQUEST = {
    "request_id": "r1",
    "first": "Ada",
    "middle": "",
    "last": "Byron",
    "dob": "02/01/1980",
    "line": "12 Harbor St, Apt 4",
    "city": "Boston",
    "state": "MA",
    "zip": "02109",
    "phone": "617-555-0143",
    "email": "ada@example.org",
    "gender": "female",
}


@pytest.fixture
def match(tmp_path):
    """Runs the command on lines; gives the exit status and what it wrote."""

    def run(charts, requests, *, suffix="", today="2026-11-22"):
        paths = [tmp_path / f"{name}.ndjson{suffix}" for name in ("charts", "requests", "out")]
        for path, lines in zip(paths, (charts, requests), strict=False):
            text = "\n".join(one if isinstance(one, str) else json.dumps(one) for one in lines)
            data = text.encode()
            path.write_bytes(gzip.compress(data) if suffix else data)
        words = ["--charts", paths[0], "--requests", paths[1], "--out", paths[2], "--today", today]
        status = main(["match", *map(str, words)])
        written = paths[2].read_bytes() if paths[2].exists() else b""
        lines = (gzip.decompress(written) if suffix else written).decode().splitlines()
        return status, [json.loads(line) for line in lines]

    return run


@pytest.mark.parametrize("suffix", ["", ".gz"])
def test_a_request_finds_its_chart(match, suffix):
    status, (line,) = match([PATIENT], [REQUEST], suffix=suffix)
    assert status == 0
    assert (line["request_id"], line["band"]) == ("r1", "strong")
    (found,) = line["candidates"]
    assert set(found) == {
        *("chart_id", "score", "band", "guard", "margin", "why_not_higher", "evidence"),
    }
    assert (found["chart_id"], found["band"], found["guard"]) == ("c1", "strong", None)
    assert found["evidence"][0] == {
        "field": "given_name",
        "level": "exact",
        "points": 22,
        "submitted": "Ada",
        "chart": "Ada697",
    }


def test_it_is_the_code_of_the_queue(match):
    _, (line,) = match([PATIENT], [REQUEST | {"last": "Byrom"}])
    submitted = matching.submitted_values(
        given_name="Ada",
        family_name="Byrom",
        birth_date=date(1980, 2, 1),
        sex="female",
        phone=REQUEST["phone"],
        email=REQUEST["email"],
        username="ada",
        address={"line": REQUEST["line"], "city": "Boston", "state": "MA", "postal_code": "02109"},
    )
    row = {
        "id": "c1",
        "record_number": "c1",
        "given_name": "Ada",
        "middle_name": "King",
        "family_name": "Byron",
        "birth_date": date(1980, 2, 1),
        "sex": "female",
        "address_line": "12 Harbor Street, Apt. 4",
        "city": "Boston",
        "state": "Massachusetts",
        "postal_code": "",
        "phone": "(617) 555-0143 x944",
        "email": "ada@example.org",
        "deceased_on": None,
    }
    (queued,) = matching.rank(submitted, [row], set(), today=date(2026, 11, 22))
    (found,) = line["candidates"]
    for name in ("score", "band", "guard", "margin", "why_not_higher"):
        assert found[name] == queued[name]
    assert [(r["field"], r["level"], r["points"]) for r in found["evidence"]] == [
        (r["field"], r["level"], r["points"]) for r in queued["evidence"]
    ]


def test_lines_come_in_the_order_of_the_requests(match):
    requests = [REQUEST | {"request_id": f"r{n}", "first": name} for n, name in enumerate("XAY")]
    _, lines = match([PATIENT], requests)
    assert [line["request_id"] for line in lines] == ["r0", "r1", "r2"]


def test_nobody_is_none(match):
    status, (line,) = match([PATIENT], [{"request_id": "r1"}])
    assert status == 0
    assert line == {"request_id": "r1", "band": "none", "candidates": []}


@pytest.mark.parametrize(
    ("changed", "guard"),
    [
        ({"deceasedBoolean": True}, "deceased"),
        ({"deceasedDateTime": "2020-01-01"}, "deceased"),
        ({"meta": {"security": [{"code": "R"}]}}, "restricted"),
        ({"link": [{"type": "replaced-by", "other": {"reference": "Patient/c2"}}]}, "merged"),
    ],
)
def test_s52_charts_that_are_not_simply_taken(match, changed, guard):
    _, (line,) = match([PATIENT | changed], [REQUEST])
    (found,) = line["candidates"]
    assert (found["band"], found["guard"]) == ("possible", guard)


def test_a_maiden_name_is_an_earlier_name(match):
    names = [
        {"use": "maiden", "family": "Byron", "given": ["Ada"]},
        {"use": "official", "family": "King", "given": ["Ada"]},
    ]
    _, (line,) = match([PATIENT | {"name": names}], [REQUEST])
    (found,) = line["candidates"]
    assert found["band"] == "strong"
    assert {"field": "family_name", "level": "previous", "points": 16} | {
        "submitted": "Byron",
        "chart": "King",
    } in found["evidence"]


def test_a_chart_with_hardly_anything_in_it(match):
    charts = [
        {"resourceType": "Patient", "id": "c1"},
        {"id": "c2", "name": [{"text": "Ada Byron"}]},
    ]
    charts.append({"id": "c3", "name": "Ada", "telecom": {}, "birthDate": 1980, "address": [None]})
    status, (line,) = match(charts, [REQUEST])
    assert status == 0
    assert [(one["chart_id"], one["guard"]) for one in line["candidates"]] == [
        ("c2", "no_birth_date")
    ]


def test_bad_lines_are_named_and_left_out(match, capsys):
    charts = ["{", PATIENT, "[]", {"resourceType": "Observation", "id": "x"}, {"name": []}, PATIENT]
    requests = ["", REQUEST, "nothing", {"first": "Ada"}, "7", "[" * 100_000]
    requests.append(json.dumps(REQUEST | {"first": "\ud800"}))
    status, lines = match(charts, requests)
    assert status == 1
    assert [line["request_id"] for line in lines] == ["r1"]
    assert lines[0]["band"] == "strong"
    said = capsys.readouterr().err
    for where in (
        "charts.ndjson:1: not JSON",
        "charts.ndjson:3: not a Patient resource",
        "charts.ndjson:4: not a Patient resource",
        "charts.ndjson:5: no id",
        "charts.ndjson:6: the id c1 was there before",
        "requests.ndjson:3: not JSON",
        "requests.ndjson:4: no request_id",
        "requests.ndjson:5: not an object",
        "requests.ndjson:6: not JSON",
        "requests.ndjson:7: not JSON",
    ):
        assert where in said
    assert "Byron" not in said


def test_bytes_that_are_no_text_are_a_bad_line(tmp_path, capsys):
    charts, requests, out = (tmp_path / name for name in ("c", "r", "o"))
    charts.write_bytes(b'{"id": "\xff\xfe"}\n\xef\xbb\xbf' + json.dumps(PATIENT).encode())
    requests.write_bytes(b"\xef\xbb\xbf" + json.dumps(REQUEST).encode() + b"\r\n")
    words = ["--charts", charts, "--requests", requests, "--out", out, "--today", "2026-11-22"]
    assert main(["match", *map(str, words)]) == 1
    assert f"{charts}:1: not JSON" in capsys.readouterr().err


def test_a_file_that_is_not_there(tmp_path, capsys):
    words = ["--charts", tmp_path / "no.ndjson", "--requests", tmp_path / "no", "--out", "x"]
    assert main(["match", *map(str, words)]) == 2
    assert "no.ndjson: No such file or directory." in capsys.readouterr().err


@pytest.mark.parametrize(
    "data",
    [b"plain text", gzip.compress(b'{"id": "c1"}\n' * 50, mtime=0)[:-12]],
    ids=["plain text", "cut off"],
)
def test_a_damaged_archive(tmp_path, capsys, data):
    charts, requests = tmp_path / "charts.gz", tmp_path / "requests"
    charts.write_bytes(data)
    requests.write_text("")
    words = ["--charts", charts, "--requests", requests, "--out", tmp_path / "out"]
    assert main(["match", *map(str, words)]) == 2
    assert "charts.gz is damaged after line" in capsys.readouterr().err


def test_what_is_read_is_not_written_over(tmp_path, capsys):
    charts, requests = tmp_path / "charts", tmp_path / "requests"
    charts.write_text(json.dumps(PATIENT))
    requests.write_text(json.dumps(REQUEST))
    words = ["--charts", charts, "--requests", requests, "--out", requests]
    assert main(["match", *map(str, words)]) == 2
    assert "is read from" in capsys.readouterr().err
    assert json.loads(requests.read_text()) == REQUEST


def test_today_decides_what_is_not_yet_born(match):
    later = {"birthDate": "2026-11-25"}, {"dob": "2026-11-25"}
    _, (line,) = match([PATIENT | later[0]], [REQUEST | later[1]])
    assert line["candidates"][0]["guard"] == "no_birth_date"
    _, (line,) = match([PATIENT | later[0]], [REQUEST | later[1]], today="2026-11-26")
    assert line["band"] == "strong"


def test_a_day_that_is_none(tmp_path, capsys):
    words = ["match", "--charts", "a", "--requests", "b", "--out", "c", "--today", "tomorrow"]
    with pytest.raises(SystemExit):
        main(words)
    assert "tomorrow is not a date" in capsys.readouterr().err
