"""What an OBX says by its type: never changed, never guessed; the original stays beside it."""

import base64

import pytest

from tests.support.hl7_messages import fault, obr, observation, obx, reports, written

PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n" * 40


@pytest.mark.parametrize(
    ("kind", "sent", "number", "comparator", "text"),
    [
        ("NM", "5.10", 5.1, "", ""),
        ("NM", "<0.01", 0.01, "<", ""),
        ("NM", ">=60", 60, ">=", ""),
        ("NM", "5.1 (see note)", None, "", "5.1 (see note)"),
        ("NM", "1,234", None, "", "1,234"),
        ("NM", "27~25", None, "", "27; 25"),
        ("NM", '""', None, "", ""),
        ("NM", "", None, "", ""),
        ("SN", "<^5", 5, "<", ""),
        ("SN", "^5", 5, "", ""),
        ("SN", "=^1^:^8192", None, "", "1:8192"),
        ("SN", "^100^-^200", None, "", "100-200"),
        ("ST", "5.1", None, "", "5.1"),
        ("ST", "NEGATIVE", None, "", "NEGATIVE"),
        ("ST", "a^b&c", None, "", "a^b&c"),
        ("TX", "line one~line two", None, "", "line one\nline two"),
        ("FT", r"one\.br\two", None, "", "one\ntwo"),
        ("CE", "LA1^Detected^LN", None, "", "Detected"),
        ("CE", "^Bordetella pertussis^SNM", None, "", "Bordetella pertussis"),
        ("CE", "Negative", None, "", "Negative"),
        ("CWE", "1^Positive^SCT^P^POS^L^^^Positive (2 of 2 bottles)", None, "", "Positive (2 of 2 bottles)"),
        ("CWE", "^^^P^Pos^L", None, "", "Pos"),
        ("CNE", "260373001^^SCT", None, "", "260373001"),
        ("CWE", "1^Cough^SCT~2^Fever^SCT", None, "", "Cough; Fever"),
        ("DT", "20260131", None, "", "2026-01-31"),
        ("DT", "202601", None, "", "2026-01"),
        ("DT", "20261331", None, "", "20261331"),
        ("TM", "093015", None, "", "09:30:15"),
        ("TM", "0930-0500", None, "", "09:30 -05:00"),
        ("TS", "20260131093015-0500", None, "", "2026-01-31 09:30:15 -05:00"),
        ("DTM", "2026013109", None, "", "2026-01-31 09:00"),
        ("DR", "20260101^20260131", None, "", "2026-01-01 – 2026-01-31"),
        ("RP", r"http://a.example/v?x=1\T\y=2^A^AP^PDF", None, "", "http://a.example/v?x=1&y=2"),
        ("XPN", "Doe^Jane^Anne^Jr^Dr", None, "", "Dr Jane Anne Doe Jr"),
        ("XAD", "1 Main St^^Town^MA^02^USA", None, "", "1 Main St, Town, MA, 02, USA"),
        ("XTN", "^PRN^PH^^1^303^4362727", None, "", "PRN PH 1 303 4362727"),
        ("CX", "4711^^^MAIN^MR", None, "", "4711"),
        ("EI", "A1^LAB", None, "", "A1"),
        ("NA", "1^2^3", None, "", "1 2 3"),
        ("-", "n/a", None, "", "n/a"),
        ('""', "n/a", None, "", "n/a"),
        ("", "n/a", None, "", "n/a"),
        ('"“"', "n/a", None, "", "n/a"),
        ("QQ", "a^b", None, "", "a b"),
    ],
)  # fmt: skip
def test_values_by_type(kind, sent, number, comparator, text):
    found = observation(kind, sent)
    assert (found.value_number, found.comparator, found.value_text) == (number, comparator, text)
    assert found.value_original == sent
    assert found.value_type == kind.replace('""', "")


def test_a_text_is_a_number_only_where_it_is_measured():
    assert observation("ST", "5.1", unit="mmol/L").value_number == 5.1
    assert observation("TX", "<5", reference="<5").value_number == 5
    assert observation("ST", "20260131").value_number is None


def test_numbers_of_a_sender_in_the_united_states():
    header = "MSH|^~\\&|LAB|NORTH|CLINIC|MAIN|20260102||ORU^R01|C1|P|2.5.1|||||USA"
    (report,) = reports(written(obr(), obx("NM", "1,234"), header=header))
    assert report.observations[0].value_number == 1234


def test_a_value_that_was_cut_over_two_lines_is_not_closed_up():
    raw = written(obr(), obx("NM", "1\r2"))
    (report,) = reports(raw)
    assert report.observations[0].value_number is None
    assert report.observations[0].value_text == "1\n2"
    assert report.observations[0].raw_status == "F"


def test_units_are_kept_and_known():
    found = observation("NM", "5", unit="mmol/L^millimole per liter^UCUM")
    assert (found.unit, found.ucum, found.unit_original) == (
        "mmol/L",
        "mmol/L",
        "mmol/L^millimole per liter^UCUM",
    )
    years = observation("NM", "29", unit="a^year^UCUM")
    assert (years.unit, years.ucum) == ("year", "a")
    assert observation("NM", "5", unit='""').unit == ""
    assert observation("NM", "5", unit="^^^mg/dL^^UCUM").ucum == "mg/dL"


