"""One engine and one local AWS for the whole run; a stack of its own for each test."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import boto3
import pytest

from pods.cli.policy_pack import pack_folder
from pods.sandbox.engine import find_engine
from pods.sandbox.environment import Prepared, prepare
from pods.sandbox.folder import SandboxFolder
from pods.sandbox.local_aws import process
from tests.engine import small_pair
from tests.engine.pulumi_project import (
    Project,
    product_project,
    reference_project,
    written_project,
)

Client = Callable[..., object]


@pytest.fixture(scope="session")
def sandbox(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Prepared]:
    """A sandbox that lives as long as the test run."""
    folder = SandboxFolder(tmp_path_factory.mktemp("sandbox"))
    running = process.start(folder)
    yield prepare(folder, find_engine(), running)
    process.stop(folder)


@pytest.fixture(scope="session")
def policy_pack() -> str:
    """The policy pack's folder, as `--policy-pack` takes it."""
    return str(pack_folder())


@pytest.fixture(scope="session")
def new_project(
    sandbox: Prepared, tmp_path_factory: pytest.TempPathFactory
) -> Callable[[str], Project]:
    """Make copies of the reference project, each with an empty stack of the given name."""

    def make(stack: str) -> Project:
        return _with_stack(reference_project(tmp_path_factory.mktemp(stack)), stack, sandbox)

    return make


@pytest.fixture(scope="session")
def new_product(
    sandbox: Prepared, tmp_path_factory: pytest.TempPathFactory
) -> Callable[[str], Project]:
    """Make copies of other products, each with an empty stack of its own name."""

    def make(name: str) -> Project:
        return _with_stack(product_project(tmp_path_factory.mktemp(name), name), name, sandbox)

    return make


@pytest.fixture(scope="session")
def new_pair(
    sandbox: Prepared, tmp_path_factory: pytest.TempPathFactory
) -> Callable[[str], Project]:
    """Make projects of the smallest pair, each with an empty stack of the given name."""

    def make(stack: str) -> Project:
        folder = written_project(tmp_path_factory.mktemp(stack), "pair", small_pair.PROGRAM)
        return _with_stack(folder, stack, sandbox)

    return make


def _with_stack(folder: Path, stack: str, sandbox: Prepared) -> Project:
    shutil.move(folder / "Pulumi.sandbox.yaml", folder / f"Pulumi.{stack}.yaml")
    project = Project(folder, stack, sandbox.environment())
    outcome = project.run("stack", "init")
    assert outcome.code == 0, str(outcome)
    return project


@pytest.fixture(scope="session")
def aws(sandbox: Prepared) -> Callable[[str], object]:
    """Make boto3 clients of the sandbox's account."""

    def client(service: str, region: str = "us-east-1") -> object:
        return boto3.client(
            service,  # type: ignore[call-overload]
            region_name=region,
            endpoint_url=sandbox.variables["AWS_ENDPOINT_URL"],
            aws_access_key_id="sandbox",
            aws_secret_access_key="sandbox",
        )

    return client
