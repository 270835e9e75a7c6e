"""The denial codes of renewals beside those of NCPDP (DOMAIN §5.3, K76, K77)."""

from pathlib import Path

from portal.queues.reasons import REFILL_DENIALS
from portal.security.permissions import Permission

# the codes that answer a patient's request; the others come from pharmacies or from nobody
NCPDP = {"AA", "AC", "AD", "AE", "AF", "AG", "AM", "AN", "AP"}
DOCS = Path(__file__).resolve().parents[3] / "docs" / "refills.md"


def test_k76_every_ncpdp_code_that_answers_a_patient_stands_beside_one_reason():
    used = [reason.external_code for reason in REFILL_DENIALS if reason.external_code]
    assert sorted(used) == sorted(NCPDP)


def test_k77_no_words_to_the_patient_name_a_code_or_a_drug():
    for reason in REFILL_DENIALS:
        assert reason.text_to_patient
        assert reason.code not in reason.text_to_patient
        assert "NCPDP" not in reason.text_to_patient


def test_amb9_what_judges_the_patient_or_the_drug_is_clinical():
    desk = {reason.code for reason in REFILL_DENIALS if reason.permission is None}
    assert desk == {
        *("DUPLICATE_REQUEST", "UNKNOWN_PATIENT", "NO_LONGER_UNDER_CARE", "WRONG_PRACTICE"),
        *("REFILLS_REMAINING", "ALREADY_ANSWERED", "PATIENT_REQUEST"),
    }
    clinical = {reason.permission for reason in REFILL_DENIALS} - {None}
    assert clinical == {Permission.REFILL_DENY_CLINICAL}


def test_the_table_in_the_docs_is_the_programs():
    rows = {}
    for line in DOCS.read_text(encoding="utf-8").splitlines():
        cells = [cell.strip() for cell in line.split("|")]
        if len(cells) == 6 and cells[1].startswith("`") and cells[3] in {"desk", "provider"}:
            rows[cells[1].strip("`")] = (cells[2].replace("–", ""), cells[3])
    assert rows == {
        reason.code: (reason.external_code, "provider" if reason.permission else "desk")
        for reason in REFILL_DENIALS
    }
