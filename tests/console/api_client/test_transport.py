"""The line to the portal, against a real server that misbehaves."""

import gzip
import http.server
import json
import socket
import ssl
import threading
import time

import pytest
import trustme

from console.api_client.answers import checked, object_of
from console.api_client.transport import Transport, portal_address
from console.domain.errors import (
    AddressError,
    CertificateError,
    NotThePortalError,
    PortalBusyError,
    PortalUnreachableError,
    SignInExpiredError,
)
from tests.support.fake_portal import (
    FakePortal,
    busy,
    cut_in_the_middle,
    drop_after,
    drop_before,
    flood,
    hang,
    html,
    redirect,
    trickle,
    unmarked,
)

PATH = "/v1/auth/sign-in"
BODY = b'{"username": "robin", "password": "right"}'


@pytest.fixture
def portal():
    with FakePortal.running() as running:
        yield running


@pytest.fixture(scope="module")
def authority():
    return trustme.CA()


@pytest.fixture
def secure(authority):
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("localhost", "127.0.0.1").configure_cert(context)
    with FakePortal.running(tls=context) as running:
        yield running


def ca_file(authority, tmp_path):
    path = tmp_path / "practice.pem"
    authority.cert_pem.write_to_path(path)
    return path


def sign_in(transport):
    return object_of(transport.call("POST", PATH, body=BODY))


def test_an_answer_is_read_and_every_call_has_an_id_of_its_own(portal):
    transport = Transport(portal.url)
    assert sign_in(transport)["access_token"] == "a-1"
    sign_in(transport)
    ids = [sent["X-Request-ID"] for sent in portal.headers]
    assert len(set(ids)) == 2
    assert portal.headers[0]["User-Agent"].startswith("portal-console/")
    assert len(portal.connections) == 1
    transport.close()


@pytest.mark.parametrize(
    ("behaviour", "error"),
    [
        (html(200), NotThePortalError),
        (html(404), NotThePortalError),
        (html(403), NotThePortalError),
        (unmarked, NotThePortalError),
        (redirect("https://elsewhere.example/"), NotThePortalError),
        (busy(), PortalBusyError),
        (busy(status=502), PortalBusyError),
        (drop_before, PortalUnreachableError),
        (drop_after, PortalUnreachableError),
        (cut_in_the_middle, PortalUnreachableError),
    ],
)
def test_each_trouble_has_its_error_and_the_next_call_works(portal, behaviour, error):
    portal.misbehave(PATH, behaviour)
    transport = Transport(portal.url)
    with pytest.raises(error):
        sign_in(transport)
    assert sign_in(transport)["expires_in"] == 600
    transport.close()


@pytest.mark.threat("T9")
def test_a_redirect_is_not_followed_and_takes_nothing_along(portal):
    with FakePortal.running() as elsewhere:
        portal.misbehave(PATH, redirect(elsewhere.url + PATH))
        transport = Transport(portal.url)
        with pytest.raises(NotThePortalError):
            sign_in(transport)
        assert elsewhere.calls == []
        transport.close()


def test_a_busy_portal_says_when_to_come_back(portal):
    portal.misbehave(PATH, busy("17"))
    portal.misbehave(PATH, busy("Sun, 06 Nov 1994 08:49:37 GMT"))
    transport = Transport(portal.url)
    with pytest.raises(PortalBusyError) as found:
        sign_in(transport)
    assert found.value.retry_after_s == 17
    with pytest.raises(PortalBusyError) as found:
        sign_in(transport)
    assert found.value.retry_after_s is None
    transport.close()


def test_a_portal_that_never_answers_is_given_up_on(portal):
    portal.misbehave(PATH, hang)
    transport = Transport(portal.url, read_timeout_s=0.1)
    with pytest.raises(PortalUnreachableError) as found:
        sign_in(transport)
    assert found.value.may_have_arrived
    transport.close()


def test_a_trickle_is_given_up_on(portal):
    portal.misbehave(PATH, trickle)
    transport = Transport(portal.url, read_timeout_s=1.0, deadline_s=0.2)
    with pytest.raises(PortalUnreachableError):
        sign_in(transport)
    transport.close()


@pytest.mark.parametrize("coding", ["gzip", "chunked"])
def test_an_answer_may_be_packed_and_in_pieces(portal, coding):
    raw = json.dumps({"padding": "x" * 1_000_000}).encode()

    def behave(handler):
        if coding == "gzip":
            packed = gzip.compress(raw)
            mark = {"Portal-API": "v1", "Content-Encoding": "gzip"}
            handler.send_raw(200, packed, "application/json", **mark)
            return True
        handler.send_response(200)
        handler.send_header("Portal-API", "v1")
        handler.send_header("Content-Type", "application/json")
        handler.send_header("Transfer-Encoding", "chunked")
        handler.end_headers()
        for start in range(0, len(raw), 70_000):
            piece = raw[start : start + 70_000]
            handler.wfile.write(b"%x\r\n%s\r\n" % (len(piece), piece))
        handler.wfile.write(b"0\r\n\r\n")
        return True

    portal.misbehave(PATH, behave)
    transport = Transport(portal.url)
    assert transport.call("POST", PATH, body=BODY).body == raw
    assert sign_in(transport)["expires_in"] == 600
    assert len(portal.connections) == 1
    transport.close()


