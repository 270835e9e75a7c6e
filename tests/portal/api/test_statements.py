"""Statements over HTTP: from an upload to the report, and what stays hidden of other practices (F68-F72)."""

import hashlib
from datetime import date

import pytest

from portal.db.engine import Database
from portal.domain.ids import new_id
from tests.support import billing_rows
from tests.support.caller import problem_of
from tests.support.practice_world import World
from tests.support.statement_layouts import LAYOUTS, Bill, Who
from tests.support.statement_maker import draw

ADA = Who("Ada", "", "Byron", date(1980, 2, 1))
NUMBER = "G-204817"
PARTIAL = "application/partial-upload"
BASE = "/v1/practices/1"


def paper(cents=12_000, number=NUMBER):
    bill = Bill(number, ADA, (ADA,), cents, date(2026, 10, 3), date(2026, 10, 24))
    return draw(LAYOUTS["two_columns"], bill)


@pytest.fixture(scope="module")
def biller(module_portal):
    return module_portal.staff["billing"].signed_in(module_portal.url)


@pytest.fixture(scope="module")
def account(module_portal):
    """An account of practice 1, whose guarantor has no login."""
    world = World.__new__(World)
    world.database = Database(module_portal.process.database_url)
    made = billing_rows.billing_account(world, world.chart(), NUMBER)
    world.database.close()
    return made


def uploaded(biller, content, practice_id=1):
    body = {
        "practice_id": practice_id,
        "sha256": hashlib.sha256(content).hexdigest(),
        "size": len(content),
        "media_type": "application/pdf",
        "purpose": "statement",
    }
    made = biller.post("/v1/uploads", json=body).json()
    headers = {"Content-Type": PARTIAL, "Upload-Offset": "0"}
    if not made["complete"]:
        biller.patch(f"/v1/uploads/{made['id']}", data=content, headers=headers)
    return made["id"]


def filed(biller, batch_id, content, name="a.pdf"):
    upload_id = uploaded(biller, content)
    body = {"batch_id": batch_id, "upload_id": upload_id, "file_name": name}
    return biller.post(f"{BASE}/statements", json=body)


def test_f68_from_an_upload_to_the_report(biller, account):
    batch = biller.post(f"{BASE}/statement-batches", json={"name": "October"})
    assert batch.status_code == 201
    about = f"{BASE}/statement-batches/{batch.json()['id']}"
    csv = f"file,account,amount\na.pdf,{NUMBER},120.00\n"
    told = biller.put(f"{about}/manifest", json={"csv": csv}).json()
    assert told["manifest"] == {"rows": 1, "missing": ["a.pdf"]}
    content = paper()
    first = filed(biller, batch.json()["id"], content)
    again = filed(biller, batch.json()["id"], content)
    assert (first.status_code, again.status_code) == (201, 200)
    made = first.json()
    assert (made["state"], made["outcome"], again.json()["outcome"]) == ("ready", "filed", "repeat")
    assert made["account"]["id"] == account
    assert (made["account"]["notice"], made["account"]["why"]) == ("paper", "NO_PORTAL_ACCOUNT")
    number = next(one for one in made["evidence"] if one["signal"] == "account_number")
    assert (number["agrees"], number["length"] > 0, number["page"]) == (True, True, 0)
    read = biller.get(f"{BASE}/statements/{made['id']}/content")
    assert (read.content, read.headers["Content-Type"]) == (content, "application/pdf")
    seen = biller.post(f"{about}/preview").json()
    assert (seen["ready"], seen["paper"], seen["mails"], seen["cents"]) == (1, 1, 0, 12_000)
    wanted = {"statements": [{"id": made["id"], "version": made["version"]}]}
    (result,) = biller.post(f"{about}/publish", json=wanted).json()["results"]
    assert (result["outcome"], result["statement"]["state"]) == ("published", "payable")
    (repeat,) = biller.post(f"{about}/publish", json=wanted).json()["results"]
    assert repeat["outcome"] == "already"
    page = biller.get(f"{about}/statements", params={"limit": 1}).json()
    assert ([one["id"] for one in page["statements"]], page["next"]) == ([made["id"]], None)
    assert biller.post(f"{about}/close").json()["state"] == "closed"
    (row,) = biller.get(f"{about}/report").json()["rows"]
    assert (row["outcome"], row["notice"], row["notice_why"]) == (
        "payable",
        "paper",
        "NO_PORTAL_ACCOUNT",
    )
    stale = {"reason_code": "WRONG_AMOUNT", "expected_version": 1}
    refused = biller.post(f"{BASE}/statements/{made['id']}/void", json=stale)
    assert (refused.status_code, problem_of(refused)) == (409, "version-conflict")
    assert refused.json()["current"]["state"] == "payable"
    version = {"expected_version": result["statement"]["version"]}
    done = biller.post(f"{BASE}/statements/{made['id']}/void", json=stale | version).json()
    assert (done["state"], done["void_reason"]) == ("void", "WRONG_AMOUNT")
    known = biller.get(f"{BASE}/statement-batches", params={"state": "closed"}).json()["batches"]
    assert batch.json()["id"] in [one["id"] for one in known]


