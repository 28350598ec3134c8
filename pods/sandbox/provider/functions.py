"""The `get…` functions that programs use, as calls to AWS."""

from collections.abc import Callable, Mapping
from typing import Any

from pods.errors import ConfigurationError, Problem
from pods.sandbox.provider.aws_calls import Aws
from pods.sandbox.provider.expressions import evaluate
from pods.sandbox.provider.values import ABSENT, Properties

__all__ = ["FUNCTIONS", "invoke"]

Function = Callable[[Aws, Mapping[str, Any]], Properties]


def _region(arguments: Mapping[str, Any]) -> str:
    return str(arguments.get("region") or "")


def _caller_identity(aws: Aws, arguments: Mapping[str, Any]) -> Properties:
    answer = aws.call("sts", "GetCallerIdentity", {}, _region(arguments))
    account = answer["Account"]
    return {"accountId": account, "arn": answer["Arn"], "userId": answer["UserId"], "id": account}


def _current_region(aws: Aws, arguments: Mapping[str, Any]) -> Properties:
    name = _region(arguments) or str(arguments.get("name") or aws.region)
    endpoint = f"ec2.{name}.amazonaws.com"
    return {"name": name, "region": name, "id": name, "description": name, "endpoint": endpoint}


def _partition(aws: Aws, arguments: Mapping[str, Any]) -> Properties:
    partition = aws.surroundings(_region(arguments)).partition
    suffix = "amazonaws.com.cn" if partition == "aws-cn" else "amazonaws.com"
    reverse = ".".join(reversed(suffix.split(".")))
    return {
        "partition": partition,
        "id": partition,
        "dnsSuffix": suffix,
        "reverseDnsPrefix": reverse,
    }


def _availability_zones(aws: Aws, arguments: Mapping[str, Any]) -> Properties:
    filters = [
        {"Name": item["name"], "Values": item["values"]} for item in arguments.get("filters", [])
    ]
    if state := arguments.get("state"):
        filters.append({"Name": "state", "Values": [state]})
    answer = aws.call(
        "ec2",
        "DescribeAvailabilityZones",
        {"Filters": filters} if filters else {},
        _region(arguments),
    )
    excluded = {*arguments.get("excludeNames", []), *arguments.get("excludeZoneIds", [])}
    zones = [
        zone
        for zone in answer["AvailabilityZones"]
        if not {zone["ZoneName"], zone["ZoneId"]} & excluded
    ]
    region = _region(arguments) or aws.region
    return {
        "id": region,
        "region": region,
        "names": [zone["ZoneName"] for zone in zones],
        "zoneIds": [zone["ZoneId"] for zone in zones],
        "groupNames": sorted({zone.get("GroupName", region) for zone in zones}),
    }


def _parameter(aws: Aws, arguments: Mapping[str, Any]) -> Properties:
    sent = {"Name": arguments["name"], "WithDecryption": arguments.get("withDecryption", True)}
    found = aws.call("ssm", "GetParameter", sent, _region(arguments))["Parameter"]
    return {
        "arn": found["ARN"],
        "id": found["Name"],
        "name": found["Name"],
        "type": found["Type"],
        "value": found["Value"],
        "insecureValue": found["Value"] if found["Type"] != "SecureString" else "",
        "version": found["Version"],
        "region": _region(arguments) or aws.region,
    }


def _image(aws: Aws, arguments: Mapping[str, Any]) -> Properties:
    filters = [
        {"Name": item["name"], "Values": item["values"]} for item in arguments.get("filters", [])
    ]
    sent = {"Owners": arguments.get("owners", []), "Filters": filters}
    answer = aws.call(
        "ec2", "DescribeImages", {k: v for k, v in sent.items() if v}, _region(arguments)
    )
    newest = evaluate("sort_by(Images, &CreationDate)[-1]", answer)
    if newest is ABSENT:
        raise ConfigurationError(
            Problem("aws:ec2/getAmi:getAmi", "no image matches", "one must", "Widen the filters.")
        )
    return {
        "id": newest["ImageId"],
        "imageId": newest["ImageId"],
        "name": newest.get("Name", ""),
        "architecture": newest.get("Architecture", ""),
        "creationDate": newest.get("CreationDate", ""),
        "ownerId": newest.get("OwnerId", ""),
        "rootDeviceName": newest.get("RootDeviceName", ""),
    }


FUNCTIONS: Mapping[str, Function] = {
    "aws:ec2/getAmi:getAmi": _image,
    "aws:index/getAvailabilityZones:getAvailabilityZones": _availability_zones,
    "aws:index/getCallerIdentity:getCallerIdentity": _caller_identity,
    "aws:index/getPartition:getPartition": _partition,
    "aws:index/getRegion:getRegion": _current_region,
    "aws:ssm/getParameter:getParameter": _parameter,
}


def invoke(aws: Aws, token: str, arguments: Mapping[str, Any]) -> Properties:
    """Run a function; raises ConfigurationError for one that the sandbox does not have."""
    if token not in FUNCTIONS:
        raise ConfigurationError(
            Problem(
                subject=token,
                observed="the sandbox has no such function",
                required=f"one of {', '.join(sorted(FUNCTIONS))}",
                remedy="Pass the value as configuration, or run against a real account.",
            )
        )
    return FUNCTIONS[token](aws, arguments)
