"""What the fields of HL7 v2 are called: the standard's names (v2.5.1, later fields behind them).

For people who look at a raw message; nothing is decided by these names. One line is one segment: its
title, then its fields from 1, each with the data type whose parts `PARTS` names.
"""

from functools import cache

_SEGMENTS = """
MSH Message header|Field separator|Encoding characters|Sending application:HD|Sending facility:HD|Receiving application:HD|Receiving facility:HD|Date and time of message:TS|Security|Message type:MSG|Message control ID|Processing ID:PT|Version ID:VID|Sequence number|Continuation pointer|Accept acknowledgment type|Application acknowledgment type|Country code|Character set|Principal language of message:CE|Alternate character set handling|Message profile identifier:EI|Sending responsible organization:XON|Receiving responsible organization:XON|Sending network address:HD|Receiving network address:HD
SFT Software|Software vendor organization:XON|Software version or release|Software product name|Software binary ID|Software product information|Software install date:TS
FHS File header|File field separator|File encoding characters|File sending application:HD|File sending facility:HD|File receiving application:HD|File receiving facility:HD|File creation date and time:TS|File security|File name or ID|File header comment|File control ID|Reference file control ID
BHS Batch header|Batch field separator|Batch encoding characters|Batch sending application:HD|Batch sending facility:HD|Batch receiving application:HD|Batch receiving facility:HD|Batch creation date and time:TS|Batch security|Batch name, ID or type|Batch comment|Batch control ID|Reference batch control ID
BTS Batch trailer|Batch message count|Batch comment|Batch totals
FTS File trailer|File batch count|File trailer comment
MSA Message acknowledgment|Acknowledgment code|Message control ID|Text message|Expected sequence number|Delayed acknowledgment type|Error condition:CE
ERR Error|Error code and location|Error location:ERL|HL7 error code:CWE|Severity|Application error code:CWE|Application error parameter|Diagnostic information|User message|Inform person indicator|Override type:CWE|Override reason code:CWE|Help desk contact point:XTN
EVN Event type|Event type code|Recorded date and time:TS|Date and time planned event:TS|Event reason code|Operator ID:XCN|Event occurred:TS|Event facility:HD
PID Patient identification|Set ID|Patient ID:CX|Patient identifier list:CX|Alternate patient ID:CX|Patient name:XPN|Mother's maiden name:XPN|Date and time of birth:TS|Administrative sex|Patient alias:XPN|Race:CE|Patient address:XAD|County code|Home phone number:XTN|Business phone number:XTN|Primary language:CE|Marital status:CE|Religion:CE|Patient account number:CX|Social security number|Driver's license number:DLN|Mother's identifier:CX|Ethnic group:CE|Birth place|Multiple birth indicator|Birth order|Citizenship:CE|Veterans military status:CE|Nationality:CE|Patient death date and time:TS|Patient death indicator|Identity unknown indicator|Identity reliability code|Last update date and time:TS|Last update facility:HD|Species code:CE|Breed code:CE|Strain|Production class code:CE|Tribal citizenship:CWE|Patient telecommunication information:XTN
PD1 Patient additional demographic|Living dependency|Living arrangement|Patient primary facility:XON|Primary care provider:XCN|Student indicator|Handicap|Living will code|Organ donor code|Separate bill|Duplicate patient:CX|Publicity code:CE|Protection indicator|Protection indicator effective date|Place of worship:XON|Advance directive code:CE|Immunization registry status|Immunization registry status effective date|Publicity code effective date|Military branch|Military rank or grade|Military status
NK1 Next of kin|Set ID|Name:XPN|Relationship:CE|Address:XAD|Phone number:XTN|Business phone number:XTN|Contact role:CE|Start date|End date|Job title|Job code or class|Employee number:CX|Organization name:XON|Marital status:CE|Administrative sex|Date and time of birth:TS|Living dependency|Ambulatory status|Citizenship:CE|Primary language:CE|Living arrangement|Publicity code:CE|Protection indicator|Student indicator|Religion:CE|Mother's maiden name:XPN|Nationality:CE|Ethnic group:CE|Contact reason:CE|Contact person's name:XPN|Contact person's telephone number:XTN|Contact person's address:XAD|Identifiers:CX|Job status|Race:CE|Handicap|Contact person's social security number|Birth place|VIP indicator
PV1 Patient visit|Set ID|Patient class|Assigned patient location:PL|Admission type|Preadmit number:CX|Prior patient location:PL|Attending doctor:XCN|Referring doctor:XCN|Consulting doctor:XCN|Hospital service|Temporary location:PL|Preadmit test indicator|Readmission indicator|Admit source|Ambulatory status|VIP indicator|Admitting doctor:XCN|Patient type|Visit number:CX|Financial class|Charge price indicator|Courtesy code|Credit rating|Contract code|Contract effective date|Contract amount|Contract period|Interest code|Transfer to bad debt code|Transfer to bad debt date|Bad debt agency code|Bad debt transfer amount|Bad debt recovery amount|Delete account indicator|Delete account date|Discharge disposition|Discharged to location|Diet type:CE|Servicing facility|Bed status|Account status|Pending location:PL|Prior temporary location:PL|Admit date and time:TS|Discharge date and time:TS|Current patient balance|Total charges|Total adjustments|Total payments|Alternate visit ID:CX|Visit indicator|Other healthcare provider:XCN
PV2 Patient visit, additional|Prior pending location:PL|Accommodation code:CE|Admit reason:CE|Transfer reason:CE|Patient valuables|Patient valuables location|Visit user code|Expected admit date and time:TS|Expected discharge date and time:TS
ORC Common order|Order control|Placer order number:EI|Filler order number:EI|Placer group number:EI|Order status|Response flag|Quantity and timing:TQ|Parent order:EIP|Date and time of transaction:TS|Entered by:XCN|Verified by:XCN|Ordering provider:XCN|Enterer's location:PL|Call back phone number:XTN|Order effective date and time:TS|Order control code reason:CE|Entering organization:CE|Entering device:CE|Action by:XCN|Advanced beneficiary notice code:CE|Ordering facility name:XON|Ordering facility address:XAD|Ordering facility phone number:XTN|Ordering provider address:XAD|Order status modifier:CWE|Advanced beneficiary notice override reason:CWE|Filler's expected availability date and time:TS|Confidentiality code:CWE|Order type:CWE|Enterer authorization mode|Parent universal service identifier:CWE
OBR Observation request|Set ID|Placer order number:EI|Filler order number:EI|Universal service identifier:CE|Priority|Requested date and time:TS|Observation date and time:TS|Observation end date and time:TS|Collection volume:CQ|Collector identifier:XCN|Specimen action code|Danger code:CE|Relevant clinical information|Specimen received date and time:TS|Specimen source:SPS|Ordering provider:XCN|Order callback phone number:XTN|Placer field 1|Placer field 2|Filler field 1|Filler field 2|Results reported or status changed:TS|Charge to practice|Diagnostic service section|Result status|Parent result:PRL|Quantity and timing:TQ|Result copies to:XCN|Parent:EIP|Transportation mode|Reason for study:CE|Principal result interpreter:NDL|Assistant result interpreter:NDL|Technician:NDL|Transcriptionist:NDL|Scheduled date and time:TS|Number of sample containers|Transport logistics of collected sample:CE|Collector's comment:CE|Transport arrangement responsibility:CE|Transport arranged|Escort required|Planned patient transport comment:CE|Procedure code:CE|Procedure code modifier:CE|Placer supplemental service information:CE|Filler supplemental service information:CE|Medically necessary duplicate procedure reason:CWE|Result handling|Parent universal service identifier:CWE
OBX Observation or result|Set ID|Value type|Observation identifier:CE|Observation sub-ID|Observation value|Units:CE|Reference range|Abnormal flags|Probability|Nature of abnormal test|Observation result status|Effective date of reference range:TS|User defined access checks|Date and time of the observation:TS|Producer's ID:CE|Responsible observer:XCN|Observation method:CE|Equipment instance identifier:EI|Date and time of the analysis:TS|Observation site:CWE|Observation instance identifier:EI|Mood code:CNE|Performing organization name:XON|Performing organization address:XAD|Performing organization medical director:XCN|Patient results release category
NTE Notes and comments|Set ID|Source of comment|Comment|Comment type:CE|Entered by:XCN|Entered date and time:TS
SPM Specimen|Set ID|Specimen ID:EIP|Specimen parent IDs:EIP|Specimen type:CWE|Specimen type modifier:CWE|Specimen additives:CWE|Specimen collection method:CWE|Specimen source site:CWE|Specimen source site modifier:CWE|Specimen collection site:CWE|Specimen role:CWE|Specimen collection amount:CQ|Grouped specimen count|Specimen description|Specimen handling code:CWE|Specimen risk code:CWE|Specimen collection date and time:DR|Specimen received date and time:TS|Specimen expiration date and time:TS|Specimen availability|Specimen reject reason:CWE|Specimen quality:CWE|Specimen appropriateness:CWE|Specimen condition:CWE|Specimen current quantity:CQ|Number of specimen containers|Container type:CWE|Container condition:CWE|Specimen child role:CWE
SAC Specimen container|External accession identifier:EI|Accession identifier:EI|Container identifier:EI|Primary container identifier:EI|Equipment container identifier:EI|Specimen source:SPS|Registration date and time:TS|Container status:CE
TQ1 Timing and quantity|Set ID|Quantity:CQ|Repeat pattern|Explicit time|Relative time and units:CQ|Service duration:CQ|Start date and time:TS|End date and time:TS|Priority:CWE|Condition text|Text instruction|Conjunction|Occurrence duration:CQ|Total occurrences
TQ2 Timing and quantity relationship|Set ID|Sequence or results flag|Related placer number:EI|Related filler number:EI|Related placer group number:EI
CTI Clinical trial identification|Sponsor study ID:EI|Study phase identifier:CE|Study scheduled time point:CE
CTD Contact data|Contact role:CE|Contact name:XPN|Contact address:XAD|Contact location:PL|Contact communication information:XTN|Preferred method of contact:CE|Contact identifiers
DG1 Diagnosis|Set ID|Diagnosis coding method|Diagnosis code:CE|Diagnosis description|Diagnosis date and time:TS|Diagnosis type
AL1 Allergy|Set ID|Allergen type:CE|Allergen:CE|Severity:CE|Reaction|Identification date
GT1 Guarantor|Set ID|Guarantor number:CX|Guarantor name:XPN|Guarantor spouse name:XPN|Guarantor address:XAD|Guarantor home phone:XTN|Guarantor business phone:XTN|Guarantor date of birth:TS|Guarantor sex|Guarantor type|Guarantor relationship:CE
IN1 Insurance|Set ID|Health plan ID:CE|Insurance company ID:CX|Insurance company name:XON|Insurance company address:XAD|Insurance company contact:XPN|Insurance company phone:XTN|Group number|Group name:XON
FT1 Financial transaction|Set ID|Transaction ID|Transaction batch ID|Transaction date:DR|Transaction posting date:TS|Transaction type|Transaction code:CE
MRG Merge patient information|Prior patient identifier list:CX|Prior alternate patient ID:CX|Prior patient account number:CX|Prior patient ID:CX|Prior visit number:CX|Prior alternate visit ID:CX|Prior patient name:XPN
PRT Participation information|Participation instance ID:EI|Action code|Action reason:CWE|Role of participation:CWE|Person:XCN|Person provider type:CWE|Organization unit type:CWE|Organization:XON|Location:PL|Device:EI|Begin date and time:TS|End date and time:TS
DSC Continuation pointer|Continuation pointer|Continuation style
"""
_PARTS = """
CE Identifier|Text|Name of coding system|Alternate identifier|Alternate text|Name of alternate coding system
CWE Identifier|Text|Name of coding system|Alternate identifier|Alternate text|Name of alternate coding system|Coding system version|Alternate coding system version|Original text|Second alternate identifier|Second alternate text|Second alternate coding system
CNE Identifier|Text|Name of coding system|Alternate identifier|Alternate text|Name of alternate coding system|Coding system version|Alternate coding system version|Original text
CF Identifier|Formatted text|Name of coding system|Alternate identifier|Alternate formatted text|Name of alternate coding system
CX ID number|Check digit|Check digit scheme|Assigning authority|Identifier type code|Assigning facility|Effective date|Expiration date|Assigning jurisdiction|Assigning agency
XPN Family name|Given name|Second and further given names|Suffix|Prefix|Degree|Name type code|Name representation code|Name context|Name validity range|Name assembly order|Effective date|Expiration date|Professional suffix
XCN ID number|Family name|Given name|Second and further given names|Suffix|Prefix|Degree|Source table|Assigning authority|Name type code|Check digit|Check digit scheme|Identifier type code|Assigning facility
XAD Street address|Other designation|City|State or province|Zip or postal code|Country|Address type|Other geographic designation|County or parish code|Census tract
XTN Telephone number|Use code|Equipment type|Communication address|Country code|Area or city code|Local number|Extension|Any text|Extension prefix|Speed dial code|Unformatted telephone number
XON Organization name|Organization name type code|ID number|Check digit|Check digit scheme|Assigning authority|Identifier type code|Assigning facility|Name representation code|Organization identifier
HD Namespace ID|Universal ID|Universal ID type
EI Entity identifier|Namespace ID|Universal ID|Universal ID type
EIP Placer assigned identifier|Filler assigned identifier
TS Time|Degree of precision
DR Begin|End
MSG Message code|Trigger event|Message structure
PT Processing ID|Processing mode
VID Version ID|Internationalization code|International version ID
PL Point of care|Room|Bed|Facility|Location status|Person location type|Building|Floor|Location description
CQ Quantity|Units
TQ Quantity|Interval|Duration|Start date and time|End date and time|Priority|Condition|Text|Conjunction
SPS Specimen source|Additives|Collection method|Body site|Site modifier|Collection method modifier|Specimen role
NDL Name|Start date and time|End date and time|Point of care|Room|Bed|Facility|Location status|Patient location type|Building|Floor
PRL Parent observation identifier|Parent observation sub-ID|Parent observation value
DLN License number|Issuing state or country|Expiration date
ERL Segment ID|Segment sequence|Field position|Field repetition|Component number|Sub-component number
SN Comparator|First number|Separator or suffix|Second number
ED Source application|Type of data|Data subtype|Encoding|Data
RP Pointer|Application ID|Type of data|Subtype
CP Price|Price type|From value|To value|Range units|Range type
MO Quantity|Denomination
"""


