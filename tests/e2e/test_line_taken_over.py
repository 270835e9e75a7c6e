"""Others take over the line of a console at work, in an environment that is theirs: nothing leaves (T9, T15).

One console is signed in at a portal that has a certificate of the practice's own authority. One decision
waits in it while, at the portal's address, somebody else answers: with another certificate, with TLS of old,
with a page of a network that wants to be signed in to. Whatever they do, no token comes to them; when
the portal is back, the decision goes out.
"""

import os
import socket
import ssl
import subprocess
import sys
import threading
import warnings
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest
import trustme

from tests.e2e.test_make_run import Eavesdropper, hostile
from tests.support.builders import entity
from tests.support.fake_portal import FakePortal, html, redirect
from tests.support.portal_model import PortalModel
from tests.support.until import until_in_thread

CHILD = Path(__file__).parents[1] / "support" / "line_child.py"
LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)
Context = Callable[[trustme.CA, trustme.CA], ssl.SSLContext | None]


def of(authority: trustme.CA, *names: str, until: datetime | None = None) -> ssl.SSLContext:
    """A server's side of TLS with a certificate for the names."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    before = datetime(2019, 1, 1, tzinfo=UTC) if until else None
    authority.issue_cert(*names, not_before=before, not_after=until).configure_cert(context)
    return context


def of_old(authority: trustme.CA, version: ssl.TLSVersion) -> ssl.SSLContext:
    """The right certificate, and no newer TLS than this."""
    context = of(authority, "localhost")
    context.set_ciphers("ALL:@SECLEVEL=0")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        context.minimum_version = context.maximum_version = version
    return context


IMPOSTORS: dict[str, tuple[Context, bytes]] = {
    "another authority": (lambda _ours, others: of(others, "localhost"), b""),
    "a certificate of another name": (lambda ours, _others: of(ours, "other.example"), b""),
    "a certificate that has run out": (
        lambda ours, _others: of(ours, "localhost", until=LONG_AGO),
        b"",
    ),
    "TLS 1.0": (lambda ours, _others: of_old(ours, ssl.TLSVersion.TLSv1), b""),
    "TLS 1.1": (lambda ours, _others: of_old(ours, ssl.TLSVersion.TLSv1_1), b""),
    "a page of the network": (
        lambda *_: None,
        b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 7\r\n\r\nWelcome",
    ),
    "a redirection to plain HTTP": (
        lambda *_: None,
        b"HTTP/1.1 302 Found\r\nLocation: http://localhost:9/\r\nContent-Length: 0\r\n\r\n",
    ),
    "a network that wants a sign-in": (
        lambda *_: None,
        b"HTTP/1.1 511 Network Authentication Required\r\nContent-Length: 0\r\n\r\n",
    ),
}


LAST = next(reversed(IMPOSTORS))


class Impostor:
    """Answers at somebody else's address, and keeps what it hears."""

    def __init__(self, port: int, context: ssl.SSLContext | None, answer: bytes) -> None:
        self._listener = socket.create_server(("127.0.0.1", port))
        self._context, self._answer = context, answer
        self.came, self.heard = 0, b""
        self._thread = threading.Thread(target=self._serve)
        self._thread.start()

    def close(self) -> None:
        self._listener.shutdown(socket.SHUT_RDWR)
        self._thread.join(10)
        self._listener.close()

    def _serve(self) -> None:
        while True:
            try:
                line, _ = self._listener.accept()
            except OSError:
                return
            with line:
                self._talk(line)
            self.came += 1

    def _talk(self, line: socket.socket) -> None:
        line.settimeout(2)
        try:
            if self._context is not None:
                line = self._context.wrap_socket(line, server_side=True)
            self.heard += line.recv(65536)
            line.sendall(self._answer)
        except OSError:
            return


