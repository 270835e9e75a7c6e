"""Where the portal finds everything outside itself. Each field reads `PORTAL_<NAME>`."""

import base64
import binascii
import os
import secrets
import tempfile
from pathlib import Path
from typing import Any

from pydantic import Field, SecretStr, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

_KEY_BYTES = 32


class SettingsError(Exception):
    """The portal can not start as configured; the text says what to change."""


class Settings(BaseSettings):
    """Configuration of one portal process.

    Without `database_url` the portal is embedded: one SQLite file in `data_dir`, and a secret key
    that is made at first use and kept beside it with mode 0600.
    """

    model_config = SettingsConfigDict(
        env_prefix="PORTAL_", frozen=True, extra="ignore", hide_input_in_errors=True
    )

    data_dir: Path = Path("portal-data")
    database_url: str = Field(default="", repr=False)  # it may hold a password
    mail_url: str = Field(default="", repr=False)  # smtp://host:port; empty: .eml files
    mail_from: str = "portal@localhost"
    secret_key: SecretStr = SecretStr("")  # base64 of 32 bytes
    public_url: str = ""
    files_url: str = Field(default="", repr=False)  # s3://bucket/prefix; empty: in data_dir/files
    captcha_name: str = ""  # of a service that checks who signs up; empty: the embedded check
    captcha_url: str = ""  # where it verifies: https://…/siteverify
    captcha_site_key: str = ""
    captcha_secret: SecretStr = SecretStr("")
    payment_provider: str = ""  # who takes payments: local-test; empty: nobody pays in the portal
    host: str = "127.0.0.1"
    port: int = Field(default=8470, ge=0, le=65535)
    threads: int = Field(default=6, ge=1, le=64)  # never more than the connections of the pool
    leave_s: float = Field(default=0, ge=0, le=60)  # told to end: so long a balancer may notice
    trusted_proxies: str = ""  # whose X-Forwarded-* is believed, comma separated; empty: nobody's
    tls_certificate: Path | None = None
    tls_key: Path | None = None

    @model_validator(mode="before")
    @classmethod
    def _default_database(cls, values: Any) -> Any:
        if isinstance(values, dict) and not values.get("database_url"):
            folder = Path(values.get("data_dir") or cls.model_fields["data_dir"].default)
            return values | {"database_url": f"sqlite:///{folder.absolute() / 'portal.db'}"}
        return values

    @property
    def embedded(self) -> bool:
        """Whether the portal keeps its own SQLite file."""
        return self.database_url.startswith("sqlite")

    @property
    def https(self) -> bool:
        """Whether callers reach the portal over TLS: its own, or that of a proxy before it."""
        return self.tls_certificate is not None or self.public_url.startswith("https://")

    @property
    def patients_url(self) -> str:
        """Where patients reach the portal, without a slash behind it; for mails and letters.

        Without a public address it is the one that the portal listens on.
        """
        scheme = "https" if self.https else "http"
        return (self.public_url or f"{scheme}://{self.host}:{self.port}").rstrip("/")

    def prepare_data_dir(self) -> Path:
        """Make `data_dir` for this user alone and give it back."""
        self.data_dir.mkdir(mode=0o700, parents=True, exist_ok=True)
        return self.data_dir

    def secret(self) -> bytes:
        """Give the 32 bytes from which every other key of the portal is derived.

        Raises SettingsError when none is configured for a shared database, or it is malformed.
        """
        configured = self.secret_key.get_secret_value()
        if configured:
            return _decode_key(configured, "PORTAL_SECRET_KEY")
        if not self.embedded:
            msg = "PORTAL_SECRET_KEY must be set when the database is shared"
            raise SettingsError(msg)
        return _kept_key(self.prepare_data_dir() / "secret.key")


def _decode_key(text: str, where: str) -> bytes:
    try:
        key = base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        key = b""
    if len(key) != _KEY_BYTES:
        msg = f"{where} must be {_KEY_BYTES} bytes in base64"
        raise SettingsError(msg)
    return key


def _kept_key(path: Path) -> bytes:
    """Read the key kept in `path`; of several processes that start at once, one makes it."""
    if not path.exists():
        handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=".secret-")  # mode 0600
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(base64.b64encode(secrets.token_bytes(_KEY_BYTES)))
                file.flush()
                os.fsync(file.fileno())
            Path(path).hardlink_to(temporary)
        except FileExistsError:
            pass  # another process was first; its key counts
        finally:
            Path(temporary).unlink()
    return _decode_key(path.read_text().strip(), str(path.name))
