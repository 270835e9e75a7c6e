"""A socket to serve on, the parent to die with, and the signal to end at."""

import errno
import os
import signal
import socket
import sys
import threading
from typing import NoReturn

from portal.cli.errors import CommandError


def listen(host: str, port: int) -> socket.socket:
    """Open a listening socket; port 0 takes any free one.

    Raises CommandError when the port is in use or the host is no address of this machine.
    """
    try:
        family, kind, _, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        listener = socket.socket(family, kind)
    except (OSError, UnicodeError) as error:
        msg = f"{host} is not an address of this machine."
        raise CommandError(msg) from error
    try:
        if os.name == "posix":  # elsewhere it would let two servers share the port
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind(address)
        listener.listen(2048)
    except OSError as error:
        listener.close()
        raise CommandError(_refusal(host, port, error)) from error
    return listener


def _refusal(host: str, port: int, error: OSError) -> str:
    if error.errno == errno.EADDRINUSE:
        return f"Port {port} is in use; choose another with --port."
    if error.errno in {errno.EACCES, errno.EPERM}:
        return f"Port {port} needs more rights than this user has; choose another with --port."
    return f"{host} is not an address of this machine."


def url_of(listener: socket.socket, *, scheme: str = "http") -> str:
    """Give the address that callers on this machine use."""
    host, port = listener.getsockname()[:2]
    return f"{scheme}://[{host}]:{port}" if ":" in host else f"{scheme}://{host}:{port}"


def end_on_signal() -> None:
    """Let SIGTERM end the process as if it had come to its end, so that everything is closed."""
    signal.signal(signal.SIGTERM, _end)


def _end(_number: int, _frame: object) -> NoReturn:
    raise SystemExit(0)


def die_with_parent() -> None:
    """End when the parent closes our standard input, also by dying itself."""
    threading.Thread(target=_watch_parent, name="parent", daemon=True).start()


def _watch_parent() -> None:
    try:
        while sys.stdin.buffer.read(4096):
            pass
    except (OSError, ValueError):
        pass  # a pipe that breaks has ended too
    os.kill(os.getpid(), signal.SIGTERM)
