"""What a biller reads on a page and types."""

from datetime import date

import pytest

from console.models.typed_values import cents_typed, day_typed


@pytest.mark.parametrize(
    ("typed", "cents"),
    [
        ("120", 12000),
        ("120.5", 12050),
        ("$1,234.50", 123450),
        (" $ 1 234,50 ", 123450),
        ("1.234,50", 123450),
        ("1,234", 123400),
        ("0.07", 7),
        ("120.", 12000),
        ("-12.00", -1200),
        ("(12.00)", -1200),
        ("$-12.00", -1200),
        ("1,234,567.89", 123456789),
        ("12.345,6", 1234560),
        ("1,23,4.00", None),
        ("12.3456", None),
        ("1234,567.00", None),
        ("", None),
        ("$", None),
        ("twelve", None),
        ("120.00 USD", None),
        ("9" * 60, None),
    ],
)
def test_an_amount_is_read_as_printed_or_not_at_all(typed, cents):
    assert cents_typed(typed) == cents


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("2026-10-01", date(2026, 10, 1)),
        ("10/1/2026", date(2026, 10, 1)),
        ("10-01-2026", date(2026, 10, 1)),
        ("Oct 1, 2026", date(2026, 10, 1)),
        ("October 1 2026", date(2026, 10, 1)),
        ("1 Oct. 2026", date(2026, 10, 1)),
        ("13/1/2026", None),
        ("2026-02-30", None),
        ("Octember 1, 2026", None),
        ("10/1/26", None),
        ("", None),
    ],
)
def test_a_day_is_read_as_printed_or_not_at_all(typed, day):
    assert day_typed(typed) == day
