import pytest

from portal.security.sealing import SealBroken, Sealing, derive_key

KEY = bytes(32)


def test_what_was_sealed_opens_at_its_place():
    sealing = Sealing(KEY)
    assert sealing.open(sealing.seal("JBSWY3DP", "staff-totp:1"), "staff-totp:1") == "JBSWY3DP"


def test_a_seal_opens_nowhere_else_and_with_no_other_secret():
    sealed = Sealing(KEY).seal("JBSWY3DP", "staff-totp:1")
    with pytest.raises(SealBroken):
        Sealing(KEY).open(sealed, "staff-totp:2")
    with pytest.raises(SealBroken):
        Sealing(bytes(31) + b"\x01").open(sealed, "staff-totp:1")


@pytest.mark.parametrize("place", range(3, 40, 3))
def test_a_changed_seal_does_not_open(place: int):
    sealed = Sealing(KEY).seal("JBSWY3DPEHPK3PXP", "x")
    other = "A" if sealed[place] != "A" else "B"
    with pytest.raises(SealBroken):
        Sealing(KEY).open(sealed[:place] + other + sealed[place + 1 :], "x")


def test_the_same_text_never_seals_to_the_same_value():
    sealing = Sealing(KEY)
    assert len({sealing.seal("same", "x") for _ in range(50)}) == 50


def test_each_purpose_has_its_own_key():
    assert derive_key(KEY, "a") != derive_key(KEY, "b")
