"""A colleague with an own connection: proves what the portal holds, and now and then is first."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from uuid_utils import uuid7

from console.api_client.access_calls import AccessCalls
from console.api_client.billing_calls import BillingCalls
from console.api_client.client import PortalClient
from console.api_client.intake_calls import IntakeCalls
from console.api_client.statement_calls import StatementCalls
from console.domain.access import PatientAccess
from console.domain.billing import BillingAccount
from console.domain.billing_search import BillingQuery
from console.domain.decisions import Command, CommandResult
from console.domain.intake import IntakeOverview
from console.domain.items import ItemKey
from console.domain.statement_batch import Batch
from console.domain.statements import Statement
from console.domain.workstation import Workstation
from console.runtime import Lane
from console.tour.hand import StepFailedError


class Colleague:
    """Another staff member of the demo practice, at another desk."""

    def __init__(self, url: str, username: str, password: str) -> None:
        self._lane = Lane(f"colleague-{username}")
        self._client = PortalClient(url)
        self._username, self._password = username, password

    async def sign_in(self) -> None:
        """Begin the session."""
        await self._lane.run(self._client.sign_in, self._username, self._password)

    async def item(self, key: ItemKey) -> Mapping[str, Any]:
        """The item as the portal has it now."""
        return await self._lane.run(self._client.item, key)

    async def state(self, key: ItemKey) -> str:
        """The item's state, as the portal has it now."""
        return str((await self.item(key))["state"])

    async def decide(self, key: ItemKey, action: str, params: Mapping[str, Any]) -> None:
        """Decide an item; StepFailedError when the portal does not apply it."""
        entity = await self.item(key)
        command = Command(
            command_id=str(uuid7()),
            key=key,
            expected_version=entity["version"],
            expected_content_hash=entity["content_hash"],
            action=action,
            params=params,
            client_decided_at=datetime.now(UTC).isoformat(timespec="seconds"),
            not_before_ms=0,
        )
        (result,) = await self._lane.run(self._client.decide, [command])
        _check(result)

    async def charts(self, practice_id: int, terms: Mapping[str, Any]) -> list[dict[str, Any]]:
        """Charts that fit."""
        return await self._lane.run(self._client.search_patients, practice_id, terms)

    async def access(self, practice_id: int, patient_id: str) -> PatientAccess:
        """How a patient stands with the portal now, and what was handed out."""
        return await self._lane.run(AccessCalls(self._client).access, practice_id, patient_id)

    async def batch(self, practice_id: int, batch_id: str) -> Batch:
        """A batch of statements as it is now."""
        return await self._lane.run(StatementCalls(self._client).batch, practice_id, batch_id)

    async def statement(self, practice_id: int, statement_id: str) -> Statement:
        """A statement as it is now."""
        return await self._lane.run(
            StatementCalls(self._client).statement, practice_id, statement_id
        )

    async def payer(self, practice_id: int, query: BillingQuery) -> BillingAccount:
        """The one billing account that fits; StepFailedError when there is not one."""
        found = await self._lane.run(BillingCalls(self._client).search, practice_id, query)
        if len(found.accounts) != 1:
            raise StepFailedError(f"{len(found.accounts)} billing accounts fit")
        return found.accounts[0]

    async def intake(self, practice_id: int) -> IntakeOverview:
        """How results come in now."""
        return await self._lane.run(IntakeCalls(self._client).overview, practice_id)

    async def workstations(self, practice_id: int) -> Sequence[Workstation]:
        """The practice's computers as they stand now."""
        return await self._lane.run(self._client.workstations, practice_id)

    async def close(self) -> None:
        """End the connection."""
        self._client.abort()
        closing = Lane("closing-colleague")
        await closing.run(self._lane.close)
        closing.close()


def _check(result: CommandResult) -> None:
    if result.status != "applied":
        raise StepFailedError(f"the colleague's decision was {result.status}")
