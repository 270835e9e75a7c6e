"""Marks that are planted in data and looked for where no data may be."""

import base64
import json
from pathlib import Path
from urllib.parse import quote


def disguises(canary: str) -> set[bytes]:
    """List the forms in which a text may turn up in a file."""
    plain = canary.encode()
    inner = base64.b64encode(plain + b"\0\0\0"[: -len(plain) % 3])
    return {
        plain,
        canary.upper().encode(),
        canary.lower().encode(),
        canary.encode("utf-16-le"),
        plain.hex().encode(),
        quote(canary).encode(),
        json.dumps(canary).strip('"').encode(),
        inner[: len(plain) // 3 * 4],
    }


def found_in(canaries: list[str], *files: Path) -> list[str]:
    """Name the canaries that occur in the files, in whatever form."""
    content = b"\n".join(path.read_bytes() for path in files)
    return [c for c in canaries if any(form in content for form in disguises(c))]
