"""One console over one data folder (T18)."""

import contextlib
import socket
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from console.workstation.single import SingleInstance
from tests.support.until import until


@pytest.mark.threat("T18")
async def test_t18_a_second_start_calls_the_first_and_ends(
    qapp: QApplication, tmp_path: Path
) -> None:
    called: list[bool] = []
    first, second, other = (SingleInstance(tmp_path / name) for name in ("a", "a", "b"))
    first.called.connect(lambda: called.append(True))
    try:
        assert first.take()
        first.listen()
        assert not second.take()
        await until(lambda: called, what="the call")
        assert other.take(), "another folder is another console"
    finally:
        first.release()
        other.release()
    assert second.take(), "it is free once the first has ended"
    second.release()


@pytest.mark.skipif(not hasattr(socket, "AF_UNIX"), reason="a socket that lies in a folder")
@pytest.mark.threat("T18")
async def test_t18_what_a_killed_one_has_left_is_in_no_way_and_nobody_else_calls(
    qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    called: list[bool] = []
    first, second = (SingleInstance(tmp_path / "a") for _ in range(2))
    first.called.connect(lambda: called.append(True))
    place = Path(first.name)
    with contextlib.closing(socket.socket(socket.AF_UNIX)) as killed:
        killed.bind(str(place))
    try:
        assert first.take()
        first.listen()
        assert is_private(place)
        assert not second.take()
        await until(lambda: called, what="the call")
    finally:
        first.release()
    assert not is_there(place), "it goes with its owner"


def is_private(place: Path) -> bool:
    return place.stat().st_mode & 0o077 == 0


def is_there(place: Path) -> bool:
    return place.exists()
