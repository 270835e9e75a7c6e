"""The password once more, where the portal asks for it in the middle of an act."""

from collections.abc import Callable
from typing import Any, TypeVar

from shiboken6 import isValid

from console.api_client.client import PortalClient
from console.api_client.desk_calls import DeskCalls
from console.domain.errors import ConsoleError, StepUpRequiredError
from console.messages import message_for
from console.qt_loop import answer
from console.runtime import Lanes, TaskScope
from console.views.step_up_dialog import StepUpDialog

T = TypeVar("T")


class StepUp:
    """Does what is asked for, with a proof in between. `made` makes the dialog, over what is in front."""

    def __init__(
        self,
        client: PortalClient,
        lanes: Lanes,
        tasks: TaskScope,
        made: Callable[[], StepUpDialog],
    ) -> None:
        self._calls, self._network, self._slot = DeskCalls(client), lanes.network, tasks.slot
        self._made = made

    async def surely(self, func: Callable[..., T], *args: Any, **fields: Any) -> T | None:
        """Do it, with the password once more where the portal asks for it; None when nobody gives it."""
        try:
            return await self._network.run(func, *args, **fields)
        except StepUpRequiredError:
            if not await self._proved():
                return None
        return await self._network.run(func, *args, **fields)

    async def _proved(self) -> bool:
        dialog = self._made()

        async def prove(secret: str) -> None:
            try:
                await self._network.run(self._calls.step_up, secret)
            except ConsoleError as error:
                if isValid(dialog):
                    dialog.show_problem(message_for(error))
            else:
                if isValid(dialog):
                    dialog.accept()

        dialog.given.connect(self._slot(prove))
        return bool(await answer(dialog))
