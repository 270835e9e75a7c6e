"""Passphrases that cost next to nothing to try: at their real cost each takes 256 MiB and half a second."""

from console.store import wraps
from console.store.wraps import Argon2Cost

CHEAP = Argon2Cost(time=1, memory_kib=64, parallelism=1)


def cheap_passphrases() -> None:
    """Make new passphrases of this process cheap. `tests/conftest.py` does so for all tests."""
    wraps.COST = CHEAP
