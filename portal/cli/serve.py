"""`portal-server serve`: one process, or several that share a port before PostgreSQL."""

import argparse
import os
import socket
import subprocess
import sys
import threading
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from fastapi import FastAPI
from sqlalchemy import select

from portal import interpreter
from portal.app import create_app
from portal.cli import schema
from portal.cli.configuration import settings_of
from portal.cli.data_folder import locked
from portal.cli.errors import CommandError, shown
from portal.cli.listening import end_on_signal, listen, url_of
from portal.db.engine import Database
from portal.db.tables import practice
from portal.db.unit_of_work import Scope
from portal.serving import is_loopback, server
from portal.settings import Settings

_STOP_S = 30.0  # longer than a child takes, once it has left, to let its requests end


def add(commands: Any) -> None:
    """Describe the command."""
    parser = commands.add_parser("serve", help="serve the portal")
    parser.add_argument("--host", help="address to listen on (127.0.0.1)")
    parser.add_argument("--port", type=int, help="port to listen on (8470)")
    parser.add_argument("--database", metavar="URL", help="also PORTAL_DATABASE_URL")
    parser.add_argument("--data-dir", type=Path, metavar="DIR", help="also PORTAL_DATA_DIR")
    parser.add_argument("--workers", type=int, default=1, help="processes; above 1: PostgreSQL")
    parser.add_argument("--listen-fd", type=int, help=argparse.SUPPRESS)
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Serve until a signal; gives the exit status."""
    settings = settings_of(arguments)
    if arguments.workers < 1:
        msg = "There must be at least one worker."
        raise CommandError(msg)
    if arguments.workers > 1 and settings.embedded:
        msg = "SQLite serves one process; use PostgreSQL for more than one worker."
        raise CommandError(msg)
    end_on_signal()
    with ExitStack() as held:
        if settings.embedded:
            held.enter_context(locked(settings.data_dir))
            schema.upgrade(settings.database_url)
        else:
            schema.require_current(settings.database_url)
        if arguments.listen_fd is not None:
            return serve(settings, socket.socket(fileno=arguments.listen_fd))
        listener = held.enter_context(listen(settings.host, settings.port))
        if arguments.workers > 1:
            return _share(listener, arguments.workers, settings)
        return serve(settings, listener, lambda _app: _welcome(listener, settings))


def serve(
    settings: Settings,
    listener: socket.socket,
    ready: Callable[[FastAPI], None] | None = None,
) -> int:
    """Serve on a socket until a signal; raises CommandError when the portal does not start."""
    interpreter.give_way_often()
    app = create_app(settings)

    def answering() -> None:
        interpreter.forget_the_start()
        if ready is not None:
            ready(app)

    running = server(app, settings, answering)
    running.run(sockets=[listener])
    if not running.started:
        msg = "The portal could not start; its log above says why."
        raise CommandError(msg)
    return 0


def _welcome(listener: socket.socket, settings: Settings) -> None:
    """Say where it serves, and when the database is new, as one is that a slip of the pen has made."""
    url = url_of(listener, scheme="https" if settings.tls_certificate else "http")
    sys.stderr.write(f"The portal is on {url}; Ctrl+C ends it\n")
    database = Database.open(settings.database_url)
    try:
        with database.read(Scope.ALL) as reader:
            known = reader.execute(select(practice.c.id).limit(1)).first()
    finally:
        database.close()
    if known is None:
        shown_url = shown(settings.database_url)
        sys.stderr.write(
            f"WARNING: {shown_url} holds no practice; `portal-server init` makes one.\n"
        )


def _share(listener: socket.socket, workers: int, settings: Settings) -> int:
    """Run children on one socket; when one ends, all end, and whoever supervises starts anew."""
    if not (is_loopback(settings.host) or settings.https):
        server(FastAPI(), settings)  # says why not, once instead of once a child
    environment = os.environ | {"PORTAL_DATABASE_URL": settings.database_url}
    children = [_child(listener, environment) for _ in range(workers)]
    sys.stderr.write(f"{workers} processes serve {url_of(listener)}\n")
    ended = threading.Event()
    for child in children:
        threading.Thread(target=_wait, args=(child, ended), daemon=True).start()
    try:
        ended.wait()
    finally:
        _stop(children, settings.leave_s + _STOP_S)
    return 1


def _child(listener: socket.socket, environment: dict[str, str]) -> "subprocess.Popen[bytes]":
    number = listener.fileno()
    command = [*program(), "serve", "--listen-fd", str(number)]
    return subprocess.Popen(command, pass_fds=[number], env=environment)


def _wait(child: "subprocess.Popen[bytes]", ended: threading.Event) -> None:
    child.wait()
    ended.set()


def _stop(children: Sequence["subprocess.Popen[bytes]"], patience_s: float) -> None:
    for child in children:
        child.terminate()
    for child in children:
        try:
            child.wait(patience_s)
        except subprocess.TimeoutExpired:
            child.kill()


def program() -> list[str]:
    """Give the words that start this program again, frozen or not."""
    return [sys.executable] if getattr(sys, "frozen", False) else [sys.executable, "-m", "portal"]
