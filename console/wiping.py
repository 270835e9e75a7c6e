"""What is left to do with the files of an account whose right a practice has withdrawn (security §3.1)."""

import logging
from pathlib import Path

from console.api_client.client import PortalClient
from console.domain.errors import KeyUnavailableError
from console.settings import Settings
from console.store import paths
from console.store.identity import Identity
from console.store.keys import KeyStore, system_keyring
from console.store.wipe import Wipe

_log = logging.getLogger(__name__)


def resume_wipes(data_dir: Path) -> int:
    """Go on with every wipe that a kill or a missing portal has left; gives how many are left still.

    Before anybody signs in: what is to be wiped opens to nobody any more. Nothing that goes wrong with
    one keeps the others, or the program, from going on.
    """
    left = 0
    for folder in Wipe.pending(data_dir):
        try:
            left += not resumed(folder)
        except Exception as error:  # noqa: BLE001 - a program that never starts again mends nothing
            _log.warning("wipe not resumed", extra={"error": type(error).__name__})
            left += 1
    return left


def resumed(folder: Path) -> bool:
    """Go on with the wipe of one folder, if there is one; whether nothing is left of it.

    What can be read here goes first: that needs neither the portal nor the file of its authority.

    Raises:
        ConsoleError, OSError: the portal's address or its authority can not be used any more.
    """
    if not Wipe.is_pending(folder):
        return True
    wipe = Wipe(folder, system_keyring())
    wipe.erase()
    server, ca_file = wipe.portal
    return handed_in(wipe, PortalClient(server, Path(ca_file) if ca_file else None))


def wipe_locked(client: PortalClient, username: str, settings: Settings) -> bool:
    """Carry out an order that came at a sign-in, when the portal gives no share of the key any more.

    What stands sealed in the folder is what is saved. False when the portal is to be told later.
    """
    folder = paths.account_place(settings.data_path, client.address, username)
    if not folder.exists():
        return True
    wipe = Wipe(folder, system_keyring())
    wipe.begin_locked(Identity(folder), server=client.address, ca_file=settings.ca_file)
    return handed_in(wipe, client.sibling())


def handed_in(wipe: Wipe, speaker: PortalClient) -> bool:
    """Go on with a wipe and tell the portal, then close the line; False when it is to be told later."""
    try:
        return wipe.resume(speaker)
    finally:
        speaker.close()


def lock_out(folder: Path) -> None:
    """A withdrawn computer that is not to be wiped: no passphrase opens the copy here any more.

    The portal keeps its share of the other keys back. What waits stays in the outbox, and sealed to the
    portal beside it, should a wipe be ordered later.
    """
    try:
        KeyStore(folder, None).drop_offline()
    except KeyUnavailableError as error:  # nothing opens a wrap that can not be read
        _log.warning("wrap not changed", extra={"error": type(error).__name__})
    if folder.exists():
        paths.remove_review(folder)
