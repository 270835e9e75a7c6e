"""What is loaded while somebody types who they are: modules alone, nothing that is anybody's.

On a lane, one after the other, so that the window answers every key meanwhile. Who is quicker than that
waits for the rest of it, as they would have anyway.
"""

import importlib

from console.runtime import Lane

SIGN_IN = ("console.sign_in",)
"""Needed before the sign-in window can take anything: HTTP, SQL, the keys."""
DESK = (
    "argon2",
    "keyring.backend",
    "console.views.queues",
    "console.views.main_window",
    "console.side_work",
    "console.desk",
    "console.damage_at_desk",
)
"""Needed between the sign-in and the first rows, the longest to load first."""


async def load(lane: Lane, modules: tuple[str, ...]) -> None:
    """Import the modules on the lane; who cancels this waits for one of them at most."""
    for name in modules:
        await lane.run(importlib.import_module, name)


async def load_for_desk(lane: Lane) -> None:
    """Import what a desk needs, and have the system's keyrings looked at for the first time."""
    await load(lane, DESK)
    from console.store.keys import system_keyring  # noqa: PLC0415 - loaded just now

    await lane.run(system_keyring)  # which of them work here is found out once a process
