"""A call to an HTTP handler that does nothing: FastAPI under uvicorn, `requests` with a kept line."""

import subprocess
import sys
import time

import requests

SERVER = """
import socket, sys, uvicorn
from fastapi import FastAPI
app = FastAPI()
@app.post("/")
async def nothing():
    return {}
line = socket.create_server(("127.0.0.1", 0))
print(line.getsockname()[1], flush=True)
uvicorn.Server(uvicorn.Config(app, log_level="critical", access_log=False)).run([line])
"""


class NoOp:
    """A server in a process of its own, and one line to it."""

    def __init__(self) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-c", SERVER], stdout=subprocess.PIPE, text=True
        )
        assert self._process.stdout is not None
        self._url = f"http://127.0.0.1:{int(self._process.stdout.readline())}/"
        self._session = requests.Session()
        self._session.trust_env = False
        for _ in range(20):  # once the server listens, and both are warm
            self.call()

    def call(self) -> float:
        """One call, in milliseconds."""
        began = time.perf_counter()
        self._session.post(self._url, json={"command": "x" * 400}, timeout=10).json()
        return (time.perf_counter() - began) * 1000

    def close(self) -> None:
        """End the server."""
        self._session.close()
        self._process.terminate()
        self._process.wait(10)
        if self._process.stdout is not None:
            self._process.stdout.close()
