"""Which renewals are looked at alone: by whom, and where, they may be decided (DOMAIN §5.3)."""

from collections.abc import Mapping
from typing import Any

from portal.db.unit_of_work import Reader
from portal.services import item_changes, medications
from portal.services.refill_checks import gravest
from portal.services.refill_facts import card_of
from portal.services.refill_rules import CONTROLLED


def is_controlled(content: Mapping[str, Any]) -> bool:
    """Whether the item asks for a controlled substance (21 CFR 1308)."""
    return content["medication"]["schedule"] in CONTROLLED


def is_delegable(content: Mapping[str, Any]) -> bool:
    """Whether a delegate may decide: never about a controlled substance."""
    return not is_controlled(content)


def controlled_bar(_reader: Reader, row: Mapping[str, Any]) -> str | None:
    """Bar a controlled substance from being decided among many."""
    return "CONTROLLED" if is_controlled(item_changes.content_of(row)) else None


def bulk_bar(reader: Reader, row: Mapping[str, Any]) -> str | None:
    """Give the gravest finding of today's check card: what is to be weighed is looked at alone.

    The codes are those of the checks; MEDICATION_UNKNOWN for what the chart has no more.
    """
    content = item_changes.content_of(row)
    medicine = medications.load(reader, row["practice_id"], content["medication"]["id"])
    if medicine is None:
        return "MEDICATION_UNKNOWN"
    card = card_of(reader, medicine, item_id=row["id"], asked_by=row["requested_by"])
    found = gravest(card)
    if found is None:
        return controlled_bar(reader, row)
    return str(found["code"])
