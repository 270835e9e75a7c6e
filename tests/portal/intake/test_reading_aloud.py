"""A raw message with its fields named: whatever came is shown, and nothing in it hides."""

import base64
import random

from portal.intake import hl7v2_names
from portal.services.intake import reading_aloud, resource_tree
from portal.services.intake.reading_aloud import Aloud, read_aloud
from portal.services.intake.resource_tree import Node, tree
from portal.services.intake.visible import visible

HEAD = b"MSH|^~\\&|LAB|ACME|EHR|PRACTICE|20261120090000||ORU^R01^ORU_R01|42|P|2.5.1\r"
PDF = base64.b64encode(b"%PDF-1.4" + bytes(83_992))


def fields(aloud: Aloud, segment: int) -> dict[str, tuple[str, str]]:
    return {one.position: (one.name, one.value) for one in aloud.segments[segment].fields}


def parts(aloud: Aloud, segment: int, position: str) -> dict[str, tuple[str, str]]:
    found = next(one for one in aloud.segments[segment].fields if one.position == position)
    return {one.position: (one.name, one.value) for one in found.parts}


def test_each_field_has_its_position_its_name_and_its_value():
    aloud = read_aloud(HEAD + b"PID|1||12345^^^ACME^MR||Byron^Ada^K||18151210|F")
    assert [(one.name, one.title) for one in aloud.segments] == [
        ("MSH", "Message header"),
        ("PID", "Patient identification"),
    ]
    assert fields(aloud, 0)["MSH-1"] == ("Field separator", "|")
    assert fields(aloud, 0)["MSH-2"] == ("Encoding characters", "^~\\&")
    assert fields(aloud, 0)["MSH-10"] == ("Message control ID", "42")
    assert fields(aloud, 1) == {
        "PID-1": ("Set ID", "1"),
        "PID-3": ("Patient identifier list", "12345^^^ACME^MR"),
        "PID-5": ("Patient name", "Byron^Ada^K"),
        "PID-7": ("Date and time of birth", "18151210"),
        "PID-8": ("Administrative sex", "F"),
    }
    assert parts(aloud, 1, "PID-5") == {
        "PID-5.1": ("Family name", "Byron"),
        "PID-5.2": ("Given name", "Ada"),
        "PID-5.3": ("Second and further given names", "K"),
    }


def test_positions_are_those_of_the_standard():
    """Against fields that everybody who reads HL7 knows by heart (HL7 v2.5.1, chapters 2, 3, 4 and 7)."""
    known = {
        ("MSH", 9): "Message type",
        ("MSH", 18): "Character set",
        ("MSH", 21): "Message profile identifier",
        ("PID", 3): "Patient identifier list",
        ("PID", 18): "Patient account number",
        ("PID", 30): "Patient death indicator",
        ("PD1", 4): "Primary care provider",
        ("NK1", 3): "Relationship",
        ("PV1", 19): "Visit number",
        ("PV1", 44): "Admit date and time",
        ("ORC", 3): "Filler order number",
        ("ORC", 12): "Ordering provider",
        ("OBR", 4): "Universal service identifier",
        ("OBR", 7): "Observation date and time",
        ("OBR", 16): "Ordering provider",
        ("OBR", 22): "Results reported or status changed",
        ("OBR", 25): "Result status",
        ("OBR", 32): "Principal result interpreter",
        ("OBX", 5): "Observation value",
        ("OBX", 8): "Abnormal flags",
        ("OBX", 11): "Observation result status",
        ("OBX", 14): "Date and time of the observation",
        ("OBX", 23): "Performing organization name",
        ("NTE", 3): "Comment",
        ("SPM", 4): "Specimen type",
        ("SPM", 17): "Specimen collection date and time",
        ("TQ1", 9): "Priority",
        ("SFT", 4): "Software binary ID",
        ("ERR", 3): "HL7 error code",
        ("MSA", 2): "Message control ID",
        ("BHS", 11): "Batch control ID",
        ("BTS", 1): "Batch message count",
        ("FTS", 1): "File batch count",
    }
    assert {place: hl7v2_names.field_name(*place) for place in known} == known
    assert hl7v2_names.field_name("OBX", 99) == hl7v2_names.field_name("ZZZ", 1) == ""


def test_repetitions_and_escapes_are_told_apart_from_what_separates():
    aloud = read_aloud(
        HEAD + b"PID|||1^^^A^MR~2^^^B^SS||O\\T\\Hara^Ann\rNTE|1||one\\.br\\two\\F\\three"
    )
    assert list(fields(aloud, 1)) == ["PID-3[1]", "PID-3[2]", "PID-5"]
    assert parts(aloud, 1, "PID-3[2]")["PID-3[2].5"] == ("Identifier type code", "SS")
    assert parts(aloud, 1, "PID-5")["PID-5.1"] == ("Family name", "O&Hara")
    assert fields(aloud, 2)["NTE-3"] == ("Comment", "one\ntwo|three")


def test_the_value_of_an_observation_is_named_by_its_own_type():
    aloud = read_aloud(HEAD + b"OBX|1|CWE|x^y^L||260385009^Negative^SCT\rOBX|2|SN|x||<^5")
    assert parts(aloud, 1, "OBX-5")["OBX-5.3"] == ("Name of coding system", "SCT")
    assert parts(aloud, 2, "OBX-5")["OBX-5.1"] == ("Comparator", "<")


