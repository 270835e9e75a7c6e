"""What laboratories send, from bytes to one internal shape; pure rules, no database.

`hl7v2` and `fhir` read the two languages. Neither ever raises at bad input: what can not be read is a
`Fault` with a reason.
"""
