"""Where the records are: in memory, an account and Region at a time."""

import threading
from collections.abc import Iterator

from pods.sandbox.local_aws.recorder.kinds import Kind, Record

__all__ = ["Shelf", "Store"]

_Key = tuple[str, ...]


class Shelf:
    """The records of one account in one Region."""

    def __init__(self) -> None:
        self._records: dict[tuple[str, str], dict[_Key, Record]] = {}

    def of(self, kind: Kind) -> dict[_Key, Record]:
        """Answer the kind's records by identity, oldest first."""
        return self._records.setdefault((kind.service.name, kind.name), {})

    def all(self, service: str) -> Iterator[Record]:
        """Answer every record of a service."""
        for (name, _), records in self._records.items():
            if name == service:
                yield from records.values()

    def with_arn(self, service: str, arn: str) -> Record | None:
        """Answer the service's record with the ARN, if there is one."""
        return next((record for record in self.all(service) if arn and record.arn == arn), None)


class Store:
    """Every account's and Region's shelf, and the lock under which they are read and changed."""

    def __init__(self) -> None:
        self.lock = threading.RLock()
        self._shelves: dict[tuple[str, str], Shelf] = {}

    def shelf(self, account: str, region: str) -> Shelf:
        """Answer the shelf of an account in a Region."""
        return self._shelves.setdefault((account, region), Shelf())

    def clear(self) -> None:
        """Forget everything."""
        with self.lock:
            self._shelves.clear()
