"""The clock of this computer. The portal's decides; ours paces, and is information only."""

import time


def now_ms() -> int:
    """Give the time in milliseconds since 1970, UTC."""
    return time.time_ns() // 1_000_000
