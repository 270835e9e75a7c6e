"""`portal-server policy show` and `policy set`: what a practice has set, for who runs the server."""

import argparse
import json
import sys
from pathlib import Path
from typing import Any

from portal.cli.configuration import settings_of
from portal.cli.database import opened, require_practice
from portal.cli.errors import CommandError
from portal.db.engine import Database
from portal.db.unit_of_work import Scope, UnitOfWork
from portal.domain.problems import Problem
from portal.queues.registry import QUEUES
from portal.services.policies import documents
from portal.services.policies.store import change, held


def add(commands: Any) -> None:
    """Describe the commands."""
    group = commands.add_parser("policy", help="what a practice has set").add_subparsers(
        required=True, metavar="COMMAND"
    )
    show = group.add_parser("show", help="print a policy, or all, as JSON")
    show.add_argument("name", nargs="?", default="", metavar="NAME")
    show.set_defaults(run=run_show)
    put = group.add_parser("set", help="change a policy; the JSON is read from stdin")
    put.add_argument("name", metavar="NAME")
    put.add_argument("--reason", required=True, help="why; everybody reads it later")
    put.add_argument(
        "--only", action="store_true", help="the JSON names only what changes; the rest stays"
    )
    put.set_defaults(run=run_set)
    for parser in (show, put):
        parser.add_argument("--practice", type=int, required=True, metavar="ID")
        parser.add_argument("--database", metavar="URL", help="also PORTAL_DATABASE_URL")
        parser.add_argument("--data-dir", type=Path, metavar="DIR", help="also PORTAL_DATA_DIR")


def run_show(arguments: argparse.Namespace) -> int:
    """Print what holds; gives the exit status."""

    def work(database: Database) -> None:
        names = [arguments.name] if arguments.name else list(documents.models(QUEUES))
        with database.read(Scope.of([arguments.practice])) as reader:
            require_practice(reader, arguments.practice)
            found = [
                documents.document(reader, arguments.practice, documents.model_of(QUEUES, name))
                for name in names
            ]
        shown = found[0] if arguments.name else found
        print(json.dumps(shown, indent=2, ensure_ascii=False))  # noqa: T201 - the answer

    return _with(arguments, work)


def run_set(arguments: argparse.Namespace) -> int:
    """Change a policy by what stands on stdin; gives the exit status."""
    model = documents.model_of(QUEUES, arguments.name)
    given = _given()
    reason = arguments.reason.strip()
    if not reason:
        msg = "A change needs a --reason."
        raise CommandError(msg)

    def work(uow: UnitOfWork) -> int:
        require_practice(uow, arguments.practice)
        before = held(uow, arguments.practice, model)
        whole = before.policy.model_dump(mode="json") | given if arguments.only else given
        return change(
            uow,
            arguments.practice,
            documents.parsed(model, whole),
            expected_version=before.version,
            actor_id=None,  # whoever may start programs on the server
            reason=reason[:500],
        )

    def put(database: Database) -> None:
        try:
            version = database.write(Scope.of([arguments.practice]), work)
        except Problem as problem:
            raise CommandError(_faults(problem)) from problem
        print(f"{arguments.name} is version {version} now.")  # noqa: T201 - the answer

    return _with(arguments, put)


def _with(arguments: argparse.Namespace, work: Any) -> int:
    settings = settings_of(arguments)
    with opened(settings) as database:
        work(database)
    return 0


def _given() -> dict[str, Any]:
    try:
        found = json.loads(sys.stdin.read())
    except ValueError as error:
        msg = "What stands on stdin is not JSON."
        raise CommandError(msg) from error
    if not isinstance(found, dict):
        msg = "A policy is a JSON object."
        raise CommandError(msg)
    return found


def _faults(problem: Problem) -> str:
    """Name what does not fit, by its place in the policy."""
    errors = problem.extra.get("errors") or ()
    places = ", ".join(str(one["pointer"]).removeprefix("/policy/") for one in errors)
    detail = problem.detail or problem.type.title
    return f"{detail.rstrip('.')} ({places})." if places else detail
