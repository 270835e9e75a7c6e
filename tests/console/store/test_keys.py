"""Keys at rest: what opens them, what does not, and what is never written."""

import base64
import json
import os
import random
import stat
import threading

import pytest

from console.domain.errors import KeyringChangedError, KeysLostError, KeyUnavailableError
from console.store import wraps
from console.store.keys import ALLOWED_BACKENDS, Argon2Cost, KeyStore, system_keyring
from console.store.wrap_file import WrapFile
from tests.support.cheap_keys import CHEAP
from tests.support.keyrings import (
    LockedKeyring,
    MemoryKeyring,
    NullKeyring,
    PromptingKeyring,
)

PHRASE = "a long and winding phrase"
SHARE, OTHER = bytes(range(32)), bytes(range(32, 64))


def written(folder):
    return json.loads((folder / "wrap.json").read_text())


def with_keyring(folder):
    keyring = MemoryKeyring()
    return keyring, KeyStore(folder, keyring, cost=CHEAP).create(SHARE)


def test_keyring_and_portal_together_open_the_keys_again(tmp_path):
    keyring, made = with_keyring(tmp_path)
    again = KeyStore(tmp_path, keyring)
    assert again.exists
    assert not again.needs_passphrase
    assert again.unlock(SHARE) == made
    assert {len(one) for one in (made.cache, made.review, made.outbox)} == {32}
    assert len({made.cache, made.review, made.outbox}) == 3


def test_a_passphrase_and_the_portal_open_the_keys_where_there_is_no_keyring(tmp_path):
    store = KeyStore(tmp_path, None, cost=CHEAP)
    assert store.needs_passphrase
    made = store.create(SHARE, PHRASE)
    assert store.needs_passphrase
    assert store.unlock(SHARE, PHRASE) == made
    for wrong in ("a long and winding phrasE", "", None):
        with pytest.raises(KeyUnavailableError):
            store.unlock(SHARE, wrong)
    assert store.unlock(SHARE, PHRASE) == made


def test_what_the_keys_were_made_with_is_asked_for_whatever_is_here_by_now(tmp_path):
    KeyStore(tmp_path / "one", None, cost=CHEAP).create(SHARE, PHRASE)
    assert KeyStore(tmp_path / "one", MemoryKeyring()).needs_passphrase
    with_keyring(tmp_path / "other")
    assert not KeyStore(tmp_path / "other", None).needs_passphrase


@pytest.mark.threat("T1")
def test_t1_disk_and_keyring_open_nothing_without_the_portal(tmp_path):
    """1,000 tries with all that a stolen computer has, and shares that are not the portal's."""
    keyring, _ = with_keyring(tmp_path)
    KeyStore(tmp_path, keyring, cost=CHEAP).unlock(SHARE)
    chance = random.Random(7)
    before = (tmp_path / "wrap.json").read_bytes()
    for number in range(1000):
        guess = bytearray(SHARE) if number % 2 else bytearray(chance.randbytes(32))
        guess[chance.randrange(32)] ^= 1 << chance.randrange(8)
        with pytest.raises(KeyUnavailableError) as found:
            KeyStore(tmp_path, keyring, cost=CHEAP).unlock(bytes(guess))
        assert not isinstance(found.value, KeyringChangedError)
        with pytest.raises(KeyUnavailableError):
            KeyStore(tmp_path, keyring, cost=CHEAP).recover(bytes(guess))
    assert (tmp_path / "wrap.json").read_bytes() == before


@pytest.mark.threat("T1")
def test_t1_the_portals_share_alone_opens_no_patient_data(tmp_path):
    """It opens the outbox, which it has to; cache and review copy it does not."""
    _, made = with_keyring(tmp_path)
    found = KeyStore(tmp_path, MemoryKeyring(), cost=CHEAP).recover(SHARE)
    assert found.outbox == made.outbox
    assert made.cache not in (found.cache, found.review)
    assert made.review not in (found.cache, found.review)


def test_the_cost_travels_with_the_keys(tmp_path):
    made = KeyStore(tmp_path, None, cost=CHEAP).create(SHARE, PHRASE)
    dearer = Argon2Cost(time=2, memory_kib=128, parallelism=1)
    assert KeyStore(tmp_path, None, cost=dearer).unlock(SHARE, PHRASE) == made


def test_the_real_cost_is_not_cheap():
    assert (Argon2Cost().time, Argon2Cost().memory_kib) == (3, 262_144)