@pytest.mark.parametrize(
    ("sent", "low", "high"),
    [
        ("3.5-5.1", 3.5, 5.1),
        ("[ 3.5 - 5.1 ]", 3.5, 5.1),
        ("<5", None, 5),
        (">=60", 60, None),
        ("Negative", None, None),
        ("0-0", None, None),
        ("[ ]", None, None),
        ("3.5-5.1~4-6", None, None),
        ('""', None, None),
    ],
)
def test_ranges(sent, low, high):
    found = observation("NM", "4", reference=sent)
    assert (found.range_low, found.range_high) == (low, high)
    assert found.range_text == ("" if sent == '""' else sent.replace("~", "; "))


@pytest.mark.parametrize(
    ("sent", "gravest", "kept"),
    [
        ("H", "H", "H"),
        ("H~HH", "HH", "H~HH"),
        ("A^Abnormal^HL70078", "A", "A^Abnormal^HL70078"),
        ("N", "N", "N"),
        ("HIGH", "", "HIGH"),
        ('""', "", ""),
        ("", "", ""),
        ("S^" + "x" * 100 + "~R^resistant", "R", "S~R"),
    ],
)
def test_flags(sent, gravest, kept):
    found = observation("NM", "4", flags=sent)
    assert (found.flag, found.flags_original) == (gravest, kept)


def test_a_flag_behind_the_number_counts_where_there_is_no_other():
    found = observation("NM", "12 H")
    assert (found.value_number, found.flag, found.value_original) == (12, "H", "12 H")


@pytest.mark.parametrize("status", ["F", "C", "P", "W", "D", "X", "f", "F^Final", "ZZ", "FINAL"])
def test_s54_the_status_of_a_value_is_kept_to_the_letter(status):
    assert observation("NM", "4", status=status).raw_status == status


def test_a_status_that_is_too_long_is_not_cut_off():
    assert fault(written(obr(), obx("NM", "4", status="F" * 21))).reason == "TOO_LONG"
    assert fault(written(obr(status="F" * 21))).reason == "TOO_LONG"


def test_html_is_read_as_text():
    found = observation("TX", r"<html><body><b>Low</b> &lt; 5<script>x()</script></body></html>")
    assert "Low" in found.value_text
    assert "< 5" in found.value_text
    assert "script" not in found.value_text
    assert "<" not in found.value_text.replace("< 5", "")
    assert observation("ST", "< 5 or > 9").value_text == "< 5 or > 9"


def test_rich_text_is_read_as_text_escaped_or_not():
    for sent in (
        r"{\rtf1\ansi No \b growth\b0 .\par After 48 h.}",
        r"{\E\rtf1\E\ansi No \E\b growth\E\b0 .\E\par After 48 h.}",
    ):
        text = observation("FT", sent).value_text
        assert text.split() == ["No", "growth.", "After", "48", "h."]


def wrapped(data, width=76):
    return "\r".join(data[at : at + width] for at in range(0, len(data), width))


@pytest.mark.parametrize(
    "sent",
    [
        "^application^pdf^Base64^{}",
        "LAB^AP^PDF^Base64^{}",
        "^^PDF^Base64^{}",
        "^application/pdf^^Base64^{}",
        "^AP^Octet-stream^Base64^{}",
        "^multipart^x-hl7-cda-level-one^Base64^{}",
    ],
)
@pytest.mark.parametrize(
    "fold",
    [lambda data: data, wrapped, lambda data: wrapped(data).replace("\r", r"\X0D0A\ ".strip())],
)
def test_a_pdf_in_encapsulated_data(sent, fold):
    data = fold(base64.b64encode(PDF).decode())
    (report,) = reports(
        written(obr(), obx("ED", sent.format(data), code="PDF^Laboratory report^L"), obx("NM", "5"))
    )
    (found,) = report.documents
    assert (found.title, found.media_type, found.content) == (
        "Laboratory report",
        "application/pdf",
        PDF,
    )
    assert report.observations[0].value_text == "See the attached document."
    assert len(report.observations[0].value_original) < 60
    assert report.observations[1].value_number == 5


def test_a_pdf_in_hexadecimal_and_one_as_a_text():
    data = PDF.hex().upper()
    (report,) = reports(written(obr(), obx("ED", f"^application^pdf^Hex^{data}")))
    assert report.documents[0].content == PDF
    (report,) = reports(written(obr(), obx("TX", base64.b64encode(PDF).decode())))
    assert report.documents[0].content == PDF


def test_encapsulated_text_is_read_and_no_file():
    for subtype, data in (
        ("plain", "No growth"),
        ("html", "<p>No growth</p>"),
        ("rtf", r"{\rtf1 No growth}"),
    ):
        encoded = base64.b64encode(data.encode()).decode()
        (report,) = reports(written(obr(), obx("ED", f"^TEXT^{subtype}^Base64^{encoded}")))
        assert report.documents == ()
        assert report.observations[0].value_text.strip() == "No growth"


def test_a_file_that_does_not_decode_is_still_a_file_for_the_gate_to_refuse():
    (report,) = reports(written(obr(), obx("ED", "^application^pdf^Base64^%%%not base64%%%")))
    assert report.documents[0].content == b"%%%not base64%%%"
    (picture,) = reports(written(obr(), obx("ED", "^IM^JPEG^Base64^/9j/4AAQ")))[0].documents
    assert picture.media_type == "image/jpeg"


def test_a_text_that_is_longer_than_any_is_refused_and_never_cut_off():
    for kind, sent in (
        ("TX", "word " * 50_000),
        ("CE", "x" * 250_000),
        ("FT", "<p>" + "word " * 50_000),
    ):
        assert fault(written(obr(), obx(kind, sent))).reason == "TOO_LONG"
    assert fault(written(obr(), obx("NM", "5"), "NTE|1||" + "word " * 50_000)).reason == "TOO_LONG"
    long = "word " * 30_000
    assert observation("TX", long).value_text == long.strip()
