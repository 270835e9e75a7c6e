"""What the handlers reach of the running portal."""

import threading
from dataclasses import dataclass, field

from fastapi import Request

from portal.db.engine import Database
from portal.security.email_tokens import EmailTokens
from portal.security.machine_clients import MachineClients
from portal.security.mailed_secrets import MailedSecrets
from portal.security.passwords import Passwords
from portal.security.patient_sessions import PatientSessions
from portal.security.sealing import Sealing
from portal.security.sessions import Sessions
from portal.security.sign_in import SignIn
from portal.services.bell import Bell
from portal.services.decisions import Decisions
from portal.services.enrollment_tokens import EnrollmentTokens
from portal.services.files import Files
from portal.services.intake.working import Intake
from portal.services.kept_pages import KeptPages
from portal.services.outbox_worker import OutboxWorker
from portal.services.payment_provider import PaymentProvider
from portal.services.rescue import Rescue
from portal.services.workstations import Workstations
from portal.settings import Settings


@dataclass(frozen=True)
class Portal:
    """One running portal; `request.app.state.portal`."""

    settings: Settings
    database: Database
    passwords: Passwords
    sealing: Sealing
    sessions: Sessions
    sign_in: SignIn
    patient_sessions: PatientSessions
    machine_clients: MachineClients
    email_tokens: EmailTokens
    mailed_secrets: MailedSecrets
    enrollment_tokens: EnrollmentTokens
    decisions: Decisions
    bell: Bell
    files: Files
    worker: OutboxWorker
    intake: Intake
    payment_provider: PaymentProvider | None
    workstations: Workstations
    rescue: Rescue
    kept_pages: KeptPages = field(default_factory=KeptPages)
    leaving: threading.Event = field(default_factory=threading.Event)  # set once, by a signal


def portal_of(request: Request) -> Portal:
    """Give the portal that serves this request."""
    portal: Portal = request.app.state.portal
    return portal


def caller_address(request: Request) -> str:
    """Give the caller's address, for the throttle; a trusted proxy's word is already applied."""
    return request.client.host if request.client else "unknown"
