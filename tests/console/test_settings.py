"""Settings of the workstation."""

import os
import stat
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import settings as checked
from hypothesis import strategies as st

from console.settings import Settings, load, save, settings_file

TEXT = st.text(st.characters(exclude_categories=["Cs"]))


def test_a_missing_file_gives_the_defaults(tmp_path):
    settings = load(tmp_path / "none.toml")
    assert settings == Settings()
    assert settings.undo_override_s is None
    assert settings.ca_path is None
    assert settings.data_path.is_absolute()


@given(TEXT, TEXT, st.floats(0.5, 4.0), st.lists(TEXT | st.integers()))
@checked(deadline=None)
def test_what_is_saved_is_read_again(tmp_path_factory, server, odd, scale, more):
    path = tmp_path_factory.mktemp("settings") / "settings.toml"
    unknown = {"newer_program": {"list": more, "text": odd, "yes": True}}
    settings = Settings(server=server, text_scale=scale, unknown=unknown)
    save(settings, path)
    assert load(path) == settings


def test_what_the_caller_gives_wins_and_none_does_not_count(tmp_path):
    path = tmp_path / "settings.toml"
    save(Settings(server="https://a", username="robin"), path)
    settings = load(path, server="https://b", username=None, undo_s=0.5)
    assert (settings.server, settings.username) == ("https://b", "robin")
    assert settings.undo_override_s == 0.5
    assert settings._replace(undo_s=0.0).undo_override_s == 0.0


def test_a_wrong_type_is_passed_over_and_said(tmp_path, caplog):
    path = tmp_path / "settings.toml"
    path.write_text('server = 7\ntext_scale = 2\nundo_s = true\nusername = "kim"\n')
    settings = load(path)
    assert (settings.server, settings.username) == ("", "kim")
    assert (settings.text_scale, settings.undo_s) == (2.0, -1.0)
    assert [record.setting for record in caplog.records] == ["server", "undo_s"]


@pytest.mark.parametrize(
    "line",
    [
        'color_scheme = "pink"',
        'language = "xx"',
        "text_scale = 0.0",
        "text_scale = nan",
        "text_scale = 900",
        "undo_s = inf",
        "undo_s = nan",
    ],
)
def test_a_value_that_makes_no_sense_does_not_keep_the_window_from_opening(tmp_path, line):
    path = tmp_path / "settings.toml"
    path.write_text(f'username = "kim"\n{line}\n')
    assert load(path) == Settings(username="kim")


@pytest.mark.parametrize("raw", [b"= = =", b"\xff\xfe", b'server = "x'])
def test_a_broken_file_is_passed_over_and_said(tmp_path, caplog, raw):
    path = tmp_path / "settings.toml"
    path.write_bytes(raw)
    assert load(path) == Settings()
    assert len(caplog.records) == 1


@pytest.mark.skipif(os.name != "posix", reason="modes are POSIX's")
def test_only_the_owner_reads_it(tmp_path):
    path = tmp_path / "new" / "settings.toml"
    save(Settings(), path)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


def test_places_can_be_set(tmp_path):
    settings = Settings(data_dir=str(tmp_path), ca_file="/etc/ca.pem")
    assert settings.data_path == tmp_path
    assert settings.ca_path == Path("/etc/ca.pem")
    assert settings_file().name == "settings.toml"
