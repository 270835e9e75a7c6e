"""After a whole tour nothing that can be read names a patient: no log, no file name, no file."""

import json
import os
import re
import sqlite3
import stat
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from PySide6.QtGui import QImage

from portal.services import captcha, sign_up_rules
from tests.support.canary import found_in
from tests.support.contract_script import Contract, Script
from tests.support.demo_portal import DemoUnderTest

ROOT = Path(__file__).parents[2]
ROWS, SEED = 120, 3
SHORTEST_FAMILY_NAME = 6  # shorter ones are words, too
COLOURS_OF_A_WINDOW = 8
CANARIES = {
    "given_name": "Zyxwena",
    "family_name": "Quorlsworth",
    "line": "77 Vexillum Quay",
    "email": "zyxwena.q@vexillum.example",
    "phone": "617-555-0166",
    "password": "Hunter-canary-2231",
    "answer": "Goldfish-canary-9913",
    "note": "Internal-canary-8852",
}


@dataclass(frozen=True)
class Tour:
    """A tour that was played, and the people who were in it."""

    folder: Path
    home: Path
    status: int
    said: str
    names: list[str]

    @property
    def data(self) -> Path:
        return self.folder / "data"

    def lines(self) -> list[dict[str, object]]:
        text = (self.folder / "tour.jsonl").read_text(encoding="utf-8")
        return [json.loads(line) for line in text.splitlines()]

    def files(self) -> Iterator[Path]:
        """All that the program has written, but for the pictures, which are meant to be seen."""
        for folder in (self.folder, self.home):
            for path in folder.rglob("*"):
                if path.is_file() and path.suffix != ".png":
                    yield path


@pytest.fixture(scope="module")
def tour(tmp_path_factory: pytest.TempPathFactory) -> Tour:
    home, folder = tmp_path_factory.mktemp("home"), tmp_path_factory.mktemp("tour")
    people = DemoUnderTest(tmp_path_factory.mktemp("people"), rows=ROWS, seed=SEED)
    names = names_in(people)
    people.process.stop()
    places = ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME", "TMPDIR")
    done = subprocess.run(
        [
            sys.executable,
            "-m",
            "console",
            "--tour",
            folder,
            "--rows",
            str(ROWS),
            "--seed",
            str(SEED),
        ],
        cwd=ROOT,
        env={**os.environ, "HOME": str(home)} | dict.fromkeys(places, str(home)),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        timeout=280,
        check=False,
    )
    return Tour(folder, home, done.returncode, done.stdout, names)


def names_in(demo: DemoUnderTest) -> list[str]:
    """Full names and longer family names of everybody in the demo's charts and requests."""
    found = {
        name
        for given, family in demo.execute("SELECT given_name, family_name FROM patient")
        for name in (f"{given} {family}", str(family))
    }
    found |= {str(name) for (name,) in demo.execute("SELECT subject_name FROM item")}
    names = sorted(name for name in found if " " in name or len(name) >= SHORTEST_FAMILY_NAME)
    assert len(names) > ROWS / 2
    return names


def test_the_tour_does_what_each_step_says(tour: Tour) -> None:
    assert tour.status == 0, tour.said
    lines = tour.lines()
    assert len(lines) >= 25
    assert {line["outcome"] for line in lines} == {"ok"}
    assert [line["number"] for line in lines] == list(range(1, len(lines) + 1))
    for line in lines:
        picture = QImage(str(tour.folder / str(line["picture"])))
        assert picture.width() >= 400, line["step"]
        assert len(_colours(picture)) >= COLOURS_OF_A_WINDOW, f"{line['step']} is blank"


@pytest.mark.threat("T1")
def test_no_file_that_the_tour_left_names_a_patient(tour: Tour) -> None:
    files = list(tour.files())
    names = {path.name for path in files}
    assert {"cache.db", "outbox.db", "console.log", "tour.jsonl"} <= names
    content = b"\n".join(path.read_bytes() for path in files) + tour.said.encode()
    assert b'"event"' in content  # the logs are among them
    assert _found(tour.names, content) == []
    paths = "\n".join(
        str(path) for folder in (tour.folder, tour.home) for path in folder.rglob("*")
    )
    assert _found(tour.names, paths.encode()) == []


def test_the_names_are_found_where_they_are_in_clear() -> None:
    for kind in ("utf-8", "utf-16-le"):
        for said in ("Ada Quorlsworth", "ADA QUORLSWORTH", "ada_quorlsworth.json"):
            content = f"…{said}…".encode(kind)
            assert _found(["Quorlsworth"], content) == ["Quorlsworth"], (kind, said)


