"""Why a published statement is taken back; the console has the words for each code (DOMAIN §5.6)."""

from enum import StrEnum


class VoidReason(StrEnum):
    """What a biller may choose; `OTHER` says more in a note."""

    WRONG_AMOUNT = "WRONG_AMOUNT"
    WRONG_ACCOUNT = "WRONG_ACCOUNT"  # somebody has seen what is not theirs
    DUPLICATE = "DUPLICATE"
    ENTERED_IN_ERROR = "ENTERED_IN_ERROR"
    PAID_ELSEWHERE = "PAID_ELSEWHERE"
    OTHER = "OTHER"
