"""The portal, put together."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import FastAPI
from fastapi.telemetry import TelemetryConfig
from obstore.exceptions import BaseError

from portal import threads
from portal.api import (
    access,
    accounts,
    auth,
    billing_accounts,
    decisions,
    delegations,
    desk,
    documents,
    enrollment_tokens,
    feed,
    health,
    intake,
    intake_view,
    invitations,
    items,
    journal,
    leave,
    me,
    patients,
    policies,
    proofings,
    proxies,
    recovery,
    refused_decisions,
    results,
    statement_batches,
    statements,
    temporary_credentials,
    uploads,
    visit_types,
    workstations,
)
from portal.api.front import Front
from portal.api.patient import account as patient_account
from portal.api.patient import auth as patient_auth
from portal.api.patient import documents as patient_documents
from portal.api.patient import enrollment, enrollment_token, record, requests, side
from portal.api.patient import invitations as patient_invitations
from portal.api.patient import proxies as patient_proxies
from portal.api.patient import recovery as patient_recovery
from portal.api.patient import statements as patient_statements
from portal.api.state import Portal
from portal.db.engine import Database
from portal.db.migrate import upgrade
from portal.queues.registry import QUEUES
from portal.security.email_tokens import EmailTokens
from portal.security.machine_clients import MachineClients
from portal.security.mailed_secrets import MailedSecrets
from portal.security.passwords import Passwords
from portal.security.patient_sessions import PatientSessions
from portal.security.rescue_box import RescueBox
from portal.security.sealing import Sealing
from portal.security.sessions import Sessions
from portal.security.sign_in import SignIn
from portal.security.tokens import RefreshTokens
from portal.services import upload_clock
from portal.services.bell import Bell
from portal.services.decisions import Decisions
from portal.services.enrollment_tokens import EnrollmentTokens
from portal.services.files import Files
from portal.services.intake.working import Intake
from portal.services.jobs import build_worker
from portal.services.mail import MailWriter
from portal.services.mailer import mailer_for
from portal.services.payment_provider import PaymentProvider, UnknownProviderError, provider_of
from portal.services.rescue import Rescue
from portal.services.statements import payment_settling, rechecking
from portal.services.workstations import Workstations
from portal.settings import Settings, SettingsError

ROUTERS = (
    feed.router,  # looked for in this order: those first that are called most
    decisions.router,
    intake.router,
    items.router,
    health.router,
    auth.router,
    me.router,
    patients.router,
    policies.router,
    results.router,
    uploads.router,
    delegations.router,
    desk.router,
    visit_types.router,
    leave.router,
    journal.router,
    proxies.router,
    documents.router,
    access.router,
    enrollment_tokens.router,
    accounts.router,
    proofings.router,
    temporary_credentials.router,
    invitations.router,
    recovery.router,
    statement_batches.router,
    statements.router,
    patient_auth.router,
    patient_account.router,
    enrollment.router,
    enrollment_token.router,
    requests.router,
    record.router,
    patient_documents.router,
    patient_proxies.router,
    patient_invitations.router,
    patient_recovery.router,
    billing_accounts.router,
    intake_view.router,
    patient_statements.router,
    workstations.router,
    refused_decisions.router,
)
# a span or a record of the framework could carry what a request said to whoever the environment names
_NO_TELEMETRY = TelemetryConfig(
    tracing=False, metrics=False, logs=False, operation_spans=False, auto_configure=False
)


def create_app(settings: Settings | None = None) -> FastAPI:
    """Build the portal; `settings` default to the environment."""
    settings = settings or Settings()
    app = build_routes()
    app.state.portal = build_portal(settings)
    app.state.patient_side = side.build(app.state.portal)
    leaving = app.state.portal.leaving
    app.middleware_stack = Front(app, https=settings.https, leaving=leaving)
    return app


def build_routes() -> FastAPI:
    """Build the application without what it works on: enough to describe it."""
    app = FastAPI(
        title="Portal",
        version="1",
        openapi_url=None,
        lifespan=_lifespan,
        redirect_slashes=False,
        telemetry=_NO_TELEMETRY,
    )
    for router in ROUTERS:
        app.router.routes.extend(router.routes)  # as they are: FastAPI would build them twice
    return app


def build_portal(settings: Settings) -> Portal:
    """Connect the parts of the portal; opens nothing yet."""
    secret = settings.secret()
    database = Database(settings.database_url, threads=settings.threads)
    passwords = Passwords(secret)
    sealing = Sealing(secret)
    email_tokens, mailed_secrets = EmailTokens(secret), MailedSecrets(secret)
    letters = MailWriter(settings.patients_url, settings.mail_from, email_tokens, mailed_secrets)
    sessions = Sessions(database, RefreshTokens(secret))
    provider = _provider_of(settings)
    files, box = _files_of(settings), RescueBox(secret)
    return Portal(
        settings=settings,
        database=database,
        passwords=passwords,
        sealing=sealing,
        sessions=sessions,
        sign_in=SignIn(database, sessions, passwords, sealing),
        patient_sessions=PatientSessions(database),
        machine_clients=MachineClients(database),
        email_tokens=email_tokens,
        mailed_secrets=mailed_secrets,
        enrollment_tokens=EnrollmentTokens(database, passwords, secret),
        decisions=Decisions(database, QUEUES),
        bell=Bell(database),
        files=files,
        worker=build_worker(
            database,
            mailer_for(settings.mail_url, settings.data_dir),
            letters,
            sealing,
            more={
                rechecking.KIND: rechecking.handler(database, files),
                upload_clock.KIND: upload_clock.handler(database, files),
                **payment_settling.handlers(database, provider),
            },
        ),
        intake=Intake(database, files),
        payment_provider=provider,
        workstations=Workstations(database, sealing, box),
        rescue=Rescue(database, QUEUES, box),
    )


def _provider_of(settings: Settings) -> PaymentProvider | None:
    """Give who takes payments; raises SettingsError for a name that is none."""
    try:
        return provider_of(settings.payment_provider, settings.data_dir)
    except UnknownProviderError as error:
        msg = "PORTAL_PAYMENT_PROVIDER must be empty or local-test"
        raise SettingsError(msg) from error


def _files_of(settings: Settings) -> Files:
    """Give where files lie; raises SettingsError for an address that is none, and never says it."""
    try:
        return Files.open(settings.files_url, settings.data_dir / "files", settings.secret())
    except (ValueError, BaseError) as error:
        msg = "PORTAL_FILES_URL must be empty or like s3://bucket/prefix"
        raise SettingsError(msg) from error


@asynccontextmanager
async def _lifespan(app: FastAPI) -> AsyncIterator[None]:
    portal: Portal = app.state.portal
    threads.limit(portal.settings.threads)
    if portal.settings.embedded:
        await threads.run(upgrade, portal.settings.database_url)
    portal.worker.start()
    portal.intake.start()
    try:
        yield
    finally:
        portal.bell.close()
        await threads.run(portal.worker.stop)
        await threads.run(portal.intake.stop)
        portal.database.close()
        threads.end()
