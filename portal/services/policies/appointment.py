"""What a practice may set about appointment requests."""

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from portal.services.policies.queue import ExpireAfterDays, QueuePolicy, TargetHours


class AppointmentPolicy(QueuePolicy):
    """The rules of the appointment queue that are the practice's own."""

    NAME: ClassVar[str] = "appointment"
    target_hours: TargetHours = 8
    expire_after_days: ExpireAfterDays = 30
    requests: Annotated[
        bool,
        Field(
            title="Patients may ask for appointments",
            description="When off, the portal takes no new requests; what waits is decided. (F5)",
        ),
    ] = True
    online_booking: Annotated[
        bool,
        Field(
            title="Patients may book free times themselves",
            description="When off, they ask, and the practice decides. (F6)",
        ),
    ] = False
    visibility: Annotated[
        Literal["all", "portal_only"],
        Field(
            title="Appointments that patients see",
            description="All, or only those that were made through the portal. (F8, F58)",
        ),
    ] = "all"
    hold_hours: Annotated[
        float,
        Field(
            gt=0,
            le=720,
            title="Offered times are held for",
            description="Then they are free again, and the patient and the desk are told.",
            json_schema_extra={"unit": "hours"},
        ),
    ] = 48
    minimum_notice_hours: Annotated[
        float,
        Field(
            ge=0,
            le=720,
            title="Shortest notice for a visit",
            description="What begins sooner is booked only by somebody who says so.",
            json_schema_extra={"unit": "hours"},
        ),
    ] = 0
    cancel_notice_hours: Annotated[
        float,
        Field(
            ge=0,
            le=720,
            title="Late cancellation",
            description="A visit that is closer is canceled only by somebody who says so.",
            json_schema_extra={"unit": "hours"},
        ),
    ] = 24
