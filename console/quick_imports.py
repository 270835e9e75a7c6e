"""Python and Qt with nothing that the first window does not need, and both processors at work for it.

While this thread imports what has no need of Qt, another has the system load Qt's libraries: relocating them
takes 10 ms, and Python's lock is not held for that. PySide's own are bound lazily, as a C program's are: of
some 13,000 functions the first window calls a few hundred. And garbage is not looked for among what is imported,
since all of it stays.

The rest is Qt without what PySide brings for those who write programs: signatures in words, and a look into every source.

Inside its library PySide has an archive of Python sources. Each process unpacks, compiles and runs them before the
first Qt class is there, 40 of the 97 ms (cpu) that a bare window takes, and all they are for is to say which
arguments a call would have taken. So they are loaded when somebody is to be told that: something is wrong then.
With them goes PySide's own `import`, which reads the whole source of each module that is imported, for the
sake of `from __feature__ import …`. Nothing of ours or below us has that.
"""

import builtins
import contextlib
import gc
import importlib
import importlib.util
import os
import sys
import threading
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from types import ModuleType
from typing import Any

_NAME = "signature_bootstrap"
"""What PySide compiles before all others: the module that unpacks them, and gives it the one it calls."""
_STAND_IN = "from console.quick_imports import bootstrap"
_MAPPING = "shibokensupport.signature.mapping"
"""The only one that PySide's library looks for by its name; it keeps what it has found."""
_ITS_OWN = ("base64", "struct", "tempfile", "textwrap", "traceback", "zipfile")
"""What `shiboken6` imports beforehand for that archive, and otherwise has no use for."""
_WITHOUT_QT = ("argparse", "typing", "logging", "tomllib", "platformdirs", "platformdirs.unix")
"""What the first window needs besides Qt; imported while that is loaded."""
_SELDOM = {"tempfile": ("gettempdir",), "traceback": ()}
"""What those import for a seldom case, and the functions that they take out of it at once."""
_LIBRARIES = ("QtCore", "QtGui", "QtWidgets", "QtSvg")
_FONTS = "libfontconfig.so.1"
_loading: list[threading.Thread] = []
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
    load_libraries()
    with _stood_in(_SELDOM):
        for name in _WITHOUT_QT:
            importlib.import_module(name)
    _import_pyside()


def load_libraries() -> None:
    """Have the system load Qt's libraries on a thread, once; who imports one of them meanwhile waits for it."""
    if _loading or sys.platform != "linux" or "shiboken6" in sys.modules:
        return
    gc.disable()  # and nobody switches it on again, see `console.qt_loop`
    thread = threading.Thread(target=_load_libraries, name="loading-qt", daemon=True)
    _loading.append(thread)
    thread.start()


def _load_libraries() -> None:
    import ctypes  # noqa: PLC0415 - the hardening needs it before the first window, too

    found = importlib.util.find_spec("PySide6")
    if found is None or not found.submodule_search_locations:
        return
    folder = Path(found.submodule_search_locations[0])
    load = ctypes.CDLL(None).dlopen  # called as any C function, so without Python's lock
    load.restype = ctypes.c_void_p
    for name in _LIBRARIES:  # nothing where one can not be loaded: its import says why
        load(os.fsencode(folder / f"{name}.abi3.so"), os.RTLD_LAZY)
    with contextlib.suppress(OSError):
        ctypes.CDLL(_FONTS).FcInit()  # reads the system's list of fonts, which Qt then has


def _import_pyside() -> None:
    """Import the package, which knows where a system finds its library, without its signatures."""
    builtins.compile = _compile
    try:
        with _stood_in(dict.fromkeys(_ITS_OWN, ())):
            importlib.import_module("PySide6")
    finally:
        builtins.compile = _plain


@contextlib.contextmanager
def _stood_in(wanted: Mapping[str, tuple[str, ...]]) -> Iterator[None]:
    """Modules by name, and functions of theirs, are stood in for where they are not loaded already."""
    stand_ins = {
        name: _stand_in(name, functions)
        for name, functions in wanted.items()
        if name not in sys.modules
    }
    sys.modules.update(stand_ins)
    try:
        yield
    finally:
        for name, stand_in in stand_ins.items():
            if sys.modules[name] is stand_in:
                del sys.modules[name]  # whoever imports it next gets Python's


def _stand_in(name: str, functions: tuple[str, ...] = ()) -> ModuleType:
    """A module that is loaded when something of it is asked for; of `functions`, when one is called."""
    made = ModuleType(name)

    def late(attribute: str) -> Any:
        if attribute == "__path__":  # which `from … import` asks for: none of these is a package
            raise AttributeError(attribute)
        if sys.modules.get(name) is made:
            del sys.modules[name]
        return getattr(importlib.import_module(name), attribute)

    for function in functions:
        vars(made)[function] = lambda *words, of=function: late(of)(*words)
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
