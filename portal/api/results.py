"""Results for staff: who would see one if it were released now."""

from typing import Literal

from fastapi import Request

from portal.api.actors import Staff, require
from portal.api.models import EntityId, PracticeId, Reply
from portal.api.routing import Router
from portal.api.state import portal_of
from portal.db.unit_of_work import Scope, UnitOfWork
from portal.domain.problems import Problem, ProblemType
from portal.security.permissions import Permission
from portal.services import gate_jobs, item_changes, reports
from portal.services.audience import digest_of
from portal.services.item_changes import content_of
from portal.services.result_gate import KIND, report_id

router = Router(prefix="/v1/practices/{practice_id}/results/{item_id}", tags=["results"])


class ViewerReply(Reply):
    """Somebody with an account, and whether they would see it; `why` is a code for who does not."""

    account_id: str
    name: str
    relation: str
    sees: bool
    why: Literal[
        "",
        "BAND_NO_ACCOUNT",
        "BAND_NO_PROXY",
        "LIMITED_SCOPE",
        "CATEGORY_BLOCKED",
        "CHILD_IS_OF_AGE",
        "DECEASED",
    ]


class AudienceReply(Reply):
    """Who sees the result; a release may name the `digest` and is refused for another audience.

    `seen` says whether the released values have been handed to anybody.
    """

    digest: str
    viewers: list[ViewerReply]
    seen: bool


@router.get("/audience", operation_id="preview_audience")
def preview_audience(
    practice_id: PracticeId, item_id: EntityId, actor: Staff, request: Request
) -> AudienceReply:
    """Say who would see a result if it were released now; an item that says otherwise is renewed."""
    require(actor, practice_id, Permission.RESULT_READ)

    database = portal_of(request).database
    with database.read(Scope.of([practice_id])) as reader:
        row = item_changes.load(reader, practice_id, item_id)
        if row is None or row["kind"] != KIND.name:
            raise Problem(ProblemType.NOT_FOUND)
        viewers = KIND.gated.viewers(reader, row)
        seen_at = reports.report_of(reader, practice_id, report_id(row))["seen_at"]
    digest = digest_of(viewers)
    if content_of(row)["audience"]["digest"] != digest:

        def renew(uow: UnitOfWork) -> None:
            gate_jobs.refresh(uow, KIND, practice_id, item_id)

        database.write(Scope.of([practice_id]), renew)
    told = [ViewerReply.model_validate(vars(one)) for one in viewers]
    return AudienceReply(digest=digest, viewers=told, seen=seen_at is not None)
