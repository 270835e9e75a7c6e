"""I4 and I14: each thing that is done has one effect; no two user names look alike."""

from collections import Counter

from portal.security.usernames import fold_username
from tests.simulation.laws.view import View, Wrong

_ONCE = frozenset({"account.opened", "statement.published", "payment.succeeded"})


def names_are_folded(view: View) -> Wrong:
    """I14: a user name is kept folded, and in one alphabet, so that no two look alike."""
    for (name,) in view.rows("SELECT username FROM account"):
        if fold_username(name) != name or not name.isascii():
            yield f"user name {name!a} is not kept as it is compared"
    for name, count in view.rows(
        "SELECT lower(username), count(*) FROM account GROUP BY lower(username) HAVING count(*) > 1"
    ):
        yield f"{count} accounts are called {name}"


def one_effect(view: View) -> Wrong:
    """I4: one account for one chart, one announcement and one mail for one act, one charge for one order."""
    for chart, count in view.rows(
        "SELECT patient_id, count(*) FROM account_practice WHERE status = 'active'"
        " AND patient_id IS NOT NULL GROUP BY practice_id, patient_id HAVING count(*) > 1"
    ):
        yield f"{count} accounts are active on chart {chart}"
    done: Counter[tuple[str, str]] = view.memory.setdefault("done", Counter())
    for _practice, _seq, action, subject, _body in view.new_entries():
        if action in _ONCE and subject is not None:
            done[action, subject] += 1
            if done[action, subject] > 1:
                yield f"{action} of {subject} was done {done[action, subject]} times"
    for key, count in view.rows(
        "SELECT statement_id, count(*) FROM statement_notice WHERE ordinal = 0"
        " GROUP BY statement_id HAVING count(*) <> 1"
    ):
        yield f"statement {key} was announced {count} times"
    yield from _one_mail(view)


def _one_mail(view: View) -> Wrong:
    """A mail may leave twice under one Message-ID, never under two for the same thing."""
    jobs = dict(view.rows("SELECT id, dedupe_key FROM outbox_job WHERE kind = 'mail'"))
    sent = {job for job, _, _ in view.told.mails}
    for job in sent - jobs.keys():
        yield f"mail {job} was sent of no job"
    told = Counter(jobs[job] for job in sent & jobs.keys())
    for key, count in told.items():
        if count > 1:
            yield f"{count} mails were sent for {key}"
