"""A wipe: complete after any kill, with or without the portal, and no decision lost."""

import json
import os
import shutil
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM, Suite

from console.api_client.payloads import command_json
from console.domain.errors import (
    AccountInUseError,
    KeyUnavailableError,
    NotFoundError,
    PortalUnreachableError,
)
from console.domain.session import OfflineReview
from console.store.cache import Cache
from console.store.engine import Store
from console.store.identity import Identity
from console.store.kept import Kept
from console.store.keys import KeyStore
from console.store.outbox import Outbox
from console.store.paths import account_folder
from console.store.rescue import MOST_BYTES, RESCUE, keep_parcels, kept_parcels
from console.store.review import ReviewCopy
from console.store.standing import StandingRescue, all_commands
from console.store.wipe import WIPE, WIPED_MARK, Step, Wipe
from console.store.writing import Writer
from console.wiping import lock_out, resume_wipes
from tests.console.store.test_engine import some_command
from tests.support.builders import entity, page
from tests.support.cheap_keys import CHEAP
from tests.support.dying import killed_at_line, lines_of
from tests.support.keyrings import FileKeyring, LockedKeyring

SERVER, STAFF, WAITING = "https://portal.example", "staff-7", 7
INFO = b"portal-console/rescue/1"
SUITE = Suite(KEM.X25519, KDF.HKDF_SHA256, AEAD.AES_256_GCM)
RULE = OfflineReview(
    allowed=True, kinds=frozenset({"refill"}), whole=True, keep_s=60, most_items=50
)
forks = pytest.mark.skipif(not hasattr(os, "fork"), reason="forks and kills")


class TakingPortal:
    """The portal's side: opens what is sealed to it, checks what is signed, can be away.

    It notes in a file, so that what a killed child has handed in is not forgotten.
    """

    def __init__(self, ledger):
        self.private_key = X25519PrivateKey.generate()
        self.ledger, self.device, self.is_away = ledger, b"", False
        self.forget()

    def forget(self):
        self.ledger.write_text("")

    @property
    def noted(self):
        return [json.loads(line) for line in self.ledger.read_text().splitlines()]

    def note(self, what, said):
        with self.ledger.open("a") as file:
            file.write(json.dumps([what, said]) + "\n")

    @property
    def commands(self):
        return {said["command_id"]: said for what, said in self.noted if what == "command"}

    @property
    def receipts(self):
        return [said for what, said in self.noted if what == "wiped"]

    @property
    def rescue_key(self):
        return self.private_key.public_key().public_bytes_raw()

    def rescue(self, workstation_id, sealed, signature):
        self.must_be_there()
        said = INFO + b"\0" + workstation_id.encode() + b"\0" + sealed
        Ed25519PublicKey.from_public_bytes(self.device).verify(signature, said)
        parcel = json.loads(SUITE.decrypt(sealed, self.private_key, info=INFO))
        assert parcel["staff_id"] == STAFF
        for command in parcel["commands"]:
            self.note("command", command)

    def wiped(self, workstation_id, signature):
        self.must_be_there()
        said = WIPED_MARK + workstation_id.encode()
        Ed25519PublicKey.from_public_bytes(self.device).verify(signature, said)
        self.note("wiped", workstation_id)

    def must_be_there(self):
        if self.is_away:
            raise PortalUnreachableError("no line")


