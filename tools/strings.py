"""Translation catalogues: `update` brings them up to date, `build` compiles them, `check` judges.

`check` fails for a text that is missing from a catalogue, one that is no longer used, one without
its translation, and one that Qt would file under no context and so never find.
"""

import argparse
import ast
import filecmp
import json
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from xml.etree import ElementTree as ET

ROOT = Path(__file__).resolve().parent.parent
TRANSLATIONS = ROOT / "resources" / "translations"
LANGUAGES = ("en", "es")
"""English is written in the program itself; its catalogue holds the plural forms alone."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Do what the command line asks; 0 when all is well."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("command", choices=("update", "build", "check"))
    command = parser.parse_args(arguments).command
    if command == "update":
        for language in LANGUAGES:
            _extract(TRANSLATIONS / f"console_{language}.ts", language)
        return 0
    if command == "build":
        for language in LANGUAGES:
            source = TRANSLATIONS / f"console_{language}.ts"
            _tool("pyside6-lrelease", "-silent", str(source), "-qm", str(source.with_suffix(".qm")))
        return 0
    faults = [fault for language in LANGUAGES for fault in faults_of(language)]
    for fault in faults:
        print(fault)
    return 1 if faults else 0


def faults_of(language: str) -> list[str]:
    """What is wrong with a catalogue, in sentences; nothing when it is complete and current."""
    kept = TRANSLATIONS / f"console_{language}.ts"
    if not kept.is_file():
        return [f"{kept.name} is missing; run `make strings`."]
    faults = []
    with tempfile.TemporaryDirectory() as folder:
        fresh = Path(folder) / kept.name
        shutil.copyfile(kept, fresh)
        _extract(fresh, language)
        if not filecmp.cmp(kept, fresh, shallow=False):
            faults.append(f"{kept.name} is stale; run `make strings` and translate what is new.")
    for context in ET.parse(kept).getroot().iter("context"):  # noqa: S314 - our own file
        name = context.findtext("name", "")
        if not name:
            faults.append(
                f"{kept.name}: texts without a context; spell `self.tr` or `translate` out."
            )
        faults.extend(
            f"{kept.name}: {name}: not translated: {message.findtext('source', '')!r}"
            for message in context.iter("message")
            if not _is_translated(message)
        )
    return faults


def _is_translated(message: ET.Element) -> bool:
    translation = message.find("translation")
    if translation is None or translation.get("type") == "unfinished":
        return False
    forms = [form.text for form in translation.iter("numerusform")] or [translation.text]
    return all(forms)


def _extract(catalogue: Path, language: str) -> None:
    sources = sorted((ROOT / "console").rglob("*.py"))
    only = ("-pluralonly",) if language == "en" else ()
    with tempfile.TemporaryDirectory() as folder:
        plurals = Path(folder) / "plurals.py"
        plurals.write_text(_plurals(sources), encoding="utf-8")
        _tool(
            "pyside6-lupdate",
            *("-silent", "-locations", "none", "-no-obsolete", "-sort-messages", *only),
            *("-source-language", "en", "-target-language", language),
            *(str(path) for path in (plurals, *sources)),
            "-ts",
            str(catalogue),
        )


def _plurals(sources: Sequence[Path]) -> str:
    """Calls of `translate` with a number, spelled so that lupdate sees that they have plurals.

    It takes a name in the fourth place for an encoding, and skips a call with an expression there.
    """
    calls = {
        (call.args[0].value, call.args[1].value)
        for path in sources
        for call in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(call, ast.Call)
        and ast.unparse(call.func).endswith("translate")
        and len(call.args) == 4
        and isinstance(call.args[0], ast.Constant)
        and isinstance(call.args[1], ast.Constant)
    }
    lines = [
        f'QCoreApplication.translate({_quoted(context)}, {_quoted(text)}, "", 1)'
        for context, text in sorted(calls)
    ]
    return "\n".join(["from PySide6.QtCore import QCoreApplication", *lines, ""])


def _quoted(text: object) -> str:
    return json.dumps(str(text), ensure_ascii=False)


def _tool(name: str, *arguments: str) -> None:
    program = Path(sys.executable).with_name(name)
    subprocess.run([str(program), *arguments], check=True, cwd=ROOT, stdout=subprocess.DEVNULL)


if __name__ == "__main__":
    sys.exit(main())
