"""`spelled("active")`: a word of the program that stands among the words of a statement, not as a parameter of it.

For the condition of a partial index: a plan that the server keeps goes by such an index only where the
statement itself says what the index is for.
"""

from typing import Any

from sqlalchemy import ColumnElement, String
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement


def spelled(word: str) -> ColumnElement[str]:
    """Give the word as a statement has it; raises ValueError for anything but letters, which are all that needs no quoting."""
    if not (word.isascii() and word.isalpha()):
        msg = "only a word can be spelled"
        raise ValueError(msg)

    class Spelled(FunctionElement[str]):  # one for each word: statements are remembered by it
        inherit_cache = True
        type = String()
        name = "spelled"

    def written(_element: Any, _compiler: SQLCompiler, **_how: Any) -> str:
        return f"'{word}'"

    compiles(Spelled)(written)
    return Spelled()
