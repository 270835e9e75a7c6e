"""The prepared process of the PDF gate: `python -m portal.pdf_parent HANDLE`, see `services.pdf_runner`.

Loads once what reads PDFs, then forks a child for each file that it is asked for over the socket
HANDLE: a number of pages comes with two sockets, the child's line and its leash. It never sees a file.
A child whose leash is let go is killed; all are when the portal is gone.
"""

import gc
import os
import select
import signal
import socket
import struct
import sys
from typing import NoReturn

from portal import pdf_child

ASKED = struct.Struct("<I")
HELLO = b"!"
_MOST_HANDLES = 64  # of a child: fonts are files


def main() -> None:
    """Load, then serve until the portal is gone."""
    line = socket.socket(fileno=int(sys.argv[1]))
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    pdf_child.warm_up()
    gc.freeze()  # so that the forks leave the memory that they share alone
    gc.disable()
    _serve(line)


def _serve(line: socket.socket) -> None:
    woken, waking = socket.socketpair()
    waking.setblocking(False)
    woken.setblocking(False)
    signal.signal(signal.SIGCHLD, lambda *_: None)
    signal.set_wakeup_fd(waking.fileno(), warn_on_full_buffer=False)
    children: dict[socket.socket, int] = {}
    while True:
        ready, _, _ = select.select([line, woken, *children], [], [])
        for leash in [one for one in ready if one in children]:
            os.kill(children[leash], signal.SIGKILL)  # still ours: nobody else has waited for it
        if woken in ready:
            woken.recv(4096)
        _reap(children)
        if line in ready and not _take(line, children):
            break
    for pid in children.values():
        os.kill(pid, signal.SIGKILL)


def _reap(children: dict[socket.socket, int]) -> None:
    for leash, pid in list(children.items()):
        if os.waitpid(pid, os.WNOHANG)[0]:
            del children[leash]
            leash.close()


def _take(line: socket.socket, children: dict[socket.socket, int]) -> bool:
    """Fork for one file; False when the portal is gone."""
    asked, handles, _, _ = socket.recv_fds(line, ASKED.size, 2)
    if len(asked) < ASKED.size or len(handles) < 2:
        return False
    theirs, leash = (socket.socket(fileno=one) for one in handles)
    try:
        pid = os.fork()
    except OSError:
        leash.close()
        theirs.close()  # the portal hears that there is none
        return True
    if pid == 0:
        _become_child(theirs, *ASKED.unpack(asked))
    theirs.close()
    children[leash] = pid
    return True


def _become_child(line: socket.socket, most_pages: int) -> NoReturn:
    """In the fork: hold nothing but the line, and judge what comes over it."""
    status = 1
    try:
        signal.set_wakeup_fd(-1)
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        os.dup2(line.fileno(), 0)
        os.closerange(3, os.sysconf("SC_OPEN_MAX"))
        os.write(0, HELLO)
        _bound()
        pdf_child.serve(0, 0, most_pages)
        status = 0
    finally:
        os._exit(status)


def _bound() -> None:
    """Bind the child further than one that has yet to start an interpreter can be."""
    import resource  # noqa: PLC0415 - only where there is a fork

    for what, most in ((resource.RLIMIT_NOFILE, _MOST_HANDLES), (resource.RLIMIT_NPROC, 0)):
        _, hard = resource.getrlimit(what)
        least = most if hard < 0 else min(most, hard)
        resource.setrlimit(what, (least, least))


if __name__ == "__main__":
    main()
