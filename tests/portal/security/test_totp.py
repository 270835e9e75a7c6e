from datetime import UTC, datetime, timedelta

import pyotp
import pytest

from portal.security.totp import new_secret, provisioning_uri, step_of

NOW = datetime(2026, 11, 20, 9, 0, 7, tzinfo=UTC)
# RFC 6238 appendix B, SHA-1, six digits
RFC_SECRET = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"


@pytest.mark.parametrize(
    ("at", "code"),
    [(59, "287082"), (1111111109, "081804"), (1234567890, "005924"), (20000000000, "353130")],
)
def test_codes_of_the_rfc(at: int, code: str):
    assert step_of(RFC_SECRET, code, datetime.fromtimestamp(at, UTC)) == at // 30


@pytest.mark.parametrize(
    ("off", "good"), [(-60, False), (-30, True), (0, True), (30, True), (60, False)]
)
def test_one_step_of_clock_error_is_tolerated(off: int, good: bool):
    secret = new_secret()
    code = pyotp.TOTP(secret).at(NOW + timedelta(seconds=off))
    assert (step_of(secret, code, NOW) is not None) is good


@pytest.mark.parametrize("code", ["", "12345", "١٢٣٤٥٦", "\ud800" * 6, "abcdef", "0" * 4000])
def test_no_noise_is_a_code(code: str):
    assert step_of(RFC_SECRET, code, NOW) is None


def test_a_code_typed_in_two_groups_is_read():
    code = pyotp.TOTP(RFC_SECRET).at(NOW)
    assert step_of(RFC_SECRET, f"{code[:3]} {code[3:]}", NOW) is not None


def test_the_address_for_the_authenticator_names_the_person():
    uri = provisioning_uri(RFC_SECRET, "ann@north")
    assert uri.startswith("otpauth://totp/Portal%20Console:ann%40north?secret=" + RFC_SECRET)
