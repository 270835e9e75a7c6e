"""The contract as an OpenAPI document, generated from the routes and the queues.

`portal/openapi.json` is this document, committed; a test compares. FastAPI writes most of it; here
its own error shape is replaced by the problems of RFC 9457, each call says which it may answer, the
three kinds of bearer tokens are named, and the parameters of every action are described from the
queues, so that the document knows a new queue by itself.
"""

import json
from collections.abc import Iterable, Iterator
from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi
from fastapi.routing import RouteContext, iter_route_contexts

from portal.api.actors import PATIENT_ACTORS, STAFF_ACTORS, machine_actor
from portal.api.errors import CONTENT_TYPE
from portal.api.models import ProblemBody
from portal.app import build_routes
from portal.domain.problems import ProblemType
from portal.queues.registry import QUEUES

_REF = "#/components/schemas/{model}"
_P = ProblemType
_ABOUT = """\
Decisions of a medical practice's staff about what their patients ask for, the patients' side, and
what laboratories' programs bring.

Every answer carries `X-Request-ID`; errors are problem details (RFC 9457) with a stable `type`.
Unknown fields in a request are refused; replies may gain fields."""

_ALWAYS = {_P.MALFORMED, _P.NOT_ACCEPTABLE, _P.INTERNAL, _P.UNAVAILABLE}
_WITH_BODY = {_P.PAYLOAD_TOO_LARGE, _P.UNSUPPORTED_MEDIA_TYPE, _P.VALIDATION}
_SIGNED_IN = {_P.UNAUTHENTICATED, _P.SESSION_EXPIRED}
_IN_PRACTICE = {_P.NOT_FOUND, _P.NOT_PERMITTED}
_GUARDED = {_P.SIGN_IN_FAILED, _P.THROTTLED}
_RULED = {_P.RULE_REFUSED, _P.NOT_FOUND}
_LOST_PIECES = {_P.NOT_FOUND, _P.UPLOAD_HASH_MISMATCH}
_ENDED = {_P.WORKSTATION_REVOKED, _P.WORKSTATION_FORKED}
_HANDED_OUT = {_P.HAND_OUT_REFUSED, _P.THROTTLED}
_ALSO: dict[str, set[ProblemType]] = {
    "sign_in": {*_GUARDED, _P.ACCOUNT_DISABLED},
    "answer_mfa": {*_GUARDED, _P.SESSION_EXPIRED, _P.ACCOUNT_DISABLED},
    "refresh": {_P.SESSION_EXPIRED, _P.ACCOUNT_DISABLED, *_ENDED},
    "register_workstation": {_P.NOT_FOUND},
    "revoke_workstation": {_P.STEP_UP_REQUIRED},
    "rescue_workstation": {_P.THROTTLED},
    "confirm_wipe": {_P.THROTTLED},
    "step_up": _GUARDED,
    "read_changes": {_P.RESYNC_REQUIRED},
    "wait": {_P.NOT_FOUND},
    "claim_item": {_P.CLAIMED_BY_OTHER, _P.ILLEGAL_TRANSITION},
    "release_claim": {_P.CLAIMED_BY_OTHER},
    "patient_sign_in": {*_GUARDED, _P.RULE_REFUSED},
    "patient_answer_mfa": {*_GUARDED, _P.RULE_REFUSED},
    "choose_login": {_P.HAND_OUT_REFUSED, _P.RULE_REFUSED},
    "change_password": {_P.THROTTLED, _P.RULE_REFUSED},
    "begin_mfa": {_P.THROTTLED, _P.RULE_REFUSED},
    "confirm_mfa": {_P.THROTTLED, _P.RULE_REFUSED},
    "remove_mfa": {_P.THROTTLED, _P.RULE_REFUSED},
    "record_proofing": _RULED,
    "issue_temporary_credentials": {_P.STEP_UP_REQUIRED, *_RULED},
    "revoke_temporary_credentials": _RULED,
    "lock_account": _RULED,
    "unlock_account": _RULED,
    "deactivate_account": {*_RULED, _P.HAND_OUT_REFUSED},
    "reactivate_account": {*_RULED, _P.HAND_OUT_REFUSED},
    "reset_account_mfa": {_P.STEP_UP_REQUIRED, *_RULED},
    "tell_username": _RULED,
    "check_username": {_P.THROTTLED},
    "record_portal_choice": {_P.VALIDATION},
    "issue_token": {_P.RULE_REFUSED},
    "check_token": {_P.NOT_FOUND},
    "mark_token_printed": {_P.RULE_REFUSED},
    "revoke_token": {_P.RULE_REFUSED},
    "check_own_token": _HANDED_OUT,
    "redeem_token": _HANDED_OUT,
    "redeem_token_with_account": _HANDED_OUT,
    "sign_up": {_P.THROTTLED, *_RULED},
    "apply_with_account": _RULED,
    "answer_enrollment": {_P.RULE_REFUSED, _P.VERSION_CONFLICT},
    "ask_refill": _RULED,
    "ask_appointment": _RULED,
    "list_free_times": _RULED,
    "book_online": {*_RULED, _P.SLOT_TAKEN},
    "accept_offer": {_P.RULE_REFUSED, _P.SLOT_TAKEN, _P.VERSION_CONFLICT},
    "refuse_offer": {_P.RULE_REFUSED, _P.VERSION_CONFLICT},
    "withdraw_request": {_P.RULE_REFUSED, _P.VERSION_CONFLICT},
    "invite_patient": _RULED,
    "resend_invitation": _RULED,
    "revoke_invitation": _RULED,
    "change_patient_email": {_P.VERSION_CONFLICT},
    "send_password_link": _RULED,
    "send_verification_mail": _RULED,
    "change_account_email": _RULED,
    "open_invitation": {_P.HAND_OUT_REFUSED, _P.THROTTLED},
    "accept_invitation": {_P.HAND_OUT_REFUSED, _P.THROTTLED},
    "accept_invitation_with_account": {_P.HAND_OUT_REFUSED, _P.THROTTLED},
    "ask_password_link": {_P.THROTTLED},
    "open_password_link": {_P.HAND_OUT_REFUSED, _P.THROTTLED},
    "use_password_link": {_P.HAND_OUT_REFUSED, _P.THROTTLED},
    "ask_usernames": {_P.THROTTLED},
    "change_own_email": {_P.THROTTLED, _P.RULE_REFUSED},
    "send_own_verification": {_P.THROTTLED, _P.RULE_REFUSED},
    "prepare_proxy": _RULED,
    "approve_proxy": {_P.RULE_REFUSED, _P.VERSION_CONFLICT},
    "refuse_proxy": {_P.RULE_REFUSED, _P.VERSION_CONFLICT},
    "change_proxy": {_P.RULE_REFUSED, _P.VERSION_CONFLICT},
    "begin_upload": {*_IN_PRACTICE, _P.PAYLOAD_TOO_LARGE, *_LOST_PIECES},
    "append_upload": {_P.UPLOAD_OFFSET_MISMATCH, *_LOST_PIECES},
    "read_upload": _LOST_PIECES,
    "put_statement_manifest": {_P.RULE_REFUSED},
    "recheck_statement_batch": {_P.RULE_REFUSED},
    "publish_statements": {_P.RULE_REFUSED},
    "close_statement_batch": {_P.RULE_REFUSED},
    "file_statement": _RULED,
    "match_statement": {_P.RULE_REFUSED, _P.VERSION_CONFLICT},
    "answer_statement": {_P.RULE_REFUSED, _P.VERSION_CONFLICT},
    "discard_statement": {_P.RULE_REFUSED, _P.VERSION_CONFLICT},
    "void_statement": {_P.RULE_REFUSED, _P.VERSION_CONFLICT},
    "resend_statement": {_P.RULE_REFUSED, _P.VERSION_CONFLICT},
    "end_own_proxy": _RULED,
    "ask_proxy": _RULED,
    "pay_statement": {_P.RULE_REFUSED, _P.STATEMENT_NOT_PAYABLE, _P.COMMAND_ID_REUSED},
}


