"""A fixture for tests that let the portal take the standard logging over: it is given back."""

import logging
import sys
import threading
from collections.abc import Iterator

import pytest

_NAMES = ("portal", "uvicorn", "uvicorn.error", "uvicorn.access")


@pytest.fixture
def kept_logging() -> Iterator[None]:
    """Put handlers, levels and hooks back as they were."""
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    hooks = sys.excepthook, threading.excepthook
    yield
    root.handlers[:] = handlers
    root.setLevel(level)
    sys.excepthook, threading.excepthook = hooks
    for name in _NAMES:
        logging.getLogger(name).setLevel(logging.NOTSET)
        logging.getLogger(name).disabled = False
