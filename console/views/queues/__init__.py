BODIES: Mapping[str, type[QueueBody]] = {
    "enrollment": enrollment.EnrollmentBody,
    "refill": refill.RefillBody,
    "appointment": appointment.AppointmentBody,
    "result": result.ResultBody,
}


def body_for(kind: str, calendar: Calendar | None = None) -> QueueBody:
    """Make the body of a queue; KeyError for a kind that this console does not know."""
    return BODIES[kind](calendar)
