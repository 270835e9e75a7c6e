"""What went wrong in other portals does not go wrong here: one test or more for each class of faults.

All of them walk over every call that the table of permissions names, so a new call is among them.
"""

from collections.abc import Callable, Iterable, Iterator
from datetime import timedelta
from typing import Any

import pytest
import requests
from sqlalchemy import delete, select, update

from portal.db.columns import metadata
from portal.db.tables import outbox_job, staff_session, throttle
from portal.db.unit_of_work import Scope
from portal.queues.registry import QUEUES
from portal.security.patient_sessions import PatientSessions
from tests.portal.api.test_no_patient_in_the_log import sign_up
from tests.portal.api.test_permissions import PATIENT_ROWS, STAFF_ROWS, answers, call
from tests.support.caller import Caller, problem_of
from tests.support.canary import Search
from tests.support.clinic import Clinic
from tests.support.desk_calls import desk_things
from tests.support.portal_process import SECRET
from tests.support.recorder import Asked, Recorder, leaves, replaced
from tests.support.staff import ROLES, People
from tests.support.the_contract import contract
from tests.support.until import until_in_thread

CONTRACT = contract()
ENDS = {"/v1/auth/sign-out", "/v1/workstations", "/v1/patient/auth/sign-out"}  # or binds a session
BYPASSES = {
    "ignoreAuth": "1",
    "skip_timeout_reset": "1",
    "auth": "none",
    "admin": "true",
    "debug": "1",
    "site": "default",
    "token": "x",
    "access_token": "x",
    "user": "admin",
    "role": "provider",
    "practice_id": "1",
    "_method": "GET",
}
QUOTES = "'\"`); DROP TABLE patient; -- \\"
SECRET_COLUMNS = {
    "account.password_hash",
    "account.totp_secret",
    "enrollment_token.secret_hash",
    "enrollment_token.tag",
    "machine_client.secret_hash",
    "patient_session.access_hash",
    "security_answer.answer_hash",
    "staff.password_hash",
    "staff.totp_secret",
    "staff_session.access_hash",
    "staff_session.refresh_hash",
    "temporary_credential.password_hash",
    "workstation.share",
}
GOOD: dict[str, dict[str, Any]] = {
    "/v1/patient/enrollments/{item_id}/answer": {"text": "It is me.", "corrected": None},
}
"""Bodies that an example made from the contract can not stand for."""
STEPS = {"/v1/patient/auth/mfa", "/v1/patient/account/first-sign-in"}  # of another session
MAY_BE_WRITTEN = {
    "outbox_job",
    "journal",
    "practice_head",
    "throttle",
    "staff_session",
    "patient_session",
}
"""What a refused call may leave behind: that it was refused, that somebody was there; and the clock's."""


@pytest.fixture(scope="module")
def clinic(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Clinic]:
    with Clinic.open(tmp_path_factory.mktemp("clinic")) as opened:
        yield opened


@pytest.fixture(autouse=True)
def nobody_waits(clinic: Clinic) -> None:
    """Every test begins without failures: they all come from one address."""
    clinic.database.write(Scope.of([]), lambda uow: uow.execute(delete(throttle)))


@pytest.fixture(scope="module")
def happy_path(clinic: Clinic) -> list[tuple[dict[str, str], Asked]]:
    """A good request to every call of staff and patients, with the row that says who may make it."""
    recorder, rows = Recorder(), STAFF_ROWS + PATIENT_ROWS
    for row in rows:
        call(row, clinic, recorder)
    a_view = next(row for row in rows if row["path"].endswith("/views/{view_id}"))
    living = desk_things(a_view, clinic)  # it has ended those that the recorded paths name
    for number, (row, one) in enumerate(zip(rows, recorder.asked, strict=True)):
        options = one.options if row["side"] == "staff" else one.options | body_of(row)
        named = next((name for name in living if f"{{{name}}}" in row["path"]), "")
        path = row["path"].format(practice_id=1, **living) if named else one.path
        recorder.asked[number] = Asked(one.method, path, options)
    return list(zip(rows, recorder.asked, strict=True))


@pytest.fixture(scope="module")
def everything(clinic: Clinic) -> Caller:
    """Somebody with every role in practice 1."""
    return People(clinic.database).staff("everything.here", {1: ROLES}).signed_in(clinic.url)


