"""What comes before an act that opens a door: who the patient is, and that it is the staff member."""

from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from shiboken6 import isValid

from console.api_client.access_calls import AccessCalls
from console.api_client.account_calls import AccountCalls
from console.api_client.client import PortalClient
from console.domain.accounts import Act
from console.domain.errors import ConsoleError
from console.domain.proof import Proof
from console.messages.account_texts import account_message
from console.qt_loop import answer
from console.runtime import Lanes, TaskScope
from console.step_up import StepUp
from console.views.access.account_views import AccountViews

T = TypeVar("T")


class AccountProving:
    """Asks for the proof of identity (PEERS B20) and for the step-up, each in its dialog."""

    def __init__(
        self, views: AccountViews, client: PortalClient, lanes: Lanes, tasks: TaskScope
    ) -> None:
        self._views, self._network, self._slot = views, lanes.network, tasks.slot
        self._calls, self._access = AccountCalls(client), AccessCalls(client)
        self._step_up = StepUp(client, lanes, tasks, views.step_up)

    async def proved(self, practice_id: int, act: Act | None, patient: Mapping[str, Any]) -> str:
        """The id of a proof that holds: of one recorded lately, or a new one; nothing without.

        `act` is what the proof is for; None records one for what comes later.
        """
        patient_id, run = str(patient["id"]), self._network.run
        access = await run(self._access.access, practice_id, patient_id)
        proofs = access.proofs if act is not None else ()
        dialog = self._views.proof_dialog(act, {**access.patient, **patient}, proofs)
        found: list[str] = []

        def end(proofing_id: str) -> None:
            found.append(proofing_id)
            if isValid(dialog):
                dialog.accept()

        async def record(proof: Proof) -> None:
            try:
                end(await run(self._calls.prove, practice_id, patient_id, proof))
            except ConsoleError as error:
                if isValid(dialog):
                    dialog.show_problem(account_message(error))

        dialog.reused.connect(end)
        dialog.given.connect(self._slot(record))
        return found[-1] if await answer(dialog) and found else ""

    async def surely(self, func: Callable[..., T], *args: Any) -> T | None:
        """Do it, with the password once more where the portal asks for it; None when nobody gives it."""
        return await self._step_up.surely(func, *args)
