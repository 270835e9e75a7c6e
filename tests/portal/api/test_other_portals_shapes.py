"""What went wrong in other portals, looked for in the shape of this one: its models, rights and statements."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

import portal
from portal.api.models import Body
from portal.app import build_routes
from portal.contract import described_routes, side_of
from portal.db.columns import metadata
from portal.security.permissions import Permission, Role
from tests.support.the_contract import contract

COLUMNS = {column.name for table in metadata.sorted_tables for column in table.columns}
SECRET = re.compile(r"passw|secret|hash|token|seed|pepper|salt|key|answer|otp|share|nonce|seal")
GIVEN_OUT = {
    # a session, a device or a workstation gets its own, once, with `no-store`
    "TokensReply.access_token",
    "TokensReply.refresh_token",
    "PatientTokenReply.access_token",
    "PatientTokenReply.device_token",
    "RegisteredReply.share",
    "RegisteredReply.former_share",
    "RegisteredReply.rescue_key",  # the public half
    # a desk hands it out, once
    "IssuedReply.token",
    "CredentialsReply.password",
    "AuthenticatorReply.secret",
    # no secrets, whatever their names say
    "AccessReply.tokens",
    "ChallengeReply.site_key",
    "EntryReply.hash",
    "HeadReply.journal_hash",
    "OwnAccountReply.password_changed_at",
    "OwnRequest.answer",
    "PolicyReply.password",
    "StaffAccountReply.password_changed_at",
    "VerdictReply.head_hash",
}
CONTRACT = contract()


def bodies(model: type[Body] = Body) -> Iterator[type[Body]]:
    """Every model of something that comes in, parts of bodies among them."""
    build_routes()
    for one in model.__subclasses__():
        yield one
        yield from bodies(one)


@pytest.mark.field("mass-assignment")
@pytest.mark.parametrize("model", sorted(set(bodies()), key=lambda one: one.__qualname__))
def test_no_body_takes_a_column_that_it_does_not_name(model: type[Body]) -> None:
    """CVE-2026-25744, for every column of every table in every part of every body."""
    known = set(model.model_fields) | {field.alias for field in model.model_fields.values()}
    more = COLUMNS - known
    with pytest.raises(ValidationError) as refusal:
        model.model_validate(dict.fromkeys(more, 1))
    refused = {one["loc"][-1] for one in refusal.value.errors() if one["type"] == "extra_forbidden"}
    assert refused == more


def properties(schema: Any, seen: set[str], name: str = "") -> Iterator[str]:
    """All that a reply may hold, as model.field."""
    if isinstance(schema, list):
        for one in schema:
            yield from properties(one, seen, name)
    elif isinstance(schema, dict):
        if "$ref" in schema:
            model = schema["$ref"].rpartition("/")[2]
            if model not in seen:
                seen.add(model)
                found = CONTRACT["components"]["schemas"][model]
                yield from properties(found, seen, model.rpartition("__")[2])
            return
        for field, inner in schema.get("properties", {}).items():
            yield f"{name}.{field}"
            yield from properties(inner, seen, f"{name}.{field}")
        for part in ("anyOf", "oneOf", "allOf", "items", "prefixItems", "additionalProperties"):
            yield from properties(schema.get(part), seen, name)


@pytest.mark.field("secret-to-client")
def test_no_reply_has_room_for_a_secret_that_is_not_the_callers_own() -> None:
    """CVE-2026-25146. A new field with such a name is to be thought about, and named above."""
    seen: set[str] = set()
    told = {
        field
        for methods in CONTRACT["paths"].values()
        for operation in methods.values()
        for status, reply in operation["responses"].items()
        if int(status) < 400
        for content in reply.get("content", {}).values()
        for field in properties(content.get("schema", {}), seen)
    }
    assert len(told) > 500
    assert {one for one in told if SECRET.search(one.rpartition(".")[2])} == GIVEN_OUT


ODD = ["{}\u200b", " {}", "{}\n", "{}.", "\ufeff{}", "{}/", "{}\0", "x:{}"]


@pytest.mark.field("scope-spelling")
@given(st.sampled_from([*Role, *Permission]), st.data())
def test_a_right_that_is_spelled_otherwise_is_none(right: Role | Permission, data: Any) -> None:
    """CVE-2026-126473: two spellings of a scope, of which one was checked and the other counted."""
    spelled = data.draw(
        st.sampled_from([form.format(right.value) for form in ODD])
        | st.sampled_from([right.value.upper(), right.value.title(), right.name, repr(right)])
        | st.sampled_from([right.value.replace(":", one) for one in "./_-;"]).filter(
            lambda one: one != right.value
        )
        | st.text(max_size=20).filter(lambda one: one != right.value)
    )
    if spelled not in {one.value for one in type(right)}:
        with pytest.raises(ValueError, match="is not a valid"):
            type(right)(spelled)


@pytest.mark.field("forgotten-resource")
def test_who_is_asked_for_no_token_is_on_a_list_of_few() -> None:
    """CVE-2026-24487: one service had never been told of the rule. Here a new one is found at once."""
    openly = {route.path for route in described_routes(build_routes()) if side_of(route) is None}
    assert all(
        re.fullmatch(
            r"/v1/(health|ready)|/v1/auth/(sign-in|mfa|refresh)|/v1/patient/auth/sign-in"
            r"|/v1/patient/(practices|sign-up-policy|captcha|username-availability|enrollments)"
            r"|/v1/patient/account/confirm-email|/v1/patient/recovery/[a-z/]+"
            r"|/v1/patient/(enrollment-token/(check|redeem)|invitations/(open|accept))"
            r"|/v1/workstations/{workstation_id}/(rescue|wiped)",
            path,
        )
        for path in openly
    ), openly


@pytest.mark.field("sql-injection")
def test_statements_are_made_of_constants_alone() -> None:
    """CVE-2026-24908: a request's `_sort` went into ORDER BY. `text()` takes literals and constants."""
    found, made = [], 0
    for path in Path(portal.__file__).parent.rglob("*.py"):
        if "migrations" in path.parts:
            continue
        module = ast.parse(path.read_text(encoding="utf-8"))
        ours = any(
            isinstance(node, ast.ImportFrom)
            and (node.module or "").startswith("sqlalchemy")
            and "text" in {alias.name for alias in node.names}
            for node in ast.walk(module)
        )
        for node in ast.walk(module):
            if not isinstance(node, ast.Call):
                continue
            name = ast.unparse(node.func)
            if (ours and name == "text") or name.endswith(("exec_driver_sql", "run_text")):
                made += 1
                words = node.args[name == "run_text"]
                given = ast.unparse(words)
                if not (isinstance(words, ast.Constant) or re.fullmatch("_[A-Z_]+", given)):
                    found.append(f"{path.name} {ast.unparse(node)}")
    assert made > 10
    assert (
        sorted(found)
        == [
            "connections.py connection.exec_driver_sql(begin)",  # one of two constants
            # … and numbers: see `test_what_raises_the_second_fence_is_made_of_numbers_alone`
            "engine.py run_text(connection, words)",
            # names of tables and columns, and the one statement that locks a head
            "gathering.py run_text(connection, _locking(tuple(rows), lock), {**lists, **bound})",
            "gathering.py run_text(connection, text, lists)",
            "prepared.py run_text(connection, self.words, self.bind(given))",  # what a statement compiles to
        ]
    )
