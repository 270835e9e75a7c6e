"""A filled sign-up form: what it may say, and how an enrollment item keeps it (DOMAIN F24)."""

from datetime import date, timedelta
from typing import Any

from portal.db.unit_of_work import Reader
from portal.services import matching
from portal.services.forms import Demographics
from portal.services.rules import invalid

EARLIEST_BIRTH = date(1900, 1, 1)


def check_person(reader: Reader, form: Demographics) -> None:
    """Refuse a birth date that can not be one; raises Problem(validation)."""
    latest = reader.now.date() + timedelta(days=1)  # it may be tomorrow already where they are
    if not EARLIEST_BIRTH <= form.birth_date <= latest:
        raise invalid("/birth_date", "range", "Please check the date of birth.")


def submitted_of(
    form: Demographics,
    username: str,
    *,
    terms: dict[str, str] | None,
    captcha: dict[str, str] | None,
    appointment_item_id: str | None,
) -> dict[str, Any]:
    """Give the `submitted` part of the item for a filled form."""
    return matching.submitted_values(
        given_name=form.given_name,
        middle_name=form.middle_name,
        family_name=form.family_name,
        birth_date=form.birth_date,
        sex=form.sex,
        address=form.address.model_dump(),
        phone=form.phone,
        email=form.email,
        username=username,
        insurance=None if form.insurance is None else form.insurance.model_dump(),
        terms=terms,
        captcha=captcha,
        appointment_item_id=appointment_item_id,
    ) | {"suffix": form.suffix}
