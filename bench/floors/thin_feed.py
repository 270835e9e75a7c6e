"""A thin handler with the feed's very bytes: pages recorded from a portal, served by raw ASGI out of memory.

What it gives has cost it nothing: no sign-in, no rights, no query, no rendering, no compression. The pages are
those that the console is sent, in the same encoding, under the same paths.
"""

import gzip
import http.client
import json
import subprocess
import sys
from pathlib import Path
from urllib.parse import quote, urlsplit

import orjson

BEGINNING = "0"
PAGE = 500
_INDEX = "paths.json"
SERVER = """
import json, pathlib, socket, sys, uvicorn

folder = pathlib.Path(sys.argv[1])
paths = json.loads((folder / "paths.json").read_text())
pages = {path: (folder / str(number)).read_bytes() for number, path in enumerate(paths)}
said = [(b"content-type", b"application/json"), (b"content-encoding", b"gzip")]

async def app(scope, receive, send):
    if scope["type"] != "http":
        return
    page = pages.get(scope["path"] + "?" + scope["query_string"].decode())
    length = [(b"content-length", str(len(page or b"")).encode())]
    start = {"type": "http.response.start", "status": 200 if page else 404}
    await send(start | {"headers": length + (said if page else [])})
    await send({"type": "http.response.body", "body": page or b""})

line = socket.create_server(("127.0.0.1", 0))
print(line.getsockname()[1], flush=True)
uvicorn.Server(uvicorn.Config(app, log_level="critical", access_log=False)).run([line])
"""


def path_of(cursor: str) -> str:
    """Where a page is, at a portal and here."""
    return f"/v1/practices/1/changes?cursor={quote(cursor)}&limit={PAGE}"


def record(url: str, username: str, password: str, folder: Path) -> None:
    """Keep every page of a first load in the folder, packed as the portal sends it.

    Raises:
        RuntimeError: the portal answered something else.
    """
    line = http.client.HTTPConnection(urlsplit(url).netloc, timeout=60)
    said = {"Content-Type": "application/json", "Accept-Encoding": "gzip"}

    def told(method: str, path: str, body: str | None = None) -> bytes:
        line.request(method, path, body, said)
        answer = line.getresponse()
        if answer.status != http.client.OK:
            raise RuntimeError(f"{method} {path}: {answer.status}")
        content = answer.read()
        return content if answer.headers["Content-Encoding"] else gzip.compress(content)

    proof = json.dumps({"username": username, "password": password})
    signed_in = json.loads(gzip.decompress(told("POST", "/v1/auth/sign-in", proof)))
    said["Authorization"] = f"Bearer {signed_in['access_token']}"
    paths, cursor, more = [], BEGINNING, True
    while more:
        packed = told("GET", path_of(cursor))
        (folder / str(len(paths))).write_bytes(packed)
        paths.append(path_of(cursor))
        page = orjson.loads(gzip.decompress(packed))
        cursor, more = page["cursor"], page["more"]
    (folder / _INDEX).write_text(json.dumps(paths))
    line.close()


class ThinFeed:
    """A server in a process of its own, over what `record` has kept."""

    def __init__(self, folder: Path) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-c", SERVER, str(folder)], stdout=subprocess.PIPE, text=True
        )
        assert self._process.stdout is not None
        self.url = f"http://127.0.0.1:{int(self._process.stdout.readline())}"

    def close(self) -> None:
        """End the server."""
        self._process.terminate()
        self._process.wait(10)
        if self._process.stdout is not None:
            self._process.stdout.close()
