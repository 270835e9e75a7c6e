"""What a report is about: the kind of test, and whether it is of a sensitive sort.

Kinds serve the practice's list of what is routine; sensitive categories are those of DOMAIN §5.4.
Both go by LOINC codes first and by words of the names second, and a practice may add codes of its
own. What nothing here knows is of the kind `other`, which is routine nowhere by default.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

OTHER = "other"
SENSITIVE = (
    "hiv",
    "sti",
    "pregnancy",
    "reproductive",
    "substance_use",
    "mental_health",
    "genetic",
    "malignancy",
    "abuse",
)
"""The gravest first; a report that is of two sorts is called by the first."""

_CODES: Mapping[str, frozenset[str]] = {
    "hiv": frozenset({"7917-8", "56888-1", "20447-9", "24013-5", "5221-7", "29893-5"}),
    "sti": frozenset(
        {"21416-3", "34708-8", "20507-0", "44009-9", "43304-5", "43305-2", "22587-0", "5292-8"}
    ),
    "pregnancy": frozenset({"2106-3", "2110-5", "2118-8", "19080-1", "21198-7"}),
    "reproductive": frozenset({"19762-4", "10524-7", "2986-8", "14914-6", "49220-7", "20568-2"}),
    "substance_use": frozenset(
        {"19659-2", "18282-4", "3879-4", "3397-7", "3377-9", "3349-8", "5643-2", "5640-8"}
    ),
    "mental_health": frozenset({"44261-6", "44249-1", "69737-5", "14334-7"}),
    "genetic": frozenset({"51969-4", "21636-6", "21637-4", "81247-9", "38478-4", "29571-7"}),
    "malignancy": frozenset({"11529-5", "22637-3", "2857-1", "33717-0", "10334-1"}),
    "abuse": frozenset({"95614-4", "76500-8"}),
}
_WORDS: Mapping[str, re.Pattern[str]] = {
    "hiv": re.compile(r"\bhiv\b|\bhiv[- ]?[12]|human immunodeficiency"),
    "sti": re.compile(
        r"chlamydia|gonorrh|treponema|syphilis|\brpr\b|trichomonas|herpes|\bhsv\b|papilloma|\bhpv\b"
    ),
    "pregnancy": re.compile(r"pregnan|\bhcg\b|choriogonadotropin|fetal|prenatal"),
    "reproductive": re.compile(
        r"semen|sperm|prolactin|testost|estradiol|progesterone|vaginal smear|cervical|pap smear"
    ),
    "substance_use": re.compile(
        r"cannabin|opiate|opioid|cocaine|barbiturate|amphetamine|\bpcp\b|phencyclidine|"
        r"benzodiazep|methadone|fentanyl|buprenorphine|ethanol|alcohol use|drug screen"
    ),
    "mental_health": re.compile(r"\bphq\b|depression|psychiatr|lithium|clozapine|suicid"),
    "genetic": re.compile(r"\bgene\b|genetic|genotyp|mutation|chromosom|karyotyp|brca|carrier"),
    "malignancy": re.compile(
        r"surgical pathology|cytolog|biopsy|carcino|malignan|tumou?r|prostate specific|lymphoma"
    ),
    "abuse": re.compile(r"\babuse\b|assault|domestic violence|intimate partner"),
}
# the kinds, by words that names of tests have; the first that fits counts
_KINDS: Sequence[tuple[str, re.Pattern[str]]] = (
    ("imaging", re.compile(r"\bxr\b|\bct\b|\bmri?\b|ultrasound|radiolog|mammogra|bone age")),
    ("pathology", re.compile(r"patholog|cytolog|biopsy|smear$|interpretation\] of cerv")),
    ("microbiology", re.compile(r"culture|bacteria identified|\bpcr\b|gram stain|susceptib")),
    ("urinalysis", re.compile(r"urine|\bur\b|\burns\b|urinalysis|\bstrip\b")),
    (
        "hematology",
        re.compile(
            r"hemoglobin|erythrocyt|leukocyt|platelet|hematocrit|\bmc[hv]c?\b|\bcbc\b|blood count|"
            r"\bbld\b|\brbc\b|\bwbc\b|neutrophil|lymphocyt|monocyt|eosinophil|basophil"
        ),
    ),
    (
        "lipids",
        re.compile(r"cholesterol|triglycerid|lipid|lipoprotein|\bldlc?\b|\bhdlc?\b"),
    ),
    ("allergy", re.compile(r"\bige\b")),
    ("endocrine", re.compile(r"thyro|\btsh\b|cortis|\bt4\b|\bt3\b|25\(oh\)d")),
    (
        "chemistry",
        re.compile(
            r"metabolic|glucose|potassium|sodium|chloride|urea|\bbun\b|creat|calcium|carbon dioxide|"
            r"\bco2\b|bilirub|aminotransferase|phosphatase|protein|albumin|globulin|glomerular|"
            r"electrolyte|serum or plasma|serpl|liver|renal|microalbumin|urate|magnesium"
        ),
    ),
)


def kind_of(report: Mapping[str, Any], observations: Iterable[Mapping[str, Any]] = ()) -> str:
    """Give the kind of test: the title's, or the one that all values agree in.

    A panel of several kinds is of the kind of its title, or `other`.
    """
    titled = _kind(report["title"])
    if titled != OTHER:
        return titled
    found = {_kind(row["name"]) for row in observations}
    return found.pop() if len(found) == 1 else OTHER


def sensitive_of(
    report: Mapping[str, Any],
    observations: Iterable[Mapping[str, Any]] = (),
    more: Mapping[str, Iterable[str]] | None = None,
) -> str:
    """Give the sensitive category of a report, or "".

    What the sender or the intake has marked counts before codes, codes before words; `more` maps a
    category to codes that the practice counts to it.
    """
    if report.get("sensitive"):
        return str(report["sensitive"])
    rows = list(observations)
    codes = {report["code"], *(row["code"] for row in rows)}
    for category in SENSITIVE:
        own = frozenset((more or {}).get(category, ()))
        if codes & (_CODES[category] | own):
            return category
    names = [report["title"].casefold(), *(row["name"].casefold() for row in rows)]
    for category in SENSITIVE:
        if any(_WORDS[category].search(name) for name in names):
            return category
    return ""


def _kind(name: str) -> str:
    folded = name.casefold()
    return next((kind for kind, words in _KINDS if words.search(folded)), OTHER)
