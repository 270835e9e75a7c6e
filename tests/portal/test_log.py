import json
import logging
import re
import sys

import pytest

from portal.log import log, log_access, take_over_standard_logging
from tests.support.kept_logging import kept_logging  # noqa: F401 - a fixture

CANARY = "Quorlsworth"


def lines(capsys: pytest.CaptureFixture[str]) -> list[dict]:
    return [json.loads(line) for line in capsys.readouterr().err.splitlines()]


def test_a_line_is_json_with_level_and_time(capsys):
    log.info("outbox.sent", job_id="0193-a", count=3)
    (line,) = lines(capsys)
    assert line.pop("timestamp").endswith("Z")
    assert line == {"event": "outbox.sent", "level": "info", "job_id": "0193-a", "count": 3}


@pytest.mark.parametrize(
    ("method", "route", "problem"),
    [
        ("GET", "/v1/practices/{practice_id}/changes", None),
        ("POST", "none", "not-found"),
        (f'"{CANARY}', f"/{CANARY} and\\n", f"{CANARY}\u00fc"),
    ],
)
def test_the_line_of_a_request_is_that_of_any_other_event(capsys, method, route, problem):
    told = {"method": method, "route": route, "status": 200, "ms": 0.1, "problem": problem}
    told["request_id"] = "0193-a"
    log_access(size=12, **told)
    log.info("request", bytes=12, **told)
    lines = capsys.readouterr().err.splitlines()
    one, other = (re.sub(r'"timestamp": "[^"]+Z"', "", line) for line in lines)
    assert one == other
    first, second = (json.loads(line)["timestamp"] for line in lines)
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z", first)
    assert first <= second


def test_an_unknown_key_is_dropped_whatever_it_holds(capsys):
    log.info("item.seen", item_id="0193", name=CANARY, patient={"name": CANARY}, birth_date="1980")
    (line,) = lines(capsys)
    assert set(line) == {"event", "level", "timestamp", "item_id"}


@pytest.mark.parametrize("value", ["Ada Quorlsworth", "Quorlswörth", {"a": 1}, object(), "x" * 201])
def test_a_value_that_may_be_anything_is_withheld(capsys, value: object):
    log.info("item.seen", kind=value, frames=["m:f:1", value])
    (line,) = lines(capsys)
    assert line["kind"] == "?"
    assert line["frames"] == ["m:f:1", "?"]


def test_an_exception_is_its_type_and_its_place(capsys):
    def fail() -> None:
        raise ValueError(f"no such patient: {CANARY}")

    try:
        fail()
    except ValueError:
        log.exception("job.failed")
    text = capsys.readouterr().err
    assert CANARY not in text
    line = json.loads(text)
    assert line["error"] == "ValueError"
    assert line["frames"][-1].split(":")[1] == "fail"


@pytest.fixture
def taken_over(kept_logging: None) -> None:  # noqa: F811 - a fixture is asked for by its name
    """Give the standard logging to the log."""
    take_over_standard_logging()


@pytest.mark.usefixtures("taken_over")
def test_what_libraries_log_is_shown_without_what_they_put_in(capsys):
    logging.getLogger("library").error("could not read %s", CANARY)
    logging.getLogger("library").error(f"could not read {CANARY}")  # noqa: G004 - as some do
    logging.getLogger("portal.services.x").warning("job %s failed for %s", "0193-a", f"A {CANARY}")
    text = capsys.readouterr().err
    assert CANARY not in text
    first, second, ours = (json.loads(line) for line in text.splitlines())
    assert first["template"] == "could not read %s"
    assert second["template"] == "?"
    assert ours["args"] == ["0193-a", "?"]


@pytest.mark.usefixtures("taken_over")
def test_what_nobody_caught_is_logged_without_its_message(capsys):
    error = KeyError(CANARY)
    sys.excepthook(type(error), error, None)
    text = capsys.readouterr().err
    assert CANARY not in text
    assert json.loads(text)["error"] == "KeyError"