def test_a_file_inside_is_one_line():
    aloud = read_aloud(
        HEAD + b"OBX|1|ED|P^Report^L||ACME^application^pdf^Base64^" + PDF + b"||||||F"
    )
    assert parts(aloud, 1, "OBX-5")["OBX-5.5"] == ("Data", "‹PDF, 84 kB›")
    assert "‹PDF, 84 kB›" in aloud.text
    assert len(aloud.text) < 400
    broken = b"\\.br\\".join(PDF[at : at + 76] for at in range(0, len(PDF), 76))
    assert "‹PDF, 84 kB›" in read_aloud(HEAD + b"OBX|1|ED|P||^AP^^Base64^" + broken).text


def test_a_long_word_is_no_file():
    assert "ACGT" * 90 in read_aloud(HEAD + b"NTE|1||" + b"ACGT" * 90).text


def test_characters_that_steer_are_seen():
    aloud = read_aloud(b"\x0b" + HEAD + "NTE|1||a\u202eb\u200bc\x01d\r\x1c\r".encode())
    assert "a‹U+202E›b‹U+200B›c‹SOH›d" in aloud.text
    assert visible("tab\tline\n") == "tab\tline\n"
    assert visible("\x7f\x85") == "‹DEL›‹U+0085›"


def test_what_is_no_segment_is_shown_as_a_line():
    aloud = read_aloud(b"not a message at all\nnor this")
    assert [one.name for one in aloud.segments] == ["", ""]
    assert aloud.segments[0].fields[0].value == "not a message at all"
    assert aloud.text == "not a message at all\nnor this"


def test_latin_letters_and_wide_ones_are_read():
    name = "PID|||1||Müller^Zoë"
    for raw in (
        HEAD + name.encode("latin-1"),
        HEAD + name.encode(),
        (HEAD.decode() + name).encode("utf-16"),
    ):
        assert fields(read_aloud(raw), 1)["PID-5"][1] == "Müller^Zoë"


def test_what_is_too_much_is_cut_with_a_number(monkeypatch):
    monkeypatch.setattr(reading_aloud, "MOST_SEGMENTS", 3)
    monkeypatch.setattr(reading_aloud, "MOST_TEXT", 200)
    aloud = read_aloud(HEAD + b"NTE|1||x\r" * 9 + b"NTE|2||" + b"y " * 9_000)
    assert (len(aloud.segments), aloud.more_segments) == (3, 8)
    assert aloud.more_text > 17_000
    assert aloud.text.endswith(f" … (+{aloud.more_text:,})")
    monkeypatch.undo()
    long = read_aloud(HEAD + b"NTE|" + b"|".join(b"%d" % number for number in range(500)))
    assert (long.cut_segments, long.more_segments) == (1, 0)
    assert len(fields(read_aloud(HEAD + b"NTE|1||" + b"y " * 9_000), 1)["NTE-3"][1]) < 4_100


def test_what_one_decides_by_is_shown_before_notes_without_end():
    notes = b"".join(b"NTE|%d||note\r" % number for number in range(4_000))
    values = b"OBR|1|P1|F1|CMP\rOBX|1|NM|GLU||93\r"
    aloud = read_aloud(HEAD + notes[:-1] + b"\rPID|1||12345\r" + values + b"NTE|5000||last\r")
    names = [one.name for one in aloud.segments]
    assert names[:2] == ["MSH", "NTE"]  # in the order in which they came
    assert names[-3:] == ["PID", "OBR", "OBX"]
    assert (len(names), aloud.more_segments) == (1_000, 3_005)
    assert "NTE|0||note" in aloud.text


def test_a_message_of_megabytes_is_read_in_no_time_and_stays_small():
    many = read_aloud(HEAD + b"OBX|1|NM|2345-7^Glucose^LN||93|mg/dL\r" * 100_000)
    assert many.more_segments > 98_000
    wide = read_aloud(HEAD + b"PID|" + b"^~&|" * 1_000_000)
    assert sum(len(one.fields) for one in wide.segments) < 13_000


def test_mutants_never_raise():
    source = random.Random(7)
    message = (
        HEAD
        + b"PID|1||12345^^^ACME^MR~9^^^B^SS||By\\T\\ron^Ada\rOBX|1|ED|P||^A^^Base64^"
        + PDF[:900]
    )
    for _ in range(300):
        raw = bytearray(message)
        for _ in range(source.randint(1, 20)):
            raw[source.randrange(len(raw))] = source.randrange(256)
        text = read_aloud(bytes(raw[: source.randrange(1, len(raw))])).text
        assert not any(letter < " " for letter in text if letter not in "\n\t")
        tree(bytes(raw))


def test_a_resource_is_a_tree_with_values_as_sent():
    found = tree(
        b'{"resourceType":"Observation","value":7.10,"ok":true,"none":null,"twice":1,"twice":2,'
        b'"code":{"coding":[{"code":"2345-7"}]},"data":"' + PDF + b'"}'
    )
    assert found.root is not None
    assert found.root.name == "Observation"
    assert [(one.name, one.value) for one in found.root.children] == [
        ("resourceType", "Observation"),
        ("value", "7.10"),
        ("ok", "true"),
        ("none", "null"),
        ("twice", "1"),
        ("twice", "2"),
        ("code", ""),
        ("data", "‹PDF, 84 kB›"),
    ]
    assert found.root.children[6] == Node(
        "code", "", (Node("coding", "", (Node("[1]", "", (Node("code", "2345-7"),)),)),)
    )


def test_a_resource_that_is_none_has_no_tree_and_a_large_one_says_what_is_left_out(monkeypatch):
    assert tree(b'{"resourceType":').root is None
    assert tree(b"[" * 100_000).root is None
    deep = tree(b'{"a":' * 300 + b"1" + b"}" * 300)
    assert deep.more == 1
    monkeypatch.setattr(resource_tree, "MOST_NODES", 100)
    assert tree(b"[" + b"1," * 500 + b"1]").more > 0
