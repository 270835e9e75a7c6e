"""One way to compare account numbers: letters and digits alone, upper case (`number_key`)."""

import unicodedata


def number_key(number: str) -> str:
    """Give what `billing_account.number_key` holds for a number as people print it.

    Spaces, hyphens and case carry no identity; leading zeros do: `00123` and `123` are two accounts.
    """
    plain = unicodedata.normalize("NFKC", number)
    return "".join(char for char in plain if char.isalnum()).upper()
