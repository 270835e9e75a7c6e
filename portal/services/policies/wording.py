"""What the settings are called in the form, what their numbers count, and which rule they come from.

A field that says so itself wins; this is for fields whose model has better things to say.
"""

from collections.abc import Mapping
from typing import NamedTuple


class Wording(NamedTuple):
    """Title, unit of the number, and a sentence with the source of the rule."""

    title: str
    unit: str = ""
    description: str = ""


WORDING: Mapping[str, Mapping[str, Wording]] = {
    "appointment": {
        "requests": Wording(
            "Patients may ask for appointments",
            description="Off: nothing new comes in; what waits is still decided.",
        ),
        "online_booking": Wording(
            "Patients may take free times themselves",
            description="The time is theirs at once, without a decision of yours.",
        ),
        "visibility": Wording(
            "Appointments that patients see",
            description="All of the practice, or only those made through the portal.",
        ),
        "hold_hours": Wording(
            "Hold offered times", "hours", "An offer that nobody answers lapses after this time."
        ),
        "minimum_notice_hours": Wording(
            "Earliest visit", "hours", "No visit is booked that begins sooner than this."
        ),
        "cancel_notice_hours": Wording(
            "Late cancellation",
            "hours",
            "A visit canceled less than this before it begins is marked as late.",
        ),
    },
    "refill": {
        "too_soon_share": Wording(
            "Due after this share of the supply",
            "of the supply",
            "A renewal asked for earlier is marked as too soon, with the day on which it is due.",
        ),
        "inactive_days": Wording(
            "Stopped medicines may be asked for",
            "days",
            "How long after a medicine was stopped it may still be asked for; approval is a restart.",
        ),
        "allow_long_inactive": Wording(
            "Also medicines stopped longer ago",
            description="Off: a request for one is refused with the way to a visit.",
        ),
        "visit_months": Wording(
            "Last visit no older than", "months", "An older one is a fact to weigh, not a bar."
        ),
        "prescription_months": Wording(
            "Prescription no older than", "months", "After this a prescription has run out."
        ),
        "front_desk_may_deny": Wording(
            "The front desk may deny for administrative reasons",
            description="Clinical reasons remain with providers.",
        ),
        "monitored": Wording(
            "Laboratory values that drugs ask for",
            description="A value that is due is shown beside the request; it stops no approval.",
        ),
    },
    "result": {
        "rules": Wording(
            "Release rules",
            description="The first that fits decides. An empty list of categories, states or statuses"
            " means: whatever it is.",
        ),
        "otherwise": Wording(
            "Everything else",
            description="What no rule fits. Waiting for a provider without a deadline delays results"
            " for all patients, which 45 CFR 171 is likely to call information blocking.",
        ),
        "state_delays": Wording(
            "Delays that the law of a state demands",
            description="They go before every rule, for patients who live there.",
        ),
        "routine_categories": Wording(
            "Routine categories",
            description="Normal results of these may be released many at once.",
        ),
        "sensitive_codes": Wording(
            "Sensitive categories",
            description="Codes whose results never go out by themselves, by category.",
        ),
        "bands": Wording(
            "Who sees results, by the patient's age",
            description="Care managers and young people see what the band of the age allows.",
        ),
        "hold_days": Wording(
            "Longest hold", "days", "A hold on one result is looked at again by then at the latest."
        ),
    },
}
