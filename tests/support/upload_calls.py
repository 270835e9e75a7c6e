"""Good requests about uploads, and an upload for them to be about."""

import hashlib
from typing import Any

from portal.services import uploads
from portal.services.files import Files
from tests.support.clinic import Clinic
from tests.support.portal_process import SECRET

PARTIAL = "application/partial-upload"


def upload_options(method: str, practice_id: int) -> dict[str, Any]:
    """A request that is good in every other way than the right to make it."""
    if method == "POST":
        return {"json": announced(b"a statement", practice_id)}
    if method == "PATCH":
        return {"data": b"a sta", "headers": {"Content-Type": PARTIAL, "Upload-Offset": "0"}}
    return {}


def upload_things(path: str, clinic: Clinic) -> dict[str, str]:
    """An upload of practice 1 that waits for its first piece, if the path names one."""
    if "{upload_id}" not in path:
        return {}
    files = Files.open("", clinic.process.data_dir / "files", SECRET)
    body = announced(b"another statement")
    wanted = uploads.Wanted(body["sha256"], body["size"], body["media_type"], body["purpose"])
    made, _ = uploads.begin(clinic.database, files, 1, wanted, staff_id=clinic.staff["billing"].id)
    if made.received:  # somebody has sent the first piece of it
        uploads.discard(clinic.database, files, made)
        return upload_things(path, clinic)
    return {"upload_id": made.id}


def announced(content: bytes, practice_id: int = 1) -> dict[str, Any]:
    """What is said of a statement's file before its first byte."""
    return {
        "practice_id": practice_id,
        "sha256": hashlib.sha256(content).hexdigest(),
        "size": len(content),
        "media_type": "application/pdf",
        "purpose": "statement",
    }
