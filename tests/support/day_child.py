"""A day at a console, as a process of its own, that tells which secrets it had to do with.

`python day_child.py URL FOLDER PERSON MODE` reads a line of JSON: password and seed of the authenticator,
passphrase of the copy, a name to look for, two people to let in, where a letter may be saved. MODE is `keyring` or `copy`: a keyring holds our
share and nothing may be reviewed without the portal, or passphrases do and a copy is made. It writes a
line of JSON with the secrets (text, or hex of bytes) and waits for a line; at `end` it ends in good order.
"""

import asyncio
import json
import logging
import os
import sys
import traceback
from pathlib import Path
from types import SimpleNamespace
from typing import Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

import pyotp
from PySide6.QtWidgets import QWidget

from console import log, paper, qt_loop, sign_in
from console.api_client.client import PortalClient
from console.app import Console
from console.desk import Desk
from console.domain.items import DecisionState, ItemKey
from console.opening import make_application
from console.settings import Settings
from tests.e2e.test_hand_out_at_console import credentials_for, letter_for
from tests.support.at_desk import first, online, passed, submit
from tests.support.cheap_keys import cheap_passphrases
from tests.support.keyrings import MemoryKeyring
from tests.support.offline import allowed
from tests.support.until import until

KEYRING = MemoryKeyring()
SHARES: list[bytes] = []


def listen_for_shares() -> None:
    """Remember what the portal gives out; the call itself is the real one."""
    real = PortalClient.register_workstation

    def heard(client: PortalClient, registration: Any) -> Any:
        registered = real(client, registration)
        SHARES.append(registered.share)
        return registered

    PortalClient.register_workstation = heard  # type: ignore[method-assign]


async def signed_in(console: Console, url: str, person: str, told: dict[str, Any]) -> Desk:
    """Password, code, and a passphrase where one is asked for."""
    await submit(console, url, person, told["password"])
    dialog = console.dialog
    assert dialog is not None
    await until(dialog.code.isVisible, 20, "the code")
    dialog.code_entered.emit(pyotp.TOTP(told["seed"]).now())
    desk = await passed(console)
    await online(desk)
    return desk


async def work(desk: Desk, told: dict[str, Any], drawer: Path) -> dict[str, str]:
    """Read, look for somebody, decide, open a document, let two people in; gives what was shown."""
    window = desk.window
    await until(lambda: desk.model.rowCount() >= told["patients"], 60, "the first load")
    for action, words in (("complete", "outcome_note"), ("cancel", "unheard-of")):
        task = await first(desk, "task")
        window.decided.emit(task, action, {words: f"Spoke to {told['name']}"})
        await until(lambda key=task.key: _is_answered(desk, key), 20, action)
    window.pane.show_search(told["name"])
    await until(lambda: desk.model.rowCount() == 1, 20, "found")
    window.pane.show_search("")
    await until(lambda: desk.model.rowCount() > 1, 20, "all of them again")
    await first(desk, "document")
    await until(lambda: paper._CHILDREN, 20, "a child that draws")
    try:
        int(told["name"])
    except ValueError:
        logging.getLogger("console").exception("a bug about %s", told["name"])
    window.activateWindow()
    letter = await letter_for(desk, SimpleNamespace(**told["reader"]))
    token = letter._letter.token
    letter.save_to(str(drawer))
    letter.done(0)
    desk._side.access.sheet.close()
    card = await credentials_for(desk, SimpleNamespace(**told["caller"]))
    password = card._lines[1].secret.text()
    card.findChild(QWidget, "copy_password").click()
    card.end()
    await until(lambda: not desk._side.accounts._is_acting)
    return {"enrollment token": token, "temporary password": password}


def _is_answered(desk: Desk, key: ItemKey) -> bool:
    item = desk.item(key)
    return item is None or item.state != "pending" or item.decision_state is DecisionState.ATTENTION


def secrets_of(desk: Desk) -> dict[str, dict[str, str]]:
    """What the process holds that nobody may find on its disk."""
    workstation, client = desk._session.workstation, desk._session.client
    tokens = client._credentials._tokens
    assert tokens is not None
    device = workstation.identity._key
    assert device is not None
    keys = {
        "server share": SHARES[-1],
        "device key": device.private_bytes_raw(),
        "key of the cache": workstation.keys.cache,
        "key of the copy": workstation.keys.review,
        "key of the outbox": workstation.keys.outbox,
    }
    share = workstation.key_store.keyring_share()
    if share is not None:
        keys["keyring share"] = share
    return {
        "texts": {"access token": tokens.access, "refresh token": tokens.refresh},
        "keys": {name: raw.hex() for name, raw in keys.items()},
    }


async def day(console: Console, url: str, person: str, mode: str) -> int:
    """From the sign-in window to the end of the day."""
    told = json.loads(sys.stdin.readline())
    try:
        return await day_of(console, url, person, mode, told)
    except BaseException:
        traceback.print_exc()  # the log of the program names no message
        raise


async def day_of(console: Console, url: str, person: str, mode: str, told: dict[str, Any]) -> int:
    program = asyncio.get_running_loop().create_task(console.run())
    desk = await signed_in(console, url, person, told)
    found = secrets_of(desk)
    found["texts"] |= await work(desk, told, Path(told["drawer"]))
    if mode == "copy":
        await allowed(desk, told["copy"])
    desk.window.lock()
    say(found)
    await console.lanes.reads.run(sys.stdin.readline)
    desk.closed.emit()
    return await program


def say(value: object) -> None:
    """One line, at once and whole."""
    os.write(sys.stdout.fileno(), json.dumps(value).encode() + b"\n")


def main() -> int:
    """One process, one day."""
    url, folder, person, mode = sys.argv[1], Path(sys.argv[2]), sys.argv[3], sys.argv[4]
    kept = Settings(server=url, data_dir=str(folder), username=person, language="en", undo_s=0.0)
    cheap_passphrases()
    application = make_application(kept)
    log.start(folder)
    listen_for_shares()
    if mode == "keyring":
        sign_in.system_keyring = lambda: KEYRING  # type: ignore[assignment] # this machine has none
    return qt_loop.run(application, lambda: day(Console(kept), url, person, mode))


if __name__ == "__main__":
    sys.exit(main())
