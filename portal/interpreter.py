"""How Python itself runs in a portal process, where requests and work in the background share one lock.

A thread that comes back from the database waits for the lock until its holder gives way, by default after
5 ms; a decision comes back some twenty times, and the worker that writes a mail gives way to none of them
before. Asked for ten times as often, the change of threads costs a few microseconds each.
"""

import gc
import sys

_GIVE_WAY_S = 0.000_5
_YOUNG = (
    20_000  # new objects until the youngest are looked through; a page of the feed makes as many
)


def give_way_often() -> None:
    """Let a thread that waits for Python's lock have it soon; call it at the start."""
    sys.setswitchinterval(_GIVE_WAY_S)


def forget_the_start() -> None:
    """Keep what the start has made out of every later garbage collection; call it once all is there.

    Modules, routes and statements stay until the end of the process; to look through them takes a
    tenth of a second, in the middle of somebody's request.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(_YOUNG)
