"""Whole collections of messages over MLLP to a real portal: each frame is answered, and kept."""

import os
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from portal.db.engine import Database
from portal.intake.hl7v2.reading import split
from portal.transport.answers import acknowledgements
from tests.support.intake_burst import kept_by_state, work_ended
from tests.support.intake_sender import Sender
from tests.support.intake_world import IntakeWorld
from tests.support.machines import token_of
from tests.support.mllp_command import PORT, command
from tests.support.portal_process import PortalProcess

PLACE = "PORTAL_TEST_COLLECTIONS"
SILENCE_S = 2.0


@pytest.fixture
def messages() -> list[tuple[str, bytes]]:
    """Every message of every HL7 file in the folder that the environment names."""
    if not os.environ.get(PLACE):
        pytest.skip(f"{PLACE} names no folder with collections of messages")
    place = Path(os.environ[PLACE]) / "hl7v2"
    files = sorted(one for one in place.rglob("*") if one.is_file() and one.suffix != ".csv")
    return [(one.name, raw) for one in files for raw in split(one.read_bytes()).messages]


@pytest.fixture
def database(tmp_path: Path) -> Iterator[tuple[PortalProcess, Database]]:
    with PortalProcess("", tmp_path / "portal") as portal:
        opened = Database.open(portal.database_url)
        yield portal, opened
        opened.close()


@pytest.mark.soak
@pytest.mark.timeout(1800)
def test_every_message_of_the_collections_is_answered_and_kept(
    messages: list[tuple[str, bytes]], database: tuple[PortalProcess, Database], tmp_path: Path
) -> None:
    portal, opened = database
    IntakeWorld(opened)
    token = tmp_path / "token"
    token.write_text(token_of(opened))
    token.chmod(0o600)
    told: Counter[str] = Counter()
    words = ("mllp", "--portal", portal.url, "--token-file", token, "--port", "0")
    with command(*words) as mllp:
        with Sender(("127.0.0.1", int(mllp.wait_for(PORT)[1]))) as sender:
            for _, message in messages:
                sender.send(message)
                if sender.has_answer(SILENCE_S):
                    told["/".join(acknowledgements(sender.answer())) or "?"] += 1
                else:
                    told["none was wanted"] += 1  # MSH-15 and MSH-16
        work_ended(opened)
        assert mllp.end() == 0
        log = "".join(mllp.said)
    states, repeats = kept_by_state(opened)
    print(len(messages), dict(told), dict(states), "came again:", repeats)  # noqa: T201 - the answer of the run
    assert "?" not in told
    assert "later" not in log
    assert "Traceback" not in log
    assert sum(told.values()) == len(messages)
    assert sum(states.values()) + repeats == len(messages), "one was lost"
    assert not states["received"]
