"""`portal-server mllp`: takes laboratories' messages over MLLP and carries each to the portal.

Nothing is kept here: a message is acknowledged when the portal has stored it, in the portal's words.
While the portal is away the sender waits, at most `--patience` seconds, and is then told to send again.
"""

import argparse
import asyncio
import signal
import socket
import ssl
import sys
from pathlib import Path
from typing import Any

from portal.cli.errors import CommandError
from portal.cli.forwarding import add_portal, line_of
from portal.cli.listening import listen
from portal.log import take_over_standard_logging
from portal.transport import trust
from portal.transport.delivery import Delivery
from portal.transport.line import Line, is_this_machine
from portal.transport.listener import Listener

PORT = 2575  # registered with IANA for HL7
PATIENCE_S = 25.0  # below the half minute after which most senders try again by themselves
_IN_CLEAR = """\
WARNING: plain TCP on {host}: whoever is on that network can read the results and send others.
Use --tls-certificate and --tls-key, with --tls-client-ca to let known senders in alone; or a VPN.
"""
_ANYBODY = """\
WARNING: TLS without --tls-client-ca: nobody reads along, and whoever reaches {host} may send results.
"""


def add(commands: Any) -> None:
    """Describe the command."""
    parser = commands.add_parser("mllp", help="take results over MLLP and bring them to the portal")
    add_portal(parser)
    parser.add_argument("--host", default="127.0.0.1", help="address to listen on (127.0.0.1)")
    parser.add_argument("--port", type=int, default=PORT, help="port to listen on (2575)")
    parser.add_argument("--tls-certificate", type=Path, metavar="FILE", help="shown to senders")
    parser.add_argument("--tls-key", type=Path, metavar="FILE", help="of that certificate")
    parser.add_argument(
        "--tls-client-ca", type=Path, metavar="FILE", help="whose senders alone may connect"
    )
    parser.add_argument(
        "--patience",
        type=float,
        default=PATIENCE_S,
        metavar="SECONDS",
        help="how long a sender is kept waiting while the portal is away (25)",
    )
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Listen until a signal; gives 0."""
    if arguments.patience <= 0:
        msg = "--patience is a number of seconds above 0."
        raise CommandError(msg)
    secured = _secured(arguments)
    line = line_of(arguments, "mllp")
    with listen(arguments.host, arguments.port) as listening:
        _warn(arguments.host, secured)
        take_over_standard_logging()
        asyncio.run(_serve(listening, line, secured, arguments.patience))
    return 0


async def _serve(
    listening: socket.socket, line: Line, secured: ssl.SSLContext | None, patience_s: float
) -> None:
    listener = Listener(Delivery(line, patience_s), secured)
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        try:
            loop.add_signal_handler(number, listener.end)
        except NotImplementedError:  # Windows: Ctrl+C ends it, less politely
            break
    kind = "plain TCP" if secured is None else "TLS"
    host, port = listening.getsockname()[:2]
    sys.stderr.write(f"MLLP ({kind}) on {host} port {port}\n")
    sys.stderr.flush()
    await listener.serve(listening)


def _secured(arguments: argparse.Namespace) -> ssl.SSLContext | None:
    if arguments.tls_certificate is None:
        if arguments.tls_key or arguments.tls_client_ca:
            msg = "--tls-key and --tls-client-ca need --tls-certificate."
            raise CommandError(msg)
        return None
    try:
        return trust.listening(
            arguments.tls_certificate, arguments.tls_key, arguments.tls_client_ca
        )
    except trust.TrustError as error:
        raise CommandError(str(error)) from error


def _warn(host: str, secured: ssl.SSLContext | None) -> None:
    if is_this_machine(host):
        return
    if secured is None:
        sys.stderr.write(_IN_CLEAR.format(host=host))
    elif secured.verify_mode is not ssl.CERT_REQUIRED:
        sys.stderr.write(_ANYBODY.format(host=host))
