"""One local AWS for all tests of this folder; each test works with names of its own."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import boto3
import botocore.config
import pytest

from pods.sandbox.folder import SandboxFolder
from pods.sandbox.local_aws import process
from pods.sandbox.local_aws.standing import Running

REGION = "us-east-1"

Client = Callable[..., Any]


_ONE_TRY = botocore.config.Config(retries={"max_attempts": 0}, read_timeout=60)


def client_of(
    running: Running,
    service: str,
    region: str = REGION,
    config: botocore.config.Config = _ONE_TRY,
) -> Any:
    """A boto3 client of the local AWS, as any program of a user would make one."""
    return boto3.client(
        service,  # type: ignore[call-overload]
        region_name=region,
        endpoint_url=running.url,
        aws_access_key_id="sandbox",
        aws_secret_access_key="sandbox",
        config=config,
    )


@pytest.fixture(scope="session")
def local_aws(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """The local AWS that the tests share."""
    folder = SandboxFolder(tmp_path_factory.mktemp("local-aws"))
    yield process.start(folder, regions=(REGION,))
    process.stop(folder)


@pytest.fixture(scope="session")
def client(local_aws: Running) -> Iterator[Client]:
    """Makes clients: `client("dlm")`, `client("dlm", "us-west-2")`."""
    made: dict[tuple[str, str], Any] = {}

    def of(service: str, region: str = REGION) -> Any:
        key = (service, region)
        if key not in made:
            made[key] = client_of(local_aws, service, region)
        return made[key]

    yield of
    for each in made.values():
        each.close()


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[SandboxFolder]:
    """A sandbox of one test's own; whatever it started is ended."""
    own = SandboxFolder(tmp_path / "sandbox")
    yield own
    process.stop(own)
