"""A practice whose mails really go out, to a server that keeps them.

mailing = Mailing(world, mail_sink)
owner = mailing.account("ada.byron", "family@example.org")
mailing.recovery.ask_password("ada.byron", address="192.0.2.1")
mailing.deliver()
(secret,) = mailing.sink.links()
"""

from typing import Any

import pyotp
from sqlalchemy import insert, select

from portal.db.tables import account, outbox_job, security_answer
from portal.db.unit_of_work import Scope
from portal.security.actors import PatientActor
from portal.security.email_tokens import EmailTokens
from portal.security.mailed_secrets import MailedSecrets
from portal.security.passwords import Passwords
from portal.security.sealing import Sealing
from portal.services.jobs import build_worker
from portal.services.mail import MailWriter
from portal.services.mailer import SmtpMailer
from portal.services.recovery import Recovery
from portal.services.recovery_answers import totp_place
from portal.services.sign_up_rules import SECURITY_QUESTIONS, normal_answer
from tests.support.mail_sink import Sink
from tests.support.practice_world import World
from tests.support.staff import CHEAP, SECRET

OLD = "purple elephant drum"


class Mailing:
    """The parts that write, send and take what mails carry."""

    def __init__(self, world: World, sink: Sink) -> None:
        self.world = world
        self.sink = sink
        self.database = world.database
        clock = world.database.clock
        self.passwords = Passwords(SECRET, CHEAP)
        self.sealing = Sealing(SECRET)
        self.secrets = MailedSecrets(SECRET)
        self.tokens = EmailTokens(SECRET, clock)
        self.writer = MailWriter(
            "https://portal.example",
            "portal@portal.example",
            self.tokens,
            self.secrets,
            clock,
        )
        self.worker = build_worker(self.database, SmtpMailer(sink.url), self.writer, self.sealing)
        self.recovery = Recovery(self.database, self.passwords, self.sealing, self.secrets)

    def deliver(self) -> None:
        """Do what is due, and what follows from it, until nothing is."""
        while self.worker.run_due():
            pass

    def account(
        self, username: str, email: str, *, verified: bool = True, **login: Any
    ) -> PatientActor:
        """An account with a password; its address is confirmed unless told otherwise."""
        return self.world.login(
            username=username,
            email=email,
            email_verified_at=self.database.clock() if verified else None,
            password_hash=self.passwords.hash(OLD),
            **login,
        )

    def answers(self, owner: PatientActor) -> dict[int, str]:
        """Let an account have answered five questions; gives the answers."""
        made = {n: f"answer {n}" for n in range(1, 6)}
        rows = [
            {
                "account_id": owner.account_id,
                "ordinal": n,
                "question": SECURITY_QUESTIONS[n],
                "answer_hash": self.passwords.hash(normal_answer(text)),
            }
            for n, text in made.items()
        ]
        self._write(insert(security_answer), rows)
        return made

    def authenticator(self, owner: PatientActor) -> pyotp.TOTP:
        """Let an account have a second factor."""
        secret = pyotp.random_base32()
        sealed = self.sealing.seal(secret, totp_place(owner.account_id))
        values = {"totp_secret": sealed, "totp_confirmed_at": self.database.clock()}
        self.change(owner, **values)
        return pyotp.TOTP(secret)

    def change(self, owner: PatientActor, **values: Any) -> None:
        """Write columns of an account."""
        self._write(account.update().where(account.c.id == owner.account_id).values(values))

    def row(self, owner: PatientActor) -> dict[str, Any]:
        return self.world.one(account, owner.account_id)

    def has_password(self, owner: PatientActor, password: str) -> bool:
        return self.passwords.matches(self.row(owner)["password_hash"], password)

    def outbox(self) -> str:
        """Everything that the outbox holds, as one text."""
        with self.database.read(Scope.ALL) as reader:
            return " ".join(str(tuple(row)) for row in reader.execute(select(outbox_job)))

    def _write(self, statement: Any, rows: Any = None) -> None:
        self.database.write(Scope.ALL, lambda uow: uow.execute(statement, rows))
