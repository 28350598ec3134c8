"""Calls to AWS through boto3: a client for each service and Region, errors in our own words."""

import re
import threading
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import boto3
from botocore import xform_name
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError
from botocore.response import StreamingBody

from pods.errors import CloudError, Problem
from pods.sandbox.provider.sessions import new_session

__all__ = ["Aws", "Refusal"]

_NOT_FOUND = re.compile(
    r"NotFound|NoSuch|DoesNotExist|NonExistent|NotAttached|^404$|ResourceNotFound"
)
_CONFLICT = re.compile(r"AlreadyExist|AlreadyOwned|Duplicate|Conflict|AlreadyAssociated")
_CONNECTIONS = 32
_CONFIG = Config(
    max_pool_connections=_CONNECTIONS,
    retries={"mode": "standard", "max_attempts": 3},
    connect_timeout=5,
    read_timeout=60,
)


class Refusal(CloudError):  # noqa: N818 - what AWS does; the base says that it is an error
    """AWS refused one operation; `code` is its own error code."""

    def __init__(self, service: str, operation: str, code: str, message: str) -> None:
        """Say which operation was refused, and why."""
        super().__init__(
            Problem(
                subject=f"{service}:{operation}",
                observed=f"refused with {code}",
                required="the operation must succeed",
                remedy=message or "AWS gave no reason.",
            )
        )
        self.code = code

    @property
    def is_not_found(self) -> bool:
        """Whether the resource named in the call does not exist."""
        return bool(_NOT_FOUND.search(self.code))

    @property
    def is_conflict(self) -> bool:
        """Whether a resource of that name exists already."""
        return bool(_CONFLICT.search(self.code))


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What every expression may name besides the resource: where it lives."""

    region: str
    account: str
    partition: str


class Aws:
    """Clients for one account; safe to use from several threads."""

    def __init__(self, region: str, endpoint: str | None = None) -> None:
        """Use this Region by default, and `endpoint` for every service if one is given."""
        self.region = region
        self._endpoint = endpoint
        self._session = boto3.Session(botocore_session=new_session())
        self._clients: dict[tuple[str, str], Any] = {}
        self._lock = threading.Lock()
        self._account: tuple[str, str] | None = None

    def surroundings(self, region: str = "") -> Surroundings:
        """Return account, partition and Region; the account is asked for once."""
        if self._account is None:
            arn = self.call("sts", "GetCallerIdentity", {})["Arn"]
            _, partition, _, _, account, _ = arn.split(":", 5)
            self._account = (account, partition)
        account, partition = self._account
        return Surroundings(region or self.region, account, partition)

    def call(
        self, service: str, operation: str, parameters: Mapping[str, Any], region: str = ""
    ) -> dict[str, Any]:
        """Run one operation and return its answer; raises Refusal, or CloudError if none came."""
        client = self._client(service, region or self.region)
        try:
            answer: dict[str, Any] = getattr(client, xform_name(operation))(**parameters)
        except ClientError as error:
            details = error.response.get("Error", {})
            raise Refusal(
                service, operation, details.get("Code", "Unknown"), details.get("Message", "")
            ) from error
        except BotoCoreError as error:
            raise CloudError(
                Problem(
                    subject=f"{service}:{operation}",
                    observed=type(error).__name__,
                    required="AWS must answer a well-formed call",
                    remedy=str(error),
                )
            ) from error
        answer.pop("ResponseMetadata", None)
        return {name: _whole(value) for name, value in answer.items()}

    def _client(self, service: str, region: str) -> Any:
        key = (service, region)
        if key not in self._clients:
            with self._lock:  # boto3 makes clients from a session that threads must not share
                if key not in self._clients:
                    self._clients[key] = self._session.client(
                        service,  # type: ignore[call-overload]  # a name known only from the tables
                        region_name=region,
                        endpoint_url=self._endpoint,
                        config=_CONFIG,
                    )
        return self._clients[key]


def _whole(value: Any) -> Any:
    """Return a member of an answer; one that comes as a stream is read to its end."""
    return value.read() if isinstance(value, StreamingBody) else value