@pytest.mark.threat("T1")
def test_the_stores_can_not_be_read_and_are_their_owners_alone(tour: Tour) -> None:
    databases = [path for path in tour.data.rglob("*.db*") if path.is_file()]
    assert {path.name for path in databases} >= {"cache.db", "outbox.db"}
    for path in databases:
        assert not path.read_bytes().startswith(b"SQLite format 3"), path.name
    for path in databases:
        if path.suffix == ".db":
            with pytest.raises(sqlite3.DatabaseError, match="not a database"):
                sqlite3.connect(path).execute("SELECT * FROM sqlite_master")
    for path in [tour.data, *tour.data.rglob("*")]:
        mode = stat.S_IMODE(path.stat().st_mode)
        assert mode == (0o700 if path.is_dir() else 0o600), f"{path.name} has {mode:o}"


def test_the_portal_leaves_nothing_of_the_tour_behind(tour: Tour) -> None:
    """A server's database is in clear; the demo's goes with the demo."""
    for path in tour.files():
        assert not path.read_bytes().startswith(b"SQLite format 3"), path


def test_the_log_of_a_portal_names_no_patient(demo: DemoUnderTest) -> None:
    contract = Contract(ROOT / "portal" / "openapi.json")
    nurse = Script(contract, demo.url, "nurse", demo.portal.password)
    names = names_in(demo)
    try:
        nurse.read_feed()
        _sign_up_well_and_badly(nurse)
        terms = {"family_name": CANARIES["family_name"], "birth_date": "1980-02-01"}
        nurse.call("post", "/v1/practices/1/patients/search", json=terms)
        for name in names[:3]:
            found = nurse.call("post", "/v1/practices/1/patients/search", json={"name": name})
            assert found.status_code == 200
        deny = next(one for one in nurse.actions("refill") if one["action"] == "deny")
        entity = next(nurse.waiting("refill", deny))
        params = nurse.params(deny) | {"internal_note": CANARIES["note"]}
        command = nurse.command(entity, "deny", params)
        assert nurse.decide(command)[0]["status"] == "applied"
        nurse.decide(command | {"params": params | {"text_to_patient": CANARIES["note"]}})
        nurse.call("post", "/v1/decisions", json={"commands": [command | CANARIES]})
        assert nurse.item("refill", CANARIES["family_name"]).status_code in {404, 422}
        nurse.call("get", "/v1/practices/1/changes", params={"cursor": CANARIES["family_name"]})
    finally:
        nurse.close()
        demo.process.stop()
    log = demo.log()
    assert '"route"' in log, "the requests were logged"
    (demo.folder / "log.txt").write_text(log, encoding="utf-8")
    assert found_in(list(CANARIES.values()), demo.folder / "log.txt") == []
    assert _found(names, log.encode()) == []


def _sign_up_well_and_badly(script: Script) -> None:
    challenge = script.call("get", "/v1/patient/captcha").json()
    policy = sign_up_rules.policy()
    given = {name: CANARIES[name] for name in ("given_name", "family_name", "email", "phone")}
    place = {"line": CANARIES["line"], "city": "Boston", "state": "MA", "postal_code": "02109"}
    questions = policy["security_questions"]["choices"][:5]
    form = given | {
        "practice_id": 1,
        "birth_date": "1980-02-01",
        "address": place,
        "terms": {"version": policy["terms"]["version"]},
        "captcha": {
            "challenge": challenge["challenge"],
            "solution": captcha.solve(challenge["challenge"], challenge["difficulty"]),
        },
        "username": "zyxwena.quorls",
        "password": CANARIES["password"],
        "security_questions": [
            {"question": question, "answer": f"{CANARIES['answer']} {number}"}
            for number, question in enumerate(questions)
        ],
    }
    path = "/v1/patient/enrollments"
    assert script.call("post", path, json=form).status_code == 202
    for wrong in ({"birth_date": CANARIES["given_name"]}, {CANARIES["family_name"]: 1}):
        assert script.call("post", path, json=form | wrong).status_code == 422


def _found(names: list[str], content: bytes) -> list[str]:
    """The names that occur as whole words, in UTF-8 or UTF-16, in whatever case."""
    texts = [content.decode("latin-1"), content[::2].decode("latin-1")]
    texts.append(content[1::2].decode("latin-1"))
    said = "\n".join(texts).casefold()
    return [name for name in names if _occurs(name.encode().decode("latin-1").casefold(), said)]


def _occurs(name: str, said: str) -> bool:
    if name not in said:
        return False
    return re.search(rf"(?<![a-z]){re.escape(name)}(?![a-z])", said) is not None


def _colours(picture: QImage) -> set[int]:
    return {
        picture.pixel(x, y)
        for x in range(0, picture.width(), 7)
        for y in range(0, picture.height(), 7)
    }