@pytest.mark.parametrize(
    "cost", [[3, 2**31, 2], [0, 64, 1], [3, 64], ["x", 64, 1], [10**9, 64, 1], [1, 8, 64]]
)
def test_a_forged_cost_does_not_take_the_computer(tmp_path, cost):
    store = KeyStore(tmp_path, None, cost=CHEAP)
    store.create(SHARE, PHRASE)
    wrap = written(tmp_path)
    wrap["wraps"]["online"]["argon2id"] = cost
    (tmp_path / "wrap.json").write_text(json.dumps(wrap))
    with pytest.raises(KeyUnavailableError):
        store.unlock(SHARE, PHRASE)


@pytest.mark.parametrize("phrase", ["", "fourteen chars"])
def test_a_short_passphrase_is_refused(tmp_path, phrase):
    with pytest.raises(KeyUnavailableError):
        KeyStore(tmp_path, None, cost=CHEAP).create(SHARE, phrase)
    assert not (tmp_path / "wrap.json").exists()


def test_without_keyring_and_passphrase_there_are_no_keys(tmp_path):
    with pytest.raises(KeyUnavailableError):
        KeyStore(tmp_path, None).create(SHARE)
    assert not (tmp_path / "wrap.json").exists()


@pytest.mark.parametrize("keyring", [NullKeyring(), LockedKeyring()])
def test_a_keyring_that_does_not_keep_is_not_trusted(tmp_path, keyring):
    with pytest.raises(KeyUnavailableError):
        KeyStore(tmp_path, keyring).create(SHARE)
    assert not (tmp_path / "wrap.json").exists()


def test_a_keyring_that_waits_for_somebody_is_not_waited_for(tmp_path):
    keyring = PromptingKeyring()
    with pytest.raises(KeyUnavailableError):
        KeyStore(tmp_path, keyring, patience_s=0.05).create(SHARE)
    keyring.come.set()


@pytest.mark.parametrize("keyring", [MemoryKeyring(), None])
def test_a_keyring_that_has_lost_our_share_costs_the_cache_and_no_decision(tmp_path, keyring):
    """Another desktop, a reset keyring, none at all: the portal's share alone opens the outbox."""
    _, made = with_keyring(tmp_path)
    for name in ("cache.db", "review.db"):
        (tmp_path / name).write_bytes(b"noise from now on")
    before = (tmp_path / "wrap.json").read_bytes()
    store = KeyStore(tmp_path, keyring, cost=CHEAP)
    with pytest.raises(KeyringChangedError):
        store.unlock(SHARE)
    assert (tmp_path / "wrap.json").read_bytes() == before
    passphrase = None if keyring else PHRASE
    found = store.recover(SHARE, passphrase)
    assert found.outbox == made.outbox
    assert found.cache != made.cache
    assert not list(tmp_path.glob("*.db"))
    assert KeyStore(tmp_path, keyring, cost=CHEAP).unlock(SHARE, passphrase) == found


def test_a_share_that_was_replaced_or_spoiled_counts_as_lost(tmp_path):
    for spoiled in (base64.b64encode(OTHER).decode(), "not base64!", ""):
        folder = tmp_path / str(len(spoiled))
        keyring, made = with_keyring(folder)
        (name,) = keyring.kept
        keyring.kept[name] = spoiled
        store = KeyStore(folder, keyring, cost=CHEAP)
        with pytest.raises(KeyringChangedError):
            store.unlock(SHARE)
        assert store.recover(SHARE).outbox == made.outbox


def test_a_locked_keyring_is_no_lost_one(tmp_path):
    """Who unlocks it in a minute shall not have lost the cache."""
    with_keyring(tmp_path)
    with pytest.raises(KeyUnavailableError) as found:
        KeyStore(tmp_path, LockedKeyring(), cost=CHEAP).unlock(SHARE)
    assert not isinstance(found.value, KeyringChangedError)


def test_a_forgotten_passphrase_is_recovered_from_with_a_new_one(tmp_path):
    store = KeyStore(tmp_path, None, cost=CHEAP)
    made = store.create(SHARE, PHRASE)
    with pytest.raises(KeyUnavailableError):
        store.recover(SHARE)  # no keyring: a new passphrase has to be given
    with pytest.raises(KeyUnavailableError):
        store.recover(SHARE, "fourteen chars")
    assert store.recover(SHARE, "quite another phrase").outbox == made.outbox
    with pytest.raises(KeyUnavailableError):
        store.unlock(SHARE, PHRASE)


