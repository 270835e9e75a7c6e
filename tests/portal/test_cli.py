"""`portal-server` as it is typed: the real program, its words, its exit status."""

import json
import signal
import socket
import sqlite3
import stat
import subprocess
import sys
import threading
from contextlib import contextmanager

import pytest
from sqlalchemy import create_engine

from portal.contract import render
from portal.demo.practices import SITES
from tests.support.caller import Caller
from tests.support.portal_command import begin, begun, run

START_S = 120
PASSWORD = "a long enough password"


def refused(done, *parts):
    """A refusal is one sentence on standard error, status 2, no traceback, nothing on stdout."""
    assert done.returncode == 2, done.stderr
    assert done.stdout == ""
    assert done.stderr.startswith("portal-server: ")
    assert done.stderr.rstrip().endswith(".")
    assert "Traceback" not in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1
    for part in parts:
        assert part in done.stderr
    return True


class Serving:
    """A running `portal-server demo`."""

    def __init__(self, folder, *words, **settings):
        self.streams = begin("demo", "--data-dir", folder, "--port", "0", *words, **settings)
        self.process = self.streams.process
        self.said = []
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()
        watchdog = threading.Timer(START_S, self.process.kill)
        watchdog.start()
        line = self.streams.stdout.readline()
        watchdog.cancel()
        assert line, "".join(self.said)
        self.ready = json.loads(line)

    def _read(self):
        for line in self.streams.stderr:
            self.said.append(line)

    def wait(self):
        """Wait for the end; gives the status and what else was on standard output."""
        status = self.process.wait(30)
        rest = self.streams.stdout.read()
        self._reader.join(10)
        self.streams.close()
        return status, rest


@contextmanager
def serving(folder, *words, **settings):
    demo = Serving(folder, *words, **settings)
    try:
        yield demo
    finally:
        if demo.process.poll() is None:
            demo.process.kill()
        if not demo.streams.stdout.closed:
            demo.wait()


@pytest.fixture(scope="module")
def running(tmp_path_factory):
    """One demo for the tests that only look."""
    folder = tmp_path_factory.mktemp("running") / "demo"
    with serving(folder, "--items", "40", "--seed", "5") as demo:
        demo.folder = folder
        yield demo


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    """The folder of a demo that has been built and is not running."""
    folder = tmp_path_factory.mktemp("built") / "demo"
    with serving(folder, "--items", "12") as demo:
        demo.process.send_signal(signal.SIGTERM)
        assert demo.wait()[0] == 0
    return folder


def test_the_ready_line_says_where_who_and_how(running):
    ready = running.ready
    assert ready["event"] == "ready"
    assert ready["url"] == f"http://127.0.0.1:{ready['port']}"
    assert ready["pid"] == running.process.pid
    assert ready["password"] == "demo-practice-2026"
    assert [(one["id"], one["name"]) for one in ready["practices"]] == [
        (1, "Riverside Family Practice"),
        (2, "Harbor Street Clinic"),
    ]
    assert set(ready["practices"][0]["staff"]) >= {
        *("frontdesk", "nurse", "provider", "billing", "admin", "auditor"),
    }


def test_every_staff_member_of_the_ready_line_signs_in_to_their_practice(running):
    for practice in running.ready["practices"]:
        for username in practice["staff"]:
            caller = Caller(running.ready["url"])
            proof = {"username": username, "password": running.ready["password"]}
            signed_in = caller.post("/v1/auth/sign-in", json=proof)
            assert signed_in.status_code == 200, username
            token = signed_in.json()["access_token"]
            me = Caller(running.ready["url"], token).get("/v1/me").json()
            assert [one["id"] for one in me["practices"]] == [practice["id"]]
            assert me["staff"]["name"]


def test_the_documented_patient_signs_in_and_has_results(running):
    proof = {"username": running.ready["patient"], "password": running.ready["password"]}
    reply = Caller(running.ready["url"]).post("/v1/patient/auth/sign-in", json=proof)
    assert reply.status_code == 200


