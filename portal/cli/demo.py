"""`portal-server demo`: build a demo practice if need be, serve it, say so in one line of JSON."""

import argparse
import base64
import json
import os
import socket
import sys
from contextlib import ExitStack
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from fastapi import FastAPI

from portal.cli import schema
from portal.cli.configuration import settings_of
from portal.cli.data_folder import locked
from portal.cli.errors import CommandError, database_errors
from portal.cli.listening import die_with_parent, end_on_signal, listen, url_of
from portal.cli.serve import serve
from portal.db.engine import Database
from portal.demo.activity import Activity
from portal.demo.built import built
from portal.demo.practices import PASSWORD, PATIENT, SITES
from portal.demo.scratch import Scratch
from portal.security.passwords import Passwords
from portal.security.sealing import Sealing
from portal.services.files import Files
from portal.services.payment_provider import LOCAL_TEST, provider_of
from portal.serving import is_loopback
from portal.settings import Settings

MOST_ITEMS = 1_000_000
USUAL_ITEMS = 500
USUAL_SEED = 7
PER_MINUTE = 4.0
MOST_PER_MINUTE = 6000
_BUILDING = "portal.building.db"


def add(commands: Any) -> None:
    """Describe the command."""
    parser = commands.add_parser("demo", help="serve a demo practice on this computer")
    parser.add_argument("--data-dir", type=Path, required=True, metavar="DIR")
    parser.add_argument("--host", default="127.0.0.1", help="a loopback address")
    parser.add_argument("--port", type=int, default=8470, help="0: any free one")
    parser.add_argument("--items", type=_items, default=USUAL_ITEMS, help="in the first practice")
    parser.add_argument("--seed", type=int, default=USUAL_SEED)
    parser.add_argument("--database", metavar="URL", help="an empty PostgreSQL instead of DIR")
    parser.add_argument(
        "--activity",
        type=_rate,
        nargs="?",
        const=PER_MINUTE,
        metavar="PER_MINUTE",
        help="let patients keep sending requests",
    )
    parser.add_argument(
        "--statements",
        type=Path,
        metavar="FOLDER",
        help="write a month's statements there, to try the upload with",
    )
    parser.add_argument("--die-with-parent", action="store_true", help="end when stdin closes")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Serve the demo until a signal; gives the exit status."""
    if not is_loopback(arguments.host):
        msg = "A demo has public passwords; it listens on a loopback address alone."
        raise CommandError(msg)
    end_on_signal()
    if arguments.die_with_parent:
        die_with_parent()
    with ExitStack() as held:
        folder = held.enter_context(locked(arguments.data_dir))
        listener = held.enter_context(listen(arguments.host, arguments.port))
        settings = _settings(arguments, folder, listener)
        _make(settings, folder, arguments.items, arguments.seed)
        statements = _statements(settings, arguments.statements, arguments.seed)
        activity = held.enter_context(Activity(arguments.seed, arguments.activity or 0.0))

        def ready(app: FastAPI) -> None:
            activity.start(app.state.portal.database, app.state.portal.passwords, settings.secret())
            _announce(url_of(listener), listener.getsockname()[1], statements)

        return serve(settings, listener, ready)


def _settings(arguments: argparse.Namespace, folder: Path, listener: socket.socket) -> Settings:
    """Settings of a demo: nothing of it leaves this computer, whatever the environment says."""
    fixed = {
        "data_dir": folder,
        "port": listener.getsockname()[1],
        "public_url": url_of(listener),
        "mail_url": "",
        "trusted_proxies": "",
        "tls_certificate": None,
        "tls_key": None,
        "database_url": arguments.database or f"sqlite:///{folder.absolute() / 'portal.db'}",
    }
    own = Settings(data_dir=folder, database_url="sqlite:///unused", secret_key="")
    key = base64.b64encode(own.secret()).decode()
    return settings_of(arguments, **fixed, secret_key=key)


def _make(settings: Settings, folder: Path, items: int, seed: int) -> None:
    """Build the demo where there is none; what is there is used as it is."""
    if not settings.embedded:
        schema.upgrade(settings.database_url)
        _build_unless_there(settings, items, seed)
        return
    final = folder / "portal.db"
    if final.exists():
        schema.upgrade(settings.database_url)
        _reuse(settings.database_url, items, seed)
        return
    # built aside and moved into place, so that what is found later is complete
    aside = folder / _BUILDING
    for left in folder.glob(f"{_BUILDING}*"):
        left.unlink()
    url = f"sqlite:///{aside.absolute()}"
    schema.upgrade(url)
    with database_errors(url):
        scratch = Scratch(aside)
        try:
            _build(settings, scratch, items, seed)
        except BaseException:
            scratch.close()
            raise
        scratch.keep(final)


def _build_unless_there(settings: Settings, items: int, seed: int) -> None:
    with database_errors(settings.database_url):
        database = Database.open(settings.database_url)
        try:
            there = built(database) is not None
            if not there:
                _build(settings, database, items, seed)
                database.take_stock()
        finally:
            database.close()
    if there:
        _reuse(settings.database_url, items, seed)


def _build(settings: Settings, database: Database, items: int, seed: int) -> None:
    from portal.demo.build import build  # noqa: PLC0415 - a demo that is there needs none of it

    now, secret = datetime.now(UTC).replace(microsecond=0), settings.secret()
    files = Files.open(settings.files_url, settings.data_dir / "files", secret)
    build(
        database,
        files,
        items=items,
        seed=seed,
        now=now,
        passwords=Passwords(secret),
        sealing=Sealing(secret),
        provider=provider_of(LOCAL_TEST, settings.data_dir),
    )


def _reuse(url: str, items: int, seed: int) -> None:
    """Take the demo that is there, and say so when another one was asked for."""
    with database_errors(url):
        database = Database.open(url)
        try:
            found = built(database)
        finally:
            database.close()
    if found is None:
        msg = "There is a portal in this folder that is not a demo; choose another --data-dir."
        raise CommandError(msg)
    if found != (items, seed):
        sys.stderr.write(
            f"Using the demo that is there, of {found[0]} items and seed {found[1]}; "
            "remove the folder for another one.\n"
        )


def _statements(settings: Settings, folder: Path | None, seed: int) -> str:
    """Write a month's batch where one is asked for; gives the folder, or "" where there is none."""
    if folder is None:
        return ""
    from portal.demo import statement_folder  # noqa: PLC0415 - it makes PDFs, which others do not

    with database_errors(settings.database_url):
        database = Database.open(settings.database_url)
        try:
            return str(statement_folder.write(database, folder, seed).absolute())
        except statement_folder.TooFewAccountsError:
            sys.stderr.write("This demo is too small for a month's statements.\n")
            return ""
        except OSError as error:
            msg = (
                f"The folder {folder} can not be written: {(error.strerror or str(error)).lower()}."
            )
            raise CommandError(msg) from error
        finally:
            database.close()


def _announce(url: str, port: int, statements: str) -> None:
    """Write the one line that a parent waits for."""
    line = {
        "event": "ready",
        "url": url,
        "port": port,
        "pid": os.getpid(),
        "practices": [
            {"id": site.id, "name": site.name, "staff": [one.username for one in site.staff]}
            for site in SITES
        ],
        "password": PASSWORD,
        "patient": PATIENT,
        "statements": statements,
    }
    sys.stdout.write(json.dumps(line) + "\n")
    sys.stdout.flush()


def _items(text: str) -> int:
    if not text.isdecimal() or int(text) > MOST_ITEMS:
        msg = f"{text} is not a number of items from 0 to {MOST_ITEMS:,}"
        raise argparse.ArgumentTypeError(msg)
    return int(text)


def _rate(text: str) -> float:
    try:
        rate = float(text)
    except ValueError:
        rate = -1.0
    if not 0 <= rate <= MOST_PER_MINUTE:
        msg = f"{text} is not a number of requests a minute from 0 to {MOST_PER_MINUTE:,}"
        raise argparse.ArgumentTypeError(msg)
    return rate
