"""The line between consoles and the portal: it loses, delays, doubles, reorders and cuts.

A call on a console's network lane happens here in one go. What would be a long wait in reality is a
request that comes late: the console has given up by then, the portal handles it all the same.
"""

from collections import deque
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from console.api_client.transport import Answer
from console.domain.errors import PortalUnreachableError
from tests.simulation.portal import ProcessDiedError, Reply

if TYPE_CHECKING:
    from tests.simulation.world import World

FATES = (
    "lose_request",  # it never arrives
    "lose_reply",  # it arrives, the answer does not
    "late",  # it arrives when nobody waits for it any more, perhaps after later ones
    "twice",  # it arrives twice, at once
    "again",  # it arrives, is answered, and comes a second time much later
    "cut_request",  # it breaks off at some byte
    "cut_reply",  # the answer breaks off at some byte
    "strange",  # something else answers
    "busy",  # a balancer says that nobody is there
)
_INSTEAD = {
    "busy": Reply(503, b"", {}),
    "strange": Reply(200, b"<html>Guest network</html>", {"Content-Type": "text/html"}),
}


@dataclass(frozen=True)
class Request:
    """A request as it travels."""

    console: str
    method: str
    path: str
    body: bytes | None
    token: str | None
    late: bool = False  # it arrives when nobody waits for it any more


@dataclass
class Network:
    """Which fates there are in this schedule, how often they strike, and what is still on its way."""

    fates: tuple[str, ...] = ()
    trouble: float = 0.0
    in_flight: list[Request] = field(default_factory=list)
    sent: deque[Request] = field(default_factory=lambda: deque(maxlen=8))  # with decisions, arrived

    def heal(self) -> None:
        """From now on every request arrives and is answered."""
        self.fates, self.trouble = (), 0.0


def exchange(world: "World", request: Request) -> Reply:
    """Carry one request. Raises PortalUnreachableError as `requests` would make our transport do."""
    network, rng = world.network, world.rng
    if not world.portal.is_up or request.console in world.cut_off:
        world.note("line", request.console, request.path, "nobody")
        raise PortalUnreachableError("refused", may_have_arrived=False)
    fate = "ok"
    if network.trouble and rng.random() < network.trouble:
        fate = rng.choice(network.fates)
    world.note("line", request.console, request.method, request.path, fate)
    if fate in _INSTEAD:
        return _INSTEAD[fate]
    if fate in {"late", "again"}:
        network.in_flight.append(replace(request, late=True))
    if fate in {"lose_request", "late"}:
        raise PortalUnreachableError("ReadTimeout")
    if fate == "cut_request":  # whole or not at all: the portal reads to the end before it begins
        raise PortalUnreachableError("ConnectionError")
    return _back(world, fate, _there(world, fate, request))


def _there(world: "World", fate: str, request: Request) -> Reply | None:
    reply = deliver(world, request)
    if fate == "twice" and world.portal.is_up:
        second = deliver(world, request)
        reply = second if world.rng.random() < 0.5 else reply
    return reply


def _back(world: "World", fate: str, reply: Reply | None) -> Reply:
    if reply is None or fate == "lose_reply":
        raise PortalUnreachableError("ReadTimeout")
    if fate == "cut_reply" and reply.body:
        world.note("cut", world.rng.randrange(len(reply.body)))
        raise PortalUnreachableError("IncompleteRead")
    return reply


def deliver(world: "World", request: Request) -> Reply | None:
    """Let the portal handle a request; None when it died over it."""
    if request.path == "/v1/decisions" and not request.late:
        world.network.sent.append(request)
    world.handling = request
    try:
        reply = world.portal.answer(request.method, request.path, request.body, request.token)
    except ProcessDiedError:
        world.portal.die()
        world.note("portal", "died")
        return None
    finally:
        world.handling = None
    world.note("reply", reply.status, len(reply.body))
    for listener in world.on_reply:
        listener(request, reply)
    return reply


class SimTransport:
    """Has the face of `console.api_client.transport.Transport`."""

    ca_file = None
    address = "https://portal.example"

    def __init__(self, world: "World", console: str) -> None:
        self._world = world
        self._console = console
        self.clock_skew_s: float | None = None

    def sibling(self) -> "SimTransport":
        return self

    def call(
        self,
        method: str,
        path: str,
        *,
        body: bytes | None = None,
        token: str | None = None,
        patience_s: float = 0.0,
        headers: object = None,
        size_cap: int = 0,
    ) -> Answer:
        del patience_s, headers, size_cap
        world = self._world
        reply = exchange(world, Request(self._console, method, path, body, token))
        if "Portal-API" in reply.headers:
            told = world.clock.ms // 1000 * 1000  # the Date header has whole seconds
            self.clock_skew_s = (world.consoles[self._console].now_ms() - told) / 1000
        return Answer(reply.status, reply.headers, reply.body, "")

    def abort(self) -> None:
        pass

    def close(self) -> None:
        pass