@pytest.mark.threat("T18")
def test_t18_after_a_fork_the_former_share_opens_and_everything_goes_under_the_new_one(tmp_path):
    keyring, made = with_keyring(tmp_path)
    store = KeyStore(tmp_path, keyring, cost=CHEAP)
    with pytest.raises(KeyUnavailableError):
        store.unlock(OTHER)
    assert store.unlock(OTHER, former_share=SHARE) == made
    assert KeyStore(tmp_path, keyring).unlock(OTHER) == made
    with pytest.raises(KeyUnavailableError):
        KeyStore(tmp_path, keyring).unlock(SHARE)
    with pytest.raises(KeyUnavailableError):
        KeyStore(tmp_path, MemoryKeyring()).recover(SHARE)
    assert KeyStore(tmp_path, MemoryKeyring()).recover(OTHER).outbox == made.outbox


def test_existing_keys_are_never_replaced(tmp_path):
    keyring, made = with_keyring(tmp_path)
    with pytest.raises(KeyUnavailableError):
        KeyStore(tmp_path, keyring).create(SHARE)
    assert KeyStore(tmp_path, keyring).unlock(SHARE) == made


@pytest.mark.threat("T1")
def test_t1_keys_that_need_no_share_of_the_portals_open_nothing(tmp_path):
    """Who can write here and knows the keyring's share would plant an outbox of their own."""
    keyring, _ = with_keyring(tmp_path)
    share = keyring.get_password("portal-console", tmp_path.name)
    document = {"format": 1, "method": "keyring", "salt": share, "keys": {}}
    (tmp_path / "wrap.json").write_text(json.dumps(document))
    for asked in ("unlock", "recover"):
        with pytest.raises(KeysLostError):
            getattr(KeyStore(tmp_path, keyring), asked)(SHARE)


def test_new_keys_are_not_made_for_an_outbox_that_has_others(tmp_path):
    (tmp_path / "outbox.db").touch()
    with pytest.raises(KeysLostError):
        KeyStore(tmp_path, MemoryKeyring()).create(SHARE)


def flipped(text):
    raw = bytearray(base64.b64decode(text))
    raw[-1] ^= 1
    return base64.b64encode(raw).decode()


def spoiled(document, what):
    online = document["wraps"]["online"]
    if what == "swapped":  # each sealed key says which file it is for
        keys = online["keys"]
        keys["cache"], keys["outbox"] = keys["outbox"], keys["cache"]
    elif what == "other wrap":  # and in which wrap it lies
        online["keys"]["outbox"] = document["wraps"]["recovery"]["keys"]["outbox"]
    elif what == "other format":
        document["format"] = 3
    elif what == "no online":
        del document["wraps"]["online"]
    elif what in ("salt", "root"):
        online[what] = flipped(online[what])
    else:
        online["keys"][what] = flipped(online["keys"][what])
    return document


@pytest.mark.parametrize(
    "what",
    [
        "cache",
        "review",
        "outbox",
        "salt",
        "root",
        "swapped",
        "other wrap",
        "other format",
        "no online",
    ],
)
def test_a_changed_wrap_opens_nothing_and_stays_as_it_is(tmp_path, what):
    keyring, _ = with_keyring(tmp_path)
    file = tmp_path / "wrap.json"
    file.write_text(json.dumps(spoiled(written(tmp_path), what)))
    before = file.read_bytes()
    with pytest.raises(KeyUnavailableError):
        KeyStore(tmp_path, keyring).unlock(SHARE)
    assert file.read_bytes() == before


def test_no_spoiled_byte_of_the_wrap_is_a_bug(tmp_path):
    """Whatever stands in the file: keys that are right, or the one error that the window knows."""
    keyring, made = with_keyring(tmp_path)
    store = KeyStore(tmp_path, keyring, cost=CHEAP)
    store.unlock(SHARE)
    store.set_offline(made, PHRASE)
    good = (tmp_path / "wrap.json").read_bytes()
    chance = random.Random(11)
    for number in range(100):
        bad = bytearray(good)
        kind = number % 4
        if kind == 0:
            bad[chance.randrange(len(bad))] ^= 1 << chance.randrange(8)
        elif kind == 1:
            del bad[chance.randrange(len(bad)) :]
        elif kind == 2:
            at = chance.randrange(len(bad))
            bad[at : at + chance.randrange(40)] = b""
        else:
            at = chance.randrange(len(bad))
            bad[at:at] = chance.choice([b"{", b'"', b"null", b"[1]", b"\xff", b"9" * 30])
        (tmp_path / "wrap.json").write_bytes(bad)
        for opening in (
            lambda: store.unlock(SHARE),
            lambda: store.unlock_offline(PHRASE),
            store.facts,
        ):
            (tmp_path / "wrap.json").write_bytes(bad)
            try:
                found = opening()
            except KeyUnavailableError:
                continue
            if hasattr(found, "outbox"):
                assert found.outbox == made.outbox, f"number {number}"


