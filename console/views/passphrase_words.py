"""Why a new passphrase is not taken, in a sentence."""

from PySide6.QtCore import QCoreApplication

from console.domain.passphrase import LONGEST, SHORTEST, Weakness, weakness


def passphrase_obstacle(text: str, again: str) -> tuple[str, bool]:
    """What is wrong, and whether it is the repetition that is; an empty sentence for nothing."""
    if not text:
        sentence = QCoreApplication.translate(
            "Passphrase", "Type a passphrase of at least %n character(s).", "", SHORTEST
        )
        return sentence, False
    found = weakness(text)
    if found is not None:
        return _words(found, len(text)), False
    if text != again:
        return QCoreApplication.translate(
            "Passphrase", "The two are not alike; type it once more."
        ), True
    return "", False


def _words(found: Weakness, length: int) -> str:
    if found is Weakness.SHORT:
        return QCoreApplication.translate(
            "Passphrase", "The passphrase is %n character(s) too short.", "", SHORTEST - length
        )
    if found is Weakness.LONG:
        return QCoreApplication.translate(
            "Passphrase", "The passphrase has more than %n character(s).", "", LONGEST
        )
    return QCoreApplication.translate(
        "Passphrase",
        "The passphrase is easy to guess; choose several words that have nothing to do with each other.",
    )
