"""What a practice may set about results: when they go out, who sees them, what is routine.

Information blocking (45 CFR 171) lets a practice hold one result for a stated reason; to hold all of
them until somebody has looked, without an end, is likely interference. So the queue's default waits
for a provider and says that it lacks a deadline (DOMAIN AMB6, §5.4).
"""

from typing import Annotated, ClassVar, Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

from portal.db.unit_of_work import UnitOfWork
from portal.services.policies.queue import NeverExpires, QueuePolicy, TargetHours
from portal.services.policies.store import Warned

Mode = Literal["immediate", "provider_first", "manual"]
Codes = tuple[Annotated[str, Field(min_length=1, max_length=40)], ...]
Conditions = Annotated[Codes, Field(json_schema_extra={"empty": "any"})]
ADULT_AGE = 18  # years; proxy access of a parent ends on this birthday

GATED_KINDS = ("result", "document")  # the queues whose things wait for their release
RETIME = "gate.retime"  # the outbox job that works out every clock anew
BLANKET_DELAY = "BLANKET_DELAY"
_BLANKET = (
    "Results of {what} wait for a provider without a deadline. A delay for all patients until a "
    "clinician has looked is likely information blocking (45 CFR 171); set a deadline, and hold "
    "single results for a stated reason."
)


class ReleaseRule(BaseModel):
    """When results of some sort go out. An empty list means: whatever it is.

    `states` are postal codes of the state in the patient's chart; `statuses` are raw codes as the
    laboratory sends them. `deadline_hours` counts from the time at which the practice got the final
    result.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)
    categories: Conditions = ()
    states: Conditions = ()
    statuses: Conditions = ()
    mode: Mode = "provider_first"
    deadline_hours: Annotated[float, Field(gt=0, le=720)] | None = None

    @model_validator(mode="after")
    def _deadline_has_a_sense(self) -> "ReleaseRule":
        if self.deadline_hours is not None and self.mode != "provider_first":
            msg = "only a rule that waits for a provider has a deadline"
            raise ValueError(msg)
        return self


class StateDelay(BaseModel):
    """A delay that the law of a state demands; `until_day` 3 means: from the third day after."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    state: Annotated[str, Field(pattern=r"^[A-Z]{2}$")]
    categories: Codes
    until_day: Annotated[int, Field(ge=1, le=30)]
    law: Annotated[str, Field(min_length=1, max_length=120)]


class AgeBand(BaseModel):
    """Who sees results of patients of an age: from `from_age` until before `to_age`, in years.

    `proxy_scope` none: no care manager; limited: none sees results; full: as each one's link says,
    except the categories that are blocked for care managers.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)
    from_age: Annotated[int, Field(ge=0, le=150)]
    to_age: Annotated[int, Field(ge=1, le=150)] | None = None
    proxy_scope: Literal["full", "limited", "none"] = "full"
    own_account: bool = True
    blocked: Codes = ()

    @model_validator(mode="after")
    def _ends_after_it_begins(self) -> "AgeBand":
        if self.to_age is not None and self.to_age <= self.from_age:
            msg = "a band ends after it begins"
            raise ValueError(msg)
        return self


_PRIVATE: Codes = (
    "hiv",
    "sti",
    "pregnancy",
    "reproductive",
    "substance_use",
    "mental_health",
    "abuse",
)


class ResultPolicy(QueuePolicy):
    """The rules of the result queue that are the practice's own.

    The first rule that fits decides, then `otherwise`. Sensitive categories never go out by
    themselves, whatever a rule says; nor does what is critical, not final, held, or unmatched.
    """

    NAME: ClassVar[str] = "result"
    target_hours: TargetHours = 8
    expire_after_days: NeverExpires = None
    rules: Annotated[
        tuple[ReleaseRule, ...],
        Field(
            title="When results go out",
            description="The first rule that fits decides. Critical, sensitive, corrected and not "
            "final results never go out by themselves.",
        ),
    ] = ()
    otherwise: Annotated[
        ReleaseRule,
        Field(
            title="All other results",
            description="Immediate, after a provider with or without a deadline, or by hand. A "
            "delay of all results without a deadline is likely information blocking (45 CFR 171).",
        ),
    ] = ReleaseRule()
    state_delays: Annotated[
        tuple[StateDelay, ...],
        Field(
            title="Delays by state law",
            description="Results of these categories are not released before the day the law names.",
        ),
    ] = (
        StateDelay(
            state="TX", categories=("malignancy", "genetic"), until_day=3, law="TX SB 922 (2023)"
        ),
    )
    routine_categories: Annotated[
        Codes,
        Field(
            title="Routine kinds",
            description="Only results of these kinds may be released together with others.",
        ),
    ] = ("chemistry", "hematology", "lipids", "urinalysis", "endocrine")
    sensitive_codes: Annotated[
        dict[str, Codes],
        Field(
            title="More sensitive tests",
            description="LOINC codes that the practice counts to a sensitive category.",
        ),
    ] = Field(default_factory=dict)
    bands: Annotated[
        tuple[AgeBand, ...],
        Field(
            title="Age bands",
            description="What care managers of patients of an age see, and which categories never.",
        ),
    ] = (
        AgeBand(from_age=0, to_age=13),
        AgeBand(from_age=13, to_age=ADULT_AGE, proxy_scope="full", blocked=_PRIVATE),
        AgeBand(from_age=ADULT_AGE),
    )
    hold_days: Annotated[
        int,
        Field(
            ge=1,
            le=90,
            title="Longest hold",
            description="A hold is looked at again within so many days.",
            json_schema_extra={"unit": "days"},
        ),
    ] = 30

    @model_validator(mode="after")
    def _bands_cover_every_age(self) -> "ResultPolicy":
        bands = sorted(self.bands, key=lambda band: band.from_age)
        ends = [band.to_age for band in bands]
        if not bands or bands[0].from_age or ends[-1] is not None:
            msg = "the bands begin at birth and the last has no end"
            raise ValueError(msg)
        for before, after in zip(ends, bands[1:], strict=False):
            if before != after.from_age:
                msg = "each band begins where the one before it ends"
                raise ValueError(msg)
        return self

    def warnings(self) -> list[Warned]:
        """Say what is lawful to set but likely wrong; the settings show it beside the rule."""
        return [
            Warned(BLANKET_DELAY, _BLANKET.format(what=", ".join(rule.categories) or "every kind"))
            for rule in (*self.rules, self.otherwise)
            if rule.mode == "provider_first" and rule.deadline_hours is None
        ]

    def changed(self, uow: UnitOfWork, practice_id: int, version: int) -> None:
        """Let every clock be worked out anew, soon after this version holds."""
        for kind in GATED_KINDS:
            uow.enqueue(
                RETIME,
                f"{RETIME}:{kind}:{practice_id}:{version}:",
                {"practice_id": practice_id, "kind": kind, "version": version, "after": ""},
                practice_id=practice_id,
            )
