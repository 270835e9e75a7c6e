"""Damage: a cache is rebuilt and costs nothing, an outbox is kept as it is and read as far as it can be."""

import random
import shutil

import pytest

from console.domain.errors import (
    AccountInUseError,
    CacheDamagedError,
    KeyUnavailableError,
    OutboxDamagedError,
)
from console.domain.items import QueueQuery
from console.store.cache import Cache
from console.store.engine import Store
from console.store.outbox import Outbox
from console.store.reader import QueueReader
from console.store.salvage import put_outbox_aside, read_sealed, salvage, write_sealed
from console.store.writing import Writer
from tests.console.store.test_engine import some_command
from tests.support.builders import KEYS, fill, open_store
from tests.support.cheap_keys import CHEAP

SEED, ITEMS, WAITING = 20261122, 60, 9
PHRASE = "a long and winding phrase"


@pytest.fixture(scope="module")
def whole(tmp_path_factory):
    """A closed account with items and decisions."""
    folder = tmp_path_factory.mktemp("whole")
    store, cache = open_store(folder)
    fill(cache, ITEMS)
    Outbox(cache.writer).add([some_command(number) for number in range(WAITING)], now_ms=1)
    store.close()
    return folder


def corrupted(path, chance):
    """Change the file in one of the ways in which disks and people do; says how."""
    raw = bytearray(path.read_bytes())
    how = chance.choice(["bit", "byte", "block", "cut", "zeros", "longer", "swapped", "empty"])
    at = chance.randrange(len(raw))
    if how == "bit":
        raw[at] ^= 1 << chance.randrange(8)
    elif how == "byte":
        raw[at] = (raw[at] + chance.randrange(1, 256)) % 256
    elif how == "block":
        raw[at : at + 512] = chance.randbytes(len(raw[at : at + 512]))
    elif how == "cut":
        del raw[at:]
    elif how == "zeros":
        raw[at : at + 4096] = bytes(len(raw[at : at + 4096]))
    elif how == "longer":
        raw += chance.randbytes(chance.randrange(1, 9000))
    elif how == "swapped":
        one, other = (4096 * chance.randrange(len(raw) // 4096) for _ in range(2))
        raw[one : one + 4096], raw[other : other + 4096] = (
            raw[other : other + 4096],
            raw[one : one + 4096],
        )
    else:
        raw.clear()
    path.write_bytes(raw)
    return how


def check_caches(whole, tmp_path, count, first=SEED):
    """Each cache is used as the program does: opened, proved, read, rebuilt where it has to be."""
    folder = tmp_path / "trial"
    for seed in range(first, first + count):
        shutil.copytree(whole, folder)
        how = corrupted(folder / "cache.db", random.Random(seed))
        said = f"seed {seed}: {how}"
        store = Store.open(folder, KEYS)
        reader, cache = QueueReader(store), Cache(store, Writer(store))
        try:
            cache.check()
            assert len(reader.ids(QueueQuery(1))) in (0, ITEMS), said
        except CacheDamagedError:
            cache.rebuild()
        fill(cache, ITEMS)  # what the next round brings
        cache.check()
        assert len(reader.ids(QueueQuery(1))) == ITEMS, said
        assert reader.waiting() == WAITING, said
        assert Outbox(cache.writer).pending() == WAITING, said
        store.close()
        shutil.rmtree(folder)


@pytest.mark.threat("T12")
def test_t12_a_corrupted_cache_is_rebuilt_and_costs_no_decision(whole, tmp_path):
    check_caches(whole, tmp_path, 60)


@pytest.mark.soak
@pytest.mark.timeout(1800)
def test_t12_a_thousand_corrupted_caches_are_rebuilt_and_cost_no_decision(whole, tmp_path):
    check_caches(whole, tmp_path, 1000, first=SEED + 60)


def check_outboxes(whole, tmp_path, count):
    """Opened as a sound one with all decisions, or refused and left as it is to the byte."""
    folder, refused = tmp_path / "trial", 0
    for seed in range(SEED, SEED + count):
        shutil.copytree(whole, folder)
        path = folder / "outbox.db"
        how = corrupted(path, random.Random(seed))
        before = path.read_bytes()
        said = f"seed {seed}: {how}"
        try:
            store = Store.open(folder, KEYS)
        except OutboxDamagedError:
            refused += 1
            assert path.read_bytes() == before, said
            found = salvage(folder, KEYS)
            assert path.read_bytes() == before, said
            ids = {command.command_id for command in found.commands}
            assert ids <= {f"k{number}" for number in range(WAITING)}, said
        else:
            pending = Outbox(Writer(store)).pending()
            store.close()
            assert pending == WAITING or not before, said
        shutil.rmtree(folder)
    return refused


@pytest.mark.threat("T12")
def test_t12_a_corrupted_outbox_is_refused_and_left_as_it_is(whole, tmp_path):
    assert check_outboxes(whole, tmp_path, 40) > 25


@pytest.mark.soak
@pytest.mark.timeout(1800)
def test_t12_ten_thousand_corrupted_outboxes_are_refused_or_whole(whole, tmp_path):
    assert check_outboxes(whole, tmp_path, 10_000) > 7_000


def with_many(folder, count=400):
    store, cache = open_store(folder)
    Outbox(cache.writer).add([some_command(number) for number in range(count)], now_ms=1)
    store.close()
    return folder / "outbox.db"


def test_what_can_be_read_is_saved_from_both_sides_of_the_damage(tmp_path):
    path = with_many(tmp_path)
    raw = bytearray(path.read_bytes())
    middle = len(raw) // 2 // 4096 * 4096
    raw[middle + 100] ^= 1
    path.write_bytes(raw)
    with pytest.raises(OutboxDamagedError):
        Store.open(tmp_path, KEYS)
    found = salvage(tmp_path, KEYS)
    assert not found.is_whole
    assert 300 < len(found.commands) < 400
    assert path.read_bytes() == raw
    assert sorted(one.name for one in tmp_path.iterdir() if one.is_dir()) == []


def test_a_sound_outbox_is_saved_whole(tmp_path):
    with_many(tmp_path)
    found = salvage(tmp_path, KEYS)
    assert found.is_whole
    assert len(found.commands) == 400


def test_a_file_of_another_key_gives_nothing_and_says_so(tmp_path):
    path = with_many(tmp_path)
    path.write_bytes(b"\0" * 8192)
    assert salvage(tmp_path, KEYS).commands == ()
    assert not salvage(tmp_path, KEYS).is_whole


def test_the_saved_file_opens_with_its_passphrase_and_tells_nothing_without(tmp_path):
    with_many(tmp_path, 3)
    path = tmp_path / "saved.bin"
    with pytest.raises(KeyUnavailableError):
        write_sealed(path, salvage(tmp_path, KEYS), "fourteen chars", cost=CHEAP)
    write_sealed(path, salvage(tmp_path, KEYS), PHRASE, cost=CHEAP)
    found = read_sealed(path, PHRASE)
    assert found["is_whole"]
    assert [one["command_id"] for one in found["decisions"]] == ["k0", "k1", "k2"]
    assert found["decisions"][0]["label"] == some_command().label
    assert b"Canarywood" not in path.read_bytes()
    assert path.stat().st_mode & 0o077 == 0
    for bad in ("another long phrase", ""):
        with pytest.raises(KeyUnavailableError):
            read_sealed(path, bad)
    for spoiled in (b"", b"{}", b"[]", b'{"format": "portal-console/salvage/1"}'):
        path.write_bytes(spoiled)
        with pytest.raises(KeyUnavailableError):
            read_sealed(path, PHRASE)


def test_a_person_may_begin_a_new_outbox_and_the_old_one_stays(tmp_path):
    path = with_many(tmp_path, 3)
    raw = path.read_bytes()[:5000]
    path.write_bytes(raw)
    with pytest.raises(OutboxDamagedError):
        Store.open(tmp_path, KEYS)
    put_outbox_aside(tmp_path, KEYS)
    store = Store.open(tmp_path, KEYS)
    assert Outbox(Writer(store)).pending() == 0
    assert (tmp_path / "outbox.db.damaged-1").read_bytes() == raw
    with pytest.raises(AccountInUseError):
        put_outbox_aside(tmp_path, KEYS)
    with pytest.raises(AccountInUseError):
        salvage(tmp_path, KEYS)
    store.close()
