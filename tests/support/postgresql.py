"""A private PostgreSQL for the tests, made from the system's packages and thrown away.

    cluster = Cluster.start()
    url = cluster.create_database("portal_1")   # owned by an ordinary role, so row security holds
    cluster.stop()

It listens on a socket in its own folder, nowhere else, and keeps nothing safe on disk, unless it is
started with the settings DURABLE: then a commit is on the disk, as in production.
"""

import os
import pwd
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

import psycopg
import pytest

INSTALL = "PostgreSQL is not installed: apt-get install postgresql"
ROLE = "portal"  # no superuser: row-level security applies to it
_QUIET = "-c listen_addresses='' -c max_connections=300 -c log_min_messages=fatal"
FLEETING = (
    f"{_QUIET} -c fsync=off -c synchronous_commit=off -c full_page_writes=off"
    " -c shared_buffers=64MB -c autovacuum=off"
)
DURABLE = f"{_QUIET} -c shared_buffers=256MB -c max_wal_size=2GB"


def server_folder() -> Path | None:
    """The folder of initdb and pg_ctl, the newest version first."""
    found = shutil.which("initdb")
    if found is not None:
        return Path(found).parent
    places = [
        *Path("/usr/lib/postgresql").glob("*/bin/initdb"),
        *Path("/usr").glob("pgsql-*/bin/initdb"),
    ]
    numbered = sorted((int("".join(filter(str.isdigit, str(p)))), p) for p in places)
    return numbered[-1][1].parent if numbered else None


def need_server() -> Path:
    """The folder of the server's programs; skips the test without one, fails it where CI=true."""
    folder = server_folder()
    if folder is None:
        if os.environ.get("CI") == "true":
            pytest.fail(INSTALL, pytrace=False)
        pytest.skip(INSTALL)
    return folder


@dataclass
class Cluster:
    """One running server with an ordinary role that owns the databases."""

    programs: Path
    folder: Path
    user: str

    @classmethod
    def start(cls, settings: str = FLEETING) -> "Cluster":
        """Make and start a server in a new temporary folder."""
        folder = Path(tempfile.mkdtemp(prefix="pg-"))  # short: a socket's path has 107 characters
        cluster = cls(need_server(), folder, _unprivileged(folder))
        try:
            options = ["-A", "trust", "-U", "root_of_tests", "-E", "UTF8", "--locale=C", "-N"]
            cluster._run("initdb", "-D", str(cluster.data), *options)
            settings = f"{settings} -c unix_socket_directories={folder}"
            log = str(folder / "log")
            cluster._run(
                "pg_ctl",
                "-D",
                str(cluster.data),
                "-w",
                "-t",
                "60",
                "-l",
                log,
                "-o",
                settings,
                "start",
            )
            cluster.execute(f"CREATE ROLE {ROLE} LOGIN NOSUPERUSER NOBYPASSRLS")
        except BaseException:
            cluster.stop()
            raise
        return cluster

    @property
    def data(self) -> Path:
        return self.folder / "data"

    def url(self, database: str, role: str = ROLE) -> str:
        """Where a database is, as SQLAlchemy writes it."""
        return f"postgresql+psycopg://{role}@/{database}?host={self.folder}"

    def execute(self, statement: str, database: str = "postgres") -> None:
        """Run one statement as the superuser."""
        where = f"host={self.folder} user=root_of_tests dbname={database}"
        with psycopg.connect(where, autocommit=True) as connection:
            connection.execute(statement.encode())

    def create_database(self, name: str, template: str | None = None) -> str:
        """Create a database that the ordinary role owns; returns its URL."""
        copy = f" TEMPLATE {template}" if template else ""
        self.execute(f"CREATE DATABASE {name} OWNER {ROLE}{copy}")
        return self.url(name)

    def drop_database(self, name: str) -> None:
        """Throw a database away, whoever is still connected."""
        self.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")

    def restart(self) -> None:
        """Restart the server as an administrator does: whoever is connected is cut off."""
        self._run("pg_ctl", "-D", str(self.data), "-m", "fast", "-w", "restart", "-l", "/dev/null")

    def halt(self) -> None:
        """Stop the server; `restart` brings it back."""
        self._run("pg_ctl", "-D", str(self.data), "-m", "fast", "-w", "stop")

    def stop(self) -> None:
        """Stop the server and remove all it left."""
        if (self.data / "postmaster.pid").exists():
            self._run("pg_ctl", "-D", str(self.data), "-m", "immediate", "-w", "stop")
        shutil.rmtree(self.folder, ignore_errors=True)

    def _run(self, program: str, *arguments: str) -> None:
        command = [str(self.programs / program), *arguments]
        if os.getuid() == 0:  # the server refuses to run as root
            command = [
                "setpriv",
                "--reuid",
                self.user,
                "--regid",
                self.user,
                "--clear-groups",
                *command,
            ]
        done = subprocess.run(
            command, cwd=self.folder, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT, text=True, check=False, timeout=120,
        )  # fmt: skip
        if done.returncode != 0:
            log = self.folder / "log"
            more = log.read_text(errors="replace") if log.exists() else ""
            sys.stderr.write(done.stdout + more)
            raise AssertionError(f"{program} failed:\n{done.stdout}\n{more}")


def _unprivileged(folder: Path) -> str:
    """Who runs the server: this user, or, for root, a user without rights who gets the folder."""
    if os.getuid() != 0:
        return pwd.getpwuid(os.getuid()).pw_name
    for name in ("postgres", "nobody"):
        try:
            user = pwd.getpwnam(name)
        except KeyError:
            continue
        os.chown(folder, user.pw_uid, user.pw_gid)
        return name
    raise AssertionError("no unprivileged user to run PostgreSQL as")
