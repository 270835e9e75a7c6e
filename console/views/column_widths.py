"""Which columns a table of some width has room for; least needed go first."""

from collections.abc import Mapping

from console.models.queue_columns import Column

NAME_LEAST, NAME_USUAL, NAME_MOST = 17, 22, 34
REQUEST_LEAST, REQUEST_FOR_BORN, REQUEST_FOR_HOLDER = 14, 18, 30


def column_widths(
    width: int, letter: int, wanted: Mapping[Column, int], status_icon: int
) -> dict[Column, int]:
    """Widths in pixels of the columns to show; those not named are hidden.

    `letter` is an average letter's width, `wanted` what the columns with fixed content need,
    `status_icon` what a status needs without its word. Name and status are always there; the
    request and the age come next, then the birth date, then who has the item.
    """
    widths = {Column.MARK: wanted[Column.MARK], Column.STATUS: status_icon}
    rest = width - wanted[Column.MARK] - status_icon - NAME_LEAST * letter
    if rest >= wanted[Column.AGE]:
        widths[Column.AGE] = wanted[Column.AGE]
        rest -= wanted[Column.AGE]
    more = wanted[Column.STATUS] - status_icon
    if rest >= more + REQUEST_LEAST * letter:
        widths[Column.STATUS] = wanted[Column.STATUS]
        rest -= more
        name = min(NAME_MOST * letter, NAME_USUAL * letter + rest // 6)
        name = max(NAME_LEAST * letter, min(name, rest + (NAME_LEAST - REQUEST_LEAST) * letter))
        rest -= name - NAME_LEAST * letter
        for column, least in (
            (Column.BORN, REQUEST_FOR_BORN),
            (Column.HOLDER, REQUEST_FOR_HOLDER),
        ):
            if rest - wanted[column] >= least * letter:
                widths[column] = wanted[column]
                rest -= wanted[column]
        widths[Column.REQUEST] = rest
    else:
        name = NAME_LEAST * letter + max(0, rest)
    widths[Column.PATIENT] = name
    return widths
