"""What is typed as a laboratory's report and is none: certificates of death, notifications of a case.

DOMAIN §5.4; the LOINC codes are those of certificates (US standard, 2003) and of the notifications
that public health is sent (NNDSS).
"""

from collections.abc import Iterable

DEATH_CERTIFICATE = "DEATH_CERTIFICATE"
CASE_NOTIFICATION = "CASE_NOTIFICATION"

DEATH_CODES = frozenset(
    {
        "69409-1",  # U.S. standard certificate of death
        "64297-5",  # death certificate
        "69453-9",  # cause of death
    }
)
CASE_CODES = frozenset(
    {
        "68991-9",  # epidemiologic information
        "68992-7",  # specimen-related epidemiologic information
        "55751-2",  # public health case report
        "78000-7",  # case notification
        "77965-2",  # immediate national notifiable condition
        "77966-0",  # reason for report
        "11368-8",  # date of illness onset
        "77975-1",  # diagnosis date
        "77978-5",  # subject died
        "77990-0",  # case class status
        "77993-4",  # state case identifier
    }
)
DEATH_TITLES = ("certificate of death", "death certificate")
CASE_TITLES = (
    "case notification",
    "public health case report",  # and not a pathologist's
    "epidemiologic information",
    "notifiable condition",
)


def no_result_reason(codes: Iterable[str], title: str) -> str:
    """Why a report with these codes (its own and its observations') and title is no result; or ""."""
    known, folded = set(codes), title.casefold()
    if known & DEATH_CODES or any(words in folded for words in DEATH_TITLES):
        return DEATH_CERTIFICATE
    if known & CASE_CODES or any(words in folded for words in CASE_TITLES):
        return CASE_NOTIFICATION
    return ""
