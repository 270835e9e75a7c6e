"""What can go wrong that is nobody's bug. Each has a text in `messages.py`; all else is a bug."""

from collections.abc import Mapping
from typing import Any

_TYPES = "urn:portal:problem:"


def slug_of(problem: Mapping[str, Any]) -> str:
    """Name a problem's type (RFC 9457 §3.1.1) without what the types of all portals begin with."""
    return str(problem.get("type", "")).removeprefix(_TYPES)


class ConsoleError(Exception):
    """Something outside the program went wrong, and a person can be told what to do about it."""


class AddressError(ConsoleError):
    """The portal's address can not be used: no host in it, or plain HTTP to another computer."""


class PortalUnreachableError(ConsoleError):
    """No answer: no line, no name, refused, timed out, or cut off in the middle.

    `may_have_arrived` is False only when the request surely never reached the portal.
    """

    def __init__(self, message: str = "", *, may_have_arrived: bool = True) -> None:
        super().__init__(message)
        self.may_have_arrived = may_have_arrived


class PortalBusyError(ConsoleError):
    """The portal answered that it can not answer now (5xx, 429)."""

    def __init__(self, message: str = "", retry_after_s: float | None = None) -> None:
        super().__init__(message)
        self.retry_after_s = retry_after_s


class NotThePortalError(ConsoleError):
    """Something answered that is not the portal: HTML, a captive page, a redirect, foreign JSON."""


class CertificateError(ConsoleError):
    """The portal's certificate is not one we trust."""


class SignInFailedError(ConsoleError):
    """Wrong user name, password or code."""


class ThrottledError(ConsoleError):
    """Too many wrong attempts; `retry_after_s` says when to try again."""

    def __init__(self, message: str = "", retry_after_s: float | None = None) -> None:
        super().__init__(message)
        self.retry_after_s = retry_after_s


class SignInExpiredError(ConsoleError):
    """The session has ended; sign in again, nothing is lost."""


class StaffDisabledError(ConsoleError):
    """The staff member has been disabled."""


class WorkstationRevokedError(ConsoleError):
    """The practice has taken this workstation's right away; `wipe` when its files are to go."""

    def __init__(self, message: str = "", *, wipe: bool = False) -> None:
        super().__init__(message)
        self.wipe = wipe


class WorkstationForkedError(ConsoleError):
    """These files are at work somewhere else too: a folder was copied. Enrol this one anew."""


class LeaseOverError(ConsoleError):
    """The copy for times without a line is older than the practice allows; sign in online."""


class StepUpRequiredError(ConsoleError):
    """The portal wants the password or a code once more."""


class NotPermittedError(ConsoleError):
    """The role does not allow the call."""


class NotFoundError(ConsoleError):
    """There is no such thing, or not for us."""


class ClaimedByOtherError(ConsoleError):
    """A colleague works on the item; `holder` is the name to show."""

    def __init__(self, holder: str = "") -> None:
        super().__init__("claimed by a colleague")
        self.holder = holder


class ResyncRequiredError(ConsoleError):
    """The cursor is of no use any more; start from 0. Never reaches a person."""


class RequestRefusedError(ConsoleError):
    """The portal refused the request as it stands (other 4xx); `problem` is what it said."""

    def __init__(self, message: str = "", problem: Mapping[str, Any] | None = None) -> None:
        super().__init__(message)
        self.problem: Mapping[str, Any] = problem or {}

    @property
    def slug(self) -> str:
        """The name of the problem's type."""
        return slug_of(self.problem)


class CacheDamagedError(ConsoleError):
    """`cache.db` can not be read; it is put aside and filled again from the portal."""


class OutboxDamagedError(ConsoleError):
    """`outbox.db` can not be read; it is kept as it is and nothing is written over it."""


class KeyUnavailableError(ConsoleError):
    """The workstation's key can not be had: no keyring and no passphrase, or a wrong one."""


class KeysLostError(KeyUnavailableError):
    """The file with the keys is missing, damaged or another account's: nothing here opens any more."""


class KeyringChangedError(KeyUnavailableError):
    """The keyring is another one, or has lost our share: the cache goes, the outbox opens."""


class AccountInUseError(ConsoleError):
    """Another Portal Console on this computer has this account open."""


class DiskFullError(ConsoleError):
    """No room left to save; what was decided before is safe."""


class DiskFailedError(ConsoleError):
    """The disk could not be read or written though nothing on it is damaged: an error of the device."""


class ClockSkewError(ConsoleError):
    """The clock of this computer is far from the portal's."""


class DemoFailedError(ConsoleError):
    """The demo's own portal did not start; the text is its last words, for the details only."""