@pytest.mark.parametrize(
    "text", ["null", "[]", '{"format": 2}', '{"format": 2, "wraps": {"online": 1}}']
)
def test_a_document_of_another_shape_is_lost_keys(tmp_path, text):
    (tmp_path / "wrap.json").write_text(text)
    store = KeyStore(tmp_path, MemoryKeyring(), cost=CHEAP)
    for asked in (lambda: store.unlock(SHARE), store.facts, lambda: store.needs_passphrase):
        with pytest.raises(KeysLostError):
            asked()


def test_the_same_letters_are_the_same_passphrase_on_every_keyboard(tmp_path):
    """One puts a letter and its accent together, another sends the two."""
    together, apart = "une très longue promenade", "une tre\u0300s longue promenade"
    made = KeyStore(tmp_path, None, cost=CHEAP).create(SHARE, together)
    assert KeyStore(tmp_path, None, cost=CHEAP).unlock(SHARE, apart) == made


def test_wrap_holds_no_secret_and_only_its_owner_reads_it(tmp_path):
    keyring, made = with_keyring(tmp_path)
    store = KeyStore(tmp_path, keyring, cost=CHEAP)
    store.unlock(SHARE)
    store.set_offline(made, PHRASE)
    file = tmp_path / "wrap.json"
    text = file.read_text()
    (share,) = keyring.kept.values()
    secrets = (
        made.cache,
        made.review,
        made.outbox,
        base64.b64decode(share),
        SHARE,
        PHRASE.encode(),
    )
    for secret in secrets:
        assert base64.b64encode(secret).decode() not in text
        assert secret.hex() not in text
    if os.name == "posix":
        assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert written(tmp_path)["wraps"]["online"]["backend"].endswith("MemoryKeyring")


def test_facts_say_how_the_keys_are_protected(tmp_path):
    store = KeyStore(tmp_path, MemoryKeyring(), cost=CHEAP)
    assert store.facts().wraps == ()
    made = store.create(SHARE)
    assert store.facts().wraps == ("online", "recovery")
    assert (store.facts().method, store.facts().tries_left) == ("keyring", None)
    store.set_offline(made, PHRASE)
    assert set(store.facts().wraps) == {"online", "recovery", "offline"}
    assert store.facts().tries_left == 10
    assert store.facts().backend.endswith("MemoryKeyring")


def test_only_known_backends_are_ever_chosen(monkeypatch):
    """Plain text, null, fail and whatever a test or a plug-in brings are passed over."""
    MemoryKeyring()
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.null.Keyring")
    found = system_keyring()
    assert found is None or f"{type(found).__module__}.{type(found).__qualname__}" in (
        ALLOWED_BACKENDS
    )


# The passphrase that opens the review copy without the portal


def with_offline(folder, keyring=None):
    store = KeyStore(folder, keyring or MemoryKeyring(), cost=CHEAP)
    keys = store.create(SHARE)
    store.set_offline(keys, PHRASE)
    return store, keys


def test_the_offline_passphrase_opens_review_copy_and_outbox_never_the_cache(tmp_path):
    _, keys = with_offline(tmp_path)
    store = KeyStore(tmp_path, None, cost=CHEAP)
    assert store.offline_ready
    found = store.unlock_offline(PHRASE)
    assert (found.review, found.outbox, found.cache) == (keys.review, keys.outbox, b"")
    assert "cache" not in written(tmp_path)["wraps"]["offline"]["keys"]


def test_it_is_set_only_by_somebody_who_came_in_by_the_portal(tmp_path):
    _, keys = with_offline(tmp_path)
    with pytest.raises(KeyUnavailableError):
        KeyStore(tmp_path, MemoryKeyring(), cost=CHEAP).set_offline(keys, PHRASE)


def test_a_short_offline_passphrase_is_refused(tmp_path):
    store = KeyStore(tmp_path, MemoryKeyring(), cost=CHEAP)
    keys = store.create(SHARE)
    with pytest.raises(KeyUnavailableError):
        store.set_offline(keys, "fourteen chars")
    assert not store.offline_ready


def test_ten_wrong_tries_in_a_row_destroy_the_way_in(tmp_path):
    with_offline(tmp_path)
    for number in range(9):
        with pytest.raises(KeyUnavailableError):
            KeyStore(tmp_path, None, cost=CHEAP).unlock_offline(f"wrong number {number}")
    store = KeyStore(tmp_path, None, cost=CHEAP)
    assert store.facts().tries_left == 1
    store.unlock_offline(PHRASE)
    store.forgive_tries()  # the right one begins the count anew
    assert store.facts().tries_left == 10
    for number in range(10):
        with pytest.raises(KeyUnavailableError):
            KeyStore(tmp_path, None, cost=CHEAP).unlock_offline(f"wrong number {number}")
    assert not store.offline_ready
    with pytest.raises(KeyUnavailableError):
        store.unlock_offline(PHRASE)


