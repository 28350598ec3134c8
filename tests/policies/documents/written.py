"""States and previews as Pulumi writes them, small."""

import json
from collections.abc import Mapping
from typing import Any

PREFIX = "urn:pulumi:prod::clinic::"
PROVIDER = f"{PREFIX}pulumi:providers:aws::default_7_51_1"
SECRET = "1b47061264138c4ac30d75fd1eb44270"
SIGNATURE = "4dabf18193072939515e22adb298388d"
UNKNOWN_TEXT = "04da6b54-80e4-46f7-96ec-b56ff0331ba9"

DATABASE = "aws:rds/instance:Instance"
BUCKET = "aws:s3/bucket:Bucket"


def entry(kind: str, name: str, inputs: Mapping[str, Any], **more: Any) -> dict[str, Any]:
    """Return a resource as states and steps write it."""
    return {
        "urn": f"{PREFIX}{kind}::{name}",
        "custom": True,
        "type": kind,
        "inputs": dict(inputs),
        **more,
    }


def made(kind: str, name: str, inputs: Mapping[str, Any], **more: Any) -> dict[str, Any]:
    """Return a resource of a state, with an id and outputs."""
    return entry(kind, name, inputs, id=f"{name}-id", outputs=dict(inputs), **more)


def state(*entries: Mapping[str, Any], **deployment: Any) -> str:
    """Return what `pulumi stack export` writes."""
    return json.dumps({"version": 3, "deployment": {"resources": list(entries), **deployment}})


def step(op: str, new: Mapping[str, Any] | None, **more: Any) -> dict[str, Any]:
    """Return a step of a preview."""
    urn = {} if new is None else {"urn": new["urn"], "newState": dict(new)}
    return {"op": op, **urn, "detailedDiff": None, **more}


def preview(*steps: Mapping[str, Any], **more: Any) -> str:
    """Return what `pulumi preview --json` writes."""
    return json.dumps({"config": {"aws:region": "us-east-1"}, "steps": list(steps), **more})
