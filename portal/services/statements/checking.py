"""Whose is this statement? Asked of the file itself, answered with evidence or not at all.

B10: the account's number must stand in the PDF, and a name, a birth date or the amount must agree
with that account. One signal, or anything that speaks against it, is a quarantine (DOMAIN §5.6).
"""

from collections.abc import Sequence

from portal.db.unit_of_work import Reader
from portal.services.statements import printed as prints
from portal.services.statements.evidence import judge, keys_of
from portal.services.statements.finding import Finding, Typed
from portal.services.statements.known import accounts_of
from portal.services.statements.manifest import ManifestRow
from portal.services.statements.numbers import number_key
from portal.services.statements.plausible import with_plausible_days
from portal.services.statements.typed import judge_typed

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
    printed = prints.read(texts)
    known = accounts_of(reader, practice_id, keys_of(printed))
    found = judge(printed, known, told, manifest_binding=manifest_binding)
    return with_plausible_days(reader, practice_id, found)


def by_hand(reader: Reader, practice_id: int, texts: Sequence[str], typed: Typed) -> Finding:
    """Judge what a biller typed from the page; anything but `ready` means: this match is refused."""
    printed = prints.read(texts)
    key = number_key(typed.account_number)
    known = accounts_of(reader, practice_id, keys_of(printed) | {key})
    return with_plausible_days(reader, practice_id, judge_typed(printed, known, typed))
