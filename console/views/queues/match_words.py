"""Why the portal thinks that a chart is, or is not, the applicant's: its codes as sentences.

A code from a newer portal is shown as it is written.
"""

from PySide6.QtCore import QCoreApplication

from console.views.queues.candidate import Candidate


def level_words(level: str) -> str:
    """Say how well two values of a field agree; nothing for a level that says no more than its mark."""
    words = {
        "exact": QCoreApplication.translate("Match", "agrees"),
        "nickname": QCoreApplication.translate("Match", "a nickname"),
        "transliterated": QCoreApplication.translate("Match", "written in other letters"),
        "previous": QCoreApplication.translate("Match", "an earlier name"),
        "middle": QCoreApplication.translate("Match", "the middle name"),
        "swapped": QCoreApplication.translate("Match", "swapped"),
        "close": QCoreApplication.translate("Match", "nearly the same"),
        "phonetic": QCoreApplication.translate("Match", "sounds alike"),
        "initial": QCoreApplication.translate("Match", "an initial"),
        "part": QCoreApplication.translate("Match", "a part of it"),
        "slip": QCoreApplication.translate("Match", "one digit differs"),
        "partial": QCoreApplication.translate("Match", "not known in full"),
        "generation": QCoreApplication.translate("Match", "a generation apart"),
        "place": QCoreApplication.translate("Match", "the same place"),
        "similar": QCoreApplication.translate("Match", "only similar"),
        "differ": QCoreApplication.translate("Match", "differs"),
        "missing": QCoreApplication.translate("Match", "nothing to compare"),
    }
    return words.get(level, _plain(level))


def guard_sentence(chart: Candidate) -> str:
    """Say in a sentence what stops a chart from being a match; empty for none."""
    sentences = {
        "twin": QCoreApplication.translate(
            "Match", "Same birth date and family, other given name: may be a twin."
        ),
        "household": QCoreApplication.translate(
            "Match", "Same household, but another person: other given name and birth date."
        ),
        "senior_junior": QCoreApplication.translate(
            "Match", "The same name a generation apart: may be father and son."
        ),
        "namesake": QCoreApplication.translate(
            "Match", "Same name and birth date, but nothing else agrees: may be a namesake."
        ),
        "no_birth_date": QCoreApplication.translate(
            "Match", "Without a birth date on both sides nobody can be sure."
        ),
        "two_alike": QCoreApplication.translate(
            "Match", "Another chart matches about equally well. Look at both."
        ),
    }
    return sentences.get(chart.guard or chart.kin, "")


def bar_sentence(chart: Candidate) -> str:
    """Say why no account can be linked to a chart; empty when one can."""
    sentences = {
        "CHART_DECEASED": QCoreApplication.translate(
            "Match", "Chart {number} is of a person who has died."
        ),
        "CHART_MERGED": QCoreApplication.translate(
            "Match", "Chart {number} was merged into another one; link that one."
        ),
        "CHART_RESTRICTED": QCoreApplication.translate(
            "Match", "Chart {number} is restricted; ask the practice's administrator."
        ),
        "CHART_HAS_ACCOUNT": QCoreApplication.translate(
            "Match", "Chart {number} has an account already; it can not get another."
        ),
    }
    if chart.is_distinct:
        form = QCoreApplication.translate(
            "Match", "Chart {number} is marked as another person's; take that back first."
        )
    elif chart.bar:
        form = sentences.get(chart.bar, _plain(chart.bar))
    else:
        return ""
    return form.format(number=chart.record_number)


def why_words(code: str) -> str:
    """Say one reason for which the score is not higher; guards have a sentence of their own."""
    words = {
        "score_too_low": QCoreApplication.translate("Match", "too little agrees"),
        "middle_name_differ": QCoreApplication.translate("Match", "the middle name differs"),
        "suffix_differ": QCoreApplication.translate("Match", "Jr., Sr. or the like differs"),
        "sex_differ": QCoreApplication.translate("Match", "the sex differs"),
        "nothing_beyond_name_and_birth_date": QCoreApplication.translate(
            "Match", "nothing beyond name and birth date agrees"
        ),
        "account_exists": QCoreApplication.translate("Match", "the chart has an account already"),
        "deceased": QCoreApplication.translate("Match", "the person has died"),
        "merged": QCoreApplication.translate("Match", "the chart was merged into another"),
        "restricted": QCoreApplication.translate("Match", "the chart is restricted"),
        "not_duplicate": QCoreApplication.translate("Match", "a colleague has told them apart"),
        "two_alike": QCoreApplication.translate("Match", "another chart matches as well"),
        "twin": QCoreApplication.translate("Match", "may be a twin"),
        "household": QCoreApplication.translate("Match", "another of the household"),
        "senior_junior": QCoreApplication.translate("Match", "may be father and son"),
        "namesake": QCoreApplication.translate("Match", "may be a namesake"),
        "no_birth_date": QCoreApplication.translate("Match", "a birth date is missing"),
    }
    found = words.get(code)
    return found if found is not None else _of_field(code)


def _of_field(code: str) -> str:
    fields = {
        "birth_date": QCoreApplication.translate("Match", "birth date: {how}"),
        "given_name": QCoreApplication.translate("Match", "given name: {how}"),
        "family_name": QCoreApplication.translate("Match", "family name: {how}"),
    }
    for name, form in fields.items():
        if code.startswith(name + "_"):
            return form.format(how=level_words(code.removeprefix(name + "_")))
    return _plain(code)


def _plain(code: str) -> str:
    return code.replace("_", " ").casefold()
