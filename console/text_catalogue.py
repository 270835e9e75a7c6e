"""The texts of a language as translators have written them, for a source tree that is not built."""

from pathlib import Path
from xml.etree import ElementTree as ET

from PySide6.QtCore import QTranslator

UnreadableError = ET.ParseError


class TextCatalogue(QTranslator):
    """Reads a `.ts` file as it lies in the source tree, when nobody has compiled it yet."""

    def __init__(self, source: Path) -> None:
        super().__init__()
        self._texts: dict[tuple[str, str], tuple[str, ...]] = {}
        root = ET.parse(source).getroot()  # noqa: S314 - our own file, shipped with the program
        for context in root.iter("context"):
            name = context.findtext("name", "")
            for message in context.iter("message"):
                self._add(name, message)

    def _add(self, context: str, message: ET.Element) -> None:
        translation = message.find("translation")
        if translation is None or translation.get("type") in {"unfinished", "vanished", "obsolete"}:
            return
        forms = tuple(form.text or "" for form in translation.iter("numerusform"))
        key = (context, message.findtext("source", ""))
        texts = forms or ((translation.text or ""),)
        if all(texts):
            self._texts[key] = texts

    def isEmpty(self) -> bool:  # noqa: N802 - Qt's name
        """Whether nothing can be translated; Qt refuses to install an empty one."""
        return not self._texts

    def translate(
        self, context: str, source: str, disambiguation: str | None = None, n: int = -1
    ) -> str | None:
        """The text in this language, or None so that Qt asks the next translator.

        Both languages we ship have two forms: one, and everything else (Unicode plural rules).
        """
        texts = self._texts.get((context, source))
        if texts is None:
            return None
        return texts[0] if n in (-1, 1) or len(texts) == 1 else texts[1]