@pytest.mark.parametrize("tries", [-100_000, float("inf"), "nine", None])
def test_a_forged_number_of_tries_gives_no_more_than_ten(tmp_path, tries):
    with_offline(tmp_path)
    wrap = written(tmp_path)
    wrap["wraps"]["offline"]["tries"] = tries
    (tmp_path / "wrap.json").write_text(json.dumps(wrap))
    store = KeyStore(tmp_path, None, cost=CHEAP)
    with pytest.raises(KeyUnavailableError):
        store.unlock_offline("not the passphrase")
    assert tries != -100_000 or store.facts().tries_left == 9


def test_the_same_letters_open_it_however_they_are_put_together(tmp_path):
    store = KeyStore(tmp_path, MemoryKeyring(), cost=CHEAP)
    store.set_offline(store.create(SHARE), "Gru\u0308ße aus dem Zug")
    assert store.unlock_offline("Gr\u00fcße aus dem Zug").outbox


def test_a_try_counts_although_the_program_was_killed_in_it(tmp_path, monkeypatch):
    with_offline(tmp_path)

    class KilledError(BaseException):
        pass

    def killed(*_):
        raise KilledError

    with monkeypatch.context() as patch:
        patch.setattr(wraps, "stretched", killed)
        for _ in range(3):
            with pytest.raises(KilledError):
                KeyStore(tmp_path, None, cost=CHEAP).unlock_offline("a wrong one")
    assert KeyStore(tmp_path, None).facts().tries_left == 7


def test_nobody_hears_of_a_try_that_could_not_be_counted(tmp_path, monkeypatch):
    with_offline(tmp_path)
    refused = OSError("no room")

    def fails(*_):
        raise refused

    with monkeypatch.context() as patch:
        patch.setattr(WrapFile, "write", fails)
        for phrase in (PHRASE, "a wrong one"):
            with pytest.raises(OSError, match="no room") as found:
                KeyStore(tmp_path, None, cost=CHEAP).unlock_offline(phrase)
            assert found.value is refused


def test_a_try_is_on_the_disk_before_anybody_hears_of_it(tmp_path, monkeypatch):
    with_offline(tmp_path)
    write, order = WrapFile.write, []
    stretch, stretched = wraps.stretched, threading.Event()

    def at_last(*words):
        assert stretched.wait(20)  # the disk is slower than Argon2id
        write(*words)
        order.append("counted")

    def quick(*words):
        share = stretch(*words)
        stretched.set()
        return share

    with monkeypatch.context() as patch:
        patch.setattr(WrapFile, "write", at_last)
        patch.setattr(wraps, "stretched", quick)
        KeyStore(tmp_path, None, cost=CHEAP).unlock_offline(PHRASE)
        order.append("heard")
    assert order == ["counted", "heard"]
    assert KeyStore(tmp_path, None).facts().tries_left == 9


def test_forgiving_brings_back_no_way_in(tmp_path):
    store, _ = with_offline(tmp_path)
    store.drop_offline()
    store.forgive_tries()
    assert not store.offline_ready


def test_dropping_it_leaves_the_other_ways_in(tmp_path):
    keyring = MemoryKeyring()
    store, keys = with_offline(tmp_path, keyring)
    store.drop_offline()
    assert not store.offline_ready
    assert "offline_root" not in written(tmp_path)["wraps"]["online"]
    with pytest.raises(KeyUnavailableError):
        store.unlock_offline(PHRASE)
    assert KeyStore(tmp_path, keyring, cost=CHEAP).unlock(SHARE) == keys
    store.drop_offline()


def test_a_new_passphrase_takes_the_old_ones_place(tmp_path):
    store, keys = with_offline(tmp_path)
    store.set_offline(keys, "quite another phrase")
    with pytest.raises(KeyUnavailableError):
        store.unlock_offline(PHRASE)
    assert store.unlock_offline("quite another phrase").review == keys.review


def test_a_recovery_takes_the_offline_way_in_away(tmp_path):
    """Its passphrase seals a review copy that nobody can read any more; it has to be set anew."""
    with_offline(tmp_path)
    store = KeyStore(tmp_path, MemoryKeyring(), cost=CHEAP)
    store.recover(SHARE)
    assert not store.offline_ready
