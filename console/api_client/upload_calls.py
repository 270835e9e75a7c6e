"""Sending a file in pieces that can be taken up again anywhere (draft-ietf-httpbis-resumable-upload)."""

from collections.abc import Mapping
from urllib.parse import quote

from console.api_client.client import PortalClient
from console.domain.errors import NotThePortalError, RequestRefusedError
from console.domain.uploads import MEDIA_TYPE, UploadState

_PARTIAL = "application/partial-upload"
_OFFSET, _COMPLETE = "Upload-Offset", "Upload-Complete"
_MISMATCH = "upload-offset-mismatch"


class UploadCalls:
    """Speaks about uploads with the portal; used by one thread, as the client is."""

    def __init__(self, client: PortalClient) -> None:
        self._client = client

    def begin(self, practice_id: int, sha256: str, size: int) -> UploadState:
        """Announce a statement's file, or find what the portal has of it already.

        Raises:
            RequestRefusedError: it is too large, or of a kind that is not taken.
        """
        wanted = {
            "practice_id": practice_id,
            "sha256": sha256,
            "size": size,
            "media_type": MEDIA_TYPE,
            "purpose": "statement",
        }
        return UploadState.read(self._client.call("POST", "/v1/uploads", wanted))

    def where(self, upload_id: str) -> UploadState:
        """How much of a file is there.

        Raises:
            NotFoundError: the portal knows nothing of it any more; begin anew.
        """
        answer = self._client.send("HEAD", _path(upload_id))
        return _state(upload_id, answer.headers)

    def piece(self, upload_id: str, offset: int, content: bytes) -> UploadState:
        """Send the bytes from `offset` on; where the file stands after that.

        Sending one again is harmless: when the portal has it, it says where it is.

        Raises:
            RequestRefusedError: the whole is not what was announced; nothing of it is kept.
        """
        headers = {_OFFSET: str(offset), "Content-Type": _PARTIAL}
        try:
            answer = self._client.send("PATCH", _path(upload_id), content, headers)
        except RequestRefusedError as error:
            if error.slug == _MISMATCH:
                return self.where(upload_id)
            raise
        return _state(upload_id, answer.headers)

    def cancel(self, upload_id: str) -> None:
        """Let the portal forget a file that is not whole."""
        self._client.call("DELETE", _path(upload_id))


def _path(upload_id: str) -> str:
    return f"/v1/uploads/{quote(upload_id, safe='')}"


def _state(upload_id: str, headers: Mapping[str, str]) -> UploadState:
    try:
        received = int(headers[_OFFSET])
    except (KeyError, ValueError) as error:
        raise NotThePortalError("an upload without an offset") from error
    return UploadState(upload_id, received, complete=headers.get(_COMPLETE) == "?1")
