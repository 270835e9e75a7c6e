"""The wrap that a passphrase opens without the portal: review copy and outbox, never the cache.

It exists only while a practice allows offline review and the person has set a passphrase (ADR 0021).
"""

import contextlib
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor

from cryptography.exceptions import InvalidTag

from console.domain.errors import KeyUnavailableError
from console.store import wraps
from console.store.door import AccountKeys
from console.store.wrap_file import UNREADABLE, Document, WrapFile, fill
from console.store.wraps import OFFLINE, ONLINE, Argon2Cost

_ROOT = "online/offline_root"


def is_in(document: Document) -> bool:
    """Whether the way in without the portal is there."""
    return OFFLINE in document["wraps"]


def add(
    file: WrapFile, roots: dict[str, bytes], keys: AccountKeys, passphrase: str, cost: Argon2Cost
) -> None:
    """Let the passphrase open review copy and outbox; its root joins `roots`.

    The root is sealed in the online wrap as well: a rekey needs it, and nobody types the passphrase then.
    """
    document = file.read()
    salt, root = wraps.new_key(), wraps.new_key()
    wrap = wraps.new_wrap(OFFLINE, [wraps.stretched(passphrase, salt, cost)], salt, root)
    document["wraps"][OFFLINE] = wrap | cost.written() | {"tries": 0}
    document["wraps"][ONLINE]["offline_root"] = wraps.sealed(roots[ONLINE], _ROOT, root)
    fill(document, {**roots, OFFLINE: root}, keys)
    file.write(document)
    roots[OFFLINE] = root


def root_of(document: Document, online_root: bytes) -> bytes:
    """The root of the offline wrap as the online one has it."""
    return wraps.opened(online_root, _ROOT, document["wraps"][ONLINE]["offline_root"])


def drop(file: WrapFile) -> None:
    """Destroy the way in without the portal; none is as good."""
    document = file.read()
    if is_in(document):
        del document["wraps"][OFFLINE]
        document["wraps"].get(ONLINE, {}).pop("offline_root", None)
        file.write(document)


def open_by(file: WrapFile, passphrase: str) -> AccountKeys:
    """Review copy and outbox by the passphrase alone; the cache's key is empty.

    Each try is counted, the right one until `forgive`. Ten wrong tries in a row destroy this way in. That stops whoever sits at the keyboard; it does not
    stop a copied disk, where only the passphrase's length holds.

    Raises:
        KeyUnavailableError: a wrong passphrase, or there is no (more any) such way in.
    """
    document = file.read()
    try:
        wrap = document["wraps"][OFFLINE]
        wrap["tries"] = tries = max(0, int(wrap["tries"])) + 1
        cost, salt = Argon2Cost.read(wrap), wraps.salt_of(wrap)
    except UNREADABLE as error:
        raise KeyUnavailableError("no way in without the portal") from error
    try:
        with _counted(file, document):
            share = wraps.stretched(passphrase, salt, cost)
        root = wraps.opened_root(OFFLINE, wrap, [share])
        found, _ = file.keys_in(OFFLINE, wrap, root)
    except (InvalidTag, *UNREADABLE) as error:
        if tries >= wraps.WRONG_TRIES:
            drop(file)
        raise KeyUnavailableError("the passphrase does not fit") from error
    return AccountKeys(cache=b"", review=found["review"], outbox=found["outbox"])


def forgive(file: WrapFile) -> None:
    """The passphrase was right: the tries are counted anew."""
    document = file.read()
    if is_in(document) and document["wraps"][OFFLINE].get("tries") != 0:
        document["wraps"][OFFLINE]["tries"] = 0
        file.write(document)


@contextlib.contextmanager
def _counted(file: WrapFile, document: Document) -> Iterator[None]:
    """Have the try on the disk before anything is known of it: ending the program in time saves none.

    The disk takes 3 ms, and needs no processor. What it fails with is raised, and then nobody hears of the try.
    """
    with ThreadPoolExecutor(max_workers=1, thread_name_prefix="counting") as aside:
        written = aside.submit(file.write, document)
        try:
            yield
        finally:
            written.result()


def tries_left(wrap: Mapping[str, object]) -> int:
    """How many wrong tries the offline wrap still bears; none where it can not be read."""
    tries = wrap.get("tries")
    return wraps.WRONG_TRIES - tries if isinstance(tries, int) else 0
