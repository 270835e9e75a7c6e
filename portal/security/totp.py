"""Codes of an authenticator app (RFC 6238). A code works once: the step it stood for is kept."""

import hmac
from datetime import datetime

import pyotp

STEP_S = 30
_TOLERATED = (0, -1, 1)  # steps by which a phone's clock may be off


def new_secret() -> str:
    """Make a 160-bit secret in base 32."""
    return pyotp.random_base32()


def provisioning_uri(secret: str, username: str) -> str:
    """Write the `otpauth:` address that an authenticator app reads from a QR picture."""
    return pyotp.TOTP(secret, interval=STEP_S).provisioning_uri(
        name=username, issuer_name="Portal Console"
    )


def step_of(secret: str, code: str, now: datetime) -> int | None:
    """Give the time step that `code` stands for, or None when it is wrong.

    Compares all tolerated steps, whichever fits, so that time tells nothing.
    """
    generator = pyotp.TOTP(secret, interval=STEP_S)
    typed = "".join(code.split()).encode("utf-8", "surrogatepass")
    present = int(now.timestamp()) // STEP_S
    fitting = [
        step
        for step in (present + offset for offset in _TOLERATED)
        if hmac.compare_digest(generator.generate_otp(step).encode(), typed)
    ]
    return fitting[0] if fitting else None
