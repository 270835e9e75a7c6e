import threading
from time import perf_counter

import pytest

from portal.security import passwords as module
from portal.security.passwords import Cost, Passwords, weakness_of

SECRET = bytes(range(32))
CHEAP = Cost(passes=1, memory_kib=8)


@pytest.fixture(scope="module")
def passwords() -> Passwords:
    return Passwords(SECRET, CHEAP)


def test_the_right_password_matches_and_no_other(passwords: Passwords):
    kept = passwords.hash("correct horse battery")
    assert passwords.matches(kept, "correct horse battery")
    assert not passwords.matches(kept, "correct horse battery ")
    assert not passwords.matches(kept, "Correct horse battery")
    assert not passwords.matches("not a hash", "correct horse battery")


@pytest.mark.field("password-cut")
def test_the_last_of_a_thousand_characters_counts(passwords: Passwords):
    kept = passwords.hash("x" * 999 + "y")
    assert not passwords.matches(kept, "x" * 999 + "z")


def test_two_ways_of_writing_a_letter_are_one(passwords: Passwords):
    assert passwords.matches(passwords.hash("Café de la gare"), "Cafe\u0301 de la gare")


@pytest.mark.threat("T6")
def test_without_the_pepper_a_hash_is_worth_nothing(passwords: Passwords):
    kept = passwords.hash("correct horse battery")
    assert not Passwords(bytes(32), CHEAP).matches(kept, "correct horse battery")


def test_the_cost_is_that_of_the_design():
    assert "$m=19456,t=2,p=1$" in Passwords(SECRET).hash("correct horse battery")


def test_a_hash_of_another_cost_is_outdated(passwords: Passwords):
    kept = passwords.hash("correct horse battery")
    assert Passwords(SECRET).is_outdated(kept)
    assert not passwords.is_outdated(kept)


def test_nobody_costs_as_much_as_somebody():
    costly = Passwords(SECRET)
    kept = costly.hash("correct horse battery")

    def took(check) -> float:
        began = perf_counter()
        check()
        return perf_counter() - began

    somebody, nobody = [], []
    for _ in range(9):  # in turn, so that a busy machine slows both
        somebody.append(took(lambda: costly.matches(kept, "wrong")))
        nobody.append(took(lambda: costly.matches_nobody("wrong")))
    assert 0.5 < min(nobody) / min(somebody) < 2


def test_no_more_than_two_hashes_run_at_once(monkeypatch: pytest.MonkeyPatch):
    running, most = 0, 0
    lock = threading.Lock()
    slow = Passwords(SECRET, Cost(passes=2, memory_kib=4096))
    real = slow._hasher.hash

    class Counting:
        def hash(self, typed: bytes) -> str:
            nonlocal running, most
            with lock:
                running += 1
                most = max(most, running)
            try:
                return real(typed)
            finally:
                with lock:
                    running -= 1

    monkeypatch.setattr(slow, "_hasher", Counting())
    threads = [threading.Thread(target=slow.hash, args=("a password",)) for _ in range(12)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert most == 2


@pytest.mark.parametrize(
    ("password", "code"),
    [
        ("short pass", "too-short"),
        ("a" * 11, "too-short"),
        ("x" * 1025, "too-long"),
        ("aaaaaaaaaaaaaaaa", "too-simple"),
        ("password1234", "too-common"),
        ("qwerty123456789", "too-common"),
        ("Password12345678", "too-common"),
        ("ada-byron-99", "holds-own-name"),
        ("correct horse battery", None),
        ("ñandú ñandú lluvia", None),
        ("all lower no digit", None),
    ],
)
def test_what_a_new_password_must_not_be(password: str, code: str | None):
    assert weakness_of(password, "Ada", "byron") == code


def test_shortest_is_twelve():
    assert module.SHORTEST == 12
    assert weakness_of("abcdefghijkl") is None
