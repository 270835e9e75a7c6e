"""Results as FHIR: Bundles, DiagnosticReports and Observations in JSON, R4 and what is near it."""

from portal.intake.fhir.cutting import split
from portal.intake.fhir.heads import Head, digest, head
from portal.intake.fhir.outcomes import Answer, outcome
from portal.intake.fhir.reading import read

__all__ = ["Answer", "Head", "digest", "head", "outcome", "read", "split"]
