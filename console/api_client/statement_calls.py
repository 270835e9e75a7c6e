"""The calls about statements: batches, what their files became, and publishing.

Nothing is sent twice by itself. What the portal refuses is a `RequestRefusedError` whose problem says
which rule; a version that has moved on is one of them.
"""

from collections.abc import Sequence
from typing import Any
from urllib.parse import quote, urlencode

from console.api_client.client import PortalClient
from console.domain.statement_batch import Batch
from console.domain.statement_publishing import Preview, PublishResult
from console.domain.statements import LARGEST, PAGE, MatchWish, Statement, StatementPage


class StatementCalls:
    """Speaks about statements with the portal; used by one thread, as the client is."""

    def __init__(self, client: PortalClient) -> None:
        self._client = client

    # Batches

    def new_batch(self, practice_id: int, name: str) -> Batch:
        """Begin a batch."""
        return Batch.read(self._call("POST", practice_id, "/statement-batches", {"name": name}))

    def batches(self, practice_id: int, state: str = "") -> tuple[Batch, ...]:
        """The batches, all or those in one state, as the portal orders them."""
        wanted = f"?{urlencode({'state': state})}" if state else ""
        answer = self._call("GET", practice_id, f"/statement-batches{wanted}")
        return tuple(Batch.read(one) for one in answer.get("batches") or ())

    def batch(self, practice_id: int, batch_id: str) -> Batch:
        """One batch as it is now, with its counts and totals."""
        return Batch.read(self._call("GET", practice_id, _batch(batch_id)))

    def put_manifest(self, practice_id: int, batch_id: str, csv: str) -> Batch:
        """Say what the batch must contain (PEERS B10).

        Raises:
            RequestRefusedError: the problem lists the lines with faults.
        """
        path = _batch(batch_id) + "/manifest"
        return Batch.read(self._call("PUT", practice_id, path, {"csv": csv}))

    def statements(self, practice_id: int, batch_id: str, after: str = "") -> StatementPage:
        """Some statements of a batch; `after` is where the page before has ended."""
        wanted = urlencode({"limit": PAGE, **({"after": after} if after else {})})
        path = f"{_batch(batch_id)}/statements?{wanted}"
        return StatementPage.read(self._call("GET", practice_id, path))

    def preview(self, practice_id: int, batch_id: str) -> Preview:
        """What publishing would do, without doing it."""
        return Preview.read(self._call("POST", practice_id, _batch(batch_id) + "/preview"))

    def publish(
        self,
        practice_id: int,
        batch_id: str,
        statements: Sequence[tuple[str, int]],
        *,
        quietly: str = "",
        totals_accepted: str = "",
    ) -> tuple[PublishResult, ...]:
        """Publish up to `MOST_PUBLISHED` statements, by id and version; one result each.

        `quietly` is the reason for sending no mail (F69, corrections only), `totals_accepted` the one
        for publishing what differs from the manifest. Publishing one again is harmless.
        """
        body = {
            "statements": [{"id": name, "version": version} for name, version in statements],
            "quietly": quietly or None,
            "totals_accepted": totals_accepted or None,
        }
        answer = self._call("POST", practice_id, _batch(batch_id) + "/publish", body)
        return tuple(PublishResult.read(one) for one in answer.get("results") or ())

    def close_batch(self, practice_id: int, batch_id: str, *, discard_rest: bool = False) -> Batch:
        """Say that nothing more is done with a batch; `discard_rest` gives up what is left in it.

        Raises:
            RequestRefusedError: rule `BATCH_NOT_DONE`, with `left` for how many files are left.
        """
        body = {"discard_rest": discard_rest}
        return Batch.read(self._call("POST", practice_id, _batch(batch_id) + "/close", body))

    def report(self, practice_id: int, batch_id: str) -> dict[str, Any]:
        """What became of a batch, as the portal tells it."""
        return self._call("GET", practice_id, _batch(batch_id) + "/report")

    # One statement

    def file(self, practice_id: int, batch_id: str, upload_id: str, file_name: str) -> Statement:
        """Make a statement of an uploaded file; the portal checks it in this call.

        A repeat gives the same statement, a file published before the one that is there.
        """
        body = {"batch_id": batch_id, "upload_id": upload_id, "file_name": file_name}
        return Statement.read(self._call("POST", practice_id, "/statements", body))

    def statement(self, practice_id: int, statement_id: str) -> Statement:
        """One statement as it is now."""
        return Statement.read(self._call("GET", practice_id, _statement(statement_id)))

    def content(self, practice_id: int, statement_id: str) -> bytes:
        """The file of a statement, of at most `LARGEST` bytes."""
        path = f"/v1/practices/{practice_id:d}{_statement(statement_id)}/content"
        return self._client.file(path, LARGEST)

    def match(
        self, practice_id: int, statement_id: str, wish: MatchWish, expected_version: int
    ) -> Statement:
        """Match by hand with two identifiers as they are read on the page (PEERS B10)."""
        body = wish.body(expected_version)
        return self._done(practice_id, statement_id, "match", body)

    def answer(
        self, practice_id: int, statement_id: str, *, replaces: bool, expected_version: int
    ) -> Statement:
        """Say whether a statement replaces the one of the same period; no discards it (F70)."""
        body = {"replaces": replaces, "expected_version": expected_version}
        return self._done(practice_id, statement_id, "answer", body)

    def discard(self, practice_id: int, statement_id: str, expected_version: int) -> Statement:
        """Leave a statement out of its batch."""
        body = {"expected_version": expected_version}
        return self._done(practice_id, statement_id, "discard", body)

    def void(
        self,
        practice_id: int,
        statement_id: str,
        *,
        reason_code: str,
        note: str,
        expected_version: int,
    ) -> Statement:
        """Take a published statement out of force; no older one becomes payable by it (§5.6)."""
        body = {"reason_code": reason_code, "note": note, "expected_version": expected_version}
        return self._done(practice_id, statement_id, "void", body)

    def resend(self, practice_id: int, statement_id: str, expected_version: int) -> Statement:
        """Tell its holder of a statement once more (F72)."""
        body = {"expected_version": expected_version}
        return self._done(practice_id, statement_id, "resend", body)

    def _done(
        self, practice_id: int, statement_id: str, act: str, body: dict[str, Any]
    ) -> Statement:
        path = f"{_statement(statement_id)}/{act}"
        return Statement.read(self._call("POST", practice_id, path, body))

    def _call(
        self, method: str, practice_id: int, path: str, body: dict[str, Any] | None = None
    ) -> dict[str, Any]:
        return self._client.call(method, f"/v1/practices/{practice_id:d}{path}", body)


def _batch(batch_id: str) -> str:
    return f"/statement-batches/{_id(batch_id)}"


def _statement(statement_id: str) -> str:
    return f"/statements/{_id(statement_id)}"


def _id(text: str) -> str:
    return quote(text, safe="")
