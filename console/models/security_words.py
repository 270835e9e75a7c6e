"""What shields the data on this computer, in plain sentences; also what does not, and why."""

from typing import NamedTuple

from PySide6.QtCore import QCoreApplication

from console.domain.shields import ComputerShields, KeyShields, Shields


class Finding(NamedTuple):
    """One sentence: `is_good` is shown by an icon and a word, never by a color alone."""

    is_good: bool
    text: str
    detail: str = ""


class FindingGroup(NamedTuple):
    """Findings that belong together."""

    title: str
    findings: tuple[Finding, ...]


def finding_groups(shields: Shields) -> tuple[FindingGroup, ...]:
    """All of the status page, in the order in which it is read."""
    translate = QCoreApplication.translate
    return (
        FindingGroup(translate("Security", "Lock"), _lock(shields)),
        FindingGroup(translate("Security", "What is kept on this computer"), _kept(shields)),
        FindingGroup(translate("Security", "The running program"), _running(shields.computer)),
        FindingGroup(translate("Security", "The line to the portal"), _line(shields)),
    )


def _lock(shields: Shields) -> tuple[Finding, ...]:
    translate, computer = QCoreApplication.translate, shields.computer
    minutes = translate("Security", "%n minute(s)", "", round(shields.soft_s / 60))
    hard = translate("Security", "%n minute(s)", "", round(shields.hard_s / 60))
    found = [
        Finding(
            is_good=True,
            text=translate(
                "Security", "The window locks after {time} without a key or a click."
            ).format(time=minutes),
        ),
        Finding(
            is_good=True,
            text=translate(
                "Security", "After {time} the program ends and asks for a new sign-in."
            ).format(time=hard),
            detail=translate(
                "Security",
                "Then no patient data is left in its memory. Ctrl+Shift+L does it at once.",
            ),
        ),
        Finding(
            computer.hears_session,
            translate("Security", "It also locks when the computer sleeps or another user comes.")
            if computer.hears_session
            else translate("Security", "The system does not tell when the computer sleeps."),
            ""
            if computer.hears_session
            else translate("Security", "It is noticed by the clock when the computer wakes."),
        ),
        Finding(
            computer.hears_screen,
            translate("Security", "It also locks when the screen is locked.")
            if computer.hears_screen
            else translate("Security", "The system does not tell when the screen is locked."),
            "" if computer.hears_screen else translate("Security", "Lock the console too: Ctrl+L."),
        ),
    ]
    return tuple(found)


def _kept(shields: Shields) -> tuple[Finding, ...]:
    translate, private = QCoreApplication.translate, shields.computer.files_are_private
    found = [
        Finding(is_good=True, text=translate("Security", "Everything is encrypted (AES-256)."))
    ]
    found += _keys(shields.keys)
    if private is not None:
        text = (
            translate("Security", "Other users of this computer can not read the files.")
            if private
            else translate("Security", "Other users of this computer can read the encrypted files.")
        )
        found.append(Finding(private, text))
    return tuple(found)


def _keys(keys: KeyShields | None) -> list[Finding]:
    translate = QCoreApplication.translate
    if keys is None:
        text = translate("Security", "How the keys are protected can not be read.")
        return [Finding(is_good=False, text=text)]
    if keys.keyring:
        text = translate("Security", "It opens only with this computer's keyring and the portal.")
        found = [Finding(is_good=True, text=text, detail=keys.keyring)]
    else:
        text = translate("Security", "It opens only with your passphrase and the portal.")
        detail = translate("Security", "There is no keyring here that the console trusts.")
        found = [Finding(is_good=True, text=text, detail=detail)]
    if keys.tries_left is not None:
        left = translate("Security", "%n attempt(s) left.", "", keys.tries_left)
        text = translate(
            "Security", "The copy for review without the portal opens with its passphrase alone."
        )
        found.append(Finding(is_good=False, text=text, detail=left))
    return found


def _running(computer: ComputerShields) -> tuple[Finding, ...]:
    translate = QCoreApplication.translate
    nothing = translate("Security", "This system offers no such thing.")
    texts = (
        (
            computer.no_core_dumps,
            translate("Security", "A crash writes no memory to the disk."),
            translate("Security", "A crash may write memory to the disk."),
        ),
        (
            computer.no_debugger,
            translate("Security", "Your other programs can not read its memory."),
            translate("Security", "Your other programs can read its memory."),
        ),
        (
            computer.can_keep_out_capture or None,
            translate("Security", "All windows stay out of screenshots and shared screens."),
            translate("Security", "Screenshots and shared screens show all that you see."),
        ),
    )
    return tuple(
        Finding(bool(state), good if state else bad, nothing if state is None else "")
        for state, good, bad in texts
    )


def _line(shields: Shields) -> tuple[Finding, ...]:
    translate = QCoreApplication.translate
    if not shields.is_https:
        text = translate("Security", "The line is not encrypted: the portal is on this computer.")
        return (Finding(is_good=False, text=text),)
    authority = (
        translate("Security", "Only the certificate authority of your practice is trusted.")
        if shields.own_authority
        else translate("Security", "The certificate authorities of the system are trusted.")
    )
    return (
        Finding(
            is_good=True, text=translate("Security", "The line is encrypted (TLS 1.2 or newer).")
        ),
        Finding(is_good=True, text=authority),
    )
