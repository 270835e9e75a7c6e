"""The media types in which laboratories' programs send and are answered."""

HL7_ANSWER = "application/hl7-v2"
HL7 = frozenset({HL7_ANSWER, "x-application/hl7-v2+er7", "text/plain"})
FHIR_ANSWER = "application/fhir+json"
FHIR = frozenset(
    {FHIR_ANSWER, "application/json", "application/fhir+ndjson", "application/x-ndjson"}
)
