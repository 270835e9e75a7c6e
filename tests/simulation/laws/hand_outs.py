"""I10 and I11: a letter opens one account once, credentials open one choice and then nothing."""

from tests.simulation.laws.view import View, Wrong

_KINDS = ("enrollment_token", "temporary_credential", "invitation")


def used_once_and_alive(view: View) -> Wrong:
    """I10: what was used was alive then, made one account, and that account has the chart."""
    for table in _KINDS:
        yield from _used_dead(view, table)
        yield from _without_account(view, table)
    for letter, times in view.told.redeemed.items():
        if times > 1:
            yield f"letter {letter} was redeemed {times} times"


def _used_dead(view: View, table: str) -> Wrong:
    dead = view.rows(
        f"SELECT id FROM {table} WHERE used_at IS NOT NULL AND (revoked_at IS NOT NULL"
        " OR superseded_at IS NOT NULL OR burnt_at IS NOT NULL OR used_at >= expires_at)"
    )
    for (key,) in dead:
        yield f"{table} {key} was used after it had ended"
    for patient, count in view.rows(
        f"SELECT patient_id, count(*) FROM {table} WHERE used_at IS NULL AND revoked_at IS NULL"
        " AND superseded_at IS NULL GROUP BY practice_id, patient_id HAVING count(*) > 1"
    ):
        yield f"{count} of {table} live for patient {patient}"


def _without_account(view: View, table: str) -> Wrong:
    for (key,) in view.rows(
        f"SELECT id FROM {table} AS one WHERE used_at IS NOT NULL AND NOT EXISTS (SELECT 1"
        " FROM account_practice AS place WHERE place.practice_id = one.practice_id"
        " AND place.account_id = one.used_by AND place.patient_id = one.patient_id)"
    ):
        yield f"{table} {key} was used for an account that is not the patient's"


def credentials_open_a_choice(view: View) -> Wrong:
    """I11: their sessions are for the choice alone, and end with it, with the old ones of the account."""
    for (key,) in view.rows(
        "SELECT id FROM patient_session"
        " WHERE credential_id IS NOT NULL AND only_for <> 'first-sign-in'"
    ):
        yield f"session {key} of temporary credentials opens more than the choice"
    for (key,) in view.rows(
        "SELECT credential.id FROM temporary_credential AS credential JOIN patient_session AS session"
        " ON session.credential_id = credential.id WHERE session.revoked_at IS NULL AND"
        " (credential.used_at IS NOT NULL OR credential.revoked_at IS NOT NULL"
        " OR credential.superseded_at IS NOT NULL)"
    ):
        yield f"credentials {key} have ended, and what they opened is open"
    for (key,) in view.rows(
        "SELECT credential.id FROM temporary_credential AS credential JOIN account"
        " ON account.id = credential.used_by WHERE credential.account_id IS NOT NULL"
        " AND (account.password_changed_at IS NULL"
        " OR account.password_changed_at < credential.used_at)"
    ):
        yield f"credentials {key} were used and the old password is alive"
    yield from (one for one in view.told.wrong if one.startswith("I11"))