def render(app: FastAPI | None = None) -> str:
    """Write the document as it is committed: sorted, two spaces, a line end at the end."""
    return json.dumps(document(app), sort_keys=True, indent=2, ensure_ascii=False) + "\n"


def document(app: FastAPI | None = None) -> dict[str, Any]:
    """Make the document of `app`, or of the portal as it is."""
    app = app or build_routes()
    made = get_openapi(title="Portal", version="1", description=_ABOUT, routes=app.routes)
    schemas = made["components"]["schemas"]
    for name in ("HTTPValidationError", "ValidationError"):
        schemas.pop(name, None)
    schemas |= _problem_schemas()
    made["components"]["securitySchemes"] = {
        "staff": {"type": "http", "scheme": "bearer", "description": "`pst_…` of a sign-in"},
        "patient": {"type": "http", "scheme": "bearer", "description": "`ppt_…` of a patient"},
        "machine": {"type": "http", "scheme": "bearer", "description": "`pcm_…` of a program"},
    }
    refusals: dict[str, Any] = {}
    made["components"]["responses"] = refusals
    for route in described_routes(app):
        for method in route.methods or ():
            refusals |= _complete(made["paths"][route.path][method.lower()], route)
    _describe_actions(schemas)
    return made


def described_routes(app: FastAPI) -> list[RouteContext]:
    """List the routes of the contract."""
    return [route for route in iter_route_contexts(app.routes) if route.path is not None]


