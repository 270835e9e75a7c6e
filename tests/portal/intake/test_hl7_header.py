"""The header of a message: separators, whom it is from, what it asks for; and what is answered."""

from datetime import UTC, datetime

import pytest

from portal.intake.hl7v2 import acks, head, read, split
from portal.intake.hl7v2.acks import Answer, acknowledge
from portal.intake.hl7v2.reading import Head
from portal.intake.shape import Fault, Parsed

NOW = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)


def header(**fields):
    """MSH with the given fields by number, the rest as usual."""
    usual = {
        3: "LAB^1.2.3^ISO", 4: "NORTH", 5: "CLINIC", 6: "MAIN^9.8^ISO", 7: "20260102030405-0500",
        9: "ORU^R01^ORU_R01", 10: "C1", 11: "P", 12: "2.5.1",
    }  # fmt: skip
    usual |= {int(name[1:]): value for name, value in fields.items()}
    line = "|".join(["MSH", "^~\\&", *(usual.get(number, "") for number in range(3, 22))])
    return line.rstrip("|").encode()


def lines(raw):
    return raw.decode().rstrip("\r").split("\r")


def fields(raw, name):
    return next(line.split("|") for line in lines(raw) if line.startswith(name))


def test_a_header_is_read():
    found = head(header(m15="AL", m16="NE", m18="8859/1~ISO IR87", m21="a^b~c"))
    assert isinstance(found, Head)
    assert (found.control_id, found.message_type, found.version) == ("C1", "ORU^R01", "2.5.1")
    assert (found.sender, found.receiver) == ("LAB|NORTH", "MAIN")
    assert (found.processing, found.accept_ack, found.application_ack) == ("P", "AL", "NE")
    assert found.charsets == ("8859/1", "ISO IR87")
    assert found.profiles == ("a^b", "c")


@pytest.mark.parametrize(
    ("sent", "type_"),
    [
        ("ORU", "ORU"),
        ("oru^r01", "ORU^R01"),
        ("ORU_R01", "ORU^R01"),
        ("ADT^A01^ADT_A01", "ADT^A01"),
    ],
)
def test_the_type_in_the_ways_in_which_it_is_written(sent, type_):
    assert head(header(m9=sent)).message_type == type_


def test_a_designator_without_a_namespace_is_its_universal_id():
    assert head(header(m3="^1.2.3^ISO", m4="^33D^CLIA")).sender == "1.2.3|33D"


@pytest.mark.parametrize("signs", ["*^~$", "^~\\&#", "@!%&", "^~", ""])
def test_other_separators(signs):
    full = signs[:4] + "^~\\&"[len(signs[:4]) :]
    up, again, _, down = full[:4]
    raw = (
        f"MSH|{signs}|LAB|NORTH|CLINIC|MAIN|20260102||ORU{up}R01|C1|P|2.7\r"
        f"PID|1||4711{up}{up}{up}MAIN{down}1.2{down}ISO{up}MR{again}9{up}{up}{up}X{up}PI||Doe{up}Jane\r"
        f"OBR|1||F1|2345-7{up}Glucose{up}LN|||||||||||||||||||||F\r"
        f"OBX|1|NM|2345-7{up}Glucose{up}LN||5.1||||||F\r"
    )
    found = read(raw.encode())
    assert isinstance(found, Parsed)
    assert [(one.value, one.authority, one.kind) for one in found.person.identifiers] == [
        ("4711", "MAIN", "MR"),
        ("9", "X", "PI"),
    ]
    assert found.reports[0].code.text == "Glucose"


@pytest.mark.parametrize("signs", ["^^\\&", "^~\\&##", "^~A&", "^~|&", "1~\\&", "^~ &"])
def test_separators_that_stand_for_two_things_or_for_text_are_refused(signs):
    found = head(b"MSH|" + signs.encode() + b"|LAB|N||||ORU^R01|1|P|2.5")
    assert (
        found.reason == "NO_HEADER" if isinstance(found, Fault) else found.separators.escape == "\\"
    )
    raw = (
        b"MSH|"
        + signs.encode()
        + b"|LAB|N|||20260102||ORU^R01|1|P|2.5\rPID|1\rOBR|1\rOBX|1|NM|A||1||||||F"
    )
    assert not isinstance(read(raw), Parsed)


def test_a_message_without_a_type_is_not_read():
    assert read(header(m9="")) == Fault("NO_HEADER", "no message type in MSH-9")


def answer(code="AA", error=0, **fields_):
    found = head(header(**fields_))
    return acknowledge([Answer(found, code, error, "why", "MSH", 9)], at=NOW)


def test_an_answer_goes_back_to_the_sender():
    raw = answer(m11="T")
    msh = fields(raw, "MSH")
    assert msh[2:7] == ["CLINIC", "MAIN^9.8^ISO", "LAB^1.2.3^ISO", "NORTH", "20260102030405+0000"]
    assert (msh[8], msh[10], msh[11]) == ("ACK^R01^ACK", "T", "2.5.1")
    assert 0 < len(msh[9]) <= 20
    assert msh[9] != "C1"
    assert fields(raw, "MSA")[:3] == ["MSA", "AA", "C1"]
    assert isinstance(head(raw), Head)


