"""A caller of a portal: a session of `requests` that knows the address and sends its token."""

from typing import Any

import requests

PROBLEM = "application/problem+json"


class Caller(requests.Session):
    """`Caller(url, token).get("/v1/me")`."""

    def __init__(self, url: str, token: str = "") -> None:
        super().__init__()
        self.url = url
        self.trust_env = False
        if token:
            self.headers["Authorization"] = f"Bearer {token}"

    def request(self, method: str, url: str, **options: Any) -> requests.Response:  # type: ignore[override] # a path is joined to the address
        options.setdefault("timeout", 30)
        options.setdefault("allow_redirects", False)
        return super().request(method, self.url + url, **options)


def problem_of(reply: requests.Response) -> str:
    """Give the slug of the problem that a reply carries, having checked that it is one."""
    assert reply.headers["Content-Type"] == PROBLEM, reply.text
    body = reply.json()
    assert body["status"] == reply.status_code
    assert body["instance"] == reply.headers["X-Request-ID"]
    return body["type"].removeprefix("urn:portal:problem:")
