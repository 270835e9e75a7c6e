"""New keys at every sign-in: the old ones open nothing more, and no kill costs a decision."""

import os
import random
import shutil
import sys
import time

import pytest

from console.domain.errors import AccountInUseError, KeyUnavailableError, OutboxDamagedError
from console.domain.items import ItemKey
from console.domain.session import OfflineReview
from console.store import door, rekey
from console.store.cache import Cache
from console.store.door import connect, fits
from console.store.engine import Store
from console.store.keys import KeyStore
from console.store.outbox import Outbox
from console.store.rekey import AT_SIGN_OUT, IN_SESSION, at_sign_in, copy_rekeyed, rekeyed
from console.store.review import ReviewCopy
from console.store.writing import Writer
from tests.console.store.test_engine import damage, some_command
from tests.support.builders import entity, fill, page
from tests.support.cheap_keys import CHEAP
from tests.support.dying import killed_after, killed_at_line, killed_at_the_end, lines_of
from tests.support.keyrings import MemoryKeyring

SHARE, PHRASE = bytes(range(32)), "a long and winding phrase"
RULE = OfflineReview(
    allowed=True, kinds=frozenset({"refill"}), whole=True, keep_s=60, most_items=50, may_pin=True
)
WAITING, SEED = 5, 20261122
forks = pytest.mark.skipif(not hasattr(os, "fork"), reason="forks and kills")


