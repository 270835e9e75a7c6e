"""Why a window is locked so hard that its process ends (security T2)."""

from enum import StrEnum


class LockReason(StrEnum):
    """What has made the process end. The word goes along in the command line: it names nobody."""

    ASKED = "asked"  # somebody pressed the key
    IDLE = "idle"  # nobody has touched the window for `policies.lock_hard_s`
    SUSPEND = "suspend"  # the computer has gone to sleep, or has slept
    SCREEN = "screen"  # the system has locked its screen
    USER_SWITCH = "user-switch"  # another user of the computer has taken the screen
    SOMEBODY_ELSE = "somebody-else"  # a colleague wants to sign in here
    LEASE = "lease"  # the copy on this computer may not be read any longer without the portal
    REVOKED = "revoked"  # the practice has revoked this workstation
    WIPED = "wiped"  # the practice has ordered that nothing of the account is left here
    HANG = "hang"  # the window did not answer when it should have locked itself


def reason_of(word: str) -> LockReason:
    """The reason that a command line names; ASKED for a word that nobody knows."""
    try:
        return LockReason(word)
    except ValueError:
        return LockReason.ASKED
