"""Settings of the workstation: a small TOML file, and where things lie. No secret, no patient data."""

import logging
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple

from platformdirs import user_config_path, user_data_path

from console.store.paths import private_folder, write_private

_log = logging.getLogger(__name__)
_NAME = "portal-console"
_FILE = "settings.toml"
TEXT_SCALE = (0.5, 4.0)  # smaller can not be read, larger does not fit
LONGEST_UNDO_S = 3600.0
_CHOICES: Mapping[str, frozenset[str]] = {
    "language": frozenset({"", "en", "es"}),
    "color_scheme": frozenset({"system", "light", "dark", "contrast"}),
}


class Settings(NamedTuple):
    """What a workstation remembers. Change a copy with `_replace`, then `save`."""

    server: str = ""  # the portal's address, as typed
    ca_file: str = ""  # the practice's own authority; empty: the system's
    username: str = ""  # who signed in last
    language: str = ""  # "en", "es"; empty: the system's
    color_scheme: str = "system"  # system, light, dark, contrast
    text_scale: float = 1.0
    undo_s: float = -1.0  # how long a decision can be undone; negative: what the portal says
    data_dir: str = ""  # where the accounts lie; empty: the platform's place
    # Keys that a newer program wrote; kept, so that going back and forth loses nothing.
    unknown: Mapping[str, Any] = MappingProxyType({})

    @property
    def data_path(self) -> Path:
        """The folder of accounts and logs."""
        return Path(self.data_dir) if self.data_dir else user_data_path(_NAME, appauthor=False)

    @property
    def ca_path(self) -> Path | None:
        """The practice's authority, where it has one."""
        return Path(self.ca_file) if self.ca_file else None

    @property
    def undo_override_s(self) -> float | None:
        """The undo window set on this workstation; None: the portal's policy."""
        return None if self.undo_s < 0 else self.undo_s


def settings_file() -> Path:
    """The file under the platform's configuration folder."""
    return user_config_path(_NAME, appauthor=False) / _FILE


def load(path: Path | None = None, **given: Any) -> Settings:
    """Read the file; a value of the wrong type, or a file that can not be read, is passed over.

    `given` are the caller's own, from the command line or the environment; None does not count.
    """
    found = _read(path or settings_file())
    known: dict[str, Any] = {}
    for name, default in _values(Settings()).items():
        if name in found:
            value = found.pop(name)
            if _fits(value, default) and _makes_sense(name, value):
                known[name] = type(default)(value)
            else:
                _log.warning("setting passed over", extra={"setting": name})
    known |= {name: value for name, value in given.items() if value is not None}
    return Settings(**known, unknown=found)


def save(settings: Settings, path: Path | None = None) -> None:
    """Write the file, at once and readable by its owner alone."""
    path = path or settings_file()
    values = {**_values(settings), **settings.unknown}
    lines = [f"{name} = {_toml(value)}" for name, value in values.items()]
    private_folder(path.parent)
    write_private(path, ("\n".join(lines) + "\n").encode())


def _values(settings: Settings) -> dict[str, Any]:
    return {name: value for name, value in settings._asdict().items() if name != "unknown"}


def _read(path: Path) -> dict[str, Any]:
    import tomllib  # noqa: PLC0415 - as `json` below

    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    except (OSError, ValueError) as error:
        _log.warning("settings can not be read", extra={"error": type(error).__name__})
        return {}


def _fits(value: object, default: object) -> bool:
    if isinstance(default, float):
        return isinstance(value, int | float) and not isinstance(value, bool)
    return type(value) is type(default)


def _makes_sense(name: str, value: Any) -> bool:
    """A file edited by hand must not keep the window from opening."""
    if name in _CHOICES:
        return value in _CHOICES[name]
    if name == "text_scale":
        return bool(TEXT_SCALE[0] <= value <= TEXT_SCALE[1])
    return name != "undo_s" or bool(value <= LONGEST_UNDO_S)


def _toml(value: object) -> str:
    """A value as TOML. Strings, lists and numbers of JSON are TOML too; tables are written inline."""
    import json  # noqa: PLC0415 - the first window is not to wait for it

    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{json.dumps(k)} = {_toml(v)}" for k, v in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(_toml(one) for one in value) + "]"
    if isinstance(value, str | bool | int | float):
        return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
    return str(value)  # dates and times, which tomllib made