class Account:
    """A workstation at work: keys, identity, and something in every file."""

    def __init__(self, data_dir):
        self.data_dir, self.portal = data_dir, TakingPortal(data_dir.with_suffix(".ledger"))
        self.keyring = FileKeyring(data_dir.with_suffix(".keyring"))
        self.folder = account_folder(data_dir, SERVER, "robin")
        self.identity = Identity(self.folder)
        self.portal.device = self.identity.next_registration("desk").public_key
        self.identity.accepted()
        key_store = KeyStore(self.folder, self.keyring, cost=CHEAP)
        self.keys = key_store.create(bytes(32))
        key_store.set_offline(self.keys, "a long and winding phrase")
        store = Store.open(self.folder, self.keys)
        writer = Writer(store)
        self.identity.keep(Kept(writer), key_store.keyring_share())
        Cache(store, writer).apply(1, page([entity(1)]), now_ms=1)
        Outbox(writer).add([some_command(number) for number in range(WAITING)], now_ms=1)
        ReviewCopy(store).write({1: RULE}, now_ms=1)
        standing = StandingRescue(self.folder, writer, self.identity, command_json)
        standing.set_up(self.portal.rescue_key, STAFF)
        assert standing.write() == WAITING
        self.bodies = [command_json(command) for command in all_commands(writer)]
        store.close()
        (self.folder / "cache.db.damaged-1").write_bytes(b"put aside")
        (self.folder / "cache.db-wal").write_bytes(b"left by a kill")

    def wipe(self):
        return Wipe(self.folder, self.keyring)

    def begin(self):
        self.wipe().begin(
            self.bodies,
            self.identity,
            self.portal.rescue_key,
            staff_id=STAFF,
            server=SERVER,
            ca_file="ca.pem",
        )

    def begin_locked(self):
        self.wipe().begin_locked(Identity(self.folder), server=SERVER)

    def all_the_rest(self):
        """What the program does at each start."""
        return [
            Wipe(folder, self.keyring).resume(self.portal) for folder in Wipe.pending(self.data_dir)
        ]

    def must_be_gone(self):
        assert not self.folder.exists()
        assert self.keyring.kept == {}
        assert set(self.portal.commands) == {f"k{number}" for number in range(WAITING)}
        assert set(self.portal.receipts) == {self.identity.workstation_id}

    def nothing_can_be_read(self):
        names = {path.name for path in self.folder.iterdir()}
        assert names <= {WIPE, WIPE + ".new", RESCUE, "in-use.lock"}
        assert self.keyring.kept == {}


@pytest.fixture
def account(tmp_path):
    return Account(tmp_path / "data")


@pytest.mark.threat("T13")
def test_t13_a_wipe_hands_in_all_decisions_and_leaves_nothing(account):
    account.begin()
    account.nothing_can_be_read()
    assert Wipe.pending(account.data_dir) == [account.folder]
    assert account.wipe().portal == (SERVER, "ca.pem")
    assert account.all_the_rest() == [True]
    account.must_be_gone()
    (body,) = [one for one in account.portal.commands.values() if one["command_id"] == "k1"]
    assert body == account.bodies[1]
    assert account.all_the_rest() == []
    assert account.wipe().resume(account.portal)  # asked for once more: done


@pytest.mark.threat("T13")
def test_t13_without_a_line_it_waits_sealed_for_as_long_as_it_takes(account):
    account.portal.is_away = True
    account.begin()
    for _ in range(3):
        assert account.all_the_rest() == [False]
        account.nothing_can_be_read()
    account.portal.is_away = False
    assert account.all_the_rest() == [True]
    account.must_be_gone()


@pytest.mark.threat("T13")
def test_t13_what_is_to_be_wiped_goes_although_nothing_can_be_told(account, monkeypatch):
    """Killed before anything was erased; the portal's authority can not be read any more."""
    note = {
        "step": Step.KEYRING.value,
        "server": SERVER,
        "ca_file": "not there.pem",
        "receipt": "%",
    }
    (account.folder / WIPE).write_text(json.dumps(note))
    monkeypatch.setattr("console.wiping.system_keyring", lambda: account.keyring)
    assert resume_wipes(account.data_dir) == 1
    account.nothing_can_be_read()
    assert account.all_the_rest() == [True]
    assert len(account.portal.commands) == WAITING


