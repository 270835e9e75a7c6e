"""Three months of statements in the demo: published, paid, overdue, taken back, and a batch at work.

Every statement goes through the portal's own services at its time. Few are enough for a biller to meet
each state; a large demo has more accounts, not more files.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from functools import partial

from portal.db.engine import Database
from portal.db.unit_of_work import Scope
from portal.demo import billing
from portal.demo.payments import Purse
from portal.demo.statement_bills import Payee, bill_of, month_before
from portal.demo.statement_desk import File, StatementDesk
from portal.demo.statement_faults import encrypted, scanned
from portal.demo.statement_paper import Bill, Charge, Drawn, draw
from portal.demo.timeline import Timeline
from portal.demo.ward import Ward
from portal.services import billing_feed
from portal.services.billing_feed import Given
from portal.services.files import Files
from portal.services.payment_provider import PaymentProvider
from portal.services.statements.void_reasons import VoidReason

BILLER = "billing"
BEGAN = timedelta(days=70)  # before now: when the practice's books were first sent
DAYS = (64, 36, 8)  # before now: when a month's statements were published
AT_WORK = timedelta(hours=20)
BOOKED = timedelta(hours=18)  # when they were sent last, with what is owed
QUIET = "Corrects the one of last month; the patient was called."

# a row is an account, a word is what became of its statement in each of the three months
_FIRST = (
    ("paid", "paid", "due"),
    ("", "due", "due"),
    ("", "past_due", "final"),
    ("", "bounced", "due"),
    ("", "", "bounced"),
    ("", "due", ""),  # wants paper; overdue
    ("", "", "past_due"),  # the guarantor is no patient
    ("", "", "in_flight"),
    ("", "void", "quiet"),
    ("", "part", ""),  # overdue, paid in part
    ("due", "", ""),  # overdue for long
)
_SECOND = (("", "past_due", ""), ("", "", "due"))
_KINDS = {"past_due": "past_due", "final": "final"}
_LEFT = {"due", "past_due", "bounced"}  # nothing of it was paid


@dataclass
class Told:
    """What has been published so far: the bill and the id of each account's statements by month."""

    bills: dict[tuple[int, int], Bill] = field(default_factory=dict)
    ids: dict[tuple[int, int], str] = field(default_factory=dict)