def test_files_are_this_users_alone(running):
    assert stat.S_IMODE(running.folder.stat().st_mode) == 0o700
    found = {file: stat.S_IMODE(file.stat().st_mode) for file in running.folder.rglob("*")}
    assert {"portal.db", "secret.key", "portal.lock"} <= {file.name for file in found}
    # what lies inside a folder that is ours alone is, too, whatever its own mode
    assert {mode for file, mode in found.items() if file.parent == running.folder} <= {
        0o600,
        0o700,
    }
    assert all(found[file] == 0o700 for file in found if file.is_dir() and file.name == "files")


def test_a_second_server_on_the_same_folder_is_refused(running):
    assert refused(run("demo", "--data-dir", running.folder, "--port", "0"), "Another portal")
    assert refused(run("serve", "--data-dir", running.folder, "--port", "0"), "Another portal")


def test_a_port_in_use_is_refused(running, tmp_path):
    port = running.ready["port"]
    assert refused(run("demo", "--data-dir", tmp_path, "--port", port), str(port), "--port")


@pytest.mark.parametrize("host", ["0.0.0.0", "example.org"])  # noqa: S104 - the refusal is the test
def test_a_demo_never_leaves_this_computer(tmp_path, host):
    assert refused(run("demo", "--data-dir", tmp_path / "d", "--host", host), "loopback")
    assert not (tmp_path / "d").exists()


def test_the_environment_can_not_open_a_demo_to_others(tmp_path):
    settings = {"PORTAL_HOST": "0.0.0.0", "PORTAL_MAIL_URL": "smtp://127.0.0.1:1"}  # noqa: S104 - as above
    with serving(tmp_path / "d", "--items", "4", **settings) as demo:
        assert demo.ready["url"].startswith("http://127.0.0.1:")
        listening = socket.create_connection(("127.0.0.1", demo.ready["port"]), 5)
        listening.close()


def test_sigterm_ends_a_demo_cleanly_and_nothing_more_is_on_stdout(tmp_path):
    with serving(tmp_path / "d", "--items", "8") as demo:
        Caller(demo.ready["url"]).get("/v1/health")
        demo.process.send_signal(signal.SIGTERM)
        assert demo.wait() == (0, "")
    assert not (tmp_path / "d" / "portal.db-wal").exists()


def test_a_demo_ends_when_its_parent_does(tmp_path):
    with serving(tmp_path / "d", "--items", "4", "--die-with-parent") as demo:
        demo.streams.stdin.close()
        assert demo.process.wait(30) == 0


def test_a_demo_outlives_a_closed_stdin_unless_told_otherwise(tmp_path):
    with serving(tmp_path / "d", "--items", "4") as demo:
        demo.streams.stdin.close()
        assert Caller(demo.ready["url"]).get("/v1/health").status_code == 200
        assert demo.process.poll() is None


def test_a_demo_is_built_once_and_used_again(built):
    with serving(built, "--items", "12") as again:
        assert not any("Using the demo" in line for line in again.said)
        again.process.send_signal(signal.SIGTERM)
        again.wait()
    with serving(built, "--items", "99") as other:
        other.process.send_signal(signal.SIGTERM)
        other.wait()
        assert any("12 items" in line for line in other.said)


def test_a_build_that_was_cut_off_is_begun_anew(built, tmp_path):
    folder = tmp_path / "d"
    folder.mkdir()
    (folder / "portal.building.db").write_bytes((built / "portal.db").read_bytes()[:5000])
    with serving(folder, "--items", "4") as demo:
        assert demo.ready["event"] == "ready"
    assert not list(folder.glob("*building*"))