def rows_of(clinic: Clinic) -> dict[str, list[str]]:
    """Everything that is written anywhere, by table, once the portal has sent what it had to send."""
    until_in_thread(lambda: not _due(clinic), 20, "the outbox to be empty")
    mails = outbox_job.c.kind.like("mail%")
    with clinic.database.read(Scope.ALL) as reader:
        return {
            table.name: sorted(str(tuple(row)) for row in reader.execute(select(table)))
            for table in metadata.sorted_tables
            if table.name not in MAY_BE_WRITTEN
        } | {
            "mails": sorted(map(str, reader.execute(select(outbox_job.c.dedupe_key).where(mails))))
        }


def _due(clinic: Clinic) -> list[Any]:
    undone = (outbox_job.c.done_at.is_(None), outbox_job.c.dead_at.is_(None))
    due = outbox_job.c.due_at <= clinic.database.clock()
    with clinic.database.read(Scope.ALL) as reader:
        return list(reader.execute(select(outbox_job.c.id).where(due, *undone)))


def schema_of(row: dict[str, str]) -> dict[str, Any]:
    """What the contract says of the body of a call; empty where it takes none, or no JSON."""
    path = row["path"]
    for kind in QUEUES:
        path = path.replace(f"/items/{kind}", "/items/{kind}")
    body = CONTRACT["paths"][path][row["method"].lower()].get("requestBody", {"content": {}})
    found: dict[str, Any] = body["content"].get("application/json", {}).get("schema", {})
    return whole(found)


def whole(schema: dict[str, Any]) -> dict[str, Any]:
    """The schema that a reference stands for; of several, the first."""
    for part in ("anyOf", "oneOf", "allOf"):
        schema = schema.get(part, [schema])[0]
    name = schema.get("$ref", "").rpartition("/")[2]
    return whole(CONTRACT["components"]["schemas"][name]) if name else schema


def sample(schema: dict[str, Any]) -> Any:
    """Something that fits what the contract says, with a word wherever a text may stand."""
    schema = whole(schema)
    if "enum" in schema:
        return schema["enum"][0]
    if schema.get("type") == "object":
        return {name: sample(one) for name, one in schema.get("properties", {}).items()}
    if schema.get("type") == "array":
        return [sample(schema["items"])] * max(1, schema.get("minItems", 1))
    texts = {"date": "1980-02-01", "date-time": "2030-02-01T09:00:00Z"}
    word = schema.get("const") or texts.get(schema.get("format", ""), "00000000")
    return {"integer": 1, "number": 1, "boolean": True}.get(schema.get("type", ""), word)


def body_of(row: dict[str, str]) -> dict[str, Any]:
    """The options of a request with a body as the contract wants it."""
    schema = schema_of(row)
    return {"json": sample(schema)} if schema else {}


def is_refused(reply: requests.Response, status: int, problem: str) -> bool:
    """Whether a call was refused in this way; a HEAD has no body to say so."""
    if reply.status_code != status:
        return False
    return reply.request.method == "HEAD" or problem_of(reply) == problem


def shut(caller: Caller, asked: Iterable[Asked], **params: str) -> list[str]:
    """The calls that let somebody in who has not signed in."""
    return [
        f"{one.method} {one.path}: {reply.status_code}"
        for one in asked
        if not is_refused(reply := one.send(caller, params=params), 401, "unauthenticated")
    ]


@pytest.mark.field("auth-bypass")
@pytest.mark.parametrize("how", ["alone", "all at once"])
def test_no_parameter_opens_what_a_token_opens(clinic: Clinic, happy_path: Any, how: str) -> None:
    """CVE-2015-4453: `ignoreAuth=1`. Header names of the same kind are tried along."""
    if how == "all at once":
        assert shut(Caller(clinic.url), [one for _, one in happy_path], **BYPASSES) == []
        return
    some = [one for _, one in happy_path if one.path in {"/v1/me", "/v1/patient/me"}]
    assert len(some) == 2
    for name, value in BYPASSES.items():
        assert shut(Caller(clinic.url), some, **{name: value}) == []
        headers = {f"X-{name.replace('_', '-')}": value}
        assert all(one.send(Caller(clinic.url), headers=headers).status_code == 401 for one in some)