@pytest.mark.threat("T13")
def test_t13_who_signs_in_between_loses_nothing_that_a_wipe_has_saved(account):
    """The portal was away when the wipe was to hand in what it saved; then work went on here."""
    account.begin()
    identity = Identity(account.folder)
    account.portal.device = identity.next_registration("desk").public_key
    keys = KeyStore(account.folder, account.keyring, cost=CHEAP).create(bytes(32))
    store = Store.open(account.folder, keys)
    writer = Writer(store)
    identity.keep(Kept(writer))
    standing = StandingRescue(account.folder, writer, identity, command_json)
    standing.set_up(account.portal.rescue_key, STAFF)
    Outbox(writer).add([some_command(WAITING)], now_ms=1)
    assert standing.write() == 0
    assert len(kept_parcels(account.folder)) == 1
    bodies = [command_json(command) for command in all_commands(writer)]
    store.close()
    about = {"staff_id": STAFF, "server": SERVER}
    account.wipe().begin(bodies, identity, account.portal.rescue_key, **about)
    former, own = kept_parcels(account.folder)
    assert (former.workstation_id, own.workstation_id) == (
        account.identity.workstation_id,
        identity.workstation_id,
    )
    account.portal.rescue(own.workstation_id, own.sealed, own.signature)
    assert set(account.portal.commands) == {f"k{WAITING}"}


@pytest.mark.threat("T13")
def test_t13_a_revoked_computer_opens_no_copy_and_keeps_what_waits(account):
    lock_out(account.folder)
    assert not (account.folder / "review.db").exists()
    with pytest.raises(KeyUnavailableError):
        KeyStore(account.folder, account.keyring).unlock_offline("a long and winding phrase")
    assert (account.folder / "outbox.db").exists()
    assert len(kept_parcels(account.folder)) == 1
    lock_out(account.folder)  # asked for once more
    lock_out(account.folder.with_name("nobody"))


@pytest.mark.threat("T13")
def test_t13_a_revoked_workstation_that_can_not_open_its_outbox_loses_nothing(account):
    """No share is given any more: the rescue that stood ready is what is handed in."""
    account.begin_locked()
    account.nothing_can_be_read()
    assert account.all_the_rest() == [True]
    account.must_be_gone()


def test_without_keyring_a_locked_wipe_has_no_receipt_to_give(account):
    Wipe(account.folder, None).begin_locked(Identity(account.folder), server=SERVER)
    assert account.all_the_rest() == [True]
    assert not account.folder.exists()
    assert len(account.portal.commands) == WAITING
    assert account.portal.receipts == []


def test_a_keyring_that_does_not_answer_stops_no_wipe(account):
    wipe = Wipe(account.folder, LockedKeyring())
    wipe.begin(
        account.bodies, account.identity, account.portal.rescue_key, staff_id=STAFF, server=SERVER
    )
    assert not (account.folder / "wrap.json").exists()
    assert account.all_the_rest() == [True]
    assert not account.folder.exists()


@pytest.mark.threat("T13")
def test_t13_the_keys_are_gone_before_the_first_file(account, monkeypatch):
    """What the disk does not let go is noise by then."""
    (account.folder / "wrap.json.new").write_bytes((account.folder / "wrap.json").read_bytes())
    monkeypatch.setattr(Wipe, "_erase_files", disk_trouble)
    with pytest.raises(OSError, match="trouble"):
        account.begin()
    assert not list(account.folder.glob("wrap.json*"))
    assert account.keyring.kept == {}
    assert (account.folder / "outbox.db").exists()
    monkeypatch.undo()
    assert account.all_the_rest() == [True]
    account.must_be_gone()


@pytest.mark.skipif(not Path("/proc/self/fd").is_dir(), reason="asks the system what is synced")
@pytest.mark.threat("T13")
def test_t13_what_is_gone_is_gone_for_good_before_the_note_says_so(account, monkeypatch):
    """Else a power cut brings the keys back, and nothing looks for them any more."""
    seen, fsync = set(), os.fsync

    def noted(handle):
        fsync(handle)
        note = account.folder / WIPE
        if Path(f"/proc/self/fd/{handle}").readlink() == account.folder and note.exists():
            names = ("wrap.json", "outbox.db")
            there = ((account.folder / name).exists() for name in names)
            seen.add((json.loads(note.read_bytes())["step"], *there))

    monkeypatch.setattr(os, "fsync", noted)
    account.begin()
    assert (Step.KEYS, False, True) in seen
    assert (Step.FILES, False, False) in seen


