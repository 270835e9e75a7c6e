"""The story the tour tells: a morning at the front desk, the provider's, who stands in, and the bills.

Every step is a sentence that can be false: it presses keys, then proves with the portal that what the
window says has happened.
"""

from collections.abc import Awaitable, Callable, Iterator

from console.app import Console
from console.tour.billing import Billing
from console.tour.by_keys import ByKeys
from console.tour.cable import Cable
from console.tour.computers import Computers
from console.tour.desk_work import DeskWork
from console.tour.front_desk import FrontDesk
from console.tour.laboratory import Laboratory
from console.tour.mishaps import Mishaps
from console.tour.provider import Provider
from console.tour.relay import CabledDemo
from console.tour.shortcuts import Shortcuts
from console.tour.signing_in import SigningIn
from console.tour.stage import Stage
from console.tour.together import Together
from console.tour.walk_in import WalkIn

Step = Callable[[], Awaitable[None]]


class Story:
    """The steps of all chapters, in order. Each is named for what it shows."""

    def __init__(self, console: Console, demo: CabledDemo) -> None:
        self._stage = Stage(console, demo)
        self._signing_in = SigningIn(self._stage)
        self._front_desk = FrontDesk(self._stage)
        self._by_keys = ByKeys(self._stage)
        self._walk_in = WalkIn(self._stage)
        self._mishaps = Mishaps(self._stage)
        self._shortcuts = Shortcuts(self._stage)
        self._provider = Provider(self._stage)
        self._laboratory = Laboratory(self._stage)
        self._desk_work = DeskWork(self._stage)
        self._together = Together(self._stage)
        self._cable = Cable(self._stage)
        self._computers = Computers(self._stage)
        self._billing = Billing(self._stage)

    def steps(self) -> Iterator[Step]:
        """All steps."""
        yield self._signing_in.the_sign_in_window
        yield self._signing_in.sign_in_as_front_desk
        yield self._front_desk.look_at_the_queues
        yield self._front_desk.approve_an_enrollment
        yield self._front_desk.deny_an_enrollment_with_a_reason
        yield self._front_desk.say_why_it_was_denied
        yield self._front_desk.book_an_appointment
        yield self._front_desk.decline_an_appointment
        yield self._front_desk.front_desk_may_not_approve_a_renewal
        yield self._front_desk.deny_a_renewal_administratively
        yield self._front_desk.claim_an_item
        yield self._by_keys.work_off_enrollments_by_keys
        yield self._by_keys.work_off_appointments_by_keys
        yield self._by_keys.work_off_the_rest_by_keys
        yield self._by_keys.count_the_keys
        yield self._walk_in.find_the_walk_in_by_keys
        yield self._walk_in.make_the_letter_by_keys
        yield self._walk_in.nothing_of_it_stays
        yield self._mishaps.undo_in_time
        yield self._mishaps.a_colleague_decides_first
        yield self._mishaps.read_what_needs_attention
        yield self._mishaps.acknowledge_it
        yield self._mishaps.the_portal_goes_away
        yield self._mishaps.decide_while_it_is_away
        yield self._mishaps.the_portal_comes_back
        yield self._shortcuts.ask_about_several_at_once
        yield self._shortcuts.decide_several_at_once
        yield self._shortcuts.search_as_you_type
        yield self._shortcuts.find_a_command
        yield self._shortcuts.show_the_keys
        yield self._shortcuts.lock_the_window
        yield self._shortcuts.unlock_it
        yield self._signing_in.sign_in_as_provider
        yield from self._of_the_provider()

    def _of_the_provider(self) -> Iterator[Step]:
        yield self._provider.approve_a_renewal
        yield self._provider.prescribe_otherwise
        yield self._provider.approve_with_changes
        yield self._desk_work.write_a_note
        yield self._desk_work.let_it_wait
        yield self._desk_work.go_on_with_it
        yield self._provider.look_at_a_trend
        yield self._provider.release_a_result
        yield self._provider.undo_a_release
        yield self._provider.hold_a_result
        yield self._provider.the_hold_is_kept
        yield self._together.mark_forty_results
        yield self._together.release_them_together
        yield self._laboratory.look_at_what_comes_in
        yield self._laboratory.open_a_message_as_it_came
        yield self._laboratory.match_a_result_to_its_chart
        yield self._laboratory.ask_for_a_message_that_could_not_be_read
        yield self._laboratory.put_it_aside
        yield self._provider.read_a_document
        yield self._provider.release_the_document
        yield self._desk_work.delegate_to_a_colleague
        yield from self._without_a_line()
        yield self._signing_in.sign_in_as_nurse
        yield self._desk_work.approve_on_behalf
        yield self._desk_work.both_names_are_recorded
        yield self._signing_in.sign_in_as_administrator
        yield self._computers.see_whose_computers_there_are
        yield self._computers.take_the_access_of_a_lost_one_away
        yield self._signing_in.sign_in_as_billing
        yield from self._of_billing()

    def _without_a_line(self) -> Iterator[Step]:
        yield self._cable.lend_a_hand_at_the_desk
        yield self._signing_in.sign_in_as_provider
        yield self._cable.pull_the_cable_out
        yield self._cable.decide_enrollments_without_a_line
        yield self._cable.decline_appointments_without_a_line
        yield self._cable.deny_renewals_without_a_line
        yield self._cable.review_results_without_a_line
        yield self._cable.two_colleagues_get_in_between
        yield self._cable.put_the_cable_in
        yield self._cable.see_what_became_of_each
        yield self._cable.read_what_a_colleague_decided
        yield self._cable.read_what_has_changed
        yield self._cable.read_what_a_laboratory_has_corrected
        yield self._cable.read_what_came_too_late
        yield self._cable.acknowledge_all_of_it

    def _of_billing(self) -> Iterator[Step]:
        yield self._billing.drop_a_months_statements
        yield self._billing.the_table_fills
        yield self._billing.open_one_that_is_held_back
        yield self._billing.match_it_by_hand
        yield self._billing.see_what_publishing_would_do
        yield self._billing.publish_them
        yield self._billing.see_what_can_be_paid
        yield self._billing.answer_a_request
        yield self._provider.the_same_in_the_dark

    async def close(self) -> None:
        """End what the story began beside the program."""
        await self._stage.close()