PUBLIC: list[tuple[str, Callable[[Caller], Any]]] = [
    ("health", lambda one: one.get("/v1/health")),
    ("practices", lambda one: one.get("/v1/patient/practices")),
    ("the form's rules", lambda one: one.get("/v1/patient/sign-up-policy")),
    ("sign-up", sign_up),
    ("a user name", lambda one: _post(one, "username-availability", username="zyxwena")),
    ("a lost password", lambda one: _post(one, "recovery/password", login="zyxwena.quorls")),
    ("lost names", lambda one: _post(one, "recovery/username", email="zyxwena@example.org")),
    ("an invitation", lambda one: _post(one, "invitations/open", secret="x" * 60)),
    ("an address", lambda one: _post(one, "account/confirm-email", token="x" * 60)),
    ("a wrong sign-in", lambda one: _post(one, "auth/sign-in", username="zyxwena", password="x")),
]


def _post(caller: Caller, path: str, **body: str) -> Any:
    return caller.post(f"/v1/patient/{path}", json=body)


@pytest.mark.field("auth-bypass")
def test_no_public_page_opens_anything_in_the_same_session(clinic: Clinic, happy_path: Any) -> None:
    """CVE-2018-15152: who had been on the page for registering got into fifteen others."""
    browser = Caller(clinic.url)
    doors = [one for _, one in happy_path if one.method == "GET"]
    assert len(doors) > 40
    for number, (name, visit) in enumerate(PUBLIC):
        reply = visit(browser)
        assert reply.status_code < 500, name
        assert "set-cookie" not in reply.headers, name
        assert shut(browser, doors[number :: len(PUBLIC)]) == [], name
    assert not browser.cookies
    assert shut(browser, [one for _, one in happy_path]) == []


@pytest.mark.field("expiry-skipped")
def test_no_poll_and_no_parameter_keeps_a_session_alive(clinic: Clinic, happy_path: Any) -> None:
    """CVE-2026-25476: with `skip_timeout_reset=1` the check of the time was left out as a whole."""
    nurse = clinic.staff["nurse"].signed_in(clinic.url)
    newest = select(staff_session).order_by(staff_session.c.id.desc()).limit(1)

    def times() -> Any:
        with clinic.database.read(Scope.ALL) as reader:
            return dict(reader.execute(newest).mappings().one())

    before = times()
    for _ in range(20):
        asked = {"heads": "1:0", "timeout": "0"} | BYPASSES
        assert nurse.get("/v1/wait", params=asked).status_code in {200, 204}
        assert nurse.get("/v1/me", params=BYPASSES).status_code == 200
    assert times() == before
    past = before["access_expires_at"] - timedelta(hours=13)
    ended = update(staff_session).where(staff_session.c.id == before["id"])
    clinic.database.write(Scope.ALL, lambda uow: uow.execute(ended.values(access_expires_at=past)))
    let_in = []
    for row, one in happy_path:
        if row["side"] == "staff":
            reply = one.send(nurse, params=BYPASSES)
            if not is_refused(reply, 401, "session-expired"):
                let_in.append(f"{one.method} {one.path}: {reply.status_code}")
    assert let_in == []


@pytest.mark.field("role-confusion", "order-of-checks")
@pytest.mark.threat("T5")
def test_a_refused_call_has_done_nothing(clinic: Clinic, happy_path: Any) -> None:
    """CVE-2026-24890, CVE-2026-33305: a wrong role acted; the act came before the question."""
    callers = clinic.callers | {"foreign": clinic.foreign, "patient": clinic.patient}
    before, sent, wrong = rows_of(clinic), 0, []
    for row, one in happy_path:
        for role, caller in callers.items():
            expected = row.get(role, "401" if row["side"] == "staff" else "2xx")
            if expected in {"401", "403", "404"} and not (
                role == "foreign" and row["path"] in ENDS
            ):
                reply, sent = one.send(caller), sent + 1
                if not answers(reply, expected):
                    wrong.append((role, one.method, one.path, expected, reply.status_code))
    assert wrong == []
    assert sent > 500
    after = rows_of(clinic)
    assert [name for name, rows in before.items() if rows != after[name]] == []