def side_of(route: RouteContext) -> str | None:
    """Tell whose token a route asks for: "staff", "patient", "machine" or nobody's."""
    needed = {dependant.call for dependant in _dependants(route.dependant)}
    if needed & STAFF_ACTORS:
        return "staff"
    if machine_actor in needed:
        return "machine"
    return "patient" if needed & PATIENT_ACTORS else None


def _dependants(dependant: Any) -> Iterator[Any]:
    yield dependant
    for inner in dependant.dependencies:
        yield from _dependants(inner)


def _complete(operation: dict[str, Any], route: RouteContext) -> dict[str, Any]:
    """Name the token and the problems of one call; give the answers it refers to."""
    side = side_of(route)
    if side is not None:
        operation["security"] = [{side: []}]
    responses = operation["responses"]
    own = {int(status) for status in responses if status.isdigit() and int(status) >= 400} - {422}
    problems = _problems_of(operation, side)
    problems |= {kind for kind in ProblemType if kind.status in own}
    used: dict[str, Any] = {}
    for status in sorted({kind.status for kind in problems}):
        kinds = sorted((k for k in problems if k.status == status), key=lambda kind: kind.slug)
        name = "Or".join(kind.slug.title().replace("-", "") for kind in kinds)
        used[name] = _problem_response(status, kinds)
        responses[str(status)] = {"$ref": f"#/components/responses/{name}"}
    if not any(kind.status == 422 for kind in problems):
        responses.pop("422", None)
    return used


def _problems_of(operation: dict[str, Any], side: str | None) -> set[ProblemType]:
    problems = set(_ALWAYS)
    parameters = operation.get("parameters", [])
    if "requestBody" in operation:
        problems |= _WITH_BODY
    if parameters:
        problems.add(_P.VALIDATION)
    if side is not None:
        problems |= {_P.UNAUTHENTICATED} if side == "machine" else _SIGNED_IN
    if side == "staff":
        problems |= {_P.ACCOUNT_DISABLED, *_ENDED}
    if side == "machine":
        problems.add(_P.THROTTLED)
    if any(one["in"] == "path" for one in parameters):
        problems |= _IN_PRACTICE if side == "staff" else {_P.NOT_FOUND}
    return problems | _ALSO.get(operation["operationId"], set())


def _problem_response(status: int, kinds: Iterable[ProblemType]) -> dict[str, Any]:
    response: dict[str, Any] = {
        "description": "; ".join(f"`{kind.slug}`: {kind.title}" for kind in kinds),
        "content": {CONTENT_TYPE: {"schema": {"$ref": _REF.format(model="ProblemBody")}}},
    }
    if status == 401:
        response["headers"] = {"WWW-Authenticate": {"schema": {"type": "string"}}}
    return response


def _problem_schemas() -> dict[str, Any]:
    schema = ProblemBody.model_json_schema(ref_template=_REF)
    inner: dict[str, Any] = schema.pop("$defs", {})
    schema["properties"]["type"]["enum"] = sorted(kind.uri for kind in ProblemType)
    return inner | {"ProblemBody": schema}


def _describe_actions(schemas: dict[str, Any]) -> None:
    """Add a schema for the parameters of every action, and list them where a command names one.

    Which of them a command takes follows from its target's kind and its action, two fields apart;
    no discriminator of OpenAPI can say that, so `x-actions` does.
    """
    listed: dict[str, dict[str, str]] = {}
    for kind, spec in QUEUES.items():
        for action in spec.actions.values():
            name = _model_name(kind, action.name)
            schema = action.params.model_json_schema(ref_template=_REF)
            schemas |= schema.pop("$defs", {})
            schemas[name] = schema | {"title": name}
            listed[f"{kind}.{action.name}"] = {"$ref": _REF.format(model=name)}
    command = schemas.get("CommandBody")
    if command is not None:
        command["properties"]["params"]["x-actions"] = listed


def _model_name(kind: str, action: str) -> str:
    """Name the parameters of an action: `ResultReleaseParams`."""
    return "".join(part.title() for part in f"{kind}_{action}".split("_")) + "Params"
