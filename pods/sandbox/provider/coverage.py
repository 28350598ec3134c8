"""What the sandbox simulates of each type, what it only records, and what has no effect.

Whether an input takes effect is not claimed but was tried: `tried_inputs.json` is written by
`scripts/observe`, which sends every type through its life and notes what the local AWS shows.
"""

import json
from dataclasses import asdict, dataclass
from importlib.resources import files
from typing import Any, Literal

from pods.sandbox.local_aws.recorder import recorded_operations
from pods.sandbox.provider.account import schema_store
from pods.sandbox.provider.changes import sent_properties
from pods.sandbox.provider.property_schema import TypeSchema
from pods.sandbox.provider.resource_type import ResourceType
from pods.sandbox.provider.types import TYPES

__all__ = ["TRIED_INPUTS", "Coverage", "coverage"]

TRIED_INPUTS = "tried_inputs.json"


@dataclass(frozen=True, slots=True)
class Coverage:
    """One type: how it is kept, and its inputs by what was seen of them."""

    token: str
    kept: Literal["simulated", "recorded"]
    shown: tuple[str, ...]
    """Inputs that the local AWS shows as declared."""
    dropped: tuple[str, ...]
    """Inputs that are sent, and of which the local AWS keeps nothing."""
    untried: tuple[str, ...]
    """Inputs that are sent and that no test has tried."""
    not_sent: tuple[str, ...]
    """Inputs that are accepted and have no effect."""
    refused: tuple[str, ...]
    """Inputs that are an error."""
    note: str

    def document(self) -> dict[str, Any]:
        """Return the entry for `--json`."""
        return asdict(self)

    def __str__(self) -> str:
        """Render as a few lines; what has no effect is named."""
        lines = [f"{self.kept:<9}  {self.token}  ({len(self.shown)} inputs take effect)"]
        for label, names in (
            ("dropped", self.dropped),
            ("untried", self.untried),
            ("no effect", self.not_sent),
            ("refused", self.refused),
        ):
            lines += [f"           {label}: {', '.join(names)}"] if names else []
        lines += [f"           note: {self.note}"] if self.note else []
        return "\n".join(lines)


def coverage() -> list[Coverage]:
    """Return every type of the tables, by token."""
    tried = json.loads(files(__package__).joinpath(TRIED_INPUTS).read_text(encoding="utf-8"))
    store = schema_store(None)
    return [
        _coverage(TYPES[token], store.resource(token), tried.get(token, {}))
        for token in sorted(TYPES)
    ]


def _coverage(kind: ResourceType, schema: TypeSchema, tried: dict[str, list[str]]) -> Coverage:
    shown, dropped = set(tried.get("shown", ())), set(tried.get("dropped", ()))
    sent = sent_properties(kind, schema)
    every = set(schema.inputs.fields)
    recorded = kind.create.operation in recorded_operations().get(kind.service, set())
    return Coverage(
        token=kind.token,
        kept="recorded" if recorded else "simulated",
        shown=tuple(sorted(shown)),
        dropped=tuple(sorted(dropped)),
        untried=tuple(sorted((every & sent) - shown - dropped - kind.refused.keys())),
        not_sent=tuple(sorted(every - sent - shown - dropped - kind.refused.keys())),
        refused=tuple(sorted(kind.refused)),
        note=kind.note,
    )