class Console:
    """The child, spoken to line by line."""

    def __init__(self, process: "subprocess.Popen[str]", log: Path) -> None:
        self._process, self._log = process, log

    def tell(self, word: str) -> None:
        assert self._process.stdin is not None
        self._process.stdin.write(word + "\n")
        self._process.stdin.flush()

    def ends(self) -> None:
        self.tell("end")
        assert self._process.wait(20) == 0, self._log.read_text()

    def says(self) -> list[str]:
        assert self._process.stdout is not None
        line = self._process.stdout.readline()
        assert line, self._log.read_text()
        return line.split()


@contextmanager
def console(
    url: str, folder: Path, authority: Path, environment: dict[str, str]
) -> Iterator[Console]:
    with (
        (folder / "stderr.txt").open("w") as errors,
        subprocess.Popen(
            [sys.executable, str(CHILD), url, str(folder / "data"), str(authority)],
            env={**os.environ, **environment},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=errors,
            text=True,
        ) as process,
    ):
        try:
            yield Console(process, folder / "stderr.txt")
        finally:
            process.kill()


def tokens_in(portal: FakePortal) -> list[str]:
    """What was said in the headers that sign a request."""
    return [word for sent in portal.headers if (word := dict(sent).get("Authorization", ""))]


@pytest.fixture
def eavesdropper() -> Iterator[Eavesdropper]:
    with closing(Eavesdropper()) as listening:
        yield listening


@pytest.mark.threat("T9", "T15")
@pytest.mark.timeout(120)
def test_t9_whoever_takes_the_line_over_gets_no_token(
    tmp_path: Path, eavesdropper: Eavesdropper
) -> None:
    ours, others = trustme.CA(), trustme.CA()
    authority, theirs = tmp_path / "practice.pem", tmp_path / "theirs.pem"
    ours.cert_pem.write_to_path(authority)
    others.cert_pem.write_to_path(theirs)
    environment = {**hostile(tmp_path, eavesdropper.url), "HOME": str(tmp_path)}
    bundles = ("REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE", "SSL_CERT_FILE")
    environment |= dict.fromkeys(bundles, str(theirs))
    (tmp_path / ".netrc").write_text("machine localhost login eve password evil\n")
    model = PortalModel()
    for number in range(1, 6):
        model.put(entity(number))
    with ExitStack() as opened:
        with FakePortal.running(model, tls=of(ours, "localhost")) as portal:
            one = opened.enter_context(console(portal.url, tmp_path, authority, environment))
            assert one.says() == ["online"]
            signed = tokens_in(portal)
        for name, (made, answer) in IMPOSTORS.items():
            context = made(ours, others)
            if name == LAST:  # each that fails puts the decision off for longer
                one.tell("decide")
                assert one.says() == ["saved"]
            with closing(Impostor(portal.port, context, answer)) as impostor:
                one.tell("try")
                _, state, reason, waiting = one.says()
                until_in_thread(lambda who=impostor: who.came, 20, name)
            assert (state, waiting) == ("OFFLINE", "1" if name == LAST else "0"), name
            assert reason in {"CertificateError", "PortalUnreachableError", "NotThePortalError"}
            assert context is None or impostor.heard == b"", name
            assert b"Bearer" not in impostor.heard, name
            assert b"HTTP" not in impostor.heard, "our side spoke without TLS"
        with FakePortal.running(model, tls=of(ours, "localhost"), port=portal.port) as portal:
            for page in (html(200), html(511), redirect(eavesdropper.url + "/v1/wait")):
                portal.misbehave("/v1/practices", page)  # as a proxy with our certificate might
            portal.misbehave("/v1/decisions", redirect(eavesdropper.url + "/v1/decisions"))
            one.tell("sent")
            assert one.says() == ["sent"]
            assert len(model.applied) == 1
            assert portal.count("POST", "/v1/decisions") == 2
            signed += tokens_in(portal)
            one.ends()
    assert signed
    assert all(word.startswith("Bearer a-") for word in signed), "somebody's .netrc was asked"
    assert eavesdropper.came == 0
    assert not (tmp_path / "keys.log").exists()
