"""The package's schema, as every language reads it: the public interface of the components."""

import json
from typing import Any

from pods.package.provider import PackageProvider

__all__ = ["schema", "schema_text"]


def schema() -> dict[str, Any]:
    """Return the schema that the package serves, with the version of this installation."""
    found: dict[str, Any] = json.loads(PackageProvider().schema or "{}")
    return found


def schema_text() -> str:
    """Return the schema without its version, to be kept and compared: its diff is the review."""
    kept = {key: value for key, value in schema().items() if key != "version"}
    return json.dumps(kept, indent=1, sort_keys=True) + "\n"
