"""A fault that nobody foresaw, made by taking a table away from under the portal."""

import sqlite3

from tests.support.caller import problem_of

CANARY = "QZX7-Okonkwo"


def test_a_fault_tells_the_request_id_and_nothing_else(portal):
    caller = portal.caller("nurse")
    with sqlite3.connect(portal.database.url.removeprefix("sqlite:///")) as connection:
        connection.execute("ALTER TABLE staff_membership RENAME TO gone")
    connection.close()
    reply = caller.get("/v1/me", params={"q": CANARY}, headers={"X-Request-ID": "trace-0001"})
    assert (reply.status_code, problem_of(reply)) == (500, "internal")
    assert reply.json() == {
        "type": "urn:portal:problem:internal",
        "title": "The portal failed; the report has the request id",
        "status": 500,
        "instance": "trace-0001",
    }
    assert reply.headers["X-Content-Type-Options"] == "nosniff"
    log = portal.process.log
    assert '"event": "request.failed"' in log
    assert '"error": "OperationalError"' in log
    assert "trace-0001" in log
    assert CANARY not in log
    assert "no such table" not in log  # the message of an exception may quote anything
    assert portal.caller().get("/v1/health").status_code == 200
