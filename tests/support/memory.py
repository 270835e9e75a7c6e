"""What lies in the memory of another process, looked for byte by byte (Linux, as root or its owner)."""

from collections.abc import Iterable, Iterator
from pathlib import Path


def regions(pid: int) -> Iterator[tuple[int, int]]:
    """Where the process keeps what it has made: all that is writable, or backed by no file."""
    for line in Path(f"/proc/{pid}/maps").read_text(encoding="utf-8").splitlines():
        place, rights, _offset, _device, inode, *_name = line.split(maxsplit=5)
        if rights[0] == "r" and (rights[1] == "w" or inode == "0"):
            first, last = (int(number, 16) for number in place.split("-"))
            yield first, last


def pieces(pid: int) -> Iterator[bytes]:
    """The memory of the process, region by region; nothing once it has ended."""
    try:
        with Path(f"/proc/{pid}/mem").open("rb", 0) as memory:
            for first, last in regions(pid):
                try:
                    memory.seek(first)
                    yield memory.read(last - first)
                except (OSError, ValueError, OverflowError):
                    continue  # the kernel's own pages
    except OSError:
        return


def copies(pid: int, texts: Iterable[str]) -> dict[str, int]:
    """How often each text lies there, as UTF-8 or as UTF-16 (which is how Qt writes)."""
    forms = {text: (text.encode(), text.encode("utf-16-le")) for text in texts}
    found = dict.fromkeys(forms, 0)
    for piece in pieces(pid):
        for text, written in forms.items():
            found[text] += sum(piece.count(form) for form in written)
    return found


def family(pid: int) -> set[int]:
    """The process and all that it has started that is still alive, however far down."""
    alive = {pid}
    parents = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                said = (entry / "stat").read_text(encoding="utf-8").rpartition(")")[2].split()
            except OSError:
                continue
            if said[0] not in "ZX":
                parents[int(entry.name)] = int(said[1])
    while more := {child for child, parent in parents.items() if parent in alive} - alive:
        alive |= more
    return alive if pid in parents else alive - {pid}
