"""What a practice may set about renewals (DOMAIN §5.3, F3, F54, AMB9)."""

from typing import Annotated, ClassVar

from pydantic import BaseModel, ConfigDict, Field

from portal.services.policies.queue import ExpireAfterDays, QueuePolicy, TargetHours

Months = Annotated[int, Field(ge=1, le=60)]


class Monitored(BaseModel):
    """A laboratory value that a drug asks for, and how old the newest may be.

    `drugs` are whole words of a drug's name, in lower case; `codes` are LOINC codes, any of which
    will do. Facts to weigh: a value that is due stops no approval.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)
    drugs: tuple[str, ...]
    lab: str
    codes: tuple[str, ...]
    months: Months


_POTASSIUM = ("2823-3", "6298-4")
_CREATININE = ("2160-0", "38483-4")
# Written out, not by their endings: nystatin is no statin.
_STATINS = (
    *("atorvastatin", "fluvastatin", "lovastatin", "pitavastatin", "pravastatin"),
    *("rosuvastatin", "simvastatin", "simvistatin"),  # the last as some records spell it
)
_ACE_INHIBITORS = (
    *("benazepril", "captopril", "enalapril", "fosinopril", "lisinopril", "moexipril"),
    *("perindopril", "quinapril", "ramipril", "trandolapril"),
)
MONITORED = (
    Monitored(drugs=("levothyroxine",), lab="TSH", codes=("3016-3", "11580-8"), months=12),
    Monitored(drugs=("warfarin",), lab="INR", codes=("6301-6", "34714-6"), months=3),
    Monitored(drugs=("metformin",), lab="Hemoglobin A1c", codes=("4548-4", "17856-6"), months=6),
    Monitored(drugs=("metformin",), lab="Creatinine", codes=_CREATININE, months=12),
    Monitored(
        drugs=_STATINS,
        lab="Lipids",
        codes=("13457-7", "18262-6", "2089-1", "2093-3"),
        months=12,
    ),
    Monitored(drugs=("lithium",), lab="Lithium level", codes=("3719-2", "14334-7"), months=6),
    Monitored(drugs=_ACE_INHIBITORS, lab="Potassium", codes=_POTASSIUM, months=12),
)


TooSoonShare = Annotated[
    float,
    Field(
        ge=0.1,
        le=1,
        title="Renewal is due after",
        description="The share of the last supply that must be used up before a renewal is due.",
        json_schema_extra={"unit": "share of the supply"},
    ),
]
InactiveDays = Annotated[
    int,
    Field(
        ge=0,
        le=3650,
        title="Stopped medicines may be asked for",
        description="A medicine stopped longer ago is not offered to patients and not restarted.",
        json_schema_extra={"unit": "days"},
    ),
]
AllowLongInactive = Annotated[
    bool,
    Field(
        title="Restart medicines stopped long ago",
        description="Offer stopped medicines to patients however long ago they were stopped.",
    ),
]
VisitMonths = Annotated[
    Months,
    Field(
        title="Last visit within",
        description="A renewal without a visit in this time is for a provider to weigh.",
        json_schema_extra={"unit": "months"},
    ),
]
PrescriptionMonths = Annotated[
    Months,
    Field(
        title="Refills may be used for",
        description="How long the refills of a prescription can be filled; schedule III and IV: six.",
        json_schema_extra={"unit": "months"},
    ),
]
FrontDeskMayDeny = Annotated[
    bool,
    Field(
        title="Front desk and nurses deny renewals",
        description="For administrative reasons only; clinical ones are always the provider's.",
    ),
]
MonitoredDrugs = Annotated[
    tuple[Monitored, ...],
    Field(
        max_length=100,
        title="Laboratory values that drugs ask for",
        description="Shown as facts: a value that is due stops no approval.",
    ),
]


class RefillPolicy(QueuePolicy):
    """The rules of the refill queue that are the practice's own."""

    NAME: ClassVar[str] = "refill"
    target_hours: TargetHours = 8
    expire_after_days: ExpireAfterDays = 14
    too_soon_share: TooSoonShare = 0.80
    inactive_days: InactiveDays = 90
    allow_long_inactive: AllowLongInactive = False
    visit_months: VisitMonths = 12
    prescription_months: PrescriptionMonths = 12
    front_desk_may_deny: FrontDeskMayDeny = True
    monitored: MonitoredDrugs = MONITORED