def test_activity_moves_the_feed(tmp_path):
    with serving(tmp_path / "d", "--items", "12", "--activity", "3000") as demo:
        proof = {"username": "frontdesk", "password": demo.ready["password"]}
        url = demo.ready["url"]
        token = Caller(url).post("/v1/auth/sign-in", json=proof).json()["access_token"]
        caller = Caller(url, token)
        head = caller.get("/v1/practices/1/changes?cursor=0&limit=1").json()["head"]["seq"]
        moved = caller.get(f"/v1/wait?heads=1:{head}&timeout=20")
        assert moved.status_code == 200
        assert moved.json()["heads"]["1"] > head


def test_a_folder_that_is_a_file_is_refused(tmp_path):
    (tmp_path / "file").write_text("x")
    assert refused(run("demo", "--data-dir", tmp_path / "file"), "can not be used")
    assert refused(run("serve", "--data-dir", tmp_path / "file" / "under"), "can not be used")


def test_a_portal_that_is_no_demo_is_not_taken_for_one(tmp_path):
    done = run("init", "--data-dir", tmp_path, *first_practice(), typed=PASSWORD + "\n")
    assert done.returncode == 0, done.stderr
    assert refused(run("demo", "--data-dir", tmp_path, "--port", "0"), "not a demo")


def first_practice():
    return ["--practice-name", "North", "--admin-name", "Grace Hall", "--password-stdin"]


def test_init_makes_a_practice_with_an_admin_who_signs_in(tmp_path):
    done = run("init", "--data-dir", tmp_path, *first_practice(), typed=PASSWORD + "\n")
    assert (done.returncode, done.stdout) == (0, "North is practice 1; admin may sign in.\n")
    assert PASSWORD not in done.stdout + done.stderr
    again = run("init", "--data-dir", tmp_path, *first_practice(), typed="other\n")
    assert again.returncode == 0
    assert "up to date" in again.stdout
    added = run(
        *("staff", "add", "--data-dir", tmp_path, "--username", "kim", "--name", "Kim Osei"),
        *("--role", "provider", "--practice", "1", "--password-stdin"),
        typed=PASSWORD + "\n",
    )
    assert added.returncode == 0, added.stderr
    with served(tmp_path) as url:
        for username, role in (("admin", "admin"), ("kim", "provider")):
            proof = {"username": username, "password": PASSWORD}
            reply = Caller(url).post("/v1/auth/sign-in", json=proof)
            me = Caller(url, reply.json()["access_token"]).get("/v1/me").json()
            assert me["practices"][0]["roles"] == [role]
    verified = run("journal", "verify", "--data-dir", tmp_path)
    assert (verified.returncode, "all in order" in verified.stdout) == (0, True)


