"""Gives the Mac's pasteboard the type that its clipboard managers pass over (nspasteboard.org)."""

from typing import Any

from PySide6 import QtGui

CONCEALED_MIME = "application/x-nspasteboard-concealed-type"
CONCEALED_TYPE = "org.nspasteboard.ConcealedType"
_installed: list[Any] = []


def install_concealed_type() -> bool:
    """Let Qt write `CONCEALED_MIME` under its real name; False where there is no such pasteboard.

    Without it Qt would wrap the name into one of its own that no manager knows.
    """
    base: Any = getattr(QtGui, "QUtiMimeConverter", None)
    if base is None:
        return False
    if not _installed:
        _installed.append(_converter(base))
    return True


def _converter(base: Any) -> Any:
    class Concealed(base):  # type: ignore[misc] # the base exists on one system only
        """Translates between the two names; the content carries nothing."""

        def mimeForUti(self, uti: str) -> str:  # noqa: N802 - Qt's name
            return CONCEALED_MIME if uti == CONCEALED_TYPE else ""

        def utiForMime(self, mime: str) -> str:  # noqa: N802 - Qt's name
            return CONCEALED_TYPE if mime == CONCEALED_MIME else ""

        def convertFromMime(self, _mime: str, data: Any, _uti: str) -> list[Any]:  # noqa: N802 - Qt's name
            return [data]

        def convertToMime(self, _mime: str, data: list[Any], _uti: str) -> Any:  # noqa: N802 - Qt's name
            return data[0] if data else b""

    return Concealed()
