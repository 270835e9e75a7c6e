"""What a thin handler takes: FastAPI under uvicorn, one statement or two on PostgreSQL, and nothing else.

`POST /approve` moves a row by its key and version and adds an audit row, in one durable transaction;
`GET /rows` sends 50 typed rows through `response_model`; `GET /nothing` does nothing. No sign-in, no rights,
no journal: what a portal does beyond this is what the ratio is made of.
"""

import subprocess
import sys

import psycopg

ROWS = 200_000
SERVER = """
import asyncio, socket, sys, psycopg, uvicorn
from contextlib import asynccontextmanager
from fastapi import FastAPI
from pydantic import BaseModel

lines = asyncio.Queue()

@asynccontextmanager
async def life(app):
    for _ in range(8):
        lines.put_nowait(await psycopg.AsyncConnection.connect(sys.argv[1], prepare_threshold=1))
    yield

class Approve(BaseModel):
    id: int
    version: int

class Row(BaseModel):
    id: int
    kind: str
    state: str
    version: int
    patient: str
    submitted_at: str
    due_at: str | None
    summary: str

class Page(BaseModel):
    rows: list[Row]

app = FastAPI(lifespan=life)
told = {"kind": "refill", "state": "pending", "version": 1, "patient": "Ada Byron", "due_at": None}
told |= {"submitted_at": "2026-11-20T13:58:11Z", "summary": "Lisinopril 10 MG Oral Tablet"}
page = {"rows": [told | {"id": number} for number in range(50)]}

@app.post("/approve")
async def approve(body: Approve):
    line = await lines.get()
    try:
        async with line.transaction():
            await line.execute(
                "UPDATE thin SET state = 'approved', version = version + 1"
                " WHERE id = %s AND version = %s", (body.id, body.version))
            await line.execute("INSERT INTO audit (thin, at) VALUES (%s, now())", (body.id,))
    finally:
        lines.put_nowait(line)
    return {"status": "applied"}

@app.get("/rows", response_model=Page)
async def rows():
    return page

@app.get("/nothing")
async def nothing():
    return {}

line = socket.create_server(("127.0.0.1", 0))
print(line.getsockname()[1], flush=True)
config = uvicorn.Config(app, log_level="critical", access_log=False, timeout_keep_alive=600)
uvicorn.Server(config).run([line])
"""


class ThinApi:
    """A server in a process of its own, over a database that it gets for itself."""

    def __init__(self, database: str) -> None:
        """Fill the database at `database`, as libpq writes it, and serve."""
        with psycopg.connect(database) as connection:
            connection.execute("CREATE TABLE thin (id int PRIMARY KEY, state text, version int)")
            connection.execute(
                "CREATE TABLE audit (id bigserial PRIMARY KEY, thin int, at timestamptz)"
            )
            connection.execute(
                "INSERT INTO thin SELECT n, 'pending', 1 FROM generate_series(1, %s) n", (ROWS,)
            )
        self._process = subprocess.Popen(
            [sys.executable, "-c", SERVER, database], stdout=subprocess.PIPE, text=True
        )
        assert self._process.stdout is not None
        self.port = int(self._process.stdout.readline())
        self.process_id = self._process.pid

    def close(self) -> None:
        """End the server."""
        self._process.terminate()
        self._process.wait(10)
        if self._process.stdout is not None:
            self._process.stdout.close()
