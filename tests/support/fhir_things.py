"""Small FHIR resources to build messages of, all made up here."""

import json

PATIENT = {
    "resourceType": "Patient",
    "id": "p1",
    "identifier": [
        {
            "type": {
                "coding": [
                    {"system": "http://terminology.hl7.org/CodeSystem/v2-0203", "code": "MR"}
                ]
            },
            "system": "urn:practice",
            "value": "R-1001",
        },
        {"system": "urn:other", "value": "X9"},
    ],
    "name": [
        {"use": "maiden", "family": "King", "given": ["Ada"]},
        {"use": "official", "family": "Byron", "given": ["Ada", "Augusta"], "suffix": ["Jr"]},
    ],
    "telecom": [
        {"system": "phone", "value": "617-555-0143", "use": "home"},
        {"system": "email", "value": "ada@example.org"},
    ],
    "gender": "female",
    "birthDate": "1980-02-01",
    "address": [
        {"line": ["12 Harbor Street"], "city": "Boston", "state": "MA", "postalCode": "02109"}
    ],
}
LAB = [
    {
        "coding": [
            {
                "system": "http://terminology.hl7.org/CodeSystem/observation-category",
                "code": "laboratory",
            }
        ]
    }
]
POTASSIUM = {
    "coding": [{"system": "http://loinc.org", "code": "2823-3", "display": "Potassium"}],
    "text": "Potassium",
}


def observation(name="o1", **more):
    """An observation of the laboratory; `more` are its elements."""
    made = {
        "resourceType": "Observation",
        "id": name,
        "status": "final",
        "category": LAB,
        "code": POTASSIUM,
        "subject": {"reference": "Patient/p1"},
        "effectiveDateTime": "2026-11-02T08:30:00-05:00",
    }
    return made | more


def report(*results, **more):
    """A report of the laboratory with references to `results`; `more` are its elements."""
    made = {
        "resourceType": "DiagnosticReport",
        "id": "r1",
        "identifier": [{"system": "urn:lab", "value": "F-77"}],
        "status": "final",
        "category": [
            {"coding": [{"system": "http://terminology.hl7.org/CodeSystem/v2-0074", "code": "LAB"}]}
        ],
        "code": {"coding": [{"system": "http://loinc.org", "code": "24323-8"}], "text": "Panel"},
        "subject": {"reference": "Patient/p1"},
        "effectiveDateTime": "2026-11-02T08:30:00-05:00",
        "issued": "2026-11-02T12:00:00Z",
    }
    if results:
        made["result"] = [{"reference": f"Observation/{one}"} for one in results]
    return made | more


def bundle(*resources, kind="collection", **more):
    """A Bundle of resources."""
    entries = [{"resource": one} for one in resources]
    return {"resourceType": "Bundle", "type": kind, "entry": entries} | more


def written(resource):
    """The resource as bytes."""
    return json.dumps(resource).encode()


def quantity(value, unit="mmol/L", **more):
    """A Quantity in UCUM."""
    made = {"value": value, "unit": unit, "system": "http://unitsofmeasure.org", "code": unit}
    return made | more
