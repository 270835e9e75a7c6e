"""What guarantors of the demo ask billing about their statements (DOMAIN F71, F72)."""

from dataclasses import dataclass
from datetime import timedelta
from functools import partial

from portal.db.engine import Database
from portal.db.unit_of_work import Scope
from portal.demo.billing import Payer
from portal.demo.desk import Desk
from portal.demo.payments import actor_of
from portal.demo.statements import BILLER, StatementStory
from portal.demo.timeline import Timeline
from portal.demo.ward import Ward
from portal.services import billing_accounts, statement_requests
from portal.services.statement_requests import Reason


@dataclass(frozen=True)
class Question:
    """Of which account, why, in which words, how long ago; `answer` is what billing wrote back."""

    place: int
    reason: Reason
    text: str
    hours: float
    answer: str = ""
    about: bool = True  # its newest statement, or the account as a whole


_QUESTIONS = (
    Question(9, "OVERDUE", "I have paid half. Can I pay the rest next month?", 30),
    Question(2, "WRONG_AMOUNT", "Our insurance should have covered the visit.", 21),
    Question(3, "NOT_RECEIVED", "I only heard of this bill on the phone.", 5),
    Question(8, "NOT_PAYABLE", "The portal does not let me pay this one.", 3.5),
    Question(1, "OTHER", "Please put my wife's address on the bill, too.", 1.2, about=False),
    Question(
        *(0, "NOT_RECEIVED", "Where do I find the bill of my last visit?", 70),
        answer="It is in the portal now: open Statements, the newest is on top.",
    ),
)


_SECOND = (4, 5)  # which of them people of the second practice ask, too


class StatementQuestions:
    """Plans who asks when; the timeline lets them ask."""

    def __init__(
        self, database: Database, ward: Ward, timeline: Timeline, story: StatementStory
    ) -> None:
        self._database, self._ward, self._timeline = database, ward, timeline
        self._story = story

    def ask(self) -> None:
        """Plan it all."""
        first = self._ward.practice_id == 1
        asked = _QUESTIONS if first else [_QUESTIONS[n] for n in _SECOND]
        for question in asked:
            at = self._ward.now - timedelta(hours=question.hours)
            self._timeline.at(at, partial(self._ask, question))

    def _ask(self, question: Question) -> None:
        payer, about = self._story.payers[question.place], None
        if question.about:
            about = self._story.newest(question.place)
        item_id, _ = statement_requests.ask(
            self._database,
            actor_of(self._ward, payer),
            self._ward.practice_id,
            reason=question.reason,
            text=question.text,
            statement_id=about,
            billing_account_id=None if about else self._account(payer),
        )
        if question.answer:
            at = self._database.clock() + timedelta(hours=4)
            self._timeline.at(at, partial(self._answer, item_id, question.answer))

    def _answer(self, item_id: str, words: str) -> None:
        Desk(self._database, self._ward).decide(
            BILLER, item_id, "answer", {"text_to_patient": words}
        )

    def _account(self, payer: Payer) -> str | None:
        practice_id = self._ward.practice_id
        with self._database.read(Scope.of([practice_id])) as reader:
            found = billing_accounts.by_number(reader, practice_id, payer.number)
        return None if found is None else str(found["id"])
