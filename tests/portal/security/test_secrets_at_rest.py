"""A stolen database: no secret of the run is in it, and what is in it opens nothing (I9, T6)."""

from pathlib import Path

import pyotp
import pytest
from sqlalchemy import select

from portal.db.tables import mfa_challenge, staff, staff_session
from portal.db.unit_of_work import Scope
from portal.domain.problems import Problem
from portal.security.patient_sessions import PatientSessions
from portal.security.sessions import Tokens
from portal.security.sign_in import Challenge
from tests.support.canary import found_in
from tests.support.sign_in_parts import Rig


@pytest.mark.invariant("I9")
@pytest.mark.threat("T6")
@pytest.mark.parametrize("new_database", ["sqlite"], indirect=True)
def test_no_secret_is_in_the_files_and_none_of_its_values_opens_a_session(rig: Rig):
    bob = rig.people.staff("bob", {1: ["provider"]}, totp=True, password="purple elephant drum")
    asked = rig.sign_in.with_password("bob", bob.password, device="", address="192.0.2.1")
    assert isinstance(asked, Challenge)
    code = pyotp.TOTP(bob.totp_secret).at(rig.clock())
    issued = rig.sign_in.with_code(asked.challenge_id, code, address="192.0.2.1")
    assert isinstance(issued, Tokens)
    renewed = rig.sessions.renew(issued.refresh_token)
    with pytest.raises(Problem):
        rig.sign_in.with_password("elephant-typed-as-name", "x", device="", address="192.0.2.1")
    patients = PatientSessions(rig.database)
    login = rig.people.account("ada")
    patient = rig.database.write(Scope.of([]), lambda uow: patients.open(uow, login))
    secrets = [
        bob.password,
        bob.totp_secret,
        issued.access_token,
        issued.refresh_token,
        renewed.access_token,
        renewed.refresh_token,
        patient.access_token,
        "elephant-typed-as-name",
    ]
    path = Path(rig.database.url.removeprefix("sqlite:///"))
    files = [path, *path.parent.glob(path.name + "-*")]
    assert found_in([secret for secret in secrets if secret], *files) == []
    assert found_in(["bob"], *files) == ["bob"]  # the search sees what is there
    with rig.database.read(Scope.of([])) as reader:
        kept = [
            str(value)
            for table in (staff, staff_session, mfa_challenge)
            for row in reader.execute(select(table))
            for value in row
        ]
    for value in kept:
        for call in (rig.sessions.recognise, rig.sessions.renew, patients.recognise):
            with pytest.raises(Problem):
                call(value)
            with pytest.raises(Problem):
                call("pst_" + value)
