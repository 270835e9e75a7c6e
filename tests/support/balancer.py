"""The balancers of the system's packages, run with the configurations that are shipped, on ports of the test.

with balancer("haproxy", folder, [portal.port for portal in portals]) as front:
    front.caller().get("/v1/health")       # over TLS, by a certificate of the test
"""

import os
import shutil
import socket
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
import trustme

from tests.support.caller import Caller
from tests.support.staff import Person
from tests.support.until import until_in_thread as until

DEPLOY = Path(__file__).parents[2] / "deploy"
SHIPPED_PORTS = (8471, 8472, 8473)
_ONLY_AS_A_SERVICE = ("user ", "group ", "chroot ")
_NGINX = """daemon off; worker_processes 1; pid {folder}/nginx.pid; error_log stderr warn;
events {{ worker_connections 4000; }}
http {{
{temporary}
include {folder}/portal.conf;
}}
"""
_NGINX_TEMPORARY = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")


@dataclass(frozen=True)
class Front:
    """A balancer that runs."""

    url: str
    authority: Path
    folder: Path

    def caller(self, person: Person | None = None) -> Caller:
        """A caller over TLS, signed in as somebody or nobody."""
        caller = Caller(self.url)
        caller.verify = str(self.authority)
        if person is not None:
            proof = {"username": person.username, "password": person.password}
            reply = caller.post("/v1/auth/sign-in", json=proof)
            assert reply.status_code == 200, reply.text
            caller.headers["Authorization"] = f"Bearer {reply.json()['access_token']}"
        return caller

    def up(self) -> int:
        """How many processes HAProxy would give a request to; none while it is starting."""
        with socket.socket(socket.AF_UNIX) as line:
            try:
                line.connect(str(self.folder / "admin.sock"))
            except (FileNotFoundError, ConnectionRefusedError):
                return 0
            line.sendall(b"show stat\n")
            told = b"".join(iter(lambda: line.recv(65536), b"")).decode()
        rows = [row.split(",") for row in told.splitlines() if row.startswith("portal,portal")]
        return sum(row[17].startswith("UP") for row in rows)

    def settled(self, count: int) -> None:
        """Wait until HAProxy has seen so many processes that are ready."""
        until(lambda: self.up() == count, 20)


def program(name: str) -> str:
    """Where the balancer is; skips the test where it is not installed."""
    path = shutil.which(name, path=os.defpath + ":/usr/sbin:/sbin:" + os.environ.get("PATH", ""))
    if path is None:
        pytest.skip(f"{name} is not installed: apt-get install {name}")
    return path


@contextmanager
def balancer(
    name: str, folder: Path, ports: Sequence[int], *, tls: bool = True, most: int = 400
) -> Iterator[Front]:
    """Run `haproxy` or `nginx` before three portals; it ends with the block.

    `most` is how many connections HAProxy takes; each needs two files of the system.
    """
    folder.mkdir(exist_ok=True)
    command = command_of(name, folder, ports, port := free_port(), tls=tls, most=most)
    with (folder / "log").open("wb") as log:
        process = subprocess.Popen(command, stdout=log, stderr=log)
        try:
            until(lambda: _listens(port) or process.poll() is not None, 20)
            assert process.poll() is None, (folder / "log").read_text()
            scheme = "https" if tls else "http"
            yield Front(f"{scheme}://localhost:{port}", folder / "authority.pem", folder)
        finally:
            process.terminate()
            process.wait(20)


def command_of(
    name: str, folder: Path, ports: Sequence[int], port: int, *, tls: bool = True, most: int = 400
) -> list[str]:
    """Write the shipped configuration with these ports into the folder; gives the command for it."""
    certify(folder)
    if name == "haproxy":
        (folder / "haproxy.cfg").write_text(_haproxy(folder, ports, port, tls=tls, most=most))
        return [program(name), "-db", "-f", str(folder / "haproxy.cfg")]
    text = (DEPLOY / "nginx" / "portal.conf").read_text()
    text = _on_ports(text, ports).replace("listen 443", f"listen 127.0.0.1:{port}")
    text = text.replace("/etc/nginx", str(folder)).replace("/var/log/nginx", str(folder))
    (folder / "portal.conf").write_text(text)
    temporary = "\n".join(f"{one}_temp_path {folder}/{one};" for one in _NGINX_TEMPORARY)
    (folder / "nginx.conf").write_text(_NGINX.format(folder=folder, temporary=temporary))
    return [program(name), "-p", str(folder), "-c", str(folder / "nginx.conf")]


def _haproxy(folder: Path, ports: Sequence[int], port: int, *, tls: bool, most: int) -> str:
    text = (DEPLOY / "haproxy" / "haproxy.cfg").read_text()
    lines = [line for line in text.splitlines() if not line.strip().startswith(_ONLY_AS_A_SERVICE)]
    text = (
        "\n".join(lines)
        .replace("/dev/log", "stdout format raw")
        .replace("maxconn 8000", f"maxconn {most}")
        + "\n"
    )
    text = _on_ports(text, ports).replace("bind :443", f"bind 127.0.0.1:{port}")
    if not tls:
        text = text.replace(" ssl crt /etc/haproxy/portal.pem alpn h2,http/1.1", "")
    return text.replace("/etc/haproxy", str(folder)).replace("/run/haproxy", str(folder))


def _on_ports(text: str, ports: Sequence[int]) -> str:
    for shipped, used in zip(SHIPPED_PORTS, ports, strict=True):
        assert f"127.0.0.1:{shipped}" in text
        text = text.replace(f"127.0.0.1:{shipped}", f"127.0.0.1:{used}")
    return text


def certify(folder: Path) -> None:
    """Make an authority and a certificate for localhost, as both programs read them."""
    authority = trustme.CA()
    issued = authority.issue_cert("localhost")
    authority.cert_pem.write_to_path(str(folder / "authority.pem"))
    (folder / "portal.pem").unlink(missing_ok=True)
    issued.private_key_and_cert_chain_pem.write_to_path(str(folder / "portal.pem"))
    issued.private_key_pem.write_to_path(str(folder / "portal.key"))


def free_port() -> int:
    """A port that nobody listens on just now."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port: int = taken.getsockname()[1]
        return port


def _listens(port: int) -> bool:
    with socket.socket() as line:
        return line.connect_ex(("127.0.0.1", port)) == 0
