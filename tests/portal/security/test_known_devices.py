"""Tokens of known devices: signed, of one account, for half a year (OWASP ASVS 5.0 6.1.1)."""

import base64

import pytest

from portal.security.known_devices import LIFE, KnownDevices
from tests.support.movable_clock import MovableClock
from tests.support.staff import SECRET


@pytest.fixture
def clock():
    return MovableClock()


def test_a_token_is_good_for_its_account_alone(clock):
    devices = KnownDevices(SECRET, clock)
    first, second = devices.make("ada"), devices.make("ada")
    assert devices.read("ada", first).id != devices.read("ada", second).id
    assert devices.read("ada", first) == devices.read("ada", first)
    assert devices.read("eve", first) is None
    assert KnownDevices(bytes(32), clock).read("ada", first) is None


def test_it_ends(clock):
    devices = KnownDevices(SECRET, clock)
    token = devices.make("ada")
    clock.at += LIFE
    assert devices.read("ada", token) is None


def test_a_changed_bit_makes_it_noise(clock):
    devices = KnownDevices(SECRET, clock)
    raw = bytearray(base64.urlsafe_b64decode(devices.make("ada").removeprefix("pdt_")))
    for place in range(len(raw)):
        raw[place] ^= 1
        changed = "pdt_" + base64.urlsafe_b64encode(raw).decode()
        assert devices.read("ada", changed) is None
        raw[place] ^= 1
    assert devices.read("ada", "pdt_" + base64.urlsafe_b64encode(raw).decode())


@pytest.mark.parametrize("noise", [None, "", "pdt_", "pdt_A", "é", "A" * 300])
def test_noise_is_nothing(clock, noise):
    assert KnownDevices(SECRET, clock).read("ada", noise) is None
