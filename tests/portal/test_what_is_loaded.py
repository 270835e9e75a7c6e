"""What a portal that serves does not carry about: it would keep it for months."""

import subprocess
import sys

import pytest

LOOK = "import sys, {module}; print(*sorted({wanted!r} & sys.modules.keys()))"
FOR_MIGRATIONS = {"alembic", "mako"}
FOR_COLOURS = {"rich", "pygments"}
FOR_FHIR = {"fhir", "lxml", "yaml"}  # the first message of a laboratory brings them
FOR_PDF = {"pikepdf", "portal.demo.build", "portal.demo.statement_folder"}


@pytest.mark.parametrize("module", ["portal.cli.serve", "portal.cli.demo"])
def test_a_server_loads_nothing_that_serving_does_not_need(module: str) -> None:
    wanted = FOR_MIGRATIONS | FOR_COLOURS | FOR_FHIR | FOR_PDF
    program = LOOK.format(module=module, wanted=wanted)
    ran = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert ran.stdout.split() == []


def test_a_database_at_the_newest_schema_is_upgraded_without_what_migrates(database_url: str):
    program = f"""
import sys
from portal.cli import schema
schema.upgrade({database_url!r})
print(*sorted({FOR_MIGRATIONS!r} & sys.modules.keys()))
"""
    ran = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert ran.stdout.split() == []
