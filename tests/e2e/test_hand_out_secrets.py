"""After a day of hand-outs no secret is anywhere but in the one answer or mail it was meant for (I9–I11)."""

import base64
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from email import policy
from pathlib import Path

import psycopg
import pytest

from portal.db.columns import metadata
from tests.support.canary import Search
from tests.support.hand_out_day import Day
from tests.support.hand_out_house import House
from tests.support.postgresql import Cluster

AN_HOUR, A_DAY = 13, 500
SHOWN_ONCE = {"token", "password", "session"}


@pytest.fixture
def sqlite_day(tmp_path: Path, migrated_sqlite: Path) -> Iterator[House]:
    folder = tmp_path / "portal"
    folder.mkdir()
    shutil.copyfile(migrated_sqlite, folder / "portal.db")
    with House.open(folder, f"sqlite:///{folder / 'portal.db'}") as opened:
        yield opened


@pytest.fixture
def postgresql_day(
    tmp_path: Path, postgresql_cluster: Cluster, migrated_postgresql: str
) -> Iterator[House]:
    url = postgresql_cluster.create_database("the_day", template=migrated_postgresql)
    try:
        with House.open(tmp_path / "portal", url) as opened:
            yield opened
    finally:
        postgresql_cluster.drop_database("the_day")


def dump_of_sqlite(house: House) -> bytes:
    """All rows as SQL, and all columns as they are."""
    with closing(sqlite3.connect(house.process.data_dir / "portal.db")) as connection:
        return "\n".join(connection.iterdump()).encode()


def dump_of_postgresql(cluster: Cluster) -> bytes:
    """All rows, as a backup of the database holds them."""
    where = f"host={cluster.folder} user=root_of_tests dbname=the_day"
    pieces: list[bytes] = []
    with psycopg.connect(where) as connection:
        for table in metadata.sorted_tables:
            with connection.cursor().copy(f'COPY "{table.name}" TO STDOUT'.encode()) as rows:
                pieces += [table.name.encode(), *map(bytes, rows)]
    return b"\n".join(pieces)


def files_of(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


def check(day: Day, house: House, dump: bytes) -> None:
    """Search everything; what was meant for one mail is in that one, what was for one answer in that."""
    search = Search({one.text for one in day.secrets})
    kept = files_of(house.process.data_dir)
    assert {"portal.log"} <= {path.name for path in kept}
    assert search.found_in_files(kept) == {}
    assert b"enrollment_token" in dump
    assert search.found_in(dump) == set()
    _check_mails(day, house, search)
    _check_answers(day, search)


def _check_mails(day: Day, house: House, search: Search) -> None:
    expected = {one.text: [one.mailed_to] for one in day.secrets if one.mailed_to}
    found: dict[str, list[str]] = {}
    for tos, message in house.sink.messages:
        content = message.as_bytes(policy=policy.SMTP) + message.get_content().encode()
        for secret in search.found_in(content):
            found.setdefault(secret, []).extend(tos)
    assert found == expected


def _check_answers(day: Day, search: Search) -> None:
    told: dict[str, int] = {}
    for content in day.answers:
        for secret in search.found_in(content):
            told[secret] = told.get(secret, 0) + 1
    assert told == {one.text: 1 for one in day.secrets if one.kind in SHOWN_ONCE}


@pytest.mark.invariant("I9")
@pytest.mark.threat("T6")
def test_a_few_hand_outs_leave_no_secret_in_sqlite(sqlite_day: House) -> None:
    day = Day(sqlite_day)
    day.play(AN_HOUR)
    check(day, sqlite_day, dump_of_sqlite(sqlite_day))


@pytest.mark.invariant("I9")
@pytest.mark.threat("T6")
@pytest.mark.postgresql
def test_a_few_hand_outs_leave_no_secret_in_postgresql(
    postgresql_day: House, postgresql_cluster: Cluster
) -> None:
    day = Day(postgresql_day)
    day.play(5)
    check(day, postgresql_day, dump_of_postgresql(postgresql_cluster))


@pytest.mark.soak
@pytest.mark.timeout(3000)
def test_a_day_of_500_hand_outs_leaves_no_secret_in_sqlite(sqlite_day: House) -> None:
    day = Day(sqlite_day)
    day.play(A_DAY)
    print(f"{len(day.secrets)} secrets, {dict(day.errors)} answers")  # noqa: T201 - a figure
    check(day, sqlite_day, dump_of_sqlite(sqlite_day))


@pytest.mark.soak
@pytest.mark.postgresql
@pytest.mark.timeout(3000)
def test_a_day_of_500_hand_outs_leaves_no_secret_in_postgresql(
    postgresql_day: House, postgresql_cluster: Cluster
) -> None:
    day = Day(postgresql_day)
    day.play(A_DAY)
    postgresql_cluster.execute("CHECKPOINT")
    check(day, postgresql_day, dump_of_postgresql(postgresql_cluster))
    search = Search({one.text for one in day.secrets})
    server = files_of(postgresql_cluster.data)
    assert search.found_in_files(server) == {}, "the server's own files and its log of changes"


SECRET = "7KQM-X4TP-93HN-BRD2"
BARE = "7KQMX4TP93HNBRD2"
FORMS = {
    "clear": SECRET.encode(),
    "small letters": SECRET.lower().encode(),
    "bare": BARE.encode(),
    "UTF-16": SECRET.encode("utf-16-le"),
    "UTF-16, big": SECRET.encode("utf-16-be"),
    "hex": SECRET.encode().hex().encode(),
    "hex of UTF-16": BARE.encode("utf-16-le").hex().upper().encode(),
} | {
    f"base64 at {offset}": base64.b64encode(b"xyz"[:offset] + SECRET.encode() + b"more")
    for offset in range(3)
}


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("before", [b"", b"\0", b"some text: ", b"\xff\xfe\x00"])
def test_the_search_finds_each_form_wherever_it_lies(form: str, before: bytes) -> None:
    search = Search([SECRET, "another secret of 1 person"])
    assert search.found_in(before + FORMS[form] + b"\0\0\xff") == {SECRET}
    assert search.found_in(before + FORMS[form][: len(FORMS[form]) // 2]) == set()