def test_what_nobody_has_ordered_is_not_wiped(account):
    before = {path.name for path in account.folder.iterdir()}
    account.wipe().erase()
    assert account.wipe().resume(account.portal)
    assert {path.name for path in account.folder.iterdir()} == before
    assert account.portal.noted == []


def disk_trouble(_wipe):
    raise OSError(5, "trouble")


def test_a_link_to_somewhere_else_goes_and_what_it_leads_to_stays(account, tmp_path):
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "letter.txt").write_text("none of ours")
    (account.folder / "link").symlink_to(elsewhere)
    (account.folder / "salvage-1").mkdir()
    (account.folder / "salvage-1" / "outbox.db").write_bytes(b"left by a kill")
    account.begin()
    assert account.all_the_rest() == [True]
    account.must_be_gone()
    assert (elsewhere / "letter.txt").exists()


def test_a_store_that_is_open_is_not_wiped_under_its_own_feet(account):
    store = Store.open(account.folder, account.keys)
    with pytest.raises(AccountInUseError):
        account.begin()
    store.close()
    assert Wipe.pending(account.data_dir) == []
    assert (account.folder / "wrap.json").exists()


def test_an_empty_outbox_is_wiped_with_nothing_to_hand_in(account):
    account.bodies = []
    account.begin()
    assert not (account.folder / RESCUE).exists()  # what stood ready is answered by now
    assert account.all_the_rest() == [True]
    assert account.portal.commands == {}
    assert account.portal.receipts == [account.identity.workstation_id]


def test_a_receipt_that_is_not_wanted_is_no_reason_to_stay(account):
    def unknown(*_):
        raise NotFoundError

    account.begin()
    account.portal.wiped = unknown
    assert account.all_the_rest() == [True]
    assert not account.folder.exists()


def test_a_parcel_that_is_not_taken_stays(account):
    """It may be the wrong portal that answers; the right one gets it at a later start."""
    account.begin()
    right, account.portal = account.portal, TakingPortal(account.data_dir.with_suffix(".other"))
    account.portal.rescue = lambda *_: (_ for _ in ()).throw(NotFoundError)
    assert account.all_the_rest() == [False]
    account.portal = right
    assert account.all_the_rest() == [True]
    account.must_be_gone()


def test_a_spoiled_note_begins_again_and_ends(account):
    account.begin()
    (account.folder / WIPE).write_text("}{")
    assert account.wipe().portal == ("", "")
    assert account.all_the_rest() == [True]
    assert not account.folder.exists()
    assert len(account.portal.commands) == WAITING


def test_folders_of_other_accounts_are_not_touched(account):
    other = account_folder(account.data_dir, SERVER, "kim")
    (other / "outbox.db").write_bytes(b"somebody else's")
    account.begin()
    account.all_the_rest()
    assert (other / "outbox.db").read_bytes() == b"somebody else's"


def test_the_sealed_decisions_are_nothing_that_can_be_read_here(account):
    text = (account.folder / RESCUE).read_bytes()
    assert not [name for name in account.bodies[0] if f'"{name}"'.encode() in text]
    assert b"Canarywood" not in text
    if os.name == "posix":
        assert (account.folder / RESCUE).stat().st_mode & 0o077 == 0


def test_many_decisions_go_in_parcels_that_the_portal_takes(account):
    long = [
        {**account.bodies[0], "command_id": f"m{n}", "params": {"t": "x" * 60_000}}
        for n in range(60)
    ]
    assert (
        keep_parcels(account.folder, long, account.identity, account.portal.rescue_key, STAFF) == 60
    )
    parcels = kept_parcels(account.folder)
    assert len(parcels) > 1
    assert all(len(one.sealed) < MOST_BYTES + 100_000 < 2 * 1024 * 1024 for one in parcels)
    account.begin_locked()
    account.all_the_rest()
    assert len(account.portal.commands) == 60


