"""The commands of the palette: what it finds while one types."""

from dataclasses import dataclass


@dataclass(frozen=True)
class PaletteCommand:
    """One command. `why_not` says why it can not be given now; empty when it can."""

    id: str
    title: str
    shortcut: str = ""
    why_not: str = ""
    icon: str = ""
    keywords: str = ""
