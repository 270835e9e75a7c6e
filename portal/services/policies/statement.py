"""What a practice may set about statements: seeing and paying them (F7, F74), and requests (F71, F72)."""

from typing import Annotated, ClassVar

from pydantic import Field

from portal.services.policies.queue import ExpireAfterDays, QueuePolicy, TargetHours


class StatementPolicy(QueuePolicy):
    """The rules of statements, and of the queue of what patients ask about them."""

    NAME: ClassVar[str] = "statement_request"
    target_hours: TargetHours = 16
    expire_after_days: ExpireAfterDays = 30
    patients_view: Annotated[
        bool,
        Field(
            title="Patients read statements in the portal",
            description="Without it every statement goes out on paper, and nobody is sent a notice.",
        ),
    ] = True
    patients_pay: Annotated[
        bool,
        Field(
            title="Patients pay statements in the portal",
            description="Only the latest statement of an account can be paid, and only while they read it.",
        ),
    ] = True
