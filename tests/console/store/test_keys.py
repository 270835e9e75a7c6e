"""Keys at rest: what opens them, what does not, and what is never written."""

import base64
import json
import stat

import pytest

from console.domain.errors import KeyUnavailableError
from console.store.keys import ALLOWED_BACKENDS, Argon2Cost, KeyStore, system_keyring
from tests.support.keyrings import (
    LockedKeyring,
    MemoryKeyring,
    NullKeyring,
    PromptingKeyring,
)

CHEAP = Argon2Cost(time=1, memory_kib=64, parallelism=1)
PHRASE = "a long and winding phrase"


def test_a_keyring_share_opens_the_keys_again(tmp_path):
    keyring = MemoryKeyring()
    made = KeyStore(tmp_path, keyring).create()
    again = KeyStore(tmp_path, keyring)
    assert again.exists
    assert not again.needs_passphrase
    assert again.unlock() == made
    assert len(made.cache) == len(made.outbox) == 32
    assert made.cache != made.outbox


def test_a_passphrase_opens_the_keys_where_there_is_no_keyring(tmp_path):
    store = KeyStore(tmp_path, None, cost=CHEAP)
    assert store.needs_passphrase
    made = store.create(PHRASE)
    assert store.needs_passphrase
    assert store.unlock(PHRASE) == made
    for wrong in ("a long and winding phrasE", "", None):
        with pytest.raises(KeyUnavailableError):
            store.unlock(wrong)
    assert store.unlock(PHRASE) == made


def test_the_cost_travels_with_the_keys(tmp_path):
    made = KeyStore(tmp_path, None, cost=CHEAP).create(PHRASE)
    dearer = Argon2Cost(time=2, memory_kib=128, parallelism=1)
    assert KeyStore(tmp_path, None, cost=dearer).unlock(PHRASE) == made


def test_the_real_cost_is_not_cheap():
    assert (Argon2Cost().time, Argon2Cost().memory_kib) == (3, 262_144)


@pytest.mark.parametrize("phrase", ["", "eleven char"])
def test_a_short_passphrase_is_refused(tmp_path, phrase):
    with pytest.raises(KeyUnavailableError):
        KeyStore(tmp_path, None, cost=CHEAP).create(phrase)
    assert not (tmp_path / "wrap.json").exists()


def test_without_keyring_and_passphrase_there_are_no_keys(tmp_path):
    with pytest.raises(KeyUnavailableError):
        KeyStore(tmp_path, None).create()
    assert not (tmp_path / "wrap.json").exists()


@pytest.mark.parametrize("keyring", [NullKeyring(), LockedKeyring()])
def test_a_keyring_that_does_not_keep_is_not_trusted(tmp_path, keyring):
    with pytest.raises(KeyUnavailableError):
        KeyStore(tmp_path, keyring).create()
    assert not (tmp_path / "wrap.json").exists()


def test_a_keyring_that_waits_for_somebody_is_not_waited_for(tmp_path):
    keyring = PromptingKeyring()
    with pytest.raises(KeyUnavailableError):
        KeyStore(tmp_path, keyring, patience_s=0.05).create()
    keyring.come.set()


def test_a_keyring_without_our_share_opens_nothing_and_deletes_nothing(tmp_path):
    KeyStore(tmp_path, MemoryKeyring()).create()
    before = (tmp_path / "wrap.json").read_bytes()
    for keyring in (MemoryKeyring(), None):
        with pytest.raises(KeyUnavailableError):
            KeyStore(tmp_path, keyring).unlock()
    assert (tmp_path / "wrap.json").read_bytes() == before


def test_existing_keys_are_never_replaced(tmp_path):
    keyring = MemoryKeyring()
    made = KeyStore(tmp_path, keyring).create()
    with pytest.raises(KeyUnavailableError):
        KeyStore(tmp_path, keyring).create()
    assert KeyStore(tmp_path, keyring).unlock() == made


@pytest.mark.parametrize("what", ["cache", "outbox", "salt", "swapped", "garbage", "other format"])
def test_a_changed_wrap_opens_nothing(tmp_path, what):
    store = KeyStore(tmp_path, MemoryKeyring())
    store.create()
    file = tmp_path / "wrap.json"
    wrap = json.loads(file.read_text())

    def flipped(text):
        raw = bytearray(base64.b64decode(text))
        raw[-1] ^= 1
        return base64.b64encode(raw).decode()

    if what == "salt":
        wrap["salt"] = flipped(wrap["salt"])
    elif what == "swapped":  # each sealed key says which file it is for
        keys = wrap["keys"]
        wrap["keys"] = {"cache": keys["outbox"], "outbox": keys["cache"]}
    elif what == "other format":
        wrap["format"] = 2
    elif what != "garbage":
        wrap["keys"][what] = flipped(wrap["keys"][what])
    file.write_text("}{" if what == "garbage" else json.dumps(wrap))
    with pytest.raises(KeyUnavailableError):
        store.unlock()


def test_wrap_holds_no_secret_and_only_its_owner_reads_it(tmp_path):
    keyring = MemoryKeyring()
    made = KeyStore(tmp_path, keyring).create()
    file = tmp_path / "wrap.json"
    text = file.read_text()
    (share,) = keyring.kept.values()
    for secret in (made.cache, made.outbox, base64.b64decode(share)):
        assert base64.b64encode(secret).decode() not in text
        assert secret.hex() not in text
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert json.loads(text)["backend"].endswith("MemoryKeyring")


def test_forgetting_erases_share_and_wrap(tmp_path):
    keyring = MemoryKeyring()
    store = KeyStore(tmp_path, keyring)
    store.create()
    store.forget()
    assert keyring.kept == {}
    assert not store.exists
    with pytest.raises(KeyUnavailableError):
        store.unlock()


def test_only_known_backends_are_ever_chosen(monkeypatch):
    """Plain text, null, fail and whatever a test or a plug-in brings are passed over."""
    MemoryKeyring()
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.null.Keyring")
    found = system_keyring()
    assert found is None or f"{type(found).__module__}.{type(found).__qualname__}" in (
        ALLOWED_BACKENDS
    )
