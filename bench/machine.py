"""The machine and what runs on it: processors that others take, memory of a tree of processes (Linux)."""

import importlib.metadata
import os
import platform
import shutil
import subprocess
from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path

import psutil

TICKS = os.sysconf("SC_CLK_TCK")
LIBRARIES = ("PySide6-Essentials", "qasync", "sqlcipher3", "requests", "fastapi", "uvicorn", "sqlalchemy", "psycopg")  # fmt: skip
SERVER = "postgres"  # a database that a measurement starts is no child of it


class Load:
    """Seconds of processors that others have taken since the machine started.

    Ours are this process, its children and the database servers: those that it measures leave its
    tree when they are started.
    """

    def others_s(self) -> float:
        """Seconds of processors of everybody but us; a difference of two is what counts."""
        fields = Path("/proc/stat").read_text().split("\n", 1)[0].split()[1:]
        user, nice, system, _idle, _wait, irq, soft = (int(one) for one in fields[:7])
        return (user + nice + system + irq + soft) / TICKS - _ours_s()


def _ours_s() -> float:
    here = psutil.Process()
    mine = [here, *here.children(recursive=True)]
    mine += [one for one in psutil.process_iter(["name"]) if one.info["name"] == SERVER]
    return sum(busy_s(one.pid) for one in {one.pid: one for one in mine}.values())


def busy_s(process_id: int) -> float:
    """Seconds of processors that a process and its ended children have taken; 0 when it is gone."""
    try:
        stat = Path(f"/proc/{process_id}/stat").read_text()
    except OSError:
        return 0.0
    fields = stat.rpartition(")")[2].split()
    return sum(int(fields[at]) for at in (11, 12, 13, 14)) / TICKS


def pss_mb(process_id: int) -> float:
    """Memory of a process and its children in megabytes, what is shared counted in shares."""
    root = psutil.Process(process_id)
    return sum(pss_of(one.pid) for one in (root, *root.children(recursive=True)))


def pss_of(process_id: int) -> float:
    """Memory of one process in megabytes, without its children; 0 when it is gone."""
    with suppress(OSError):
        for line in Path(f"/proc/{process_id}/smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1]) * 1024 / 1e6
    return 0.0


def described() -> Mapping[str, object]:
    """The machine, the versions and the commit, to be kept beside the figures."""
    return {
        "machine": platform.machine(),
        "processors": os.cpu_count(),
        "processor": _processor(),
        "memory_mb": round(psutil.virtual_memory().total / 1e6),
        "system": f"{platform.system()} {platform.release()}",
        "python": platform.python_version(),
        "libraries": dict(_versions(LIBRARIES)),
        "postgresql": _said("postgres", "--version") or _postgres(),
        "commit": _said("git", "rev-parse", "--short", "HEAD"),
        "changed": bool(_said("git", "status", "--porcelain", "--untracked-files=no")),
        "load_before": os.getloadavg()[0],
    }


def _processor() -> str:
    with suppress(OSError):
        for line in Path("/proc/cpuinfo").read_text().splitlines():
            if line.startswith("model name"):
                return line.partition(":")[2].strip()
    return platform.processor()


def _versions(names: Iterable[str]) -> Iterable[tuple[str, str]]:
    for name in names:
        with suppress(importlib.metadata.PackageNotFoundError):
            yield name, importlib.metadata.version(name)


def _postgres() -> str:
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/postgres"))
    return _said(str(found[-1]), "--version") if found else ""


def _said(*command: str) -> str:
    if shutil.which(command[0]) is None:
        return ""
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    return done.stdout.strip() if done.returncode == 0 else ""
