"""The work beside the decisions: each part connects itself to the window and asks the portal itself."""

from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING

from console.access_work import AccessWork
from console.account_work import AccountWork
from console.api_client.client import PortalClient
from console.billing_work import BillingWork
from console.bulk_work import BulkWork
from console.desk_setup import DeskSetup
from console.intake_work import IntakeWork
from console.item_work import ItemWork
from console.letters_for_many import LettersForMany
from console.models.queue_faces import FACES
from console.models.rights import readable_kinds
from console.models.when import Calendar
from console.papers import Papers
from console.proxy_work import ProxyWork
from console.reading import Reading
from console.refused_work import RefusedWork
from console.runtime import Lanes, TaskScope
from console.statement_review import StatementReview
from console.statement_work import StatementWork
from console.store.batch_files import BatchFiles
from console.store.cache import Cache
from console.unmatched_work import UnmatchedWork
from console.views.bodies_ahead import BodiesAhead
from console.workstations_work import WorkstationsWork

if TYPE_CHECKING:
    from console.desk import Desk

REST_S = 0.5
"""Without key or button for so long: what can be made ahead is made now."""


class SideWork:
    """Made with the desk, ends with it. `unlocked` waits until the window is not locked."""

    def __init__(
        self,
        desk: "Desk",
        reading: Reading,
        client: PortalClient,
        cache: Cache,
        lanes: Lanes,
        calendar: Calendar,
        tasks: TaskScope,
        unlocked: Callable[[], Awaitable[None]],
    ) -> None:
        at_work, self._window = (lanes, calendar, tasks), desk.window
        self._desk, self.bodies = desk, BodiesAhead(desk.window.panel, self._rests)
        self.items = ItemWork(desk, reading, client, cache, *at_work)
        self.bulk = BulkWork(desk, reading, client, *at_work, unlocked)
        self.papers = Papers(desk.window.panel, client, lanes, tasks)
        self.setup = DeskSetup(desk, reading, client, cache, *at_work)
        self.access = AccessWork(desk, client, *at_work)
        self.accounts = AccountWork(desk, client, *at_work)
        self.proxies = ProxyWork(desk, client, *at_work)
        self.billing = BillingWork(desk, client, *at_work)
        self.statements = StatementWork(desk, client, BatchFiles(cache.writer), *at_work)
        self.review = StatementReview(desk, client, lanes, tasks, self.papers.reader)
        self.statements.view_opened.connect(self.review.attach)
        self.statements.view_opened.connect(self.billing.views.attach)
        self.unmatched = UnmatchedWork(desk, client, lanes, tasks)
        self.intake = IntakeWork(desk, client, *at_work)
        self.letters = LettersForMany(desk, client, *at_work)
        self.refused = RefusedWork(desk, client, lanes, tasks)
        self.workstations = WorkstationsWork(desk, client, *at_work)
        self.setup.views.computers_wanted.connect(self.workstations.windows.open)
        self.access.proxies_wanted.connect(self.proxies.show_patient)
        self.accounts.view_opened.connect(self.proxies.embed)
        self.accounts.patient_shown.connect(self.proxies.show_embedded)
        self.access.credentials_wanted.connect(self.accounts.give_credentials)
        self.access.proof_wanted.connect(self.accounts.record_proof)
        self.access.account_wanted.connect(self.accounts.show_account)

    def show(self, practice_id: int) -> None:
        """Another practice is shown, or the rights in it have changed."""
        self.setup.show(practice_id)
        self.refused.show(practice_id)
        self.bodies.begin(readable_kinds(self._desk.me, practice_id, FACES))

    def _rests(self) -> bool:
        """Whether nobody has done anything for a moment, and nothing is under way at the window."""
        is_free = (
            not self._window.window_lock.is_locked and not self._window.navigation.is_moving_on
        )
        return is_free and self._desk.guard.idle.idle_s() >= REST_S

    def me_changed(self) -> None:
        """Close what one has lost the right to see, with what stands over it."""
        self.statements.me_changed()
        parts = (
            self.access,
            self.accounts.views,
            self.proxies,
            self.billing.views,
            self.intake.views,
            self.workstations.windows,
        )
        if any(part.shows_too_much() for part in (*parts, self.statements)):
            self._window.window_lock.close_dialogs()

    async def close(self) -> None:
        """Let go of what is open beside the store and the session."""
        self.bodies.stop()
        self.accounts.close()
        await self.papers.close()
        await self.billing.close()
        await self.statements.close()
        await self.access.close()
        await self.letters.close()
