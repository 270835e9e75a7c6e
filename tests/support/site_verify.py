"""A service that checks tokens of a captcha's widget, over real HTTP, as hCaptcha and Turnstile speak it.

def test_it(site_verify):
    site_verify.good.add("a token")
    SiteVerify("turnstile", site_verify.url, "site key", site_verify.secret)
"""

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs

import pytest


class Service:
    """What the service knows, and how it is."""

    def __init__(self) -> None:
        self.secret = "our secret with the service"
        self.good: set[str] = set()
        self.asked: list[dict[str, str]] = []
        self.status = 200
        self.body: bytes | None = None  # instead of an answer
        self.errors: list[str] = []  # in every answer
        self.url = ""

    def answer(self, form: dict[str, str]) -> bytes:
        self.asked.append(form)
        if self.body is not None:
            return self.body
        errors = list(self.errors)
        if form.get("secret") != self.secret:
            errors.append("invalid-input-secret")
        elif not form.get("response"):
            errors.append("missing-input-response")
        elif form["response"] not in self.good:
            errors.append("invalid-input-response")
        self.good.discard(form.get("response", ""))  # a token is good once
        return json.dumps({"success": not errors, "error-codes": errors}).encode()


@pytest.fixture
def site_verify() -> Iterator[Service]:
    """A service that listens until the test ends."""
    service = Service()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            length = int(self.headers["Content-Length"])
            form = parse_qs(self.rfile.read(length).decode(), keep_blank_values=True)
            body = service.answer({name: values[0] for name, values in form.items()})
            self.send_response(service.status)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    service.url = f"http://127.0.0.1:{server.server_port}/siteverify"
    thread = threading.Thread(target=server.serve_forever, args=(0.02,))
    thread.start()
    yield service
    server.shutdown()
    thread.join()
    server.server_close()
