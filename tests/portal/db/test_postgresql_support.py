"""Where PostgreSQL is missing the tests say how to get it; on the build machine they do not pass over it."""

import pytest

from tests.support import postgresql


@pytest.fixture
def no_server(monkeypatch):
    monkeypatch.setattr(postgresql, "server_folder", lambda: None)


def test_a_missing_server_is_named_and_skipped(no_server, monkeypatch):
    monkeypatch.delenv("CI", raising=False)
    with pytest.raises(pytest.skip.Exception, match="apt-get install postgresql"):
        postgresql.need_server()


def test_on_the_build_machine_a_missing_server_fails(no_server, monkeypatch):
    monkeypatch.setenv("CI", "true")
    with pytest.raises(pytest.fail.Exception, match="apt-get install postgresql"):
        postgresql.need_server()
