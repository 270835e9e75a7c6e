"""Qt without what PySide brings for those who write programs: signatures in words, and a look into every source.

Inside its library PySide has an archive of Python sources. Each process unpacks, compiles and runs them before the
first Qt class is there, 40 of the 97 ms (cpu) that a bare window takes, and all they are for is to say which
arguments a call would have taken. So they are loaded when somebody is to be told that: something is wrong then.
With them goes PySide's own `import`, which reads the whole source of each module that is imported, for the
sake of `from __feature__ import …`. Nothing of ours or below us has that.
"""

import builtins
import importlib
import sys
from collections.abc import Callable
from types import ModuleType
from typing import Any

_NAME = "signature_bootstrap"
"""What PySide compiles before all others: the module that unpacks them, and gives it the one it calls."""
_STAND_IN = "from console.quick_imports import bootstrap"
_MAPPING = "shibokensupport.signature.mapping"
"""The only one that PySide's library looks for by its name; it keeps what it has found."""
_ITS_OWN = ("base64", "struct", "tempfile", "textwrap", "traceback", "zipfile")
"""What `shiboken6` imports beforehand for that archive, and otherwise has no use for."""
_plain = builtins.compile


class Late:
    """What PySide takes for its loader: each of its functions loads the real one when it is called."""

    source: object = b""  # of the module that unpacks the others

    def __init__(self) -> None:
        self._loader: ModuleType | None = None
        self._mapping = ModuleType(_MAPPING)
        vars(self._mapping)["update_mapping"] = self._update_mapping
        sys.modules[_MAPPING] = self._mapping

    def post_init(self) -> None:
        """Leave `import` as it is."""

    def finish_import(self, module: ModuleType) -> None:
        """What is deprecated would be put into a module here; of the PySide that we use nothing is."""

    def __getattr__(self, name: str) -> Callable[..., Any]:
        def late(*words: Any) -> Any:
            return getattr(self.real(), name)(*words)

        return late

    def real(self) -> ModuleType:
        """PySide's own loader."""
        if self._loader is None:
            names = vars(sys.modules[_NAME])
            exec(_plain(self.source, f"{_NAME}.py", "exec"), names)  # type: ignore[call-overload]  # noqa: S102 - PySide's own
            self._loader = names["bootstrap"]()
        return self._loader

    def _update_mapping(self) -> None:
        mapping = self.real().mapping
        mapping.update_mapping()
        vars(self._mapping).update(vars(mapping) | {"update_mapping": self._update_mapping})


def begin() -> None:
    """Before anything of PySide is imported; of one that is there already nothing is taken back."""
    if "shiboken6" in sys.modules:
        return
    builtins.compile = _compile
    stand_ins = {name: _stand_in(name) for name in _ITS_OWN if name not in sys.modules}
    sys.modules.update(stand_ins)
    try:
        importlib.import_module("PySide6")  # which knows where a system finds the library
    finally:
        builtins.compile = _plain
        for name, stand_in in stand_ins.items():
            if sys.modules[name] is stand_in:
                del sys.modules[name]  # whoever imports it next gets Python's


def _stand_in(name: str) -> ModuleType:
    """A module that is loaded when something of it is asked for: by a PySide that was built otherwise."""
    made = ModuleType(name)

    def late(attribute: str) -> Any:
        if sys.modules.get(name) is made:
            del sys.modules[name]
        return getattr(importlib.import_module(name), attribute)

    vars(made)["__getattr__"] = late
    return made


def bootstrap() -> Late:
    """In the place of PySide's function of this name."""
    return Late()


def _compile(source: Any, filename: Any, *words: Any, **more: Any) -> Any:
    """Python's own, but for that module."""
    if filename == f"{_NAME}.py":
        Late.source, source = source, _STAND_IN
    return _plain(source, filename, *words, **more)
