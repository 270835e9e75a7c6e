"""Portal Console: the program with which a practice's staff run their patient portal."""

__version__ = "0.1.0"