class StatementStory:
    """Plans what happened; the timeline lets it happen."""

    def __init__(
        self,
        database: Database,
        files: Files,
        ward: Ward,
        timeline: Timeline,
        provider: PaymentProvider | None,
    ) -> None:
        self._database, self._ward, self._timeline = database, ward, timeline
        self._desk = StatementDesk(database, files, ward.practice_id, str(ward.staff[BILLER]["id"]))
        self._purse = Purse(database, ward, provider)
        self._chance = ward.chance("statements")
        self.payers = billing.payers(ward)
        self.told = Told()
        self._story = _FIRST if ward.practice_id == 1 else _SECOND

    def tell(self) -> None:
        """Plan it all."""
        self._at(BEGAN, lambda: self._feed([one.row() for one in self.payers]))
        for month in range(len(DAYS)):
            self._month(month)
        if self._ward.practice_id == 1:
            self._at(AT_WORK, partial(self._at_work, len(self._story)))
        self._at(BOOKED, lambda: self._feed(self._balances()))

    def newest(self, place: int) -> str:
        """Give the id of an account's newest statement that has been published."""
        return next(
            self.told.ids[place, month] for month in (2, 1, 0) if (place, month) in self.told.ids
        )

    def _month(self, month: int) -> None:
        ago = timedelta(days=DAYS[month])
        issued = self._ward.day(self._ward.now - ago)
        fates = {place: fate[month] for place, fate in enumerate(self._story) if fate[month]}
        if not fates:
            return
        for place, fate in fates.items():
            self.told.bills[place, month] = self._bill(place, month, issued, fate)
        self._at(ago, partial(self._publish, month, fates))
        for place, fate in fates.items():
            after = ago - timedelta(hours=self._chance.randrange(20, 120))
            if fate == "void":
                self._at(ago - timedelta(hours=21), partial(self._void, place, month))
            elif fate == "in_flight":
                self._at(timedelta(minutes=40), partial(self._pay, place, month, fate))
            elif fate in {"paid", "part"}:
                self._at(after, partial(self._pay, place, month, fate))

    def _bill(self, place: int, month: int, issued: date, fate: str) -> Bill:
        before = self.told.bills.get((place, month - 1))
        carried = None
        if before is not None and self._story[place][month - 1] in _LEFT:
            carried = Charge(before.issued, before.name, "Carried over", before.cents)
        made = self._made(place, issued, month, _KINDS.get(fate, "standard"), carried)
        if fate == "quiet" and before is not None:
            return replace(made, period=before.period)  # of the month whose bill was void
        return made

    def _made(
        self,
        place: int,
        issued: date,
        month: int,
        kind: str = "standard",
        left: Charge | None = None,
    ) -> Bill:
        payer = self.payers[place]
        return bill_of(
            self._ward.site,
            Payee(payer.number, payer.name, payer.lines, [one.name for one in payer.patients]),
            self._chance,
            issued=issued,
            period=month_before(self._ward.day(self._ward.now), len(DAYS) - month),
            kind=kind,
            left=left,
        )

    def _publish(self, month: int, fates: dict[int, str]) -> None:
        desk, ids = self._desk, {}
        period = month_before(self._ward.day(self._ward.now), len(DAYS) - month)
        batch = desk.begin(f"Statements of {period:%B %Y}")
        for number, place in enumerate(fates, 1):
            paper = draw(self.told.bills[place, month])
            ids[place] = desk.file(batch, File(f"stmt-{period:%Y-%m}-{number:04}.pdf", paper))
            self.told.ids[place, month] = ids[place]
        loud = [ids[place] for place, fate in fates.items() if fate != "quiet"]
        desk.publish(batch, loud)
        quiet = [one for one in ids.values() if one not in loud]
        if quiet:
            desk.publish(batch, quiet, quietly=QUIET)
        desk.close(batch)
        desk.mails_arrive(loud)
        for place, fate in fates.items():
            if fate == "bounced":
                desk.mail_comes_back(ids[place])

    def _at_work(self, fresh: int) -> None:
        """Begin a batch that is not done: ready files, a question, and what a person has to look at."""
        month, issued = len(DAYS) - 1, self._ward.day(self._ward.now - AT_WORK)
        bills = [self._made(fresh + n, issued, month) for n in range(6)]
        papers = [draw(one) for one in bills]
        stranger = replace(bills[2], name="Wilhelmina Zacharias", charges=bills[3].charges)
        stranger = replace(
            stranger, charges=[replace(one, who=stranger.name) for one in stranger.charges]
        )
        other = draw(self._made(0, issued, month))
        found = [
            *((paper, None) for paper in papers[:2]),
            (other, None),
            (draw(stranger), None),
            (Drawn(scanned(papers[3].content), ("",)), None),
            (draw(replace(bills[4], number="9900417")), None),
            (Drawn(encrypted(papers[5].content, bills[5].number), ()), "ENCRYPTED"),
            (draw(bills[4], bills[5]), None),
        ]
        period = bills[0].period
        batch = self._desk.begin(f"Late charges of {period:%B %Y}")
        for number, (paper, fault) in enumerate(found, 1):
            self._desk.file(batch, File(f"late-{period:%Y-%m}-{number:04}.pdf", paper, fault))

    def _pay(self, place: int, month: int, fate: str) -> None:
        self._purse.pay(self.payers[place], self.told.ids[place, month], fate)

    def _void(self, place: int, month: int) -> None:
        self._desk.void(self.told.ids[place, month], VoidReason.WRONG_AMOUNT)

    def _balances(self) -> list[Given]:
        """Give the accounts with what the books say is owed; they know of no payment of today."""
        rows = []
        for place, fates in enumerate(self._story):
            month = max(month for month, fate in enumerate(fates) if fate)
            cents = 0 if fates[month] == "paid" else self.told.bills[place, month].cents
            rows.append(self.payers[place].row(cents))
        return rows

    def _feed(self, rows: Sequence[Given]) -> None:
        """Let the practice's system send its books."""
        practice_id = self._ward.practice_id
        for start in range(0, len(rows), billing_feed.MOST):
            some = rows[start : start + billing_feed.MOST]
            feed = partial(billing_feed.put, practice_id=practice_id, rows=some, actor_id=None)
            for outcome in self._database.write(Scope.of([practice_id]), feed):
                if outcome.outcome == billing_feed.REFUSED:
                    msg = f"an account of the demo was refused: {outcome.code}"
                    raise RuntimeError(msg)

    def _at(self, ago: timedelta, event: Callable[[], None]) -> None:
        at: datetime = self._ward.now - ago
        self._timeline.at(at, event)
