"""The cable between the console and its portal: it can be pulled out while the portal goes on."""

import contextlib
import socket
import threading
from dataclasses import dataclass, field, replace

from console.demo import DemoPortal, DemoProcess

_CHUNK = 65_536


class Relay:
    """Hands bytes on between a port of its own and the portal's; one thread for each way."""

    def __init__(self) -> None:
        self._listener = socket.create_server(("127.0.0.1", 0))
        self._target = 0
        self._is_out = False
        self._open: set[socket.socket] = set()
        self._lock = threading.Lock()
        threading.Thread(target=self._accept, name="cable", daemon=True).start()

    @property
    def url(self) -> str:
        """Where the console finds the portal."""
        return f"http://127.0.0.1:{self._listener.getsockname()[1]}"

    def lead_to(self, port: int) -> None:
        """Lead to the portal's own port."""
        self._target = port

    def pull(self) -> None:
        """Pull the cable: what is on its way is cut, what comes is not let in."""
        self._is_out = True
        self._cut()

    def plug(self) -> None:
        """Put the cable in again."""
        self._is_out = False

    def close(self) -> None:
        """End."""
        self.pull()
        with contextlib.suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()

    def _accept(self) -> None:
        while True:
            try:
                near, _ = self._listener.accept()
            except OSError:
                return
            try:
                far = self._reach()
            except OSError:
                near.close()
                continue
            with self._lock:
                self._open |= {near, far}
            for one, other in ((near, far), (far, near)):
                threading.Thread(target=self._hand_on, args=(one, other), daemon=True).start()

    def _reach(self) -> socket.socket:
        if self._is_out:
            raise ConnectionRefusedError
        return socket.create_connection(("127.0.0.1", self._target), timeout=5)

    def _hand_on(self, one: socket.socket, other: socket.socket) -> None:
        with contextlib.suppress(OSError):  # the cable may have been cut before this thread began
            one.settimeout(None)
            while data := one.recv(_CHUNK):
                other.sendall(data)
        self._end(one, other)

    def _cut(self) -> None:
        with self._lock:
            found = list(self._open)
        self._end(*found)

    def _end(self, *ends: socket.socket) -> None:
        for one in ends:
            with contextlib.suppress(OSError):
                one.shutdown(socket.SHUT_RDWR)
            one.close()
        with self._lock:
            self._open -= set(ends)


@dataclass
class CabledDemo(DemoProcess):
    """A demo whose portal the console reaches by a cable; colleagues go there straight."""

    cable: Relay = field(default_factory=Relay, repr=False)

    def start(self) -> DemoPortal:
        """Start the portal at the end of the cable. Raises `DemoFailedError` as any demo does."""
        portal = super().start()
        self.cable.lead_to(self.port)
        return replace(portal, url=self.cable.url)

    def stop(self) -> None:
        """End the portal, and the cable with it."""
        super().stop()
        self.cable.close()
