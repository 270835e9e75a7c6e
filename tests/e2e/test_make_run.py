"""What `make run` and an installer rely on, and a console in an environment that means it harm."""

import os
import shutil
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from tests.support.demo_portal import DemoUnderTest

ROOT = Path(__file__).parents[2]
CHILD = ROOT / "tests" / "support" / "console_child.py"


def run_console(
    *words: str, cwd: Path = ROOT, **environment: str
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "console", *words],
        cwd=cwd,
        env=os.environ | environment,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def test_an_installation_finds_itself_complete(tmp_path: Path) -> None:
    home = {name: str(tmp_path) for name in ("HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "TMPDIR")}
    done = run_console("--self-test", **home)
    assert done.returncode == 0, done.stdout + done.stderr
    (line,) = done.stdout.splitlines()
    assert "complete" in line
    assert list(tmp_path.iterdir()) == [], "it leaves nothing behind"


@pytest.mark.parametrize(
    ("missing", "sentence"),
    [
        ("resources/icons", "An icon can not be drawn"),
        ("resources/translations", "The translations can not be read"),
        ("console/api_client/client.py", "The part that talks to the portal can not be loaded"),
        ("console/store/reader.py", "The encrypted store does not work"),
        ("console/store/keys.py", "The encrypted store does not work"),
        ("console/views/qss", "The window can not be drawn"),
    ],
)
def test_an_incomplete_one_is_named_in_a_sentence(
    tmp_path: Path, missing: str, sentence: str
) -> None:
    for part in ("console", "resources"):
        shutil.copytree(
            ROOT / part, tmp_path / part, ignore=shutil.ignore_patterns("demo", "__pycache__")
        )
    gone = tmp_path / missing
    if gone.is_dir():
        shutil.rmtree(gone)
    elif gone.exists():
        gone.unlink()
    else:
        _break_the_window(tmp_path)
    done = run_console("--self-test", cwd=tmp_path, PYTHONPATH=str(tmp_path))
    assert done.returncode == 1, done.stdout + done.stderr
    assert sentence in done.stdout
    assert "Traceback" not in done.stdout + done.stderr


def _break_the_window(root: Path) -> None:
    panel = root / "console" / "views" / "item_panel.py"
    panel.write_text(
        panel.read_text(encoding="utf-8").replace("def show_item(self", "def show_nothing(self"),
        encoding="utf-8",
    )


class Eavesdropper:
    """Listens where no console may go, and counts who comes."""

    def __init__(self) -> None:
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.came = 0
        self._thread = threading.Thread(target=self._accept)
        self._thread.start()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._listener.getsockname()[1]}"

    def close(self) -> None:
        self._listener.shutdown(socket.SHUT_RDWR)
        self._thread.join(5)
        self._listener.close()

    def _accept(self) -> None:
        while True:
            try:
                connection, _ = self._listener.accept()
            except OSError:
                return
            self.came += 1
            connection.close()


@pytest.fixture
def eavesdropper() -> Iterator[Eavesdropper]:
    listening = Eavesdropper()
    yield listening
    listening.close()


def hostile(folder: Path, elsewhere: str) -> Mapping[str, str]:
    """Everything by which an environment leads HTTP clients astray."""
    junk = folder / "junk.pem"
    junk.write_text("not a certificate\n", encoding="utf-8")
    netrc = folder / ".netrc"
    netrc.write_text("machine 127.0.0.1 login stolen password stolen\n", encoding="utf-8")
    proxies = ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "http_proxy", "https_proxy", "all_proxy")
    bundles = ("REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE", "SSL_CERT_FILE")
    return (
        dict.fromkeys(proxies, elsewhere)
        | dict.fromkeys(bundles, str(junk))
        | {"NO_PROXY": "", "no_proxy": "", "NETRC": str(netrc)}
        | {"SSLKEYLOGFILE": str(folder / "keys.log")}
    )


@pytest.mark.threat("T9", "T15")
def test_a_hostile_environment_leads_nobody_astray(
    demo: DemoUnderTest, tmp_path: Path, eavesdropper: Eavesdropper
) -> None:
    done = subprocess.run(
        [sys.executable, str(CHILD), demo.url, str(tmp_path / "console"), "drain"],
        env={**os.environ, **hostile(tmp_path, eavesdropper.url)},
        input="",
        capture_output=True,
        text=True,
        timeout=90,
        check=False,
    )
    log = (tmp_path / "console" / "logs" / "console.log").read_text(encoding="utf-8")
    assert done.returncode == 0, done.stderr + log
    assert done.stdout.splitlines() == ["ready", "empty 0"]  # signed in, loaded, in order
    assert eavesdropper.came == 0
    assert not (tmp_path / "keys.log").exists()
