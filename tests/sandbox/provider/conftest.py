"""One local AWS for the provider's tests, emptied for each file, and an account for each test."""

from collections.abc import Iterator

import pytest

from pods.sandbox.folder import SandboxFolder
from pods.sandbox.local_aws import process
from pods.sandbox.provider.account import Account
from tests.sandbox.provider.round_trip import World


@pytest.fixture(scope="session")
def shared_folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SandboxFolder]:
    """The folder of a local AWS that lives as long as the test run."""
    folder = SandboxFolder(tmp_path_factory.mktemp("local-aws"))
    process.start(folder)
    yield folder
    process.stop(folder)


@pytest.fixture(scope="module")
def local_aws(shared_folder: SandboxFolder) -> str:
    """The URL of the local AWS, with nothing in it that another file has left."""
    return process.reset(shared_folder).url


@pytest.fixture
def account(local_aws: str, monkeypatch: pytest.MonkeyPatch) -> Account:
    """An account on the local AWS, in us-east-1."""
    monkeypatch.setenv("AWS_ENDPOINT_URL", local_aws)
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "sandbox")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "sandbox")
    return Account({"region": "us-east-1"}, None)


@pytest.fixture
def world(account: Account) -> Iterator[World]:
    """Resources for one case, gone after it."""
    world = World(account)
    yield world
    world.unmake()
