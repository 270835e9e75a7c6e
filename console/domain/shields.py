"""What shields the patients' data on this computer; yes, no and numbers, never a person's name.

None stands for what this system does not have, or for what nobody could find out.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class ComputerShields:
    """Of the computer and of this process."""

    system: str = ""  # as `sys.platform` says
    no_core_dumps: bool | None = None
    no_debugger: bool | None = None
    hears_session: bool = False  # is told of sleep and of another user
    hears_screen: bool = False  # is told that the screen is locked
    can_keep_out_capture: bool = False
    files_are_private: bool | None = None  # nobody but the owner may read them


@dataclass(frozen=True)
class KeyShields:
    """Of the keys on the disk."""

    keyring: str = ""  # the keyring that has a part of the key; empty: a passphrase has it
    tries_left: int | None = None  # of the review copy's passphrase; None: no such opens it alone


@dataclass(frozen=True)
class Shields:
    """All that the status page shows."""

    computer: ComputerShields
    keys: KeyShields | None  # None: it can not be read
    soft_s: float = 0.0  # until the window covers itself
    hard_s: float = 0.0  # until the process ends
    is_https: bool = True
    own_authority: bool = False  # the practice's own, named by hand