def test_what_stands_ready_follows_the_outbox(account):
    store = Store.open(account.folder, account.keys)
    writer = Writer(store)
    identity = Identity(account.folder)
    standing = StandingRescue(account.folder, writer, identity, command_json)
    with pytest.raises(KeyUnavailableError):
        standing.write()  # the device key has not been taken out of the store
    identity.keep(Kept(writer))
    for number in range(WAITING - 1):
        Outbox(writer).withdraw(f"k{number}")
    assert standing.write() == 1
    Outbox(writer).withdraw(f"k{WAITING - 1}")
    assert standing.write() == 0
    assert not (account.folder / RESCUE).exists()
    store.close()


def test_an_item_as_it_was_seen_is_neither_sealed_nor_read_for_it(account):
    store = Store.open(account.folder, account.keys)
    writer = Writer(store)
    with writer.transaction() as connection:
        connection.exec_driver_sql("UPDATE main.outbox SET seen = '{ no JSON at all'")
    identity = Identity(account.folder)
    identity.keep(Kept(writer))
    found = all_commands(writer)
    assert [command_json(one) for one in found] == account.bodies
    assert StandingRescue(account.folder, writer, identity, command_json).write() == WAITING
    store.close()


def check_kills(tmp_path, begin, step):
    """Killed at a line, taken up without a line, killed again, taken up with one: nothing is lost."""
    account = Account(tmp_path / "first")
    saved = tmp_path / "saved"
    shutil.copytree(account.data_dir, saved)
    shares = dict(account.keyring.kept)

    def whole():
        begin(account)
        account.all_the_rest()

    count = lines_of(whole)
    account.must_be_gone()
    assert count > 100
    for number in range(1, count, step):
        for away_first in (True, False):
            shutil.rmtree(account.data_dir)
            shutil.copytree(saved, account.data_dir)
            account.keyring.kept = dict(shares)
            account.portal.forget()
            assert killed_at_line(number, whole), f"line {number} of {count}"
            account.portal.is_away = away_first
            is_left = account.folder.exists() and any(account.folder.iterdir())
            if is_left and not (account.folder / WIPE).exists():
                assert (account.folder / "outbox.db").exists(), f"line {number}"  # not begun: whole
                begin(account)
            took = account.all_the_rest()
            if took == [False]:
                account.nothing_can_be_read()
            account.portal.is_away = False
            account.all_the_rest()
            assert not account.folder.exists() or not any(account.folder.iterdir())
            assert len(account.portal.commands) == WAITING, f"line {number} of {count}"
            assert account.keyring.kept == {}, f"line {number} of {count}"


@forks
@pytest.mark.threat("T13")
@pytest.mark.parametrize("begin", [Account.begin, Account.begin_locked])
def test_t13_a_kill_at_any_step_of_a_wipe_is_taken_up(tmp_path, begin):
    check_kills(tmp_path, begin, 59)


@forks
@pytest.mark.soak
@pytest.mark.timeout(2400)
@pytest.mark.parametrize("begin", [Account.begin, Account.begin_locked])
def test_t13_a_kill_at_any_fourth_line_of_a_wipe_is_taken_up(tmp_path, begin):
    check_kills(tmp_path, begin, 4)


@pytest.mark.threat("T13")
@pytest.mark.parametrize("step", list(Step))
@pytest.mark.parametrize("away_first", [True, False])
def test_t13_each_step_is_taken_up_with_and_without_a_line(account, step, away_first):
    """The note says a step; the step itself has been done, half done, or not at all."""
    account.begin()
    document = json.loads((account.folder / WIPE).read_text())
    (account.folder / WIPE).write_text(json.dumps(document | {"step": step.value}))
    account.portal.is_away = away_first
    if step is Step.REMOVE:  # both have been told before
        account.portal.is_away = False
        for parcel in kept_parcels(account.folder):
            account.portal.rescue(parcel.workstation_id, parcel.sealed, parcel.signature)
    account.all_the_rest()
    account.portal.is_away = False
    account.all_the_rest()
    assert not account.folder.exists()
    if step is not Step.RECEIPT:
        assert len(account.portal.commands) == WAITING
