"""The child that PortalProcess starts: a portal on an inherited socket, configured by environment."""

import socket
import sys

from portal.app import create_app
from portal.serving import server
from portal.settings import Settings

if __name__ == "__main__":
    settings = Settings()
    listener = socket.socket(fileno=int(sys.argv[1]))
    server(create_app(settings), settings).run(sockets=[listener])