def test_two_answers_have_control_ids_of_their_own():
    assert fields(answer(), "MSH")[9] != fields(answer(), "MSH")[9]


def test_an_error_says_what_and_where():
    raw = answer("AR", 200)
    assert fields(raw, "MSA")[1] == "AR"
    error = fields(raw, "ERR")
    assert error[2:5] == ["MSH^1^9", "200^Unsupported message type^HL70357", "E"]


def test_an_error_in_the_one_field_of_older_versions():
    raw = answer("AE", 207, m12="2.3.1")
    assert fields(raw, "ERR") == ["ERR", "MSH^1^9^207&Application internal error&HL70357"]
    assert fields(raw, "MSH")[8] == "ACK^R01^ACK"
    assert fields(answer(m12="2.3"), "MSH")[8] == "ACK^R01"


# HL7 table 0155: what MSH-15 and MSH-16 ask for, and what is answered to success and to failure
@pytest.mark.parametrize(
    ("accept", "application", "good", "bad"),
    [
        ("", "", "AA", "AE"),
        ("AL", "", "CA", "CE"),
        ("AL", "AL", "CA", "CE"),
        ("AL", "NE", "CA", "CE"),
        ("NE", "AL", "AA", "AE"),
        ("NE", "NE", "", ""),
        ("NE", "", "", ""),
        ("SU", "NE", "CA", ""),
        ("ER", "NE", "", "CE"),
        ("ER", "AL", "AA", "CE"),
        ("NE", "ER", "", "AE"),
    ],
)
def test_enhanced_mode_is_answered_as_it_asks_and_never_twice(accept, application, good, bad):
    for code, expected in (("AA", good), ("AE", bad)):
        raw = answer(code, m15=accept, m16=application)
        assert (fields(raw, "MSA")[1] if raw else "") == expected
        assert raw.count(b"MSA|") == (1 if expected else 0)


def test_a_rejection_in_enhanced_mode_is_cr():
    assert fields(answer("AR", 200, m15="AL"), "MSA")[1] == "CR"


def test_answers_use_the_senders_separators_and_characters():
    raw = "MSH#*~\\?#LÄB#N#CLINIC#M#20260102##ORU*R01#C1#P#2.5.1######8859/1".encode("latin-1")
    found = acknowledge([Answer(head(raw), "AR", 200, "no#such*thing", "MSH", 9)], at=NOW)
    text = found.decode("cp1252")
    assert text.startswith("MSH#*~\\?#CLINIC#M#LÄB#N#")
    assert "\rMSA#AR#C1#no such thing\r" in text
    wide = "MSH|^~\\&|LÄB|N|||20260102||ORU^R01|C1|P|2.5.1||||||UNICODE UTF-16".encode("utf-16-le")
    assert "LÄB" in acknowledge([Answer(head(wide), "AA")]).decode("utf-16-le")


def test_what_has_no_header_is_answered_all_the_same():
    raw = acknowledge([Answer(head(b"hello"), "AE", 100, "no MSH")], at=NOW)
    assert fields(raw, "MSA") == ["MSA", "AE", "", "no MSH"]
    assert fields(raw, "ERR")[3] == "100^Segment sequence error^HL70357"


def test_a_batch_is_answered_by_a_batch():
    one = header(m10="A").decode()
    raw = (
        "FHS|^~\\&|LAB|NORTH|CLINIC|MAIN|20260102||f||FILE1\rBHS|^~\\&|LAB|NORTH|CLINIC|MAIN|20260102||||BATCH1\r"
        f"{one}\r{one.replace('|A|', '|B|')}\rBTS|2\rFTS|1\r"
    ).encode()
    found = split(raw)
    answers = [
        Answer(head(each), code) for each, code in zip(found.messages, ("AA", "AE"), strict=True)
    ]
    back = acknowledge(answers, found, NOW)
    assert [line[:3] for line in lines(back)] == [
        "FHS",
        "BHS",
        "MSH",
        "MSA",
        "MSH",
        "MSA",
        "BTS",
        "FTS",
    ]
    assert fields(back, "BHS")[2:6] == ["CLINIC", "MAIN", "LAB", "NORTH"]
    assert (fields(back, "BHS")[11], fields(back, "FHS")[11]) == ("BATCH1", "FILE1")
    assert [line for line in lines(back) if line.startswith("MSA")] == ["MSA|AA|A", "MSA|AE|B"]
    assert fields(back, "BTS")[1] == "2"
    assert split(back).remarks == ()


def test_every_code_of_table_0357_that_is_used_has_words():
    assert {100, 200, 201, 202, 207} <= set(acks.WORDS)
