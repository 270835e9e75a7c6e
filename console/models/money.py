"""Amounts of money as people read them; everywhere else they are whole cents."""

from PySide6.QtCore import QLocale

_SIGNS = {"USD": "$"}


def money(cents: int | None, currency: str = "USD") -> str:
    """Whole cents as "$1,234.50", in the window's language; empty for an amount nobody knows."""
    if cents is None:
        return ""
    locale = QLocale()
    units, rest = divmod(abs(cents), 100)
    number = f"{locale.toString(units)}{locale.decimalPoint()}{rest:02}"
    sign = _SIGNS.get(currency)
    amount = f"{sign}{number}" if sign else f"{number}\u00a0{currency}"
    return f"\u2212{amount}" if cents < 0 else amount
