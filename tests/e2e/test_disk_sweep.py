"""After a day at a console nothing on its disk names a patient or holds a secret (T1, I9).

A thousand patients with unheard-of names, every kind of secret, every folder that the program may write to:
while the window is open, after it was killed, and after it ended in good order; with a copy for times
without a line and without one. That the search finds what it looks for is proved on planted hits.
"""

import base64
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from sqlalchemy import insert

from portal.db.tables import patient
from portal.db.unit_of_work import Scope, UnitOfWork
from portal.domain.ids import new_id
from portal.services import tasks
from portal.services.files import Files
from tests.support.at_desk import PASSPHRASE
from tests.support.canary import Search
from tests.support.hand_out_house import DESK_ROLES, HERE, House, Person
from tests.support.offline import COPY
from tests.support.portal_process import SECRET
from tests.support.staff import People

CHILD = Path(__file__).parents[1] / "support" / "day_child.py"
PATIENTS = 1_000
PASSWORD = "umbrella saffron lighthouse"
NAMES = ("Nora Lindqvist", "Carl Casares", "Cora Castellanos", "Ines Irigoyen", "Omar Oyelaran")
HOMES = ("HOME", "TMPDIR", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME")
KINDS = {
    "enrollment token",
    "temporary password",
    "invitation link",
    "reset link",
    "access token",
    "refresh token",
    "seed of the authenticator",
    "password",
    "passphrase",
    "server share",
    "keyring share",
    "device key",
}


def given(number: int) -> str:
    return f"Zqx{number:04d}kwv"


def family(number: int) -> str:
    """A name that looks otherwise in an address, in JSON and in base64."""
    return f'Vy{number:04d}"x/k&b'


@dataclass
class Practice:
    """The portal, its thousand patients, and secrets that only it has mailed."""

    house: House
    mailed: dict[str, str]
    people: list[Person]


@dataclass
class Day:
    """A console at the end of its day, its window locked and still open."""

    process: "subprocess.Popen[str]"
    homes: Path
    search: Search
    kinds: set[str]

    def hits(self) -> dict[str, set[str]]:
        """Every file in which anything was found, and every file that is named after something."""
        files = [path for path in self.homes.rglob("*") if path.is_file()]
        assert {"cache.db", "outbox.db", "console.log"} <= {path.name for path in files}
        names = "\n".join(str(path.relative_to(self.homes)) for path in files).encode()
        found = self.search.found_in_files(files)
        return found | ({"names of files": told} if (told := self.search.found_in(names)) else {})

    def ends(self) -> None:
        assert self.process.stdin is not None
        self.process.stdin.write("end\n")
        self.process.stdin.flush()
        assert self.process.wait(30) == 0, (self.homes.parent / "stderr.txt").read_text()


@pytest.fixture(scope="module")
def practice(tmp_path_factory: pytest.TempPathFactory, migrated_sqlite: Path) -> Iterator[Practice]:
    folder = tmp_path_factory.mktemp("portal")
    shutil.copyfile(migrated_sqlite, folder / "portal.db")
    with House.open(folder, f"sqlite:///{folder / 'portal.db'}") as house:
        people = [house.person(*names.split()) for names in NAMES]
        furnish(house, people[0].chart)
        house.invite(people[0])
        mailed = {"invitation link": house.mailed(people[0].email, "invitation")}
        guest = house.stranger()
        accepted = guest.accept(mailed["invitation link"], people[0], "nora.lindqvist")
        assert accepted.status_code == 201, accepted.text
        guest.post("recovery/password", {"login": people[0].email})
        mailed["reset link"] = house.mailed(people[0].email, "reset-password")
        yield Practice(house, mailed, people)


def furnish(house: House, like: str) -> None:
    """A thousand patients like one there is, a task about each, a document of the first, a policy."""
    row = house.world.one(patient, like)

    def work(uow: UnitOfWork) -> None:
        for number in range(PATIENTS):
            names = {"given_name": given(number), "family_name": family(number)}
            key = new_id()
            more = {
                "id": key,
                "record_number": f"Q-{number}",
                "email": f"{given(number)}@x.example",
            }
            uow.execute(insert(patient), row | names | more)
            about = f"Call {given(number)} {family(number)}"
            tasks.create(
                uow, practice_id=HERE, code=tasks.CALL_PATIENT, summary=about, patient_id=key
            )

    house.database.write(Scope.of([HERE]), work)
    first = house.world.chart(given_name=given(0), family_name=family(0))
    house.world.document(first, Files.open("", house.process.data_dir / "files", SECRET))


@contextmanager
def day(practice: Practice, folder: Path, mode: str) -> Iterator[Day]:
    """Let somebody work for a day; the process goes at the end, whatever has become of it."""
    house, homes = practice.house, folder / "homes"
    homes.mkdir(parents=True)
    roles = {HERE: (*DESK_ROLES, "nurse")}
    who = People(house.database).staff(f"kim.{folder.name}", roles, password=PASSWORD, totp=True)
    reader, caller = practice.people.pop(), practice.people.pop()  # each has a letter once
    fields = ("chart", "given_name", "family_name")
    told = {
        "password": PASSWORD,
        "seed": who.totp_secret,
        "copy": COPY,
        "patients": PATIENTS - 5,  # some are done with by then
        "name": given(7),
        "reader": {name: getattr(reader, name) for name in fields},
        "caller": {name: getattr(caller, name) for name in fields},
        "drawer": str(folder / "meant.pdf"),
    }
    known = practice.mailed | {"password": PASSWORD, "seed of the authenticator": who.totp_secret}
    known |= {"passphrase": PASSPHRASE, "passphrase of the copy": COPY} if mode == "copy" else {}
    words = [sys.executable, str(CHILD), house.process.url, str(homes / "data"), who.username, mode]
    with (
        (folder / "stderr.txt").open("w") as errors,
        subprocess.Popen(
            words,
            env={**os.environ, **dict.fromkeys(HOMES, str(homes))},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=errors,
            text=True,
        ) as process,
    ):
        try:
            assert process.stdin is not None
            assert process.stdout is not None
            process.stdin.write(json.dumps(told) + "\n")
            process.stdin.flush()
            line = process.stdout.readline()
            assert line, (folder / "stderr.txt").read_text()
            found = json.loads(line)
            texts = {name: str(text) for name, text in (known | found["texts"]).items()}
            keys = {name: bytes.fromhex(raw) for name, raw in found["keys"].items()}
            yield Day(process, homes, searching(texts, keys), {*texts, *keys})
        finally:
            process.kill()


def searching(texts: dict[str, str], keys: dict[str, bytes]) -> Search:
    """Looks for every patient and every secret."""
    names = [name(number) for number in range(PATIENTS) for name in (given, family)]
    return Search([*names, *texts.values()], keys)


def offline_review(house: House) -> None:
    """Let the practice allow it for all that there is."""
    policy = {"offline": True, "offline_kinds": ["task", "document"], "offline_items": 500}
    body = {"expected_version": 0, "reason": "The line is bad", "policy": policy}
    assert house.at_desk("put", "policies/workstation", body).status_code in {200, 204}


@pytest.mark.threat("T1")
@pytest.mark.invariant("I9")
def test_t1_a_days_disk_holds_no_patient_and_no_secret(practice: Practice, tmp_path: Path) -> None:
    with day(practice, tmp_path / "keyring", "keyring") as one:
        assert one.hits() == {}, "while the window is open"
        kinds = one.kinds
        one.ends()
        assert one.hits() == {}, "after a good end"
    offline_review(practice.house)
    with day(practice, tmp_path / "copy", "copy") as one:
        assert any(one.homes.rglob("review.db"))
        assert one.hits() == {}, "with a copy, while the window is open"
        one.process.kill()
        one.process.wait(10)
        assert one.hits() == {}, "with a copy, after a kill"
        assert kinds | one.kinds >= KINDS


TEXT, NUMBER = "K7QM-X4TP-93HN-BRD2", 421
RAW = bytes(range(250, 90, -5))
FORMS: dict[str, Any] = {
    "UTF-8": lambda text: text.encode(),
    "UTF-16": lambda text: text.encode("utf-16-le"),
    "hex": lambda text: text.encode().hex().encode(),
    "an address": lambda text: quote(text, safe="").encode(),
    "JSON": lambda text: json.dumps({"x": text}).encode(),
} | {
    f"base64 at {offset}": lambda text, offset=offset: base64.b64encode(
        b"xyz"[:offset] + text.encode() + b"more"
    )
    for offset in range(3)
}


@pytest.fixture(scope="module")
def whole_search() -> Search:
    return searching({"token": TEXT}, {"a key": RAW})


@pytest.mark.parametrize("form", FORMS)
def test_what_is_planted_is_found(whole_search: Search, tmp_path: Path, form: str) -> None:
    """Each form, of a secret and of a patient, in the middle of a file that is otherwise noise."""
    noise = bytes(range(256)) * 40
    for place, text in enumerate((TEXT, given(NUMBER), family(NUMBER))):
        file = tmp_path / f"{place}.db-wal"
        file.write_bytes(noise + FORMS[form](text) + b"\0" + noise)
        assert whole_search.found_in_files([file]) == {file.name: {text}}
    for number, raw in enumerate((RAW, RAW.hex().encode(), base64.b64encode(RAW))):
        file = tmp_path / f"key {number}"
        file.write_bytes(b"\0" + raw + noise)
        assert "a key" in whole_search.found_in(file.read_bytes())
    assert whole_search.found_in(noise[:7]) == set()
