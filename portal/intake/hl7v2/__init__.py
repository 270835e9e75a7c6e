"""HL7 version 2: finding messages in bytes, reading them into the internal shape, answering them."""

from portal.intake.hl7v2.message import read
from portal.intake.hl7v2.reading import Batch, Head, digest, head, split

__all__ = ["Batch", "Head", "digest", "head", "read", "split"]
