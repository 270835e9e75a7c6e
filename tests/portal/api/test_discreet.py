"""What comes in and goes out shows nothing of itself where it is printed: tracebacks, logs, assertions."""

import pytest
from pydantic import BaseModel

from portal.api.enrollment_tokens import IssuedReply
from portal.api.models import Body, Reply
from portal.api.patient.auth import PatientSignInBody
from portal.security.patient_sessions import PatientToken
from portal.services.activation import Login
from portal.services.forms import Form
from portal.services.patient_entry import SignedIn

CANARY = "zyxwena-canary"


def below(kind: type[BaseModel]) -> list[type[BaseModel]]:
    return [one for child in kind.__subclasses__() for one in (child, *below(child))]


@pytest.mark.parametrize("kind", [Body, Reply, Form])
def test_no_model_prints_a_value(kind):
    kinds = below(kind)
    assert {PatientSignInBody, IssuedReply, Login} & set(kinds)
    for one in kinds:
        made = one.model_construct(**dict.fromkeys(one.model_fields, CANARY))
        assert CANARY not in f"{made!r} {made}", one.__name__


def test_a_session_that_was_opened_prints_no_token():
    opened = SignedIn(PatientToken(CANARY, 1800), CANARY)
    assert CANARY not in repr(opened)
