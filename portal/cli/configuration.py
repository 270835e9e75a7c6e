"""Settings of a command: from the environment, and over them what was typed."""

import argparse
from typing import Any

from portal.cli.errors import database_errors
from portal.db.connections import portal_url
from portal.settings import Settings


def settings_of(arguments: argparse.Namespace, **fixed: Any) -> Settings:
    """Take settings from the environment, over them what was typed, over that what is `fixed`."""
    typed = {
        "host": getattr(arguments, "host", None),
        "port": getattr(arguments, "port", None),
        "database_url": getattr(arguments, "database", None),
        "data_dir": getattr(arguments, "data_dir", None),
    }
    settings = Settings(**{key: value for key, value in typed.items() if value is not None} | fixed)
    with database_errors(settings.database_url):
        portal_url(settings.database_url)
    return settings
