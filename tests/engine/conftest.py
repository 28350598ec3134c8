"""One engine and one local AWS for a whole process; an account of its own for each file.

A file's account is thrown away after it: only a test that shows what a `destroy` leaves needs one.
"""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import boto3
import pytest

from pods.cli import policy_pack as cli_policy_pack
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
from tests.warm_python import WarmPython

Client = Callable[..., object]
IMPORTED_BEFORE = Path(__file__).with_name("imported_before.py")


@pytest.fixture(scope="session")
def local_aws(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SandboxFolder]:
    """A sandbox's folder, in which a local AWS runs as long as the tests of this process."""
    folder = SandboxFolder(tmp_path_factory.mktemp("sandbox"))
    process.start(folder)
    yield folder
    process.stop(folder)


@pytest.fixture(scope="session")
def warm_python(tmp_path_factory: pytest.TempPathFactory) -> Iterator[WarmPython]:
    """An interpreter that has imported what providers, programs and policy packs import."""
    with WarmPython(tmp_path_factory.mktemp("warm"), IMPORTED_BEFORE) as warm:
        yield warm


@pytest.fixture(scope="module")
def sandbox(local_aws: SandboxFolder, warm_python: WarmPython) -> Prepared:
    """An empty account, and what leads an engine to it."""
    python = str(warm_python.executable)
    return prepare(local_aws, find_engine(), process.reset(local_aws), python=python)


@pytest.fixture(scope="session")
def policy_pack() -> str:
    """The policy pack's folder, as `--policy-pack` takes it."""
    return str(cli_policy_pack.pack_folder())


@pytest.fixture(scope="session")
def pack_in_sandboxes() -> tuple[str, ...]:
    """The pack with settings for stacks whose resources nothing protects."""
    return cli_policy_pack.pack_in_sandboxes()


@pytest.fixture(scope="module")
def new_project(
    sandbox: Prepared, tmp_path_factory: pytest.TempPathFactory
) -> Callable[[str], Project]:
    """Make copies of the reference project, each with an empty stack of the given name."""

    def make(stack: str) -> Project:
        return _with_stack(reference_project(tmp_path_factory.mktemp(stack)), stack, sandbox)

    return make


@pytest.fixture(scope="module")
def new_product(
    sandbox: Prepared, tmp_path_factory: pytest.TempPathFactory
) -> Callable[[str], Project]:
    """Make copies of other products, each with an empty stack of its own name."""

    def make(name: str) -> Project:
        return _with_stack(product_project(tmp_path_factory.mktemp(name), name), name, sandbox)

    return make


@pytest.fixture(scope="module")
def new_program(
    sandbox: Prepared, tmp_path_factory: pytest.TempPathFactory
) -> Callable[[str, str], Project]:
    """Make projects of a program's text, each with an empty stack of the given name."""

    def make(stack: str, program: str) -> Project:
        folder = written_project(tmp_path_factory.mktemp(stack), "pair", program)
        return _with_stack(folder, stack, sandbox)

    return make


@pytest.fixture(scope="module")
def new_pair(new_program: Callable[[str, str], Project]) -> Callable[[str], Project]:
    """Make projects of the smallest pair, each with an empty stack of the given name."""
    return lambda stack: new_program(stack, small_pair.PROGRAM)


def _with_stack(folder: Path, stack: str, sandbox: Prepared) -> Project:
    shutil.move(folder / "Pulumi.sandbox.yaml", folder / f"Pulumi.{stack}.yaml")
    project = Project(folder, stack, sandbox.environment())
    outcome = project.run("stack", "init")
    assert outcome.code == 0, str(outcome)
    return project


@pytest.fixture(scope="module")
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