@pytest.mark.field("foreign-id")
@pytest.mark.invariant("I13")
def test_ids_of_another_patient_are_not_there(clinic: Clinic, happy_path: Any) -> None:
    """CVE-2026-25147 and its like: the id in the request was believed. The other is a neighbor."""
    other = clinic.world.login(chart=clinic.world.chart(given_name="Mallory"))
    token = clinic.database.write(
        Scope.of([]), lambda uow: PatientSessions(clinic.database).open(uow, other.account_id)
    )
    stranger = Caller(clinic.url, token.access_token)
    before, named, let_in = rows_of(clinic), 0, []
    for row, one in happy_path:
        names_something = "{" in row["path"].replace("{practice_id}", "")
        if row["side"] == "patient" and names_something and not row["path"].endswith("/payments"):
            # nobody pays here, whatever is named; who may is tried where somebody takes payments
            given = GOOD.get(row["path"], one.options.get("json"))
            reply, named = one.send(stranger, json=given), named + 1
            if reply.status_code != 404:
                let_in.append(f"{one.method} {one.path}: {reply.status_code} {reply.text}")
    assert let_in == []
    assert named >= 8
    after = rows_of(clinic)
    assert [name for name, rows in before.items() if rows != after[name]] == []


@pytest.mark.field("mass-assignment")
def test_a_good_request_with_a_column_too_many_is_refused(
    clinic: Clinic, happy_path: Any, everything: Caller
) -> None:
    """CVE-2026-25744: an `id` in the body made somebody else's record out of a new one."""
    columns = sorted({column.name for table in metadata.sorted_tables for column in table.columns})
    before, taken, tried = rows_of(clinic), [], 0
    for row, one in happy_path:
        body = one.options.get("json")
        if isinstance(body, dict) and row["path"] not in STEPS:
            caller = everything if row["side"] == "staff" else clinic.patient
            known = schema_of(row).get("properties", {})
            more = {name: 1 for name in columns if name not in known}
            reply, tried = one.send(caller, json=body | more), tried + 1
            if (reply.status_code, problem_of(reply)) != (422, "validation"):
                taken.append(f"{one.method} {one.path}: {reply.status_code}")
    assert taken == []
    assert tried > 60
    after = rows_of(clinic)
    assert [name for name, rows in before.items() if rows != after[name]] == []


@pytest.mark.field("sql-injection")
def test_no_text_of_a_request_is_ever_part_of_a_statement(
    clinic: Clinic, happy_path: Any, everything: Caller
) -> None:
    """CVE-2026-24908: `_sort` went into ORDER BY. Every text of every good request is tried."""
    broken, tried = [], 0
    for row, one in happy_path:
        if row["path"] in ENDS:
            continue
        caller = everything if row["side"] == "staff" else clinic.patient
        for part in ("json", "params"):
            for place in leaves(one.options.get(part)):
                changed = replaced(one.options[part], place, QUOTES)
                reply, tried = one.send(caller, **{part: changed}), tried + 1
                if reply.status_code >= 500:
                    broken.append(f"{one.method} {one.path} {part} {place}")
        asked = dict.fromkeys(("sort", "_sort", "order", "filter", "q", "after", "cursor"), QUOTES)
        if row["method"] == "GET" and one.send(caller, params=asked).status_code >= 500:
            broken.append(f"{one.method} {one.path} {asked}")
    assert broken == []
    assert tried > 150
    assert rows_of(clinic)["patient"], "the table is gone"
    assert '"event": "request.failed"' not in clinic.process.log


@pytest.mark.field("secret-to-client")
def test_no_reply_carries_a_secret_of_the_server(
    clinic: Clinic, happy_path: Any, everything: Caller
) -> None:
    """CVE-2026-25146: a key of the server stood in a page."""
    replies = []
    for row, one in happy_path:
        if row["path"] not in ENDS:
            caller = everything if row["side"] == "staff" else clinic.patient
            replies.append(one.send(caller).content)
    with clinic.database.read(Scope.ALL) as reader:
        secrets = {
            str(value)
            for table in metadata.sorted_tables
            for column in table.columns
            if f"{table.name}.{column.name}" in SECRET_COLUMNS
            for (value,) in reader.execute(select(column).where(column.is_not(None)))
            if len(str(value)) >= 12
        }
    assert len(secrets) > 12
    assert sum(map(len, replies)) > 20_000
    found = Search(secrets | {SECRET.hex()}).found_in(b"\n".join(replies))
    assert found == set()
