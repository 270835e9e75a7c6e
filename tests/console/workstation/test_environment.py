"""Nothing that others put into the environment loads code here or leads connections astray (T15)."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from console.workstation import environment
from console.workstation.hardening import Hardening, harden
from console.workstation.program import program
from console.workstation.reasons import LockReason
from console.workstation.relaunch import HardLock, Successor

HOSTILE = (
    *("LD_PRELOAD", "LD_LIBRARY_PATH", "LD_AUDIT", "DYLD_INSERT_LIBRARIES", "PYTHONPATH"),
    *("PYTHONSTARTUP", "PYTHONHOME", "QT_PLUGIN_PATH", "QT_QPA_PLATFORM_PLUGIN_PATH"),
    *("SSLKEYLOGFILE", "REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE", "SSL_CERT_FILE", "SSL_CERT_DIR"),
    *("OPENSSL_CONF", "QML2_IMPORT_PATH"),
)
KEPT = ("QT_QPA_PLATFORM", "HOME", "LANG", "DISPLAY", "PATH", "XDG_CONFIG_HOME", "OLD_LD_PATH")


@pytest.mark.threat("T15")
@pytest.mark.parametrize("name", HOSTILE)
def test_t15_what_is_not_for_us_is_dropped(name):
    assert environment.scrubbed({name: "x", "HOME": "/home/kim"}) == {"HOME": "/home/kim"}


@pytest.mark.parametrize("name", KEPT)
def test_what_the_window_needs_is_kept(name):
    assert environment.scrubbed({name: "x"}) == {name: "x"}


@pytest.mark.threat("T15")
def test_t15_the_program_begins_anew_without_what_was_loaded_at_its_start(tmp_path: Path) -> None:
    """A module of Python's own name lies where PYTHONPATH leads: it is not there after the restart."""
    (tmp_path / "platformdirs.py").write_text("raise SystemExit('a trap')\n")
    lying = {"PYTHONPATH": str(tmp_path), "SSLKEYLOGFILE": str(tmp_path / "keys")}
    places = dict.fromkeys(("XDG_CONFIG_HOME", "XDG_DATA_HOME"), str(tmp_path / "home"))
    done = subprocess.run(
        [sys.executable, "-c", _SAYS_ITS_ENVIRONMENT],
        env={**os.environ, **lying, **places},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert done.stdout.split() == ["clean", "once"], done.stderr


_SAYS_ITS_ENVIRONMENT = f"""
import os, sys
sys.path.insert(0, {str(Path(__file__).parents[3])!r})
from console.workstation import environment
if environment.clean():
    left = [name for name in os.environ if environment.is_dropped(name)]
    print("clean" if not left else left, flush=True)
    os.execve(sys.executable, [sys.executable, "-E", *sys.orig_argv[1:]], environment.for_another_start())
print("once" if not environment.clean() and "SSLKEYLOGFILE" not in os.environ else "again")
"""


def test_a_clean_environment_needs_no_other_start():
    assert program()[0] == sys.executable
    done = subprocess.run(
        [sys.executable, "-c", _SAYS_ITS_ENVIRONMENT],
        env=environment.scrubbed(os.environ),
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    assert done.stdout.split() == ["once"]


@pytest.mark.threat("T2")
@pytest.mark.skipif(sys.platform != "linux", reason="asks Linux's own calls")
def test_t2_a_hardened_process_writes_no_core_and_lets_no_debugger_in():
    code = (
        f"import sys; sys.path.insert(0, {str(Path(__file__).parents[3])!r})\n"
        "import resource\nfrom console.workstation.hardening import harden\n"
        "print(harden(), resource.getrlimit(resource.RLIMIT_CORE))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "Hardening(no_core_dumps=True, no_debugger=True) (0, 0)"


def test_a_system_without_such_calls_says_so():
    def missing() -> Hardening:
        raise AttributeError("prctl")

    assert harden({}) == Hardening(None, None)
    assert harden({sys.platform: missing}) == Hardening(no_core_dumps=False, no_debugger=False)


@pytest.mark.threat("T15")
def test_t15_whatever_comes_back_with_each_start_there_is_no_third_one(monkeypatch):
    monkeypatch.setattr(os, "environ", {"LD_AUDIT": "x.so"})
    assert environment.clean()
    monkeypatch.setattr(os, "environ", environment.for_another_start() | {"LD_AUDIT": "x.so"})
    assert not environment.clean()
    assert os.environ == {}, "and what is started from here may begin anew once, too"


@pytest.mark.threat("T15")
def test_t15_the_process_after_a_hard_lock_gets_none_of_it(monkeypatch):
    given = []
    monkeypatch.setenv("QT_PLUGIN_PATH", "somewhere")
    lock = HardLock(Successor(), replace_by=lambda _command, names, _pipes: given.append(names))
    lock.now(LockReason.ASKED)
    (names,) = given
    assert "QT_PLUGIN_PATH" not in names
    assert names["PATH"] == os.environ["PATH"]