@contextmanager
def served(folder):
    """`portal-server serve` on a free port."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port = found.getsockname()[1]
    with begun("serve", "--data-dir", folder, "--port", port) as serving:
        for line in serving.stderr:
            if "startup complete" in line:
                break
        yield f"http://127.0.0.1:{port}"


def test_a_role_more_is_added_to_a_known_staff_member(built):
    words = ["staff", "add", "--data-dir", built, "--username", "nurse", "--practice", "2"]
    done = run(*words, "--role", "nurse")
    assert done.returncode == 0, done.stderr
    assert run(*words, "--role", "nurse").returncode == 0
    with sqlite3.connect(built / "portal.db") as connection:
        held = connection.execute(
            "select practice_id, role from staff_membership join staff on id = staff_id "
            "where username = 'nurse' order by 1"
        ).fetchall()
    connection.close()
    assert held == [(1, "nurse"), (2, "nurse")]


@pytest.mark.parametrize(
    ("words", "typed", "part"),
    [
        (["--username", "x", "--role", "nurse", "--practice", "9"], "", "no practice 9"),
        (["--username", "x", "--role", "nurse", "--practice", "1"], "", "--name"),
        (
            ["--username", "x", "--name", "X", "--role", "nurse", "--practice", "1"],
            "",
            "--password-stdin",
        ),
        (
            [
                "--username",
                "x",
                "--name",
                "X",
                "--role",
                "nurse",
                "--practice",
                "1",
                "--password-stdin",
            ],
            "short\n",
            "12 characters",
        ),
    ],
)
def test_staff_that_can_not_be_added_are_refused(built, words, typed, part):
    assert refused(run("staff", "add", "--data-dir", built, *words, typed=typed), part)


def test_unknown_roles_and_commands_are_refused_by_usage(built):
    done = run("staff", "add", "--username", "x", "--role", "king", "--practice", "1")
    assert done.returncode == 2
    assert "front_desk" in done.stderr
    typed = subprocess.run(  # as a person types it, without the nursery
        [sys.executable, "-m", "portal", "dance"], capture_output=True, text=True, check=False
    )
    assert typed.returncode == run("dance").returncode == 2
    assert "dance" in typed.stderr


def test_journal_verify_says_what_was_altered(built, tmp_path):
    good = run("journal", "verify", "--data-dir", built)
    assert good.returncode == 0
    assert [line.split(":")[0] for line in good.stdout.splitlines()] == ["Practice 1", "Practice 2"]
    copy = tmp_path / "portal.db"
    copy.write_bytes((built / "portal.db").read_bytes())
    with sqlite3.connect(copy) as connection:
        guards = "select name from sqlite_master where type = 'trigger' and tbl_name = 'journal'"
        for (guard,) in connection.execute(guards).fetchall():
            connection.execute(f"drop trigger {guard}")
        connection.execute(
            "update journal set body = replace(body, '2026', '2025') "
            "where practice_id = 1 and seq = 3"
        )
    connection.close()
    bad = run("journal", "verify", "--database", f"sqlite:///{copy}")
    assert bad.returncode == 1
    assert "Practice 1: ALTERED" in bad.stdout
    assert "entry 3 was altered" in bad.stdout
    assert "Practice 2" in bad.stdout
    assert "in order" in bad.stdout
    assert (
        run("journal", "verify", "--practice", "2", "--database", f"sqlite:///{copy}").returncode
        == 0
    )
    assert refused(run("journal", "verify", "--practice", "7", "--data-dir", built), "practice 7")


def test_one_byte_changed_anywhere_in_an_item_does_not_verify(built, tmp_path):
    whole = (built / "portal.db").read_bytes()
    place = whole.index(b'"security_questions":5')
    copy = tmp_path / "portal.db"
    copy.write_bytes(whole[: place + 21] + b"6" + whole[place + 22 :])
    done = run("journal", "verify", "--database", f"sqlite:///{copy}")
    assert done.returncode == 1
    assert "ALTERED" in done.stdout


@pytest.mark.parametrize("offset", [0, 100])
def test_a_damaged_file_does_not_verify(built, tmp_path, offset):
    copy = tmp_path / "portal.db"
    whole = bytearray((built / "portal.db").read_bytes())
    whole[offset] ^= 0xFF
    copy.write_bytes(whole)
    done = run("journal", "verify", "--database", f"sqlite:///{copy}")
    assert done.returncode == 1, done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("words", "url", "part"),
    [
        (["init"], "no url at all", "not understood"),
        (["serve", "--port", "0"], "mysql://root@localhost/x", "not understood"),
        (["journal", "verify"], "sqlite://", "not understood"),
        (["init"], "postgresql://kim:s3cret@127.0.0.1:1/portal", "127.0.0.1:1"),
        (["serve"], "postgresql://kim:s3cret@127.0.0.1:1/portal", "127.0.0.1:1"),
        (["journal", "verify"], "postgresql://kim:s3cret@127.0.0.1:1/portal", "127.0.0.1:1"),
    ],
)
def test_databases_that_can_not_be_used_are_named_without_their_password(words, url, part):
    done = run(*words, "--database", url)
    assert refused(done, part)
    assert "s3cret" not in done.stderr


def test_there_is_nothing_to_verify_where_nothing_is(tmp_path):
    assert refused(run("journal", "verify", "--data-dir", tmp_path / "d"), "no portal")
    assert not (tmp_path / "d").exists()


def test_a_newer_schema_and_a_foreign_database_are_refused(built, tmp_path):
    copy = tmp_path / "portal.db"
    copy.write_bytes((built / "portal.db").read_bytes())
    with sqlite3.connect(copy) as connection:
        connection.execute("update alembic_version set version_num = '9999_from_the_future'")
    connection.close()
    for words in (["serve", "--port", "0"], ["init"], ["demo", "--port", "0"]):
        assert refused(run(*words, "--data-dir", tmp_path), "newer release")
    other = tmp_path / "other.db"
    with sqlite3.connect(other) as connection:
        connection.execute("create table cats (name text)")
    connection.close()
    assert refused(run("init", "--database", f"sqlite:///{other}"), "another program")


def test_sqlite_serves_one_process(tmp_path):
    done = run("serve", "--data-dir", tmp_path, "--port", "0", "--workers", "2")
    assert refused(done, "SQLite", "PostgreSQL")
    assert refused(run("serve", "--data-dir", tmp_path, "--workers", "0"), "at least one")


def test_settings_that_do_not_fit_are_named(tmp_path):
    assert refused(run("serve", "--data-dir", tmp_path, PORTAL_THREADS="many"), "PORTAL_THREADS")
    done = run("serve", "--data-dir", tmp_path, "--host", "0.0.0.0", "--port", "0")  # noqa: S104 - the refusal is the test
    assert refused(done, "plain HTTP")


def test_the_contract_is_written_as_it_is(tmp_path):
    done = run("openapi")
    assert (done.returncode, done.stdout) == (0, render())
    out = tmp_path / "openapi.json"
    assert run("openapi", "--out", out).stdout == ""
    assert out.read_text() == done.stdout
    assert refused(run("openapi", "--out", tmp_path / "no" / "such"), "no/such")


@pytest.mark.postgresql
def test_several_processes_serve_one_postgresql(postgresql_url, tmp_path):
    settings = {
        "PORTAL_SECRET_KEY": "c2VjcmV0IG9mIHRoZSB0ZXN0cywgMzIgYnl0ZXMgISE=",
        "PORTAL_DATABASE_URL": postgresql_url,
        "PORTAL_DATA_DIR": str(tmp_path),
    }
    done = run("init", *first_practice(), typed=PASSWORD + "\n", **settings)
    assert done.returncode == 0, done.stderr
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port = found.getsockname()[1]
    with begun("serve", "--port", port, "--workers", "2", **settings) as serving:
        up = 0
        for line in serving.stderr:
            up += "startup complete" in line
            if up == 2:
                break
        proof = {"username": "admin", "password": PASSWORD}
        url = f"http://127.0.0.1:{port}"
        assert Caller(url).post("/v1/auth/sign-in", json=proof).status_code == 200


@pytest.mark.postgresql
def test_a_demo_in_postgresql_is_served_and_used_again(postgresql_url, tmp_path):
    words = ["--database", postgresql_url, "--items", "8"]
    for _ in range(2):
        with serving(tmp_path / "d", *words) as demo:
            proof = {"username": "provider2", "password": demo.ready["password"]}
            reply = Caller(demo.ready["url"]).post("/v1/auth/sign-in", json=proof)
            assert reply.status_code == 200
            demo.process.send_signal(signal.SIGTERM)
            assert demo.wait()[0] == 0
    assert SITES[1].name == demo.ready["practices"][1]["name"]
    engine = create_engine(postgresql_url)
    counted = "SELECT reltuples FROM pg_class WHERE relname IN ('item', 'patient', 'feed_entry')"
    with engine.connect() as connection:  # the server here never looks by itself
        assert min(connection.exec_driver_sql(counted).scalars()) > 0
    engine.dispose()