@cache
def _segments() -> dict[str, tuple[str, ...]]:
    return {line[:3]: tuple(line[4:].split("|")) for line in _SEGMENTS.strip().splitlines()}


@cache
def _parts() -> dict[str, tuple[str, ...]]:
    named = (line.split(" ", 1) for line in _PARTS.strip().splitlines())
    return {kind: tuple(parts.split("|")) for kind, parts in named}


def segment_title(name: str) -> str:
    """Give what a segment is called; "" for one that is not known here."""
    return _segments().get(name, ("",))[0]


def field_name(segment: str, number: int) -> str:
    """Give what a field is called; `number` from 1, as in "PID-5"; "" where it is not known."""
    return _field(segment, number)[0]


def field_type(segment: str, number: int) -> str:
    """Give the data type of a field whose parts have names ("XPN"); "" for any other."""
    return _field(segment, number)[1]


def part_name(data_type: str, number: int) -> str:
    """Give what a component of a data type is called; `number` from 1; "" where it is not known."""
    parts = _parts().get(data_type, ())
    return parts[number - 1] if 0 < number <= len(parts) else ""


def _field(segment: str, number: int) -> tuple[str, str]:
    fields = _segments().get(segment, ())
    name, _, kind = fields[number].partition(":") if 0 < number < len(fields) else ("", "", "")
    return name, kind
