"""A bare client fills a plain SQLite file with all open items: no encryption, no search, no window.

`python -m bench.floors.bare_load URL USERNAME PASSWORD FILE` prints the milliseconds from the first page that is
asked for to the last one stored.
"""

import json
import sqlite3
import sys
import time

import requests

PAGE = 500
INSERT = "INSERT INTO entity VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING"


def load(url: str, username: str, password: str, path: str) -> float:
    """Fetch every page of the feed, and keep each entity as its text."""
    session = requests.Session()
    session.trust_env = False
    proof = {"username": username, "password": password}
    signed_in = session.post(f"{url}/v1/auth/sign-in", json=proof, timeout=60)
    signed_in.raise_for_status()
    session.headers["Authorization"] = f"Bearer {signed_in.json()['access_token']}"
    kept = sqlite3.connect(path)
    kept.execute("PRAGMA journal_mode = WAL")
    kept.execute("CREATE TABLE entity (kind TEXT, id TEXT, version INT, entity TEXT, PRIMARY KEY (kind, id))")  # fmt: skip
    began, cursor, more = time.perf_counter(), 0, True
    while more:
        where = f"{url}/v1/practices/1/changes?cursor={cursor}&limit={PAGE}"
        page = session.get(where, timeout=60).json()
        rows = [
            (one["kind"], one["id"], one["version"], json.dumps(one["entity"]))
            for one in page["changes"]
        ]
        kept.executemany(INSERT, rows)
        kept.commit()
        cursor, more = page["cursor"], page["more"]
    return (time.perf_counter() - began) * 1000


if __name__ == "__main__":
    sys.stdout.write(str(load(*sys.argv[1:])))
