"""Behind the results without a chart: looks for charts with the portal, keeps nothing (DOMAIN §5.4)."""

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import QObject

from console.api_client.access_calls import MOST
from console.api_client.client import PortalClient
from console.at_desk import AtDesk
from console.domain.errors import ConsoleError
from console.domain.items import ItemKey
from console.domain.person_search import Terms
from console.messages import message_for
from console.runtime import Lanes, TaskScope
from console.views.queues.body import QueueBody
from console.views.queues.unmatched_result import UnmatchedResultBody


class UnmatchedWork(QObject):
    """Connects itself to the body as soon as there is one; made with the desk, ends with it."""

    def __init__(self, desk: AtDesk, client: PortalClient, lanes: Lanes, tasks: TaskScope) -> None:
        super().__init__(desk.window)
        self._client, self._lanes, self._slot = client, lanes, tasks.slot
        self._turn = 0  # of the search that counts; the answer to an older one is not shown
        desk.window.panel.body_made.connect(self._serve)

    def _serve(self, body: QueueBody) -> None:
        if isinstance(body, UnmatchedResultBody):
            wanted = self._slot(self._search)
            body.charts_wanted.connect(lambda key, readings: wanted(body, key, readings))

    async def _search(
        self, body: UnmatchedResultBody, key: ItemKey, readings: Sequence[Terms]
    ) -> None:
        self._turn += 1
        turn = self._turn
        try:
            charts, more = await self._lanes.network.run(self._find, key.practice_id, readings)
        except ConsoleError as error:
            if turn == self._turn:
                body.show_problem(key, message_for(error).text)
            return
        if turn == self._turn:
            body.show_charts(key, charts, more=more)

    def _find(
        self, practice_id: int, readings: Sequence[Terms]
    ) -> tuple[list[Mapping[str, Any]], bool]:
        """Charts that fit any of the readings, each once, by name; the terms travel in the body."""
        found: dict[str, Mapping[str, Any]] = {}
        more = False
        for terms in readings:
            path = f"/v1/practices/{practice_id:d}/patients/search"
            answer = self._client.call("POST", path, {**terms.body(), "limit": MOST})
            more = more or bool(answer.get("next"))
            for one in answer["patients"]:
                found.setdefault(str(one["id"]), {**one, "patient_id": one["id"]})
        charts = sorted(found.values(), key=lambda one: str(one.get("name") or "").casefold())
        return charts, more
