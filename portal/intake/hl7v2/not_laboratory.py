"""What is no laboratory result, whatever it is typed as: the rules for refusing a message.

By its header: types other than observations reported unasked (ORU, OUL), and the profiles of case
notifications. By its content: what public health is told of a case, certificates of
death, and results of radiology, cardiology and the like (HL7 table 0074). A message of which only a
part is such a thing is read without that part.
"""

import re
from collections.abc import Iterable

from portal.intake.hl7v2.coded import codings
from portal.intake.hl7v2.reading import Head
from portal.intake.hl7v2.segments import Message, Segment
from portal.intake.no_results import CASE_NOTIFICATION, no_result_reason
from portal.intake.shape import Coded, Fault

# ORU with an event of its own would be waveforms (W01) or a query's answer
_RESULTS = re.compile(r"ORU(\^R(01|30|31|32|40))?|OUL\^R2[1-4]")
# MSH-21 and the mapping guides of the CDC's National Notifiable Diseases Surveillance System
_NOTIFYING = re.compile(r"\b(NND_ORU|NOTF_ORU|\w*_Case_Map\w*|\w*_MMG\w*)", re.IGNORECASE)
# OBR-4 in those messages, of the PHIN vocabulary 2.16.840.1.114222.4.5.274
_NOTIFYING_ORDERS = frozenset({"NOTF", "PERSUBJ"})
# HL7 table 0074: audiology, cardiology, imaging, therapy, nursing, pharmacy; every other one may
# be a laboratory's (SR is not surgery, and CP is pathology)
_OTHER_SECTIONS = frozenset(
    [
        "AU",
        "CUS",
        "CTH",
        "CT",
        "EC",
        "EN",
        "ICU",
        "IMG",
        "NMR",
        "NMS",
        "NRS",
        "OUS",
        "PT",
        "PHR",
        "PHY",
        "PF",
        "RAD",
        "RX",
        "RUS",
        "RC",
        "RT",
        "VUS",
        "XRC",
    ]
)
_OTHER_CODES = frozenset(
    [
        *("8716-3", "85353-1", "34566-0"),  # LOINC: vital signs
        # LOINC: diagnostic imaging, chest X-ray, electrocardiogram, echocardiogram
        *("18748-4", "30745-4", "36643-5", "11524-6", "34534-8", "42148-7", "18745-0"),
        # LOINC: notes of consultation, progress, history, operation and discharge
        *("11488-4", "11506-3", "34117-2", "11504-8", "18842-5", "28570-0"),
    ]
)
_OTHER_TITLES = re.compile(
    r"\s*(vital signs|mri|(chest )?x-?rays?|radiograph|ultrasound|echo ?cardiogra\w+|mammogra\w+|"
    r"(electrocardiogram|ekg|ecg) ?(12|study|report|tracing|$)|dexa|"
    r"computed tomography|discharge summary|"
    # what CT alone means, chlamydia or tomography, the part of the body says
    r"(ct|mr|mra|us|xr|nm|pet|cr|dx) (of )?(the )?(abd\w*|chest|thorax|head|brain|pelvis|neck|spine|"
    r"sinus\w*|knee|hip|shoulder|ankle|wrist|hand|foot|elbow|cervical|lumbar|thoracic|breast|thyroid))\b",
    re.IGNORECASE,
)
_CPT = frozenset({"C4", "CPT", "CPT4", "CPT-4"})  # HL7 table 0396
_RADIOLOGY = re.compile(r"7[0-9]{4}")  # of CPT: 70010 to 79999


def by_header(head: Head) -> Fault | None:
    """Refuse by MSH-9 and MSH-21; None for what may be a laboratory's result."""
    if not head.message_type:
        return Fault("NO_HEADER", "no message type in MSH-9")
    if _RESULTS.fullmatch(head.message_type) is None:
        return Fault("NOT_A_RESULT_MESSAGE", _type_named(head.message_type))
    if any(_NOTIFYING.search(profile) for profile in head.profiles):
        return Fault(CASE_NOTIFICATION, "MSH-21")
    return None


def by_content(message: Message) -> Fault | None:
    """Refuse what is no laboratory's result in any of its parts; None for everything else."""
    orders = [segment for segment in message.segments if segment.name == "OBR"]
    if any(code in _NOTIFYING_ORDERS for order in orders for code in _codes(order, 4)):
        return Fault(CASE_NOTIFICATION, "OBR-4")
    seen = {
        code for segment in message.segments if segment.name == "OBX" for code in _codes(segment, 3)
    }
    told = no_result_reason(seen, "")
    if told and told != CASE_NOTIFICATION:  # a certificate is one by any of its parts
        return Fault(told, "OBX-3")
    reasons = [why_not(order) for order in orders]
    if orders and all(reasons):
        return Fault(reasons[0], "OBR-4")
    return None


def why_not(order: Segment) -> str:
    """Why an OBR is no laboratory's report; "" when it may be one."""
    coded = codings(order.repetitions(4), order)
    titles = " ".join(one.text for one in coded)
    told = no_result_reason((one.code for one in coded), titles)
    if told:
        return told
    if order.text(24).upper() in _OTHER_SECTIONS:
        return "NOT_LABORATORY"
    return "NOT_LABORATORY" if any(map(_is_other, coded)) else ""


def _is_other(one: Coded) -> bool:
    """Tell whether a code or its words are those of another department."""
    radiology = one.system.upper() in _CPT and _RADIOLOGY.fullmatch(one.code) is not None
    return radiology or one.code in _OTHER_CODES or _OTHER_TITLES.match(one.text) is not None


def _codes(segment: Segment, field: int) -> Iterable[str]:
    return (one.code for one in codings(segment.repetitions(field), segment))


def _type_named(message_type: str) -> str:
    """Name a type if it looks like one; anything else might be somebody's data."""
    return message_type if re.fullmatch(r"[A-Z0-9]{3}(\^[A-Z0-9]{2,3})?", message_type) else ""
