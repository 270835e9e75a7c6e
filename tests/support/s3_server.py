"""An S3 that runs on this machine: moto's server, a real HTTP server that keeps buckets in memory.

    @pytest.fixture(scope="module") … S3Server.start() → .environment(bucket), .url(bucket, prefix)

The portal finds it as an operator would tell it of any S3: an `s3://…` address and `AWS_*` variables.
"""

import logging
from contextlib import AbstractContextManager
from types import TracebackType
from typing import Self

import boto3
from moto.server import ThreadedMotoServer

_KEY, _SECRET, _REGION = "test-key", "test-secret", "us-east-1"


class S3Server(AbstractContextManager["S3Server"]):
    """A running S3; every bucket is made when it is first asked for."""

    def __init__(self) -> None:
        self._server = ThreadedMotoServer("127.0.0.1", 0, verbose=False)

    def __enter__(self) -> Self:
        logging.getLogger("werkzeug").setLevel(logging.ERROR)
        self._server.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._server.stop()

    @property
    def address(self) -> str:
        host, port = self._server.get_host_and_port()
        return f"http://{host}:{port}"

    def environment(self) -> dict[str, str]:
        """What an operator sets beside the address of the bucket."""
        return {
            "AWS_ACCESS_KEY_ID": _KEY,
            "AWS_SECRET_ACCESS_KEY": _SECRET,
            "AWS_REGION": _REGION,
            "AWS_ENDPOINT_URL": self.address,
            "AWS_ALLOW_HTTP": "true",
        }

    def bucket(self, name: str) -> str:
        """Make a bucket; gives the portal's setting for it."""
        self.client().create_bucket(Bucket=name)
        return f"s3://{name}/portal"

    def objects(self, name: str) -> dict[str, int]:
        """What the bucket holds: the size of each object by its name."""
        found = self.client().list_objects_v2(Bucket=name).get("Contents", [])
        return {one["Key"]: one["Size"] for one in found}

    def unfinished(self, name: str) -> int:
        """How many uploads of several parts have neither been finished nor given up."""
        return len(self.client().list_multipart_uploads(Bucket=name).get("Uploads", []))

    def client(self) -> "boto3.client":
        return boto3.client(
            "s3",
            endpoint_url=self.address,
            region_name=_REGION,
            aws_access_key_id=_KEY,
            aws_secret_access_key=_SECRET,
        )
