"""The patient's inbox: what the practice told them, and the mail saying that there is something.

An inbox entry does not depend on the mail's fate (DOMAIN F76). The words of the answer stand in the
entry, inside the portal; the mail carries none of them.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import RowMapping, and_, bindparam, delete, exists, literal, or_, select, update

from portal.db.among import among_few
from portal.db.gathering import adding
from portal.db.spelled import spelled
from portal.db.tables import account, account_practice, inbox_entry, item
from portal.db.unit_of_work import Reader, UnitOfWork
from portal.domain.ids import new_id
from portal.services import mail

TITLES: dict[str, dict[str, str]] = {
    "en": {
        "enrollment_approved": "Your account is ready",
        "enrollment_denied": "About your enrollment",
        "enrollment_question": "A question about your enrollment",
        "enrollment_reminder": "We still need your answer",
        "enrollment_lapsed": "Your enrollment has been closed without an answer",
        "refill_approved": "Your renewal has been approved",
        "refill_changed": "Your renewal has been approved with a change",
        "refill_denied": "About your renewal request",
        "refill_needs_visit": "A visit is needed before your renewal",
        "appointment_booked": "Your appointment is booked",
        "appointment_offered": "Times for your appointment",
        "appointment_declined": "About your appointment request",
        "appointment_cancelled": "Your appointment is cancelled",
        "appointment_offer_lapsed": "The offered times have lapsed",
        "appointment_waitlisted": "You are on the waiting list",
        "result_released": "A new result is here",
        "result_corrected": "A result has been corrected",
        "result_recalled": "A result has been taken back",
        "document_released": "A new document is here",
        "document_recalled": "A document has been taken back",
        "request_question": "A question about your request",
        "request_duplicate": "We have your request already",
        "request_expired": "Your request has been closed",
        "request_reopened": "We are looking at your request again",
        "statement_answered": "About your statement",
        "statement_declined": "About your request for a statement",
        "payment_received": "Your payment has arrived",
        "payment_declined": "Your payment was declined",
        "care_manager_added": "Somebody has been given access",
        "care_manager_changed": "An access has been changed",
        "care_manager_ended": "An access has ended",
    },
    "es": {
        "enrollment_approved": "Su cuenta está lista",
        "enrollment_denied": "Sobre su inscripción",
        "enrollment_question": "Una pregunta sobre su inscripción",
        "enrollment_reminder": "Todavía necesitamos su respuesta",
        "enrollment_lapsed": "Su inscripción se ha cerrado sin respuesta",
        "refill_approved": "Su renovación ha sido aprobada",
        "refill_changed": "Su renovación ha sido aprobada con un cambio",
        "refill_denied": "Sobre su solicitud de renovación",
        "refill_needs_visit": "Se necesita una visita antes de su renovación",
        "appointment_booked": "Su cita está reservada",
        "appointment_offered": "Horarios para su cita",
        "appointment_declined": "Sobre su solicitud de cita",
        "appointment_cancelled": "Su cita está cancelada",
        "appointment_offer_lapsed": "Los horarios ofrecidos han vencido",
        "appointment_waitlisted": "Está en la lista de espera",
        "result_released": "Hay un resultado nuevo",
        "result_corrected": "Se ha corregido un resultado",
        "result_recalled": "Se ha retirado un resultado",
        "document_released": "Hay un documento nuevo",
        "document_recalled": "Se ha retirado un documento",
        "request_question": "Una pregunta sobre su solicitud",
        "request_duplicate": "Ya tenemos su solicitud",
        "request_expired": "Su solicitud se ha cerrado",
        "request_reopened": "Estamos revisando de nuevo su solicitud",
        "statement_answered": "Sobre su estado de cuenta",
        "statement_declined": "Sobre su solicitud de un estado de cuenta",
        "payment_received": "Su pago ha llegado",
        "payment_declined": "Su pago fue rechazado",
        "care_manager_added": "Se ha dado acceso a alguien",
        "care_manager_changed": "Se ha cambiado un acceso",
        "care_manager_ended": "Un acceso ha terminado",
    },
}
# which mail says so; what is not here is told in the inbox alone
_MAILS = {
    "enrollment_approved": "enrollment_approved",
    "enrollment_denied": "enrollment_answer",
    "enrollment_question": "enrollment_answer",
    "enrollment_reminder": "enrollment_answer",
    "enrollment_lapsed": "enrollment_answer",
    "refill_approved": "request_answered",
    "refill_changed": "request_answered",
    "refill_denied": "request_answered",
    "refill_needs_visit": "request_answered",
    "appointment_booked": "appointment_answered",
    "appointment_offered": "appointment_answered",
    "appointment_declined": "appointment_answered",
    "appointment_cancelled": "appointment_answered",
    "appointment_waitlisted": "appointment_answered",
    "result_released": "inbox_document",
    "result_corrected": "inbox_document",
    "document_released": "inbox_document",
    "request_question": "request_answered",
    "request_expired": "request_answered",
    "statement_answered": "request_answered",
    "statement_declined": "request_answered",
    "payment_declined": "request_answered",
    "care_manager_added": "care_manager_changed",
    "care_manager_changed": "care_manager_changed",
    "care_manager_ended": "care_manager_changed",
}

_person = (account.c.id, account.c.username, account.c.email, account.c.language)
_one_account = select(*_person).where(account.c.id == bindparam("id"))
_chart_account = select(account_practice.c.account_id).where(
    and_(
        account_practice.c.practice_id == bindparam("practice"),
        account_practice.c.patient_id == bindparam("patient"),
        account_practice.c.status == "active",
    )
)
_accounts = (
    select(*_person, literal("").label("patient_id"))
    .where(among_few(account.c.id, "accounts"))
    .union_all(
        select(*_person, account_practice.c.patient_id)
        .join(account_practice, account_practice.c.account_id == account.c.id)
        .where(
            and_(
                account_practice.c.practice_id == bindparam("practice"),
                among_few(account_practice.c.patient_id, "patients"),
                account_practice.c.status == spelled("active"),
            )
        )
    )
)
_READ_FROM = frozenset({account.name, account_practice.name})
_CLINICAL = ("refill", "result", "document")  # not for who only arranges visits
_add = adding(
    inbox_entry,
    *("practice_id", "id", "account_id", "patient_id", "kind", "title", "body", "item_id"),
    "created_at",
)
_WATCHED = frozenset({"enrollment_approved"})  # mails whose fate staff see at the item (F21)


def account_of_chart(reader: Reader, practice_id: int, patient_id: str | None) -> str | None:
    """Give the account that is active on a chart, if there is one."""
    if patient_id is None:
        return None
    bound = {"practice": practice_id, "patient": patient_id}
    found: str | None = reader.once(
        ("account of chart", practice_id, patient_id),
        lambda: reader.execute(_chart_account, bound).scalar_one_or_none(),
        _READ_FROM,
    )
    return found


def look_ahead(
    reader: Reader, practice_id: int, items: Iterable[Mapping[str, Any] | RowMapping]
) -> None:
    """Read at once whom answers about these items may be told to, for a transaction that remembers."""
    accounts: set[str | None] = set()
    patients: set[str | None] = set()
    for row in items:
        accounts.add(row["account_id"])
        patients.add(row["patient_id"])
    found = {"accounts": list(accounts - {None}), "patients": list(patients - {None})}
    charts: dict[str | None, str | None] = dict.fromkeys(found["patients"])
    for owner in reader.rows(_accounts, {"practice": practice_id, **found}):
        reader.learn(("account", owner.id), owner, _READ_FROM)
        if owner.patient_id:
            charts[owner.patient_id] = owner.id
    for patient_id, account_id in charts.items():
        reader.learn(("account of chart", practice_id, patient_id), account_id, _READ_FROM)


def tell(
    uow: UnitOfWork,
    *,
    practice_id: int,
    account_id: str | None,
    kind: str,
    key: str,
    body: str = "",
    patient_id: str | None = None,
    item_id: str | None = None,
) -> None:
    """Put an entry into the account's inbox and enqueue the mail that belongs to its kind.

    `key` makes the mail unique: two calls with one key send one mail. Without an account nobody is
    told; the practice calls.
    """
    if account_id is None:
        return
    row = uow.once(
        ("account", account_id),
        lambda: uow.execute(_one_account, {"id": account_id}).one(),
        _READ_FROM,
    )
    owner = mail.Recipient(row.id, row.username, row.email, row.language)
    entry = {
        "practice_id": practice_id,
        "id": new_id(),
        "account_id": account_id,
        "patient_id": patient_id,
        "kind": kind,
        "title": TITLES.get(owner.language, TITLES["en"])[kind],
        "body": body,
        "item_id": item_id,
        "created_at": uow.now,
    }
    uow.gather(_add, entry)
    if kind in _MAILS:
        key = f"mail:{kind}:{key}"
        about = item_id if kind in _WATCHED else None
        mail.send_later(uow, owner, _MAILS[kind], key=key, practice_id=practice_id, about=about)


def take_back(uow: UnitOfWork, practice_id: int, item_id: str, kind: str) -> None:
    """Remove the entries of `kind` about an item; a comment on a wrong result must not stay."""
    uow.execute(
        delete(inbox_entry).where(
            and_(
                inbox_entry.c.practice_id == practice_id,
                inbox_entry.c.item_id == item_id,
                inbox_entry.c.kind == kind,
            )
        )
    )


def entries(
    reader: Reader,
    account_id: str,
    charts: Iterable[str],
    *,
    limited: Iterable[str] = (),
    before: str | None = None,
    limit: int = 50,
) -> list[dict[str, Any]]:
    """Give the newest entries of an account; `before` is the id of the last one already seen.

    Entries about a chart are for who may read of it now: `charts` are those of the account, `limited`
    those that it only arranges visits for. A care manager whose link has ended reads no more of what
    the practice wrote about the other person.
    """
    query = select(inbox_entry).where(inbox_entry.c.account_id == account_id)
    query = query.where(_readable(charts, limited))
    if before is not None:
        query = query.where(inbox_entry.c.id < before)
    rows = reader.execute(query.order_by(inbox_entry.c.id.desc()).limit(limit)).mappings()
    return [dict(row) for row in rows]


def _readable(charts: Iterable[str], limited: Iterable[str]) -> Any:
    about = inbox_entry.c.patient_id
    clinical = exists().where(
        and_(
            item.c.practice_id == inbox_entry.c.practice_id,
            item.c.id == inbox_entry.c.item_id,
            item.c.kind.in_(_CLINICAL),
        )
    )
    arranged = and_(about.in_(sorted(limited)), ~clinical)
    return or_(about.is_(None), about.in_(sorted(charts)), arranged)


def mark_read(
    uow: UnitOfWork,
    account_id: str,
    entry_id: str,
    at: datetime,
    charts: Iterable[str],
    limited: Iterable[str] = (),
) -> bool:
    """Say that the owner has read an entry; False when it is not theirs to read, or not there."""
    mine = and_(inbox_entry.c.account_id == account_id, inbox_entry.c.id == entry_id)
    mine = and_(mine, _readable(charts, limited))
    if uow.execute(select(inbox_entry.c.id).where(mine)).one_or_none() is None:
        return False
    uow.execute(
        update(inbox_entry).where(mine).where(inbox_entry.c.read_at.is_(None)).values(read_at=at)
    )
    return True
