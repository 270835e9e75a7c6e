"""The demo's accounts are in every state that a desk meets, and the second step really asks."""

import pyotp

from portal.db.tables import account
from portal.db.unit_of_work import Scope
from portal.demo.account_states import SECOND_STEP
from portal.demo.practices import PASSWORD, PATIENT
from portal.security.known_devices import KnownDevices
from portal.security.patient_sessions import MFA, PatientSessions
from portal.security.sealing import Sealing
from portal.services import accounts
from portal.services.accounts import Terms
from portal.services.own_password import OwnPassword
from portal.services.patient_mfa import PatientMfa
from portal.services.patient_sign_in import PatientSignIn
from tests.portal.demo.conftest import SECRET, Shown, cheap_passwords

STATES = (
    Terms(locked=True),
    Terms(unverified=True, status="active"),
    Terms(bounced=True),
    Terms(status="closed"),
    Terms(never_signed_in=True, status="active"),
    Terms(status="pending"),
)


def test_every_state_is_shown_and_the_documented_patient_is_in_none_of_them(demo: Shown):
    with demo.database.read(Scope.of([1])) as reader:
        found = [accounts.search(reader, 1, terms, limit=200) for terms in STATES]
        everybody = accounts.search(reader, 1, Terms(status="active"), limit=200)
        (known,) = accounts.search(reader, 1, Terms(username=PATIENT))
    assert [len(rows) > 1 for rows in found] == [True] * len(STATES)
    assert not any(row["id"] == known["id"] for rows in found[:4] for row in rows)
    assert {row["lock_reason"] for row in found[0]} == {
        "LOST_DEVICE",
        "SUSPICIOUS",
        "PATIENT_ASKED",
    }
    assert {row["mfa"] for row in everybody} == {"on", "off"}


def test_who_has_a_second_step_signs_in_with_it(demo: Shown):
    database, sealing, passwords = demo.database, Sealing(SECRET), cheap_passwords()
    with database.read(Scope.of([])) as reader:
        with_step = account.select().where(account.c.totp_secret.is_not(None)).limit(1)
        username = reader.execute(with_step).one().username
    sessions, devices = PatientSessions(database), KnownDevices(SECRET)
    door = PatientSignIn(database, sessions, passwords, devices)
    asked = door.with_password(username, PASSWORD, address="192.0.2.1")
    assert asked.token.must == "mfa"
    mfa = PatientMfa(database, sealing, sessions, devices, OwnPassword(database, passwords))
    step = sessions.recognise_step(asked.token.access_token, MFA)
    code = pyotp.TOTP(SECOND_STEP).at(database.clock())
    assert sessions.recognise(mfa.answer(step, code).token.access_token)
