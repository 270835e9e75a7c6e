"""HL7 version 2: finding messages in bytes, reading them into the internal shape, answering them."""
