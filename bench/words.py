"""The passphrases of throw-away stores; nothing else, so that a measured start loads no more for them."""

PASSPHRASE = "a long walk by the river"  # noqa: S105 - of throw-away stores
COPY = "nine lives and a cable out"
"""Of the copy that is read without the portal."""
