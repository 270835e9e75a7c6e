from pathlib import Path

import pytest

import portal
from portal.api import intake_types
from portal.api.uploads import PARTIAL
from portal.app import build_routes
from portal.contract import described_routes, render, side_of
from portal.domain.problems import ProblemType
from portal.queues.registry import QUEUES
from tests.support.the_contract import contract

COMMITTED = Path(portal.__file__).with_name("openapi.json")
CONTRACT = contract()
OPERATIONS = [
    (path, method, operation)
    for path, methods in CONTRACT["paths"].items()
    for method, operation in methods.items()
]


def test_the_committed_contract_is_what_the_portal_offers():
    assert COMMITTED.read_text() == render(), (
        "the contract has changed: portal-server openapi --out portal/openapi.json"
    )


def test_every_call_has_a_name_of_its_own():
    names = [operation["operationId"] for _, _, operation in OPERATIONS]
    assert len(set(names)) == len(names)
    assert all(name.isidentifier() and len(name) < 40 for name in names)  # chosen, not generated


@pytest.mark.parametrize(("path", "method", "operation"), OPERATIONS)
def test_every_refusal_is_a_problem(path: str, method: str, operation: dict):
    refusals = {s: r for s, r in operation["responses"].items() if int(s) >= 400}
    assert {"400", "406", "500", "503"} <= refusals.keys()
    for response in refusals.values():
        named = CONTRACT["components"]["responses"][response["$ref"].rpartition("/")[2]]
        assert list(named["content"]) == ["application/problem+json"]
    if "requestBody" in operation:
        assert {"413", "415", "422"} <= refusals.keys()
    if "security" in operation:
        assert "401" in refusals


def nests(schema: object) -> bool:
    """Whether something of any shape could stand there."""
    if not isinstance(schema, dict):
        return True
    parts = [*schema.get("anyOf", []), *([schema["items"]] if "items" in schema else [])]
    is_open = "type" not in schema and not parts
    return is_open or schema.get("type") == "object" or any(nests(part) for part in parts)


@pytest.mark.field("mass-assignment")
@pytest.mark.parametrize(("path", "method", "operation"), OPERATIONS)
def test_every_body_that_comes_in_is_closed(path: str, method: str, operation: dict):
    body = operation.get("requestBody")
    free = ({PARTIAL}, intake_types.HL7, intake_types.FHIR)
    if body is None or set(body["content"]) in free:
        return  # no body, a piece of a file, which has no fields, or what laboratories send
    pending = [body["content"]["application/json"]["schema"]]
    seen: set[str] = set()
    while pending:
        schema = pending.pop()
        name = schema.get("$ref", "").rpartition("/")[2]
        if name:
            if name not in seen:
                seen.add(name)
                pending.append(CONTRACT["components"]["schemas"][name])
            continue
        if "properties" in schema:
            more = schema.get("additionalProperties")
            # a saved view keeps the plain filters of a later console, and nothing that nests
            assert more is False or not nests(more), (name, schema)
        pending += schema.get("properties", {}).values()
        pending += schema.get("anyOf", []) + schema.get("oneOf", [])
        pending += [schema["items"]] if "items" in schema else []


@pytest.mark.field("role-confusion")
def test_staff_patients_and_programs_never_share_a_call():
    for route in described_routes(build_routes()):
        patients = route.path.startswith("/v1/patient/")
        sides = {None, "patient"} if patients else {None, "staff"}
        sides = {"machine"} if route.path.startswith("/v1/intake/") else sides
        assert side_of(route) in sides, route.path


def test_every_problem_is_in_the_registry_of_the_contract():
    listed = CONTRACT["components"]["schemas"]["ProblemBody"]["properties"]["type"]["enum"]
    assert listed == sorted(kind.uri for kind in ProblemType)


def test_the_parameters_of_every_action_are_described():
    command = CONTRACT["components"]["schemas"]["CommandBody"]
    listed = command["properties"]["params"]["x-actions"]
    assert set(listed) == {f"{k}.{a}" for k, spec in QUEUES.items() for a in spec.actions}
    for reference in listed.values():
        schema = CONTRACT["components"]["schemas"][reference["$ref"].rpartition("/")[2]]
        assert schema["additionalProperties"] is False
    hold = CONTRACT["components"]["schemas"]["ResultHoldParams"]
    assert set(hold["required"]) == {"basis", "rationale", "review_on"}
