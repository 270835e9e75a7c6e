"""Nothing about a patient gets into a log or a report."""

import json
import logging
import os
import random
import stat
import warnings

import pytest

from console import log

CANARY = "Zyxwvut Canarywood"


@pytest.fixture
def written(tmp_path):
    """Start logging into a folder, give what was written, and put everything back."""
    root, ours = logging.getLogger(), logging.getLogger("console")
    before = (root.handlers[:], root.level, ours.level)
    path = log.start(tmp_path)

    def lines():
        for handler in root.handlers:
            handler.flush()
        return [json.loads(line) for line in path.read_text().splitlines()]

    yield lines
    logging.captureWarnings(capture=False)
    for handler in root.handlers:
        handler.close()
    root.handlers[:] = before[0]
    root.setLevel(before[1])
    ours.setLevel(before[2])


def test_an_event_is_written_with_what_is_allowed(written):
    ours = logging.getLogger("console.sync.engine")
    ours.info("round failed", extra={"error": "PortalBusyError", "rows": 3, "patient": CANARY})
    (line,) = written()
    assert line["event"] == "round failed"
    assert (line["error"], line["rows"], line["level"]) == ("PortalBusyError", 3, "info")
    assert "patient" not in line


def test_an_allowed_field_takes_no_free_text(written):
    logging.getLogger("console").warning("odd", extra={"kind": CANARY, "state": ["x"], "seq": 1})
    (line,) = written()
    assert (line["kind"], line["state"], line["seq"]) == ("withheld", "withheld", 1)


def test_arguments_and_texts_of_others_stay_out(written):
    logging.getLogger("console").warning("for %s", CANARY)
    logging.getLogger("urllib3").warning("GET /search?name=%s", CANARY)
    logging.getLogger("somebody").error(f"about {CANARY}")  # noqa: G004 - what others do
    with warnings.catch_warnings():
        warnings.simplefilter("always")
        warnings.warn(CANARY, UserWarning, stacklevel=1)
    found = written()
    assert len(found) == 4
    assert found[0]["event"] == "for %s"
    assert all("event" not in line for line in found[1:])
    assert "Canary" not in json.dumps(found)


def test_five_hundred_failures_tell_where_and_never_what(written):
    chance = random.Random(7)
    kinds = [ValueError, KeyError, RuntimeError, OSError, UnicodeError]

    def fail(depth, patient):
        if depth:
            fail(depth - 1, patient)
        cause = chance.choice(kinds)(f"{patient} was born in 1980")
        raise RuntimeError(patient) from cause

    reports = []
    for _ in range(500):
        try:
            fail(chance.randrange(4), CANARY)
        except RuntimeError as error:
            logging.getLogger("console").exception("bug")
            reports.append(log.report_of(error))
    text = json.dumps(written()) + "".join(reports)
    assert "Canary" not in text
    assert "1980" not in text
    assert "test_log.py:fail:" in text
    assert all(kind.__name__ in text for kind in kinds)
    assert len(reports) == 500


def test_a_report_names_the_program_and_the_cause_first():
    try:
        try:
            {}["x"]
        except KeyError as error:
            raise ValueError("outer") from error
    except ValueError as error:
        lines = log.report_of(error).splitlines()
    assert lines[0].startswith("Portal Console ")
    assert lines.index("KeyError") < lines.index("ValueError")


@pytest.mark.skipif(os.name != "posix", reason="modes are POSIX's")
def test_the_log_is_its_owners(written, tmp_path):
    logging.getLogger("console").warning("x")
    assert len(written()) == 1
    rotating = [one for one in logging.getLogger().handlers if hasattr(one, "doRollover")]
    (handler,) = rotating
    handler.doRollover()
    logging.getLogger("console").warning("y")
    files = [tmp_path / "logs" / name for name in ("console.log", "console.log.1")]
    assert [stat.S_IMODE(file.stat().st_mode) for file in files] == [0o600, 0o600]
    assert stat.S_IMODE((tmp_path / "logs").stat().st_mode) == 0o700
