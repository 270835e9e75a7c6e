"""No statement is ready for another one's account: made files of many layouts through the real gate.

`docs/statements.md` tells the figures; the whole numbers run under `make soak`.
"""

import shutil
from collections import Counter

import pytest
from pikepdf import Dictionary, Name, String

from portal.db.engine import Database
from portal.db.unit_of_work import Scope
from portal.services.pdf_gate import STATEMENT, examine
from portal.services.statements import checking
from portal.services.statements.finding import REFUSED, Finding
from tests.support.desk import Desk
from tests.support.papers import paper
from tests.support.statement_layouts import LAYOUTS
from tests.support.statement_layouts_unseen import DATED, UNSEEN
from tests.support.statement_maker import Books, draw, merged, statements


@pytest.fixture(scope="module")
def books():
    return Books.make(seed=1, count=120)


@pytest.fixture(scope="module")
def database(books, migrated_sqlite, tmp_path_factory):
    path = tmp_path_factory.mktemp("statements") / "portal.db"
    shutil.copyfile(migrated_sqlite, path)
    opened = Database.open(f"sqlite:///{path}")
    Desk(opened).practice(1, 2)
    books.store(opened)
    yield opened
    opened.close()


def judged(database, content, told=None, *, practice_id=1):
    """What becomes of a file: the gate, then the evidence."""
    passed = examine(content, STATEMENT)
    if passed.fault is not None:
        return Finding(REFUSED, (passed.fault.value,))
    binding = told is not None
    with database.read(Scope.of([practice_id])) as reader:
        return checking.check(
            reader, practice_id, passed.texts, told=told, manifest_binding=binding
        )


def tally(database, books, many):
    """How many answers of each variant are true; who was ready for whom."""
    numbers = {account.id: account.number for account in books.accounts}
    true, wrong, all_of = Counter(), [], Counter()
    for place, made in enumerate(many):
        told = made.told if place % 2 or made.variant == "other_amount" else None
        found = judged(database, made.content, told)
        all_of[made.layout, made.variant] += 1
        true[made.layout, made.variant] += made.proves(found)
        if found.state == "ready" and numbers[found.billing_account_id] != made.number:
            wrong.append((made.layout, made.variant, made.number, found))
    return true, all_of, wrong


def test_b10_made_statements_go_to_their_accounts_or_nowhere(database, books):
    true, all_of, wrong = tally(database, books, statements(books, seed=5, count=160))
    assert wrong == []
    assert true == all_of


@pytest.mark.soak
@pytest.mark.parametrize("seed", [1, 2])
def test_b10_five_hundred_statements(database, books, seed):
    true, all_of, wrong = tally(database, books, statements(books, seed=seed, count=500))
    assert wrong == []
    assert true == all_of


def test_b10_layouts_that_nobody_had_in_mind(database, books):
    many = statements(books, seed=9, count=60, layouts=UNSEEN, dated=DATED)
    true, all_of, wrong = tally(database, books, many)
    assert wrong == []
    assert true == all_of


@pytest.mark.soak
def test_b10_five_hundred_in_layouts_that_nobody_had_in_mind(database, books):
    many = statements(books, seed=3, count=500, layouts=UNSEEN, dated=DATED)
    true, all_of, wrong = tally(database, books, many)
    assert wrong == []
    assert true == all_of


def test_an_account_is_known_to_its_own_practice_alone(database, books):
    made = next(one for one in statements(books, seed=5, count=40) if one.variant == "clean")
    found = judged(database, made.content, practice_id=2)
    assert (found.state, found.reasons) == ("quarantined", ("UNKNOWN_ACCOUNT",))
    assert found.billing_account_id is None


@pytest.mark.threat("T19")
@pytest.mark.parametrize("first", LAYOUTS)
def test_b10_a_page_of_another_account_anywhere_refuses_the_file(database, books, first):
    one, other = (next(_bills(books, place)) for place in (4, 17))
    for second in LAYOUTS:
        content = merged(draw(LAYOUTS[first], one), draw(LAYOUTS[second], other))
        texts = _texts(content)
        with database.read(Scope.of([1])) as reader:
            found = checking.check(reader, 1, texts, told=None, manifest_binding=False)
        assert (found.state, found.reasons) == ("refused", ("SEVERAL_ACCOUNTS",)), second


def _bills(books, place):
    account = books.accounts[place]
    return (
        made.bill
        for made in statements(Books([account, *books.accounts[-1:]]), seed=2, count=99)
        if made.bill.number == account.number and made.variant == "clean"
    )


def _texts(content):
    import pypdfium2  # noqa: PLC0415 - these files are our own

    document = pypdfium2.PdfDocument(content)
    return [page.get_textpage().get_text_range() for page in document]


def _opens(pdf):
    pdf.Root.OpenAction = Dictionary(S=Name.JavaScript, JS=String("app.alert(1)"))


def _attaches(pdf):
    pdf.attachments["a.txt"] = b"hidden"


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (paper(["Account #: 100003"], _opens), "ACTIVE_CONTENT"),
        (paper(["Account #: 100003"], _attaches), "ATTACHMENT"),
        (paper(["Account #: 100003"]) + b"PK\x03\x04 more", "TRAILING_DATA"),
        (b"\x89PNG\r\n\x1a\n" + bytes(64), "NOT_A_PDF"),
        (b"", "NOT_A_PDF"),
        (paper(["Account #: 100003"] * 51), "TOO_MANY_PAGES"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_file_that_is_not_just_paper_is_no_statement(database, content, reason):
    assert judged(database, content).reasons == (reason,)


def test_evidence_says_where_it_stands(database, books):
    made = next(one for one in statements(books, seed=5, count=40) if one.variant == "clean")
    texts = _texts(made.content)
    found = judged(database, made.content)
    assert {one.signal for one in found.evidence} >= {"account_number", "name"}
    for one in found.evidence:
        assert texts[one.page][one.start : one.start + one.length] == one.found
    (number,) = {one.found for one in found.evidence if one.signal == "account_number"}
    assert number == made.number
