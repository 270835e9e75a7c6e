"""What becomes of collections of messages: takes each into a fresh portal and prints a table of outcomes.

    python tools/interop.py [--charts PATIENTS.ndjson.gz] FOLDER…

Every folder is a collection of its own. Charts, where there are some, are imported first. Each folder
is taken in twice: the second time everything has to be known already. The figures in `docs/interop.md`
come from here. Exit status 1 when something was lost, or could be released that must not be.
"""

import argparse
import secrets
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

import orjson

FINAL = {"F", "C", "final", "amended", "corrected", "appended"}
_HEAD = (
    "| collection | files | messages | on a chart | without a chart | quarantined | refused | came twice"
    " | releasable | amiss |"
)


class Told(NamedTuple):
    """What the portal said of one collection: its messages, and those of the second time."""

    name: str
    files: int
    first: Sequence[dict[str, Any]]
    second: Sequence[dict[str, Any]]

    def amiss(self) -> list[str]:
        """Name what must not be."""
        found = []
        for one in self.first:
            statuses = set(filter(None, (one["status_raw"] or "").split(",")))
            if one["releasable"] and (not one["patient_id"] or not statuses <= FINAL):
                found.append(f"releasable: {one['file']} {one['index']}")
            if one["outcome"] not in {"parsed", "quarantined", "refused", "duplicate"}:
                found.append(f"without an outcome: {one['file']} {one['index']}")
            if one["outcome"] in {"quarantined", "refused"} and not one["reason"]:
                found.append(f"without a reason: {one['file']} {one['index']}")
        missing = self.files - len({one["file"] for one in self.first})
        found += [f"{missing} files are not in the report"] * bool(missing)
        again = [one for one in self.second if one["outcome"] != "duplicate"]
        found += [f"taken in twice: {one['file']} {one['index']}" for one in again]
        return found

    def line(self) -> str:
        """Give the line of the table."""
        outcomes = Counter(one["outcome"] for one in self.first)
        landed = sum(one["outcome"] == "parsed" and bool(one["patient_id"]) for one in self.first)
        cells = (
            self.name,
            self.files,
            len(self.first),
            landed,
            outcomes["parsed"] - landed,
            outcomes["quarantined"],
            outcomes["refused"],
            outcomes["duplicate"],
            sum(bool(one["releasable"]) for one in self.first),
            len(self.amiss()),
        )
        return f"| {' | '.join(map(str, cells))} |"

    def reasons(self) -> str:
        """Count the reasons, the commonest first."""
        counted = Counter(one["reason"] for one in self.first if one["reason"])
        return ", ".join(f"{name} {count}" for name, count in counted.most_common())


def main(words: Sequence[str] | None = None) -> int:
    """Take in each collection and print the table."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("folders", nargs="+", type=Path, metavar="FOLDER")
    parser.add_argument("--charts", type=Path, metavar="FILE", help="FHIR Patients, as charts")
    arguments = parser.parse_args(words)
    told = [_take_in(folder, arguments.charts) for folder in arguments.folders]
    lines = [_HEAD, "|---" * (_HEAD.count("|") - 1) + "|", *(one.line() for one in told)]
    lines += ["", *(f"- {one.name}: {one.reasons() or 'nothing to explain'}" for one in told)]
    amiss = [f"- AMISS {one.name}: {what}" for one in told for what in one.amiss()]
    sys.stdout.write("\n".join([*lines, *amiss, ""]))
    return 1 if amiss else 0


def _take_in(folder: Path, charts: Path | None) -> Told:
    with tempfile.TemporaryDirectory() as place:
        data = Path(place) / "portal"
        named = ("--practice-name", "PRACTICE", "--admin-name", "Admin", "--password-stdin")
        _portal("init", "--data-dir", str(data), *named, given=secrets.token_urlsafe(24))
        if charts is not None:
            _portal("charts", str(charts), "--data-dir", str(data))
        first, second = (_report(folder, data, Path(place) / name) for name in ("1", "2"))
    files = sum(path.is_file() for path in folder.rglob("*"))
    return Told(folder.name, files, first, second)


def _report(folder: Path, data: Path, report: Path) -> list[dict[str, Any]]:
    _portal("intake", str(folder), "--data-dir", str(data), "--report", str(report))
    return [orjson.loads(line) for line in report.read_bytes().splitlines()]


def _portal(*words: str, given: str = "") -> None:
    command = [sys.executable, "-m", "portal", *words]
    subprocess.run(command, check=True, input=f"{given}\n", text=True, stdout=subprocess.DEVNULL)


if __name__ == "__main__":
    sys.exit(main())
