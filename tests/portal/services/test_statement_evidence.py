"""Two signals or quarantine: the rules by which a statement belongs to an account (PEERS B10)."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from portal.services.statements import printed as prints
from portal.services.statements.evidence import judge, keys_of
from portal.services.statements.finding import Typed
from portal.services.statements.known import Account
from portal.services.statements.manifest import ManifestRow
from portal.services.statements.numbers import number_key
from portal.services.statements.people import person
from portal.services.statements.typed import judge_typed

ADA = person(given="Ada", middle="King", family="Byron", born=date(1980, 2, 1))
TIM = person(given="Tim", family="Byron", born=date(2012, 3, 4))
GRACE = person(given="Grace", family="Hopper", born=date(1946, 12, 9))
REST = "Statement date: 10/15/2026\r\nDue date: 11/05/2026\r\nAmount due: $123.45\r\n"


def account(number, *people, cents=12345):
    return Account(f"id-{number}", number, number_key(number), cents, people or (ADA, TIM))


OURS = account("48211")


def judged(*pages, accounts=(OURS,), told=None, binding=False):
    printed = prints.read(pages)
    known = {one.key: one for one in accounts if one.key in keys_of(printed)}
    return judge(printed, known, told, manifest_binding=binding)


def row(number="48211", cents=12345, **more):
    return ManifestRow(2, "a.pdf", number, cents, **more)


def test_b10_number_and_name_make_it_ready():
    found = judged("Account #: 48211\r\nAda Byron\r\n" + REST)
    assert (found.state, found.reasons) == ("ready", ())
    assert found.billing_account_id == "id-48211"
    assert (found.amount_cents, found.currency) == (12345, "USD")
    assert (found.statement_date, found.due_on) == (date(2026, 10, 15), date(2026, 11, 5))
    assert found.period == "2026-10"


@pytest.mark.parametrize(
    "second",
    ["Patient: Tim Byron", "BYRON, ADA K", "DOB: 02/01/1980", "Date of birth: March 4, 2012"],
)
def test_b10_any_one_second_signal_is_enough(second):
    assert judged(f"Account #: 48211\r\n{second}\r\n{REST}", told=None).state == "ready"


def test_b10_the_amount_is_a_second_signal_where_nobody_is_named():
    found = judged("account 48211\r\n" + REST)
    assert found.state == "ready"
    assert [one.signal for one in found.evidence] == ["account_number", "amount"]


def test_b10_a_number_alone_is_one_signal():
    found = judged("Account #: 48211\r\n" + REST, accounts=[account("48211", cents=999)])
    assert (found.state, found.reasons) == ("quarantined", ("ONE_SIGNAL",))
    assert found.billing_account_id == "id-48211"  # a proposal beside the page


def test_b10_a_name_alone_is_no_account():
    found = judged("Ada Byron\r\n" + REST)
    assert (found.state, found.reasons) == ("quarantined", ("NO_ACCOUNT_NUMBER",))


@pytest.mark.parametrize(
    ("page", "reason"),
    [
        ("Account #: 48211\r\nPatient: Grace Hopper\r\nAda Byron\r\n", "NAME_DIFFERS"),
        ("Account #: 48211\r\nDear Grace Hopper,\r\n", "NAME_DIFFERS"),
        ("Account #: 48211\r\nGrace Hopper\r\n1 Elm St\r\nBoston, MA 02109\r\n", "NAME_DIFFERS"),
        (
            "Account #: 48211\r\nJohn Smith\r\nAda Q Byron\r\n",
            "NAME_DIFFERS",
        ),  # another middle name
        ("Account #: 48211\r\nAda Byron\r\nDOB: 02/01/1981\r\n", "BIRTH_DATE_DIFFERS"),
        ("Account #: 99999\r\nAda Byron\r\n", "UNKNOWN_ACCOUNT"),
        ("Account #: ****8211\r\nAda Byron\r\n", "NO_ACCOUNT_NUMBER"),
        ("Account #: see below\r\nAda Byron 48211\r\n", "NO_ACCOUNT_NUMBER"),
        ("Account #: 048211\r\nAda Byron\r\n", "UNKNOWN_ACCOUNT"),  # zeros carry identity
        ("Account #: 48211-2\r\nAda Byron\r\n", "UNKNOWN_ACCOUNT"),
        ("Account #: 482\r\nAda Byron\r\n", "UNKNOWN_ACCOUNT"),
    ],
)
def test_b10_what_contradicts_is_a_quarantine(page, reason):
    found = judged(page + REST)
    assert (found.state, found.reasons[0]) == ("quarantined", reason)


@pytest.mark.parametrize(
    "pages",
    [
        ("Account #: 48211\r\nAda Byron\r\nAccount #: 77000\r\n",),
        ("Account #: 48211\r\nAda Byron\r\n", "Acct No 77000\r\nGrace Hopper\r\n"),
        ("Account #: 48211\r\nAda Byron\r\nRemit with payment\r\nGuarantor ID 77000\r\n",),
        ("Account #: 48211\r\nAda Byron\r\n", "77000\r\nGrace Hopper\r\n"),  # without a label
        ("48211 Ada Byron\r\n77000 Grace Hopper\r\n",),
        ("Account # Patient Amount due\r\n48211 Ada Byron $1.00\r\n77000 Grace Hopper $2.00\r\n",),
        ("Account #: 48211\r\nAda Byron\r\n", "Account #: 55555\r\n"),  # known to nobody
    ],
)
def test_s56_two_accounts_in_a_file_refuse_it(pages):
    found = judged(*pages, REST, accounts=[OURS, account("77000", GRACE)])
    assert (found.state, found.reasons) == ("refused", ("SEVERAL_ACCOUNTS",))
    assert found.billing_account_id is None


@pytest.mark.parametrize(
    "stray",
    [
        "12 Elm St, Boston, MA 77000",
        "Invoice # 77000",
        "Phone 77000",
        "Call (617) 555-0143",
        "Visit 77-000",
        "Check 770 00 received",
    ],
)
def test_b10_a_stray_number_of_another_account_is_ambiguous(stray):
    others = [account("77000", GRACE), account("6175550143", GRACE)]
    found = judged(f"Account #: 48211\r\nAda Byron\r\n{stray}\r\n{REST}", accounts=[OURS, *others])
    assert (found.state, found.reasons) == ("quarantined", ("AMBIGUOUS_NUMBER",))


def test_b10_dates_and_amounts_are_no_account_numbers():
    others = [account("10152026", GRACE), account("123.45", GRACE), account("2026", GRACE)]
    page = "Account #: 48211\r\nAda Byron\r\nDated October 15, 2026\r\n" + REST
    assert judged(page, accounts=[OURS, *others]).state == "ready"


def test_b10_a_number_without_a_label_needs_a_name():
    assert judged("48211\r\nAda Byron\r\n" + REST).state == "ready"
    found = judged("48211\r\n" + REST)
    assert (found.state, found.reasons) == ("quarantined", ("ONE_SIGNAL",))
    assert judged("Invoice # 48211\r\nAda Byron\r\n" + REST).reasons == ("NO_ACCOUNT_NUMBER",)


@pytest.mark.parametrize(
    "printed", ["48211-07", "48211 07", "48211-\r\n07", "4821107", "48211–07", "４８２１１０７"]
)
def test_b10_one_number_however_it_is_printed(printed):
    whole = account("48211-07")
    found = judged(f"Account Number: {printed}\r\nAda Byron\r\n{REST}", accounts=[whole])
    assert (found.state, found.billing_account_id) == ("ready", "id-48211-07")


@pytest.mark.parametrize("printed", ["48211 07", "48211-\r\n07"])
def test_b10_a_number_that_may_end_earlier_is_ambiguous(printed):
    page = f"Account Number: {printed}\r\nAda Byron\r\n{REST}"
    for accounts in ([account("48211-07"), OURS], [OURS]):
        found = judged(page, accounts=accounts)
        assert (found.state, found.reasons) == ("quarantined", ("AMBIGUOUS_NUMBER",))


def test_b10_father_and_son_of_one_name_are_told_apart_by_the_number():
    father = account(
        "1001", person(given="John", family="Smith", suffix="Sr", born=date(1950, 1, 2))
    )
    son = account("1002", person(given="John", family="Smith", suffix="Jr", born=date(1980, 3, 4)))
    both = [father, son]
    page = "Account #: 1002\r\nJohn Smith Jr\r\n" + REST
    assert judged(page, accounts=both).billing_account_id == "id-1002"
    page = "Account #: 1002\r\nJohn Smith Sr\r\nDOB: 01/02/1950\r\n" + REST
    found = judged(page, accounts=both)
    assert found.state == "quarantined"
    assert "BIRTH_DATE_DIFFERS" in found.reasons


def test_b10_pages_without_text_are_looked_at_by_a_person():
    assert judged("", " \r\n").reasons == ("NO_TEXT",)
    found = judged("Account #: 48211\r\nAda Byron\r\n" + REST, "")
    assert (found.state, found.reasons) == ("quarantined", ("NO_TEXT",))


def test_b10_a_page_that_names_somebody_else_is_doubted():
    page = "Account #: 48211\r\nAda Byron\r\n" + REST
    found = judged(page, "Grace Hopper\r\n1 Elm Street\r\nBoston, MA 02109\r\nOffice visit\r\n")
    assert (found.state, found.reasons) == ("quarantined", ("NAME_DIFFERS",))
    assert judged(page, "Office visit $40.00\r\nThank you\r\n").state == "ready"


@pytest.mark.parametrize(
    ("told", "reasons"),
    [
        (row(), ()),
        (row("48211", 12346), ("AMOUNT_DIFFERS",)),
        (row("77000"), ("MANIFEST_OTHER_ACCOUNT",)),
        (row(pages=2), ("PAGES_DIFFER",)),
        (row(pages=1), ()),
        (row(statement_date=date(2026, 9, 15)), ("NO_DATE",)),
        (None, ("NOT_IN_MANIFEST",)),
    ],
)
def test_b10_the_manifest_is_a_second_opinion(told, reasons):
    found = judged("Account #: 48211\r\nAda Byron\r\n" + REST, told=told, binding=True)
    assert found.reasons == reasons
    assert found.state == ("quarantined" if reasons else "ready")


def test_b10_a_manifest_never_stands_in_for_the_print():
    page = "Account #: 48211\r\nAda Byron\r\nStatement date: 10/15/2026\r\n"
    assert judged(page, told=row(), binding=True).reasons == ("NO_AMOUNT",)
    assert judged(page + "Sum $123.45\r\n", told=row(), binding=True).state == "ready"
    found = judged("Ada Byron\r\n" + REST, told=row(), binding=True)
    assert found.reasons == ("NO_ACCOUNT_NUMBER",)


@pytest.mark.parametrize(
    ("rest", "reason"),
    [
        ("Statement date: 10/15/2026\r\n", "NO_AMOUNT"),
        (
            "Statement date: 10/15/2026\r\nPrevious balance: $5.00\r\nPayments: $5.00\r\n",
            "NO_AMOUNT",
        ),
        (REST + "Amount due: $99.00\r\n", "NO_AMOUNT"),  # which of the two?
        ("Amount due: $5.00\r\n", "NO_DATE"),
        ("Amount due: $5.00\r\nDate of service: 10/01/2026\r\n", "NO_DATE"),
        (REST + "Statement date: 10/16/2026\r\n", "NO_DATE"),
    ],
)
def test_b10_no_amount_and_no_date_are_guessed(rest, reason):
    found = judged("Account #: 48211\r\nAda Byron\r\n" + rest)
    assert (found.state, found.reasons) == ("quarantined", (reason,))


@pytest.mark.parametrize(
    ("signal", "value", "reasons"),
    [
        ("name", "ada byron", ()),
        ("name", "Byron, Tim", ()),
        ("birth_date", "2/1/1980", ()),
        ("birth_date", "2012-03-04", ()),
        ("amount", "123.45", ()),
        ("name", "Byron", ("NAME_DIFFERS",)),
        ("name", "Grace Hopper", ("NAME_DIFFERS",)),
        ("birth_date", "1/2/1980", ("BIRTH_DATE_DIFFERS",)),
        ("amount", "123.46", ("AMOUNT_DIFFERS",)),
        ("amount", "", ("AMOUNT_DIFFERS",)),
        ("phone", "617", ("ONE_SIGNAL",)),
    ],
)
def test_b10_by_hand_both_identifiers_must_be_the_accounts(signal, value, reasons):
    typed = Typed("48211", signal, value, 12345, date(2026, 10, 15))
    found = judge_typed(prints.read([""]), {OURS.key: OURS}, typed)
    assert found.reasons == reasons
    assert found.state == ("quarantined" if reasons else "ready")


def test_b10_by_hand_another_printed_number_refuses():
    typed = Typed("48211", "name", "Ada Byron", 12345, date(2026, 10, 15))
    found = judge_typed(prints.read(["Account #: 77000\r\n"]), {OURS.key: OURS}, typed)
    assert (found.state, found.reasons) == ("refused", ("SEVERAL_ACCOUNTS",))
    assert (
        judge_typed(prints.read(["Account #: 48211\r\n"]), {OURS.key: OURS}, typed).state == "ready"
    )
    unknown = judge_typed(prints.read([""]), {}, typed)
    assert unknown.reasons == ("UNKNOWN_ACCOUNT",)


def test_b10_by_hand_what_is_typed_goes_before_what_is_printed():
    typed = Typed("48211", "name", "Ada Byron", 500, date(2026, 9, 1), due_on=date(2026, 9, 30))
    found = judge_typed(prints.read([REST + "FINAL NOTICE\r\n"]), {OURS.key: OURS}, typed)
    assert (found.amount_cents, found.statement_date, found.period) == (
        500,
        date(2026, 9, 1),
        "2026-09",
    )
    assert (found.due_on, found.kind) == (date(2026, 9, 30), "final")
    silent = Typed("48211", "name", "Ada Byron")
    assert judge_typed(prints.read([""]), {OURS.key: OURS}, silent).reasons == (
        "NO_AMOUNT",
        "NO_DATE",
    )


LABELS = ("Account #: ", "Acct No.", "Account Number\r\n", "Guarantor ID ", "Número de cuenta: ")
digits = st.text("0123456789", min_size=2, max_size=8)
numbers = st.one_of(
    digits, st.builds("{}-{}".format, digits, digits), st.builds("G{}".format, digits)
)


@st.composite
def pages(draw):
    """A page with one labelled number, and the numbers of other accounts all over it."""
    number = draw(numbers)
    others = draw(st.lists(numbers, min_size=1, max_size=3))
    key = number_key(number)
    others += draw(st.sampled_from([[], [key[:-1]], [key + "1"], ["0" + key], [key.lstrip("0")]]))
    others = [one for one in others if number_key(one) not in ("", key)]
    filler = ["12 Harbor Street", "Amount due: $123.45", "Statement date: 10/15/2026", "Ada Byron"]
    shapes = ("{}", "Boston, MA {}", "Invoice # {}", "Phone {}", "{} Elm Street", "Page {} of 3")
    filler += [shape.format(one) for one in others for shape in shapes]
    before = draw(st.lists(st.sampled_from(filler), max_size=5))
    behind = draw(st.lists(st.sampled_from(filler), max_size=5))
    tail = draw(st.sampled_from(["", " Ada Byron", " Statement date: 10/15/2026", " Page 1 of 2"]))
    line = draw(st.sampled_from(LABELS)) + number + tail
    return number, others, "\r\n".join([*before, line, *behind])


@settings(max_examples=400, deadline=None)
@given(made=pages(), known=st.booleans())
def test_b10_a_file_is_never_ready_for_another_than_its_labelled_number(made, known):
    number, others, page = made
    accounts = [account(one) for one in others] + ([account(number)] if known else [])
    found = judged(page, accounts=accounts)
    if found.state == "ready":
        assert number_key(found.billing_account_id.removeprefix("id-")) == number_key(number)
