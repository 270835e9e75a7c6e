"""Properties of widgets whose values Qt counts, said by their names.

`Qt` stands for sixty enumerations, which PySide makes all at once: 14 ms, when the first of them is asked for. The
first window is not to wait for that.
"""

from PySide6.QtWidgets import QWidget


def set_by_name(widget: QWidget, **values: str) -> None:
    """Give each property the value that Qt knows by this name, several joined by a bar.

    Raises ValueError where Qt knows no such property, or no such value of it.
    """
    for name, value in values.items():
        if not widget.setProperty(name, value):
            raise ValueError(f"Qt knows no {value} of {name}")
