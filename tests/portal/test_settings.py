import base64
import stat
from pathlib import Path
from threading import Barrier, Thread

import pytest
from pydantic import ValidationError

from portal.app import create_app
from portal.settings import Settings, SettingsError


def test_without_a_database_the_portal_keeps_its_own(tmp_path: Path):
    settings = Settings(data_dir=tmp_path / "data")
    assert settings.embedded
    assert settings.database_url == f"sqlite:///{tmp_path / 'data' / 'portal.db'}"


def test_the_environment_is_read(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("PORTAL_DATABASE_URL", "postgresql://portal@db/portal")
    monkeypatch.setenv("PORTAL_THREADS", "8")
    settings = Settings()
    assert not settings.embedded
    assert settings.threads == 8


def test_the_embedded_portal_makes_a_secret_and_keeps_it_for_itself(tmp_path: Path):
    settings = Settings(data_dir=tmp_path / "data")
    secret = settings.secret()
    assert len(secret) == 32
    assert Settings(data_dir=tmp_path / "data").secret() == secret
    assert Settings(data_dir=tmp_path / "other").secret() != secret
    path = tmp_path / "data" / "secret.key"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    assert list(path.parent.iterdir()) == [path]


def test_processes_that_start_at_once_agree_on_the_secret(tmp_path: Path):
    gate, secrets = Barrier(8), []

    def run() -> None:
        gate.wait()
        secrets.append(Settings(data_dir=tmp_path / "data").secret())

    threads = [Thread(target=run) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(secrets) == 8
    assert len(set(secrets)) == 1


def test_a_shared_database_needs_a_configured_secret():
    with pytest.raises(SettingsError, match="PORTAL_SECRET_KEY"):
        Settings(database_url="postgresql://db/portal").secret()
    key = base64.b64encode(bytes(range(32))).decode()
    settings = Settings(database_url="postgresql://db/portal", secret_key=key)
    assert settings.secret() == bytes(range(32))


@pytest.mark.parametrize("key", ["short", "QUJD", "not base64 at all!", "A" * 64])
def test_a_malformed_secret_is_refused_and_not_quoted(key: str):
    with pytest.raises(SettingsError) as caught:
        Settings(secret_key=key).secret()
    assert key not in str(caught.value)


def test_settings_show_no_secret(tmp_path: Path):
    settings = Settings(
        data_dir=tmp_path,
        database_url="postgresql://portal:hunter2@db/portal",
        mail_url="smtp://portal:hunter2@mail",
        secret_key="hunter2" * 6,
    )
    assert "hunter2" not in repr(settings)
    assert "hunter2" not in str(settings)
    with pytest.raises(ValidationError) as caught:
        Settings(threads="hunter2")
    assert "hunter2" not in str(caught.value)


@pytest.mark.parametrize("url", ["nonsense", "gold://hunter2/x"])
def test_an_address_of_files_that_is_none_is_a_setting_that_does_not_fit(url: str, tmp_path: Path):
    with pytest.raises(SettingsError, match="PORTAL_FILES_URL") as caught:
        create_app(Settings(data_dir=tmp_path, files_url=url))
    assert "hunter2" not in str(caught.value)
