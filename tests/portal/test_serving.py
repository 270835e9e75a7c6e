import socket
import threading
from pathlib import Path
from time import monotonic

import pytest
import requests

from portal.app import create_app
from portal.db.engine import Database
from portal.serving import is_loopback, server
from portal.settings import Settings, SettingsError
from tests.support.caller import Caller
from tests.support.kept_logging import kept_logging  # noqa: F401 - a fixture
from tests.support.portal_process import PortalProcess
from tests.support.staff import People
from tests.support.until import until_in_thread as until


@pytest.mark.parametrize(
    ("host", "loopback"),
    [
        ("127.0.0.1", True),
        ("127.9.9.9", True),
        ("::1", True),
        ("localhost", True),
        ("0.0.0.0", False),  # noqa: S104 - named, not bound
        ("::", False),
        ("192.0.2.7", False),
        ("portal.example", False),
        ("", False),
    ],
)
def test_what_only_this_machine_reaches(host: str, loopback: bool):
    assert is_loopback(host) is loopback


def test_patient_data_does_not_cross_a_network_in_clear(tmp_path: Path):
    with pytest.raises(SettingsError, match="plain HTTP"):
        server(None, Settings(data_dir=tmp_path, host="0.0.0.0"))  # noqa: S104 - it must not be bound


@pytest.mark.usefixtures("kept_logging")
def test_a_parked_request_does_not_hold_up_the_end(tmp_path: Path):
    settings = Settings(data_dir=tmp_path / "portal")
    app = create_app(settings)
    running = server(app, settings)
    with socket.create_server(("127.0.0.1", 0)) as listener:
        url = f"http://127.0.0.1:{listener.getsockname()[1]}"
        serving = threading.Thread(target=running.run, kwargs={"sockets": [listener]})
        serving.start()
        until(lambda: running.started)
        people = People(app.state.portal.database, settings.secret())
        people.practice(1)
        caller = people.staff("ann", {1: ["nurse"]}).signed_in(url)
        answers: list[int] = []

        def park() -> None:
            answers.append(caller.get("/v1/wait?heads=1:0&timeout=50").status_code)

        parked = threading.Thread(target=park)
        parked.start()
        until(lambda: app.state.portal.bell.parked == 1)
        began = monotonic()
        running.should_exit = True
        serving.join()
        parked.join()
    assert answers == [204]
    assert monotonic() - began < 4


def test_a_portal_makes_its_database_where_there_is_none(tmp_path: Path):
    file = tmp_path / "portal" / "portal.db"
    with PortalProcess(f"sqlite:///{file}", file.parent) as process:
        people = People(Database(process.database_url))
        people.practice(1)
        caller = people.staff("ann", {1: ["nurse"]}).signed_in(process.url)
        assert caller.get("/v1/me").status_code == 200
    assert file.stat().st_mode & 0o777 == 0o600


def test_a_portal_that_was_killed_comes_back_at_the_same_address(tmp_path: Path):
    with PortalProcess("", tmp_path / "portal") as process:
        people = People(Database(process.database_url))
        people.practice(1)
        caller = people.staff("ann", {1: ["nurse"]}).signed_in(process.url)
        process.kill()
        with pytest.raises(requests.ConnectionError):
            Caller(process.url).get("/v1/health")
        process.start()
        assert caller.get("/v1/me").status_code == 200  # the session is in the database
