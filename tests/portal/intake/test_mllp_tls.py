"""Over TLS a sender shows who it is, or it gets no further; and the portal has to show as much."""

import ssl
import warnings
from collections.abc import Iterator
from pathlib import Path

import pytest
import trustme

from portal.transport import trust
from portal.transport.line import HL7V2, Line, LineError, Verdict, portal_address
from portal.transport.trust import TrustError
from tests.support.intake_sender import Sender, oru
from tests.support.mllp_listener import Listening, listening
from tests.support.small_portal import SmallPortal, small_portal


class Papers:
    """The certificates of a laboratory, a listener, and of somebody else."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.ours, self.labs, self.others = trustme.CA(), trustme.CA(), trustme.CA()
        self.ca, self.lab_ca = folder / "ca.pem", folder / "lab.pem"
        self.ours.cert_pem.write_to_path(str(self.ca))
        self.labs.cert_pem.write_to_path(str(self.lab_ca))
        self.certificate, self.key = folder / "cert.pem", folder / "key.pem"
        issued = self.ours.issue_cert("127.0.0.1")
        issued.private_key_pem.write_to_path(str(self.key))
        for blob in issued.cert_chain_pems:
            blob.write_to_path(str(self.certificate), append=True)

    def sender(self, of: trustme.CA | None, believes: trustme.CA | None = None) -> ssl.SSLContext:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        (believes or self.ours).configure_trust(context)
        if of is not None:
            of.issue_cert("lab.example").configure_cert(context)
        return context


@pytest.fixture(scope="module")
def papers(tmp_path_factory: pytest.TempPathFactory) -> Papers:
    return Papers(tmp_path_factory.mktemp("papers"))


@pytest.fixture
def portal() -> Iterator[SmallPortal]:
    with small_portal() as made:
        yield made


@pytest.fixture
def mllp(portal: SmallPortal, papers: Papers, tmp_path: Path) -> Iterator[Listening]:
    secured = trust.listening(papers.certificate, papers.key, papers.lab_ca)
    with listening(portal.url, tmp_path / "token", secured=secured) as made:
        yield made


def test_a_known_sender_is_answered_with_large_messages_too(portal, mllp, papers):
    large = oru(2) + b"NTE|1||" + b"x" * 3_000_000 + b"\r"
    with Sender(mllp.address, papers.sender(papers.labs)) as sender:
        assert sender.ask(oru(1)) == ("AA", "A000001F")
        sender.raw(b"\x0b" + large + b"\x1c\r" + b"\x0b" + oru(3) + b"\x1c\r")
        assert sender.answer()
        assert sender.answer()
    assert portal.bodies() == [oru(1), large, oru(3)]


@pytest.mark.parametrize("whose", ["nobody's", "another's", "no TLS"])
def test_an_unknown_sender_gets_no_further(portal, mllp, papers, log_lines, whose):
    tls = {"nobody's": papers.sender(None), "another's": papers.sender(papers.others)}.get(whose)
    with pytest.raises((ssl.SSLError, OSError, EOFError)), Sender(mllp.address, tls) as sender:
        sender.ask(oru(1))
    with Sender(mllp.address, papers.sender(papers.labs)) as sender:
        assert sender.ask(oru(2))[0] == "AA"  # the listener goes on
    assert portal.bodies() == [oru(2)]
    refusal = log_lines.until(lambda line: line["event"] == "mllp.tls_refused", "it is told")
    assert refusal["host"] == "127.0.0.1"
    assert refusal["reason"]


def test_old_tls_is_not_spoken(mllp, papers):
    context = papers.sender(papers.labs)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        context.minimum_version = ssl.TLSVersion.TLSv1
        context.maximum_version = ssl.TLSVersion.TLSv1_1
    with pytest.raises((ssl.SSLError, OSError)):
        Sender(mllp.address, context)


def test_keys_that_can_not_be_used_are_named(papers, tmp_path):
    with pytest.raises(TrustError, match=r"nothing\.pem.*no such file"):
        trust.listening(tmp_path / "nothing.pem", papers.key, None)
    with pytest.raises(TrustError, match="can not be used"):
        trust.listening(papers.certificate, papers.ca, None)
    with pytest.raises(TrustError, match=r"key\.pem can not be used"):
        trust.listening(papers.certificate, papers.key, papers.key)


def test_the_portals_certificate_is_checked_and_the_environment_adds_none(
    papers, tmp_path, monkeypatch
):
    """A listener without client certificates stands for an HTTPS server of somebody else."""
    token = tmp_path / "token"
    other_ca = tmp_path / "other.pem"
    papers.others.cert_pem.write_to_path(str(other_ca))
    keys = tmp_path / "keys.log"
    monkeypatch.setenv("SSLKEYLOGFILE", str(keys))
    for name in ("REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE"):
        monkeypatch.setenv(name, str(papers.ca))
    with small_portal() as portal:
        portal.secure(papers.certificate, papers.key)
        token.write_text("pcm_x")
        for ca, verdict in [
            (papers.ca, Verdict.ANSWERED),
            (other_ca, Verdict.LATER),
            (None, Verdict.LATER),
        ]:
            line = Line(portal.url, token, ca, channel="mllp")
            assert line.post(HL7V2, oru(1)).verdict is verdict
            line.close()
        assert len(portal.heard) == 1
    assert not keys.exists()


@pytest.mark.parametrize(
    "typed", ["portal.example", "ftp://portal.example", "https://", "https://u:p@portal.example"]
)
def test_an_address_that_is_none(typed):
    with pytest.raises(LineError, match=r"it reads like https://portal\.example"):
        portal_address(typed)


@pytest.mark.parametrize("typed", ["http://portal.example", "http://10.0.0.4:8470"])
def test_results_do_not_cross_a_network_in_clear(typed):
    with pytest.raises(LineError, match="https://"):
        portal_address(typed)


def test_addresses_that_fit():
    assert portal_address(" https://portal.example/x/ ") == "https://portal.example/x"
    assert portal_address("http://[::1]:8470") == "http://[::1]:8470"
    assert portal_address("http://localhost:8470") == "http://localhost:8470"