def test_a_small_answer_that_unpacks_to_a_flood_is_refused(portal):
    packed = gzip.compress(bytes(20_000_000))

    def behave(handler):
        mark = {"Portal-API": "v1", "Content-Encoding": "gzip"}
        handler.send_raw(200, packed, "application/json", **mark)
        return True

    portal.misbehave(PATH, behave)
    transport = Transport(portal.url, size_cap=1_000_000)
    with pytest.raises(NotThePortalError):
        sign_in(transport)
    transport.close()


def test_patience_makes_room_for_a_long_poll(portal):
    portal.model.access.add("a-0")
    transport = Transport(portal.url, read_timeout_s=0.05)
    path = "/v1/wait?heads=1:0&timeout=1"
    with pytest.raises(PortalUnreachableError):
        transport.call("GET", path, token="a-0")
    assert transport.call("GET", path, token="a-0", patience_s=5).status == 204
    transport.close()


def test_an_answer_without_end_is_refused(portal):
    portal.misbehave(PATH, flood(4_000_000))
    transport = Transport(portal.url, size_cap=1_000_000)
    with pytest.raises(NotThePortalError):
        sign_in(transport)
    transport.close()


def test_the_cap_is_64_mebibytes():
    assert Transport("https://portal.example")._size_cap == 64 * 1024 * 1024


def test_nobody_there_means_surely_not_arrived():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{taken.getsockname()[1]}"
        transport = Transport(url)
        with pytest.raises(PortalUnreachableError) as found:
            sign_in(transport)
        assert not found.value.may_have_arrived
        transport.close()


def test_a_name_that_nobody_knows_means_surely_not_arrived():
    transport = Transport("https://portal.invalid")
    with pytest.raises(PortalUnreachableError) as found:
        sign_in(transport)
    assert not found.value.may_have_arrived
    transport.close()


def test_a_cut_after_sending_may_have_arrived(portal):
    portal.misbehave(PATH, drop_after)
    transport = Transport(portal.url)
    with pytest.raises(PortalUnreachableError) as found:
        sign_in(transport)
    assert found.value.may_have_arrived
    transport.close()


def test_a_connection_that_went_stale_in_between_is_replaced(portal):
    transport = Transport(portal.url)
    sign_in(transport)
    portal.cut_all()
    assert sign_in(transport)["access_token"]
    transport.close()


def test_another_thread_ends_a_call_that_waits(portal):
    portal.misbehave(PATH, hang)
    transport = Transport(portal.url)
    ended = []

    def wait():
        try:
            transport.call("POST", PATH, body=BODY)
        except PortalUnreachableError:
            ended.append(time.monotonic())

    thread = threading.Thread(target=wait)
    thread.start()
    while portal.count("POST", PATH) == 0:
        thread.join(0.001)
    began = time.monotonic()
    transport.abort()
    thread.join(5)
    assert ended
    assert ended[0] - began < 1.0
    with pytest.raises(PortalUnreachableError):
        transport.call("POST", PATH, body=BODY)
    transport.close()


def test_another_thread_ends_a_call_over_tls(secure, authority, tmp_path):
    secure.misbehave(PATH, hang)
    transport = Transport(secure.url, ca_file(authority, tmp_path))
    ended = []

    def wait():
        with pytest.raises(PortalUnreachableError):
            transport.call("POST", PATH, body=BODY)
        ended.append(1)

    thread = threading.Thread(target=wait)
    thread.start()
    while secure.count("POST", PATH) == 0:
        thread.join(0.001)
    transport.abort()
    thread.join(5)
    assert ended == [1]
    transport.close()


def test_the_practices_own_authority_is_trusted(secure, authority, tmp_path):
    transport = Transport(secure.url, ca_file(authority, tmp_path))
    assert sign_in(transport)["access_token"] == "a-1"
    assert sign_in(transport.sibling())["access_token"] == "a-2"
    transport.close()


@pytest.mark.threat("T9")
def test_nobody_else_is(secure, authority, tmp_path, monkeypatch):
    """Neither the system's authorities, nor another practice's, nor the environment's choice."""
    wrong = ca_file(trustme.CA(), tmp_path)
    right = tmp_path / "right.pem"
    authority.cert_pem.write_to_path(right)
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(right))
    monkeypatch.setenv("CURL_CA_BUNDLE", str(right))
    for pinned in (wrong, None):
        transport = Transport(secure.url, pinned)
        with pytest.raises(CertificateError):
            sign_in(transport)
        transport.close()
    assert secure.calls == []


