"""The databases that the tests of the portal ask for."""

from tests.support.databases import (  # noqa: F401 - pytest finds fixtures by their names here
    database,
    database_url,
    migrated_postgresql,
    migrated_sqlite,
    new_database,
    new_postgresql,
    new_sqlite,
    postgresql_cluster,
    postgresql_copies,
    postgresql_url,
    sqlite_url,
)
from tests.support.mail_sink import mail_sink  # noqa: F401 - as above
from tests.support.site_verify import site_verify  # noqa: F401 - as above
