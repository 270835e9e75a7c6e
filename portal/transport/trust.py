"""Whom the processes beside the portal believe, and who may speak to them: TLS, made by hand.

Left alone, `requests` lets the environment decide: variables name other authorities and proxies, a
netrc file other credentials. None of that is read here (reference: security T9).
"""

import ssl
from pathlib import Path
from typing import Any, NoReturn

import requests
from requests.adapters import HTTPAdapter


class TrustError(Exception):
    """A certificate or key can not be used; the text says which and what to do."""


def session(ca_file: Path | None, connections: int) -> requests.Session:
    """Make a session that believes the system's authorities, or those of `ca_file` and nobody else.

    Raises:
        TrustError: the file can not be read.
    """
    made = requests.Session()
    made.trust_env = False  # no proxies, no netrc, no other authorities from the environment
    adapter = _Adapter(_authorities(ca_file), connections)
    for scheme in ("https://", "http://"):
        made.mount(scheme, adapter)
    return made


def listening(certificate: Path, key: Path | None, client_ca: Path | None) -> ssl.SSLContext:
    """Make what a listener shows callers, and whose certificates it asks of them.

    Raises:
        TrustError: a file can not be used.
    """
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    try:
        context.load_cert_chain(certificate, key, password=_no_password)
    except (OSError, ssl.SSLError) as error:
        msg = f"the certificate {certificate} and its key can not be used: {_reason(error)}"
        raise TrustError(msg) from error
    if client_ca is not None:
        context.verify_mode = ssl.CERT_REQUIRED
        _believe(context, client_ca)
    return context


def _authorities(ca_file: Path | None) -> ssl.SSLContext:
    # by hand, not by `create_default_context`, which would honor SSLKEYLOGFILE
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    if ca_file is None:
        context.load_default_certs()
    else:
        _believe(context, ca_file)
    return context


def _believe(context: ssl.SSLContext, ca_file: Path) -> None:
    try:
        context.load_verify_locations(cafile=str(ca_file))
    except (OSError, ssl.SSLError) as error:
        msg = f"the certificate file {ca_file} can not be used: {_reason(error)}"
        raise TrustError(msg) from error


def _reason(error: OSError | ssl.SSLError) -> str:
    if isinstance(error, ssl.SSLError):
        return (error.reason or "not a certificate").lower().replace("_", " ")
    return (error.strerror or "it can not be read").lower()


def _no_password() -> NoReturn:
    msg = "the key is locked with a password; a service needs one without"
    raise TrustError(msg)


class _Adapter(HTTPAdapter):
    def __init__(self, trusted: ssl.SSLContext, connections: int) -> None:
        self._trusted = trusted
        super().__init__(pool_connections=1, pool_maxsize=connections, pool_block=False)

    def init_poolmanager(self, *args: Any, **pool_kwargs: Any) -> None:
        super().init_poolmanager(*args, ssl_context=self._trusted, **pool_kwargs)

    def cert_verify(self, conn: Any, url: str, verify: Any, cert: Any) -> None:
        """Add nobody to those we trust: the stock method would bring certifi's authorities in."""
        del url, verify, cert
        conn.cert_reqs = "CERT_REQUIRED"
        conn.ca_certs = None
        conn.ca_cert_dir = None
