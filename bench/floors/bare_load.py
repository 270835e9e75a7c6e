"""A bare client fills a plain SQLite file with all open items: no encryption, no search, no window.

`python -m bench.floors.bare_load URL FILE [USERNAME PASSWORD]` prints the milliseconds from the first page that is
asked for to the last one stored. With a name it signs in at a portal; without it asks a `ThinFeed` (`thin_feed.py`).
"""

import sqlite3
import sys
import time

import orjson
import requests

from bench.floors.thin_feed import BEGINNING, path_of

INSERT = "INSERT INTO entity VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING"


def _line(url: str, *proof: str) -> requests.Session:
    """A kept line, warm, with the token of whoever signs in."""
    session = requests.Session()
    session.trust_env = False
    if not proof:
        session.get(url, timeout=60)
        return session
    named = dict(zip(("username", "password"), proof, strict=True))
    signed_in = session.post(f"{url}/v1/auth/sign-in", json=named, timeout=60)
    signed_in.raise_for_status()
    session.headers["Authorization"] = f"Bearer {signed_in.json()['access_token']}"
    return session


def load(url: str, path: str, *proof: str) -> float:
    """Fetch every page of the feed, and keep each entity as its text."""
    session = _line(url, *proof)
    kept = sqlite3.connect(path)
    kept.execute("PRAGMA journal_mode = WAL")
    kept.execute("CREATE TABLE entity (kind TEXT, id TEXT, version INT, entity TEXT, PRIMARY KEY (kind, id))")  # fmt: skip
    began, cursor, more = time.perf_counter(), BEGINNING, True
    while more:
        answer = session.get(url + path_of(cursor), timeout=60)
        answer.raise_for_status()
        page = orjson.loads(answer.content)
        rows = [
            (one["kind"], one["id"], one["version"], orjson.dumps(one["entity"]).decode())
            for one in page["changes"]
        ]
        kept.executemany(INSERT, rows)
        kept.commit()
        cursor, more = page["cursor"], page["more"]
    return (time.perf_counter() - began) * 1000


if __name__ == "__main__":
    sys.stdout.write(str(load(*sys.argv[1:])))