class Account:
    """An account folder with a keyring, an offline passphrase and something in each file."""

    def __init__(self, folder):
        self.folder, self.keyring = folder, MemoryKeyring()
        store = self.key_store()
        self.keys = store.create(SHARE)
        store.set_offline(self.keys, PHRASE)

    def key_store(self):
        return KeyStore(self.folder, self.keyring, cost=CHEAP)

    def at(self, folder):
        """The same account in a copy of its folder: the keyring knows it by the folder's name."""
        other = object.__new__(Account)
        other.folder, other.keys, other.keyring = folder, self.keys, MemoryKeyring()
        (share,) = self.keyring.kept.values()
        other.keyring.set_password("portal-console", folder.name, share)
        return other

    def rekeyed(self):
        key_store = self.key_store()
        names = (*at_sign_in(self.folder), *IN_SESSION)
        return rekeyed(self.folder, key_store, key_store.unlock(SHARE), names)

    def fill(self, *, padding=0):
        store = Store.open(self.folder, self.keys)
        writer = Writer(store)
        cache = Cache(store, writer)
        cache.apply(1, page([entity(1), entity(2)]), now_ms=1)
        Outbox(writer).add([some_command(number) for number in range(WAITING)], now_ms=1)
        if padding:
            with writer.transaction() as connection:
                connection.exec_driver_sql(
                    "INSERT INTO main.kept SELECT 'padding', hex(zeroblob(?))", (padding // 2,)
                )
        ReviewCopy(store).write({1: RULE}, now_ms=1)
        assert ReviewCopy(store).pin(KEY, b"%PDF")
        return store

    def must_be_whole(self):
        """Both ways in lead to everything, first the one that can not mend."""
        offline = KeyStore(self.folder, None, cost=CHEAP).unlock_offline(PHRASE)
        store = Store.open_review(self.folder, offline)
        assert not store.cache_was_rebuilt
        assert Outbox(Writer(store)).pending() == WAITING
        assert ReviewCopy(store).document(KEY) == b"%PDF"
        store.close()
        keys = self.key_store().unlock(SHARE)
        store = Store.open(self.folder, keys)
        assert not store.cache_was_rebuilt
        assert Outbox(Writer(store)).pending() == WAITING
        assert ReviewCopy(store).document(KEY) == b"%PDF"
        store.close()


KEY = ItemKey(1, "refill", entity(1)["id"])


@pytest.fixture
def account(tmp_path):
    (tmp_path / "first").mkdir()
    return Account(tmp_path / "first")


def test_old_keys_open_nothing_after_a_rekey(account):
    account.fill().close()
    old, new = account.keys, account.rekeyed()
    for name in ("review", "outbox", "cache"):
        assert not fits(account.folder / f"{name}.db", getattr(old, name))
        assert fits(account.folder / f"{name}.db", getattr(new, name))
    account.must_be_whole()
    text = (account.folder / "wrap.json").read_text()
    assert '"next"' not in text


def test_a_large_cache_gets_its_new_key_at_the_end_of_the_session(account, monkeypatch):
    account.fill().close()
    monkeypatch.setattr(rekey, "QUICK_BYTES", 1000)
    assert account.rekeyed().cache == account.keys.cache
    key_store = account.key_store()
    keys = key_store.unlock(SHARE)
    new = rekeyed(account.folder, key_store, keys, AT_SIGN_OUT)
    assert new.outbox == keys.outbox
    assert not fits(account.folder / "cache.db", keys.cache)
    account.must_be_whole()


def test_the_copy_gets_its_new_key_while_the_store_is_open(account):
    account.fill().close()
    key_store = account.key_store()
    before = rekeyed(account.folder, key_store, key_store.unlock(SHARE))
    assert before.review == account.keys.review
    store = Store.open(account.folder, before)
    copy_rekeyed(store, key_store)
    assert store.keys.review != before.review
    assert not fits(account.folder / "review.db", before.review)
    assert ReviewCopy(store).document(KEY) == b"%PDF"
    ReviewCopy(store).write({1: RULE}, now_ms=2)
    assert fits(account.folder / "review.db", store.keys.review)
    store.close()
    account.must_be_whole()


def test_a_copy_that_is_what_the_store_shows_keeps_its_key(account):
    account.fill().close()
    key_store = KeyStore(account.folder, None, cost=CHEAP)
    keys = key_store.unlock_offline(PHRASE)
    store = Store.open_review(account.folder, keys)
    copy_rekeyed(store, key_store)
    assert store.keys == keys
    store.close()


def test_an_account_without_files_gets_new_keys(account):
    assert account.rekeyed() != account.keys
    assert account.key_store().unlock(SHARE).outbox != account.keys.outbox


def test_a_store_that_is_open_keeps_its_keys(account):
    store = account.fill()
    with pytest.raises(AccountInUseError):
        account.rekeyed()
    store.close()
    account.must_be_whole()


def test_without_the_portal_nothing_is_rekeyed(account):
    account.fill().close()
    store = KeyStore(account.folder, None, cost=CHEAP)
    keys = store.unlock_offline(PHRASE)
    with pytest.raises(KeyUnavailableError):
        rekeyed(account.folder, store, keys)
    account.must_be_whole()


def test_a_damaged_outbox_keeps_its_key_and_every_byte(account):
    account.fill().close()
    damage(account.folder / "outbox.db")
    before = (account.folder / "outbox.db").read_bytes()
    keys = account.rekeyed()
    assert keys.outbox == account.keys.outbox
    assert (account.folder / "outbox.db").read_bytes() == before
    with pytest.raises(OutboxDamagedError):
        Store.open(account.folder, keys)


@forks
def test_an_emptied_outbox_is_left_alone_for_its_journal_still_holds_all(account):
    """SQLite would take the empty file for a new one and throw the journal away."""
    left_by_a_kill(account)
    outbox, journal = account.folder / "outbox.db", account.folder / "outbox.db-wal"
    outbox.write_bytes(b"")
    before = journal.read_bytes()
    keys = account.rekeyed()
    assert keys.outbox == account.keys.outbox
    assert (outbox.read_bytes(), journal.read_bytes()) == (b"", before)


def test_a_change_that_failed_after_it_was_safe_counts(account, monkeypatch):
    """The disk is full when the journal is laid into the file: the new key is the one that opens it."""
    account.fill().close()
    change = door.change_key

    def full(connection, key):
        change(connection, key)
        raise sqlite3_full()

    monkeypatch.setattr("console.store.rekey.change_key", full)
    account.rekeyed()
    monkeypatch.undo()
    account.must_be_whole()


def sqlite3_full():
    from sqlcipher3 import dbapi2  # noqa: PLC0415 - its own error, not the standard library's

    return dbapi2.OperationalError("database or disk is full")


def left_by_a_kill(account, *, padding=0):
    """The files as a killed program leaves them, with the journal that has not been laid in."""
    killed = killed_at_the_end(lambda: account.fill(padding=padding))
    assert killed
    assert (account.folder / "outbox.db-wal").stat().st_size > 0


def check_kills(account, tmp_path, step):
    left_by_a_kill(account)
    trial = tmp_path / "count"
    shutil.copytree(account.folder, trial)
    count = lines_of(account.at(trial).rekeyed)
    assert count > 200
    for number in range(1, count + 1, step):
        trial = tmp_path / f"trial-{number}"
        shutil.copytree(account.folder, trial)
        at_work = account.at(trial)
        assert killed_at_line(number, at_work.rekeyed), f"line {number} of {count}"
        at_work.must_be_whole()
        assert at_work.rekeyed() != account.keys
        shutil.rmtree(trial)


@forks
@pytest.mark.threat("T12")
def test_t12_a_kill_at_any_step_of_a_rekey_costs_nothing(account, tmp_path):
    check_kills(account, tmp_path, 47)


@forks
@pytest.mark.soak
@pytest.mark.timeout(1200)
def test_t12_a_kill_at_any_third_line_of_a_rekey_costs_nothing(account, tmp_path):
    check_kills(account, tmp_path, 3)


@forks
@pytest.mark.threat("T12")
def test_t12_a_kill_while_the_pages_are_written_costs_nothing(account, tmp_path):
    """A large outbox, so that the kill falls into the one call that writes it anew."""
    left_by_a_kill(account, padding=3_000_000)
    chance = random.Random(SEED)
    trial = tmp_path / "whole"
    shutil.copytree(account.folder, trial)
    begun = time.perf_counter()
    account.at(trial).rekeyed()
    takes = time.perf_counter() - begun
    cut = 0
    for number in range(4):
        trial = tmp_path / f"trial-{number}"
        shutil.copytree(account.folder, trial)
        at_work = account.at(trial)
        cut += killed_after(chance.uniform(0.1, 0.9) * takes, at_work.rekeyed)
        at_work.must_be_whole()
        shutil.rmtree(trial)
    assert cut


@pytest.mark.soak
def test_how_long_it_takes_to_rekey_a_large_cache(account, capsys):
    """100,000 items: too long for a sign-in, nothing to a sign-out (ADR 0021)."""
    store = Store.open(account.folder, account.keys)
    fill(Cache(store, Writer(store)), 100_000)
    store.close()
    begun = time.perf_counter()
    with connect(account.folder / "cache.db", account.keys.cache) as connection:
        door.change_key(connection, bytes(32))
    takes = time.perf_counter() - begun
    size = (account.folder / "cache.db").stat().st_size
    with capsys.disabled():
        sys.stdout.write(f"\nrekey of {size / 1e6:.0f} MB: {takes:.2f} s\n")
    assert takes < 30
