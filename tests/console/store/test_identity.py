"""Who a workstation is: the same after a restart, another one after a fork, and no key in clear."""

import base64
import json
import uuid

import pytest
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from console.domain.errors import KeyUnavailableError
from console.store.identity import WORKSTATION, Identity
from console.store.kept import DEVICE_KEY, Kept
from tests.support.builders import open_store

SHARE = bytes(range(32))


@pytest.fixture
def kept(tmp_path):
    store, cache = open_store(tmp_path)
    yield Kept(cache.writer)
    store.close()


def must_be_signed_by(identity, signature, said):
    raw = identity.next_registration("x").public_key
    Ed25519PublicKey.from_public_bytes(raw).verify(signature, said)


def test_it_is_the_same_one_after_a_restart(tmp_path, kept):
    first = Identity(tmp_path)
    uuid.UUID(first.workstation_id)
    first.accepted()
    first.keep(kept)
    again = Identity(tmp_path)
    assert again.workstation_id == first.workstation_id
    assert not again.can_sign
    again.keep(kept)
    must_be_signed_by(first, again.sign(b"said"), b"said")
    again.keep(kept)  # as when the store is opened once more
    must_be_signed_by(first, again.sign(b"said"), b"said")
    with pytest.raises(InvalidSignature):
        must_be_signed_by(first, again.sign(b"said"), b"other")


@pytest.mark.threat("T18")
def test_t18_each_accepted_registration_is_followed_by_a_later_one(tmp_path):
    said = []
    for _ in range(5):
        identity = Identity(tmp_path)
        said.append(identity.next_registration("front desk 2"))
        identity.accepted()
    assert [one.sequence for one in said] == [1, 2, 3, 4, 5]
    assert len({one.nonce for one in said}) == 5
    assert all(16 <= len(one.nonce) <= 64 for one in said)
    assert len({one.public_key for one in said}) == 1


def test_a_lost_reply_is_no_fork(tmp_path):
    """Killed or cut off before the reply: the very same registration again, kept before it was sent."""
    first = Identity(tmp_path).next_registration("a")
    assert Identity(tmp_path).next_registration("a") == first
    identity = Identity(tmp_path)
    assert identity.next_registration("a") == first
    identity.accepted()
    assert identity.next_registration("a").sequence == first.sequence + 1


@pytest.mark.threat("T18")
def test_t18_after_a_fork_it_is_another_one(tmp_path, kept):
    identity = Identity(tmp_path)
    identity.next_registration("a")
    identity.accepted()
    identity.keep(kept)
    former, old_key = identity.workstation_id, kept.get(DEVICE_KEY)
    identity.begin_anew()
    assert identity.workstation_id != former
    assert Identity(tmp_path).replaces == former
    assert identity.next_registration("a").sequence == 1
    identity.accepted()
    assert Identity(tmp_path).replaces == former  # killed here, the outbox is not open yet
    identity.begin_anew()  # copied again before it was: what opens the outbox is still the first one's
    assert Identity(tmp_path).replaces == former
    identity.keep(kept)
    assert not Identity(tmp_path).replaces
    assert kept.get(DEVICE_KEY) != old_key
    again = Identity(tmp_path)
    again.keep(kept)
    must_be_signed_by(identity, again.sign(b"said"), b"said")


@pytest.mark.invariant("I9")
def test_i9_the_device_key_lies_in_clear_only_until_the_store_is_open(tmp_path, kept):
    identity = Identity(tmp_path)
    assert "waiting_key" in json.loads((tmp_path / WORKSTATION).read_text())
    assert Identity(tmp_path).can_sign  # killed between registration and first opening: not lost
    identity.keep(kept, SHARE)
    text = (tmp_path / WORKSTATION).read_text()
    assert "waiting_key" not in text
    assert kept.get(DEVICE_KEY) not in text
    assert base64.b64decode(kept.get(DEVICE_KEY)).hex() not in text
    assert (tmp_path / WORKSTATION).stat().st_mode & 0o077 == 0


def test_the_keyring_opens_the_key_where_the_outbox_can_not_be(tmp_path, kept):
    Identity(tmp_path).keep(kept, SHARE)
    identity = Identity(tmp_path)
    for wrong in (None, bytes(32)):
        identity.open_key(wrong)
        assert not identity.can_sign
    with pytest.raises(KeyUnavailableError):
        identity.sign(b"said")
    identity.open_key(SHARE)
    must_be_signed_by(identity, identity.sign(b"said"), b"said")


def test_a_key_that_is_lost_or_anothers_is_told(tmp_path, kept):
    Identity(tmp_path).keep(kept)
    kept.put(DEVICE_KEY, base64.b64encode(bytes(32)).decode())
    with pytest.raises(KeyUnavailableError):
        Identity(tmp_path).keep(kept)
    kept.put(DEVICE_KEY, "spoiled")
    with pytest.raises(KeyUnavailableError):
        Identity(tmp_path).keep(kept)
    kept.drop(DEVICE_KEY)
    identity = Identity(tmp_path)
    with pytest.raises(KeyUnavailableError):
        identity.keep(kept)
    identity.begin_anew()
    identity.keep(kept)
    assert identity.can_sign


@pytest.mark.parametrize("spoiled", ["", "{}", "null", '{"workstation_id": "x"}', "[1]"])
def test_a_file_that_says_nothing_is_made_anew(tmp_path, spoiled):
    (tmp_path / WORKSTATION).write_text(spoiled)
    identity = Identity(tmp_path)
    uuid.UUID(identity.workstation_id)
    assert identity.next_registration("  front \n desk  " + "x" * 100).name.startswith(
        "front desk x"
    )
    assert len(identity.next_registration("y" * 100).name) == 80
