"""What staff read of care managers' links."""

from datetime import date
from typing import Literal

from portal.api.models import Moment, Reply


class LinkedPatient(Reply):
    """The patient whose record a link opens."""

    id: str
    name: str
    birth_date: date
    record_number: str


class LinkedManager(Reply):
    """Who acts; the chart is theirs in this practice, if they have one."""

    account_id: str
    name: str
    patient_id: str | None
    record_number: str | None


class StaffName(Reply):
    """A staff member."""

    id: str
    name: str


class ProxyReply(Reply):
    """A link. `effective_scope` is what it is good for today, by the age bands of the practice.

    `direction` says what the other person is to the chart that was asked about; `state` is waiting,
    refused, coming, holds, ended or revoked; `approve_bar` why the reader may not approve it.
    """

    id: str
    version: int
    direction: Literal["care_manager", "dependent"]
    patient: LinkedPatient
    care_manager: LinkedManager
    relationship: str
    basis: str
    evidence: list[str]
    scope: str
    effective_scope: str
    starts_on: date
    ends_on: date | None
    state: str
    prepared_by: StaffName | None
    prepared_at: Moment
    decided_by: StaffName | None
    decided_at: Moment | None
    ended_by: StaffName | None
    ended_at: Moment | None
    end_reason: str
    mutual_id: str | None
    actions: list[str]
    approve_bar: str


class ProxiesReply(Reply):
    """All links of a chart, both ways. `enabled` is whether the practice makes new ones (F46)."""

    enabled: bool
    adults_need_approval: bool
    today: date
    proxies: list[ProxyReply]


class ProxiesFoundReply(Reply):
    """A page of links; `next` goes into `after`."""

    proxies: list[ProxyReply]
    next: str | None


class BandReply(Reply):
    """What an age band says."""

    proxy_scope: str
    own_account: bool
    blocked: list[str]


class BirthdayReply(Reply):
    """A birthday, and what it changes for who acts for the patient."""

    patient: LinkedPatient
    turns: int
    on: date
    has_login: bool
    links: int
    before: BandReply
    after: BandReply


class BirthdaysReply(Reply):
    """The birthdays, the next ones first."""

    birthdays: list[BirthdayReply]


class PreparedReply(Reply):
    """The link, and with a mutual one the link the other way."""

    ids: list[str]


class ChangedReply(Reply):
    """The link that says so: another one, if the change waits for a second person."""

    id: str
