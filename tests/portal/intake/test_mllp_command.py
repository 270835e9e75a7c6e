"""`portal-server mllp` and `portal-server folder` as they are typed: started, warned, ended."""

import signal
import ssl
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
import trustme

from tests.support.intake_sender import Sender, oru, said
from tests.support.mllp_command import PORT, START_S, command
from tests.support.portal_command import run
from tests.support.small_portal import Said, SmallPortal, small_portal
from tests.support.until import until_in_thread


@pytest.fixture
def portal() -> Iterator[SmallPortal]:
    with small_portal() as made:
        yield made


@pytest.fixture
def token(tmp_path: Path) -> Path:
    path = tmp_path / "token"
    path.write_text("pcm_x\n")
    path.chmod(0o600)
    return path


def test_mllp_listens_on_loopback_and_finishes_what_it_has(portal, token):
    go_on = threading.Event()
    words = ("mllp", "--portal", portal.url, "--token-file", token, "--port", "0")
    with command(*words) as mllp:
        port = int(mllp.wait_for(r"MLLP \(plain TCP\) on 127\.0\.0\.1 port (\d+)\n")[1])
        with Sender(("127.0.0.1", port)) as sender, Sender(("127.0.0.1", port)) as idle:
            assert sender.ask(oru(1)) == ("AA", "A000001F")
            portal.script.append(Said(after=go_on))
            sender.send(oru(2))
            until_in_thread(lambda: len(portal.heard) == 2, what="it is under way")
            mllp.process.send_signal(signal.SIGTERM)
            assert idle.at_end()
            go_on.set()
            assert said(sender.answer()) == ("AA", "A000002F")
            assert sender.at_end()
        assert mllp.wait() == 0
        assert "WARNING" not in "".join(mllp.said)
        assert "Traceback" not in "".join(mllp.said)


def test_mllp_warns_before_it_lets_a_network_read_along(portal, token):
    words = ("mllp", "--portal", portal.url, "--token-file", token, "--port", "0")
    with command(*words, "--host", "0.0.0.0") as mllp:  # noqa: S104 - what is warned about
        mllp.wait_for(r"WARNING: plain TCP on 0\.0\.0\.0: [^W]*--tls-certificate")
        mllp.wait_for(r"port \d+\n")
        assert mllp.end() == 0


@pytest.mark.parametrize("known", [True, False])
def test_mllp_over_tls(portal, token, tmp_path, known):
    ours, labs = trustme.CA(), trustme.CA()
    issued = ours.issue_cert("127.0.0.1")
    issued.private_key_and_cert_chain_pem.write_to_path(str(tmp_path / "ours.pem"))
    labs.cert_pem.write_to_path(str(tmp_path / "labs.pem"))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    ours.configure_trust(context)
    words = ["mllp", "--portal", portal.url, "--token-file", token, "--port", "0"]
    words += ["--host", "0.0.0.0", "--tls-certificate", tmp_path / "ours.pem"]  # noqa: S104 - over TLS
    if known:
        labs.issue_cert("lab.example").configure_cert(context)
        words += ["--tls-client-ca", tmp_path / "labs.pem"]
    with command(*words) as mllp:
        port = int(mllp.wait_for(PORT)[1])
        with Sender(("127.0.0.1", port), context) as sender:
            assert sender.ask(oru(1)) == ("AA", "A000001F")
        assert mllp.end() == 0
        # without --tls-client-ca whoever reaches it may send
        assert ("WARNING: TLS without" in "".join(mllp.said)) is not known


def test_a_token_that_others_can_read_is_said(portal, token):
    token.chmod(0o644)
    words = ("mllp", "--portal", portal.url, "--token-file", token, "--port", "0")
    with command(*words) as mllp:
        mllp.wait_for(r"WARNING: every user of this machine can read .*chmod 600")
        mllp.wait_for(r"port \d+\n")
        assert mllp.end() == 0


@pytest.mark.parametrize(
    ("more", "sentence"),
    [
        (["--portal", "http://10.1.2.3"], "must be reached over https"),
        (["--token-file", "nowhere"], "token can not be read from nowhere: no such file"),
        (["--tls-key", "x.pem"], "need --tls-certificate"),
        (["--tls-certificate", "x.pem"], "x.pem and its key can not be used: no such file"),
        (["--ca", "x.pem"], "x.pem can not be used: no such file"),
        (["--host", "192.0.2.1"], "192.0.2.1 is not an address of this machine"),
        (["--patience", "0"], "above 0"),
    ],
)
def test_mllp_says_in_a_sentence_what_is_wrong(portal, token, more, sentence):
    base = ["--portal", portal.url, "--token-file", token, "--port", "0"]
    done = run("mllp", *base, *more)
    assert done.returncode == 2
    assert sentence in done.stderr
    assert "Traceback" not in done.stderr


def test_an_empty_token_file_is_said(portal, token):
    token.write_text("\n")
    done = run("mllp", "--portal", portal.url, "--token-file", token)
    assert (done.returncode, "does not hold a token" in done.stderr) == (2, True)


def test_folder_brings_files_and_ends(portal, token, tmp_path):
    place = tmp_path / "in"
    place.mkdir()
    (place / "a.hl7").write_bytes(oru(1))
    words = ("folder", place, "--portal", portal.url, "--token-file", token, "--every", "0.05")
    with command(*words) as folder:
        until_in_thread((place / "done" / "a.hl7").exists, START_S)
        second = run(*words)  # two would bring each file twice
        assert second.returncode == 2
        assert "Another process looks after" in second.stderr
        assert folder.end() == 0
        assert "Traceback" not in "".join(folder.said)
    assert portal.bodies() == [oru(1)]


@pytest.mark.parametrize(
    ("more", "sentence"),
    [(["nowhere"], "There is no folder nowhere."), ([".", "--every", "0"], "above 0")],
)
def test_folder_says_in_a_sentence_what_is_wrong(portal, token, more, sentence):
    done = run("folder", *more, "--portal", portal.url, "--token-file", token)
    assert (done.returncode, sentence in done.stderr) == (2, True), done.stderr