def test_a_batch_is_paged_by_the_order_of_arrival(biller, account):
    batch = biller.post(f"{BASE}/statement-batches", json={"name": "Two pages"}).json()["id"]
    made = [filed(biller, batch, b"no PDF %d" % n, f"{n}.pdf").json()["id"] for n in range(3)]
    listed, after = [], None
    while True:
        params = {"limit": 2, **({"after": after} if after else {})}
        page = biller.get(f"{BASE}/statement-batches/{batch}/statements", params=params).json()
        listed += [one["id"] for one in page["statements"]]
        after = page["next"]
        if after is None:
            break
    assert listed == made


def test_a_batch_of_one_practice_is_nothing_to_another(module_portal, biller, account):
    """The same person bills for both practices; ids of one are not found in the other."""
    both = module_portal.people.staff("both.bills", {1: ["billing"], 2: ["billing"]})
    caller = both.signed_in(module_portal.url)
    batch = biller.post(f"{BASE}/statement-batches", json={"name": "Ours"}).json()["id"]
    made = filed(biller, batch, b"nothing to read").json()["id"]
    upload_id = uploaded(biller, paper(number="G-1"))
    theirs = "/v1/practices/2"
    seen = {"expected_version": 1}
    file = {"batch_id": batch, "upload_id": upload_id, "file_name": "a.pdf"}
    publish = {"statements": [{"id": made, "version": 1}]}
    calls = [
        ("GET", f"{theirs}/statements/{made}", None),
        ("GET", f"{theirs}/statements/{made}/content", None),
        ("POST", f"{theirs}/statements/{made}/discard", seen),
        ("POST", f"{theirs}/statements/{made}/void", seen | {"reason_code": "WRONG_AMOUNT"}),
        ("POST", f"{theirs}/statements/{made}/resend", seen),
        ("POST", f"{theirs}/statements/{made}/answer", seen | {"replaces": True}),
        ("GET", f"{theirs}/statement-batches/{batch}", None),
        ("GET", f"{theirs}/statement-batches/{batch}/statements", None),
        ("GET", f"{theirs}/statement-batches/{batch}/report", None),
        ("POST", f"{theirs}/statement-batches/{batch}/preview", None),
        ("POST", f"{theirs}/statement-batches/{batch}/publish", publish),
        ("POST", f"{theirs}/statement-batches/{batch}/close", None),
        ("POST", f"{theirs}/statements", file),
    ]
    for method, path, body in calls:
        reply = caller.request(method, path, json=body)
        assert (reply.status_code, problem_of(reply)) == (404, "not-found"), path
    elsewhere = caller.post(f"{theirs}/statement-batches", json={"name": "Theirs"}).json()["id"]
    reply = caller.post(f"{theirs}/statements", json=file | {"batch_id": elsewhere})
    assert problem_of(reply) == "not-found"  # their own batch, our upload
    published = caller.post(f"{theirs}/statement-batches/{elsewhere}/publish", json=publish)
    (result,) = published.json()["results"]
    assert (result["outcome"], result["code"], result["statement"]) == (
        "left_out",
        "NOT_FOUND",
        None,
    )
    assert caller.get(f"{theirs}/statements/{new_id()}").status_code == 404