def test_certifi_is_not_added_to_a_practices_authority(authority, tmp_path):
    transport = Transport("https://portal.example", ca_file(authority, tmp_path))
    adapter, pool = transport._adapter, transport._pool
    assert pool.ca_certs is None
    assert len(adapter._trust.get_ca_certs()) == 1
    assert adapter._trust.minimum_version is ssl.TLSVersion.TLSv1_2
    transport.close()


@pytest.mark.threat("T9")
def test_old_tls_is_not_spoken(authority, tmp_path):
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("localhost").configure_cert(context)
    context.set_ciphers("ALL:@SECLEVEL=0")
    with pytest.warns(DeprecationWarning, match="TLSv1_1"):
        context.minimum_version = context.maximum_version = ssl.TLSVersion.TLSv1_1
    with FakePortal.running(tls=context) as old:
        transport = Transport(old.url, ca_file(authority, tmp_path))
        with pytest.raises(PortalUnreachableError):
            sign_in(transport)
        transport.close()


@pytest.mark.threat("T9")
def test_a_certificate_for_another_name_is_refused(authority, tmp_path):
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("other.example").configure_cert(context)
    with FakePortal.running(tls=context) as other:
        transport = Transport(other.url, ca_file(authority, tmp_path))
        with pytest.raises(CertificateError):
            sign_in(transport)
        transport.close()


def test_an_authority_file_that_can_not_be_read_is_named(tmp_path):
    empty = tmp_path / "empty.pem"
    empty.write_text("not a certificate")
    for path in (empty, tmp_path / "missing.pem"):
        with pytest.raises(CertificateError):
            Transport("https://portal.example", path)


@pytest.mark.threat("T9")
def test_the_environment_decides_nothing(portal, tmp_path, monkeypatch):
    """No proxy, no netrc, no key log."""
    keys = tmp_path / "tls-keys"
    netrc = tmp_path / "netrc"
    netrc.write_text("machine localhost login eve password evil\n")
    monkeypatch.setenv("SSLKEYLOGFILE", str(keys))
    monkeypatch.setenv("NETRC", str(netrc))
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    monkeypatch.setenv("ALL_PROXY", "http://127.0.0.1:9")
    transport = Transport(portal.url)
    with pytest.raises(SignInExpiredError):
        checked(transport.call("GET", "/v1/me", token="mine"))
    assert portal.headers[0]["Authorization"] == "Bearer mine"
    assert not keys.exists()
    transport.close()


@pytest.mark.threat("T9")
def test_tls_keys_are_not_written_out(secure, authority, tmp_path, monkeypatch):
    keys = tmp_path / "tls-keys"
    monkeypatch.setenv("SSLKEYLOGFILE", str(keys))
    transport = Transport(secure.url, ca_file(authority, tmp_path))
    sign_in(transport)
    assert not keys.exists()
    transport.close()


def test_the_clocks_difference_is_measured(portal):
    transport = Transport(portal.url)
    assert transport.clock_skew_s is None
    sign_in(transport)
    assert abs(transport.clock_skew_s) < 60
    portal.clock_ahead_s = 3600
    sign_in(transport)
    assert transport.clock_skew_s == pytest.approx(-3600, abs=60)
    transport.close()


def test_who_does_not_speak_http_is_no_portal():
    class Rude(http.server.BaseHTTPRequestHandler):
        def handle(self):
            self.rfile.readline()
            self.wfile.write(b"SSH-2.0-OpenSSH_9.2\r\n")

    with http.server.HTTPServer(("127.0.0.1", 0), Rude) as server:
        thread = threading.Thread(target=server.handle_request)
        thread.start()
        transport = Transport(f"http://127.0.0.1:{server.server_address[1]}")
        with pytest.raises(PortalUnreachableError):
            sign_in(transport)
        thread.join()
        transport.close()


@pytest.mark.parametrize(
    ("typed", "address"),
    [
        ("portal.example", "https://portal.example"),
        (" https://Portal.Example:8443/base/ ", "https://portal.example:8443/base"),
        ("http://localhost:8000", "http://localhost:8000"),
        ("http://127.0.0.2:8000", "http://127.0.0.2:8000"),
        ("http://[::1]:8000", "http://[::1]:8000"),
    ],
)
def test_an_address_is_taken_as_typed(typed, address):
    assert portal_address(typed) == address


@pytest.mark.threat("T9")
@pytest.mark.parametrize(
    "typed",
    [
        "",
        "https://",
        "http://portal.example",
        "http://10.0.0.1",
        "http://localhost.evil.example",
        "ftp://portal.example",
        "https://robin:secret@portal.example",
        "https://portal.example:port",
        "https://portal.example/?a=b",
    ],
)
def test_an_address_that_can_not_be_used_is_refused(typed):
    with pytest.raises(AddressError):
        portal_address(typed)
