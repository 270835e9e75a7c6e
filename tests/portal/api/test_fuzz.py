"""Made-up requests from the contract: none may break the portal, all answers keep the contract."""

from collections.abc import Iterator
from copy import deepcopy

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, settings
from schemathesis.checks import not_a_server_error
from schemathesis.generation.feedback import FeedbackSources
from schemathesis.pytest._test_builder import build_operation_test
from schemathesis.python._constants.orchestrator import make_constants_value_source
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    ignored_auth,
    missing_required_header,
    negative_data_rejection,
    response_schema_conformance,
    status_code_conformance,
    unsupported_method,
)

from portal.api import intake_types
from portal.api.uploads import PARTIAL
from tests.support.caller import Caller
from tests.support.clinic import Clinic
from tests.support.machines import machine
from tests.support.staff import ROLES, People
from tests.support.the_contract import contract

CHECKS = [
    not_a_server_error,
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
    missing_required_header,
    unsupported_method,
    ignored_auth,
]
# each command of a batch is refused by itself, so a bad parameter is no bad request
ANSWERS_EACH_BY_ITSELF = {"decide"}
KEEPS_WHATEVER_COMES = {"receive_hl7v2", "receive_fhir"}  # and says in its answer what is amiss
# `search` could be an id to a GET, which is then refused for what it is
SHARES_ITS_PATH = {"search_accounts", "search_billing_accounts", "search_patients"}
UNUSUAL = {PARTIAL, *intake_types.HL7, *intake_types.FHIR} - {"application/json", "text/plain"}
for media_type in sorted(UNUSUAL):
    schemathesis.serializer.alias(media_type, "application/octet-stream")
schema = schemathesis.openapi.from_dict(deepcopy(contract()))
OPERATIONS = {found.ok().label: found.ok() for found in schema.get_all_operations()}


@pytest.fixture(scope="module")
def clinic(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Clinic]:
    with Clinic.open(tmp_path_factory.mktemp("clinic")) as opened:
        yield opened


@pytest.fixture(scope="module")
def everything(clinic: Clinic) -> Caller:
    """Somebody with every role: for them no answer is cut short by a missing right."""
    return People(clinic.database).staff("everything", {1: ROLES}).signed_in(clinic.url)


@pytest.fixture(scope="module")
def sides(clinic: Clinic, everything: Caller) -> dict[str, Caller]:
    """Who calls, by the scheme that an operation asks for."""
    return {"staff": everything, "patient": clinic.patient, "machine": machine(clinic)}


@pytest.mark.parametrize("label", OPERATIONS)
def test_made_up_requests(label: str, clinic: Clinic, sides: dict[str, Caller]):
    """The requests of an operation.

    `schema.parametrize` would make those of all operations while the tests are collected, in each
    process of a run, and that takes five seconds of a processor.
    """
    one_operation = build_operation_test(
        config=schema.config,
        operation=OPERATIONS[label],
        test_func=_one_request,
        given_kwargs={},
        feedback=FeedbackSources(constants_value_source=make_constants_value_source(schema)),
    )
    one_operation(clinic=clinic, sides=sides)


@settings(
    max_examples=12,
    derandomize=True,
    deadline=None,
    database=None,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)
def _one_request(case: schemathesis.Case, clinic: Clinic, sides: dict[str, Caller]) -> None:
    operation = case.operation.definition.raw
    caller = sides.get(next(iter(operation.get("security", [{}])[0]), ""))
    if operation["operationId"] in {"sign_out", "patient_sign_out"}:
        caller = Caller(clinic.url, "pst_" + "0" * 49)  # the session is needed by the others
    checks = list(CHECKS)
    if operation["operationId"] not in ANSWERS_EACH_BY_ITSELF | KEEPS_WHATEVER_COMES:
        checks.append(negative_data_rejection)
    if operation["operationId"] in KEEPS_WHATEVER_COMES:
        checks.remove(ignored_auth)  # after so many wrong tokens it says 429
    if operation["operationId"] in SHARES_ITS_PATH:
        checks.remove(unsupported_method)
    case.call_and_validate(
        base_url=clinic.url,
        headers=None if caller is None else {"Authorization": caller.headers["Authorization"]},
        checks=checks,
        timeout=30,
    )


def test_nothing_broke_on_the_way(clinic: Clinic):
    assert '"event": "request.failed"' not in clinic.process.log
    assert '"status": 500' not in clinic.process.log
