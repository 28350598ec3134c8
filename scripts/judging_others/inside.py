"""Runs the program of the present folder; its configuration comes in, what was found goes out."""

import json
import runpy
import sys
from collections.abc import Mapping
from contextlib import redirect_stdout
from typing import Any, Final

from pods.testing import declared_by, judged

_REGION: Final = "us-east-1"
_ANSWERS: Final[Mapping[str, Any]] = {
    "id": "made-up",
    "ids": ["subnet-1", "subnet-2"],
    "names": [f"{_REGION}{letter}" for letter in "abc"],
    "zoneIds": ["use1-az1", "use1-az2", "use1-az3"],
    "accountId": "111111111111",
    "arn": "arn:aws:iam::111111111111:user/made-up",
    "name": _REGION,
    "region": _REGION,
    "json": '{"Version": "2012-10-17", "Statement": []}',
    "zoneId": "Z0000000000",
    "partition": "aws",
    "password": "made-up",
    "userName": "made-up",
    "authorizationToken": "made-up",
    "proxyEndpoint": "https://registry.example",
    "value": "made-up",
    "vpcId": "vpc-1",
    "mainRouteTableId": "rtb-1",
}
"""One answer to every look-up: what is asked for is among it."""


def main() -> None:
    """Judge the program of this folder."""
    given = json.load(sys.stdin)
    sys.path[:0] = ["."]
    with redirect_stdout(sys.stderr):  # programs print
        resources = declared_by(
            lambda: runpy.run_path("__main__.py", run_name="__main__"),
            {"aws:region": _REGION, **given["config"]},
            lambda token, arguments: {**_ANSWERS, **arguments, **given["answers"].get(token, {})},
        )
    names = {one.urn: f"{one.type} {one.name}" for one in resources}
    found = [
        (one.policy, names.get(one.urn, "the stack"), one.message)
        for one in judged(resources).violations
    ]
    made = [one for one in resources if one.type != "pulumi:pulumi:Stack"]
    print(json.dumps({"resources": len(made), "found": sorted(found)}))


main()
