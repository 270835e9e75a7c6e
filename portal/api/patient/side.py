"""The parts of the portal that the patients' side alone needs, built once for each app."""

from dataclasses import dataclass

from fastapi import Request

from portal.api.state import Portal, portal_of
from portal.domain.clock import Clock
from portal.security.known_devices import KnownDevices
from portal.services.captcha import Captcha
from portal.services.captcha_provider import Provider
from portal.services.captcha_remote import NotConfigured, SiteVerify
from portal.services.email_addresses import OwnEmail
from portal.services.enrollments import Enrollments
from portal.services.invitation_accepting import Invitations
from portal.services.own_password import OwnPassword
from portal.services.patient_mfa import PatientMfa
from portal.services.patient_record import PatientRecord
from portal.services.patient_requests import PatientRequests
from portal.services.patient_sign_in import PatientSignIn
from portal.services.recovery import Recovery
from portal.services.statements.patient_statements import PatientStatements
from portal.services.statements.payments import Payments
from portal.services.temporary_credentials import TemporaryCredentials
from portal.services.token_redeeming import TokenRedeeming
from portal.settings import Settings, SettingsError


@dataclass(frozen=True)
class PatientSide:
    """What the patients' routers call."""

    captcha: Provider
    enrollments: Enrollments
    record: PatientRecord
    requests: PatientRequests
    sign_in: PatientSignIn
    tokens: TokenRedeeming
    mfa: PatientMfa
    own_password: OwnPassword
    own_email: OwnEmail
    invitations: Invitations
    recovery: Recovery
    credentials: TemporaryCredentials
    statements: PatientStatements
    payments: Payments


def build(portal: Portal) -> PatientSide:
    """Build the patients' side of a portal; opens nothing."""
    captcha = captcha_of(portal.settings, portal.database.clock)
    database, sessions = portal.database, portal.patient_sessions
    devices = KnownDevices(portal.settings.secret(), database.clock)
    own_password = OwnPassword(database, portal.passwords)
    return PatientSide(
        captcha=captcha,
        enrollments=Enrollments(portal.database, portal.passwords, captcha),
        record=PatientRecord(portal.database),
        requests=PatientRequests(portal.database),
        tokens=TokenRedeeming(portal.database, portal.passwords, portal.enrollment_tokens),
        sign_in=PatientSignIn(database, sessions, portal.passwords, devices),
        mfa=PatientMfa(database, portal.sealing, sessions, devices, own_password),
        own_password=own_password,
        own_email=OwnEmail(database, own_password),
        invitations=Invitations(database, portal.passwords, portal.mailed_secrets),
        recovery=Recovery(database, portal.passwords, portal.sealing, portal.mailed_secrets),
        credentials=TemporaryCredentials(database, portal.passwords),
        statements=PatientStatements(database, portal.files),
        payments=Payments(database, portal.payment_provider),
    )


def captcha_of(settings: Settings, clock: Clock) -> Provider:
    """Give the check that the settings ask for: the embedded one, unless a service is named.

    Raises SettingsError for a service at an address that is not safe.
    """
    secret = settings.captcha_secret.get_secret_value()
    parts = (settings.captcha_url, settings.captcha_site_key, secret)
    if not (settings.captcha_name or any(parts)):
        return Captcha(settings.secret(), clock)
    if not all(parts):
        return NotConfigured()
    try:
        return SiteVerify(settings.captcha_name or "site-verify", *parts, clock)
    except ValueError as error:
        msg = "PORTAL_CAPTCHA_URL must read https://…/siteverify"
        raise SettingsError(msg) from error


def side_of(request: Request) -> PatientSide:
    """Give the patients' side of the portal that serves this request."""
    state = request.app.state
    side: PatientSide | None = getattr(state, "patient_side", None)
    if side is None:  # two first requests at once build two alike; the later one stays
        side = state.patient_side = build(portal_of(request))
    return side
