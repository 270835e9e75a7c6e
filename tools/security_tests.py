"""Which test proves what: `write` makes docs/security-tests.md from the tests' markers, `check` judges it.

`check` fails when the page is stale, when a marker names nothing that `security_rows.toml` lists, and
when something listed there has neither a test nor a word on why not.
"""

import argparse
import ast
import sys
import tomllib
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "security-tests.md"
ROWS = Path(__file__).with_name("security_rows.toml")
HEADS = {
    "threat": "Threats",
    "invariant": "What must always hold",
    "field": "What went wrong in other portals",
}
_INTRO = """# Security tests

Made by `python tools/security_tests.py write` from the markers in `tests/`; `make check` holds it to them. What each threat means,
and what is done about it, is in [security](security.md). A test marked *soak* runs in `make soak` alone.
"""


class Proof(NamedTuple):
    """A test, or all tests of a module, that carries a marker."""

    kind: str
    name: str
    path: str  # of the module, from the project's folder
    test: str  # empty: the module as a whole
    is_soak: bool


def main(arguments: Sequence[str] | None = None) -> int:
    """Do what the command line asks; 0 when all is well."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("command", choices=("write", "check"))
    command = parser.parse_args(arguments).command
    rows = tomllib.loads(ROWS.read_text())
    proofs = list(proofs_in(ROOT / "tests"))
    page = page_of(rows, proofs)
    faults = faults_of(rows, proofs)
    if command == "write":
        PAGE.write_text(page)
    elif not PAGE.is_file() or PAGE.read_text() != page:
        faults.append(f"{PAGE.name} is stale; run `python tools/security_tests.py write`.")
    for fault in faults:
        print(fault)
    return 1 if faults else 0


def proofs_in(folder: Path) -> Iterator[Proof]:
    """All markers of the kinds in `HEADS` under a folder, read without importing a test."""
    for path in sorted(folder.rglob("test_*.py")):
        text = path.read_text()
        if not any(f"mark.{kind}(" in text for kind in HEADS):
            continue
        where = path.relative_to(ROOT).as_posix()
        for node in ast.parse(text).body:
            yield from _proofs_of(node, where)


def _proofs_of(node: ast.stmt, where: str) -> Iterator[Proof]:
    if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
        yield from _read(node.decorator_list, where, node.name)
    elif isinstance(node, ast.Assign) and any(
        isinstance(target, ast.Name) and target.id == "pytestmark" for target in node.targets
    ):
        marks = node.value.elts if isinstance(node.value, ast.List) else [node.value]
        yield from _read(marks, where, "")


def _read(marks: Sequence[ast.expr], where: str, test: str) -> Iterator[Proof]:
    is_soak = any(ast.unparse(mark).startswith("pytest.mark.soak") for mark in marks)
    for mark in marks:
        if not (isinstance(mark, ast.Call) and isinstance(mark.func, ast.Attribute)):
            continue
        kind = mark.func.attr
        if kind in HEADS and ast.unparse(mark.func) == f"pytest.mark.{kind}":
            for name in mark.args:
                yield Proof(kind, str(ast.literal_eval(name)), where, test, is_soak)


def faults_of(
    rows: Mapping[str, Mapping[str, Mapping[str, str]]], proofs: Sequence[Proof]
) -> list[str]:
    """What is wrong, in sentences."""
    known = {(kind, name) for kind in HEADS for name in rows[kind]}
    proved = {(proof.kind, proof.name) for proof in proofs if not proof.is_soak}
    strange = [
        f"{proof.path}: {proof.kind} {proof.name!r} is in no row of {ROWS.name}."
        for proof in proofs
        if (proof.kind, proof.name) not in known
    ]
    bare = [
        f"{kind} {name} has no test that runs each time."
        for kind, name in sorted(known - proved)
        if not rows[kind][name].get("open")
    ]
    return strange + bare


def page_of(rows: Mapping[str, Mapping[str, Mapping[str, str]]], proofs: Sequence[Proof]) -> str:
    """The whole page."""
    found: dict[tuple[str, str], list[Proof]] = defaultdict(list)
    for proof in proofs:
        found[proof.kind, proof.name].append(proof)
    parts = [_INTRO, _not_covered(rows)]
    for kind, head in HEADS.items():
        parts.append(f"## {head}\n")
        parts += [_section(name, row, found[kind, name]) for name, row in rows[kind].items()]
    return "\n".join(parts)


def _not_covered(rows: Mapping[str, Mapping[str, Mapping[str, str]]]) -> str:
    names = [name for kind in HEADS for name, row in rows[kind].items() if row.get("open")]
    return f"What is not covered, and why, stands at {', '.join(names)}.\n"


def _section(name: str, row: Mapping[str, str], proofs: Sequence[Proof]) -> str:
    lines = [f"**{name}** {row['title']}\n", *(_line(proof) for proof in proofs)]
    if not proofs:
        lines.append("- *no test*")
    if row.get("open"):
        lines.append(f"- Not covered: {row['open']}")
    return "\n".join(lines) + "\n"


def _line(proof: Proof) -> str:
    soak = " (soak)" if proof.is_soak else ""
    test = f"`{proof.test}`" if proof.test else "all tests"
    return f"- [{proof.path}](../{proof.path}): {test}{soak}"


if __name__ == "__main__":
    sys.exit(main())
