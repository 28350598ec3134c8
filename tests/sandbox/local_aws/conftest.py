"""One local AWS for all tests of this folder; each test works with names of its own."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from uuid import uuid4

import boto3
import botocore.config
import pytest
from botocore.exceptions import ClientError

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
def shared_folder(tmp_path_factory: pytest.TempPathFactory) -> SandboxFolder:
    """The sandbox's folder of the local AWS that the tests share."""
    return SandboxFolder(tmp_path_factory.mktemp("local-aws"))


@pytest.fixture(scope="session")
def local_aws(shared_folder: SandboxFolder) -> Iterator[Running]:
    """The local AWS that the tests share."""
    yield process.start(shared_folder, regions=(REGION,))
    process.stop(shared_folder)


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


@pytest.fixture
def vault(client: Client) -> str:
    """A vault of the test's own."""
    name = f"vault-{uuid4().hex[:8]}"
    client("backup").create_backup_vault(BackupVaultName=name)
    return name


def refusal(call: Callable[..., Any], **arguments: Any) -> tuple[str, str]:
    """The code and message with which a call is refused."""
    with pytest.raises(ClientError) as error:
        call(**arguments)
    answer = error.value.response["Error"]
    return answer["Code"], answer["Message"]


def refused(call: Callable[..., Any], **arguments: Any) -> str:
    """The code with which a call is refused."""
    return refusal(call, **arguments)[0]
