"""A person as a laboratory sent them, made ready to stand beside a chart (DOMAIN §5.4)."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QCoreApplication

from console.models.one_line import isolated
from console.views.queues.agreement import Pair
from console.views.queues.application import one_line_address
from console.views.queues.candidate import Candidate
from console.views.queues.facts import DOT, Fact
from console.views.queues.reading import flag, line, names, part, parts

DECEASED, HAS_ACCOUNT = "CHART_DECEASED", "CHART_HAS_ACCOUNT"
_BARS = {"merged": "CHART_MERGED", "restricted": "CHART_RESTRICTED", "deceased": DECEASED}
_LAST = 4  # digits of a Social Security number that are enough to compare


def chart_of(source: Mapping[str, Any]) -> Candidate:
    """Read a candidate, or a chart that was looked for; an account is no obstacle for a result."""
    bar = line(source, "bar")
    if bar in {"", HAS_ACCOUNT}:
        is_dead = flag(source, "deceased") or bool(line(source, "deceased_on"))
        bar = _BARS.get(line(source, "status"), DECEASED if is_dead else "")
    told = dict(source)
    if part(source, "address"):
        told["address"] = one_line_address(part(source, "address"))
    read = Candidate.read(told)
    why = [code for code in read.why_not_higher if code != "account_exists"]
    return replace(read, bar=bar, why_not_higher=why)


def submitted_of(person: Mapping[str, Any]) -> dict[str, Any]:
    """Give the person under the names by which a chart is compared with an application."""
    name: Mapping[str, Any] = next(iter(parts(person, "names")), {})
    address = part(person, "address")
    return {
        "given_name": line(name, "given"),
        "middle_name": line(name, "middle"),
        "family_name": line(name, "family"),
        "suffix": line(name, "suffix"),
        "birth_date": line(person, "birth_date"),
        "sex": line(person, "sex"),
        "address": address or {"line": line(person, "address")},
        "phone": next(iter(names(person, "phones")), ""),
        "email": line(person, "email"),
    }


def number_pair(person: Mapping[str, Any], chart: Candidate | None, reason: str) -> Pair:
    """The record number as sent beside the chart's; that of another house says nothing."""
    sent = [one for one in parts(person, "identifiers") if line(one, "kind") != "SS"]
    kept = chart.record_number if chart is not None else ""
    best = next((one for one in sent if kept and line(one, "value") == kept), None)
    best = best or next((one for one in sent if line(one, "kind") == "MR"), None)
    best = best or next(iter(sent), {})
    value = line(best, "value")
    mark = "missing"
    if value and kept and reason != "OTHER_AUTHORITY":  # the same digits of two houses are chance
        mark = "agree" if value == kept else "differ"
    shown = DOT.join(filter(None, (value, line(best, "authority"))))
    title = QCoreApplication.translate("SentPerson", "Record number")
    return Pair(title, shown, kept, mark if chart is not None else "")


def match_sentence(person: Mapping[str, Any], chart: Candidate, reason: str) -> str:
    """Name whose results it goes to, and for whom it was sent where that is another name."""
    translate = QCoreApplication.translate
    told = translate(
        "UnmatchedResultBody",
        "The result goes to the results of {who} ({number}); nothing is shown to the patient"
        " before it is released.",
    ).format(who=isolated(chart.name), number=chart.record_number)
    sent = _other_name(person, chart)
    if sent:
        form = translate("UnmatchedResultBody", "The laboratory sent it for {name}.")
        told = f"{form.format(name=isolated(sent))} {told}"
    if reason == "ORDER_OF_ANOTHER_PATIENT":
        back = translate("UnmatchedResultBody", "From the other patient it is taken back at once.")
        return f"{told} {back}"
    return told


def _other_name(person: Mapping[str, Any], chart: Candidate) -> str:
    """Give the name that was sent, where none of those sent is the chart's to the letter."""
    sent = parts(person, "names")
    for one in sent:
        name = (line(one, "given"), line(one, "family"))
        if [*map(str.casefold, name)] == [*map(str.casefold, chart.parted_name(*name))]:
            return ""
    return _full_name(sent[0]) if sent else ""


def more_facts(person: Mapping[str, Any]) -> list[Fact]:
    """Give what else was sent of the person: other names, other numbers, other phones."""
    others = [_full_name(one) for one in parts(person, "names")[1:]]
    numbers = [_number(one) for one in parts(person, "identifiers")]
    facts = [
        Fact(QCoreApplication.translate("SentPerson", "Also called"), ", ".join(others)),
        Fact(
            QCoreApplication.translate("SentPerson", "Numbers sent"),
            "\n".join(numbers) if len(numbers) > 1 else "",
        ),
        Fact(
            QCoreApplication.translate("SentPerson", "Other phones"),
            ", ".join(names(person, "phones")[1:]),
        ),
    ]
    return [fact for fact in facts if fact.value]


def _full_name(name: Mapping[str, Any]) -> str:
    return " ".join(filter(None, (line(name, key) for key in ("given", "middle", "family"))))


def _number(one: Mapping[str, Any]) -> str:
    """A number with what it is and who gave it; of a Social Security number the end is enough."""
    value = line(one, "value")
    if line(one, "kind") == "SS":
        form = QCoreApplication.translate("SentPerson", "Social Security number ending in {end}")
        return form.format(end=value[-_LAST:])
    return DOT.join(filter(None, (value, line(one, "authority"), _kind(line(one, "kind")))))


def _kind(code: str) -> str:
    """What a number is, by HL7 table 0203."""
    words = {
        "MR": QCoreApplication.translate("SentPerson", "record number"),
        "PI": QCoreApplication.translate("SentPerson", "number of the sender"),
        "PT": QCoreApplication.translate("SentPerson", "number of the sender"),
        "AN": QCoreApplication.translate("SentPerson", "account number"),
        "DL": QCoreApplication.translate("SentPerson", "driver's license"),
    }
    return words.get(code, code)
