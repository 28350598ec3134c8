"""The public helpers for tests of a user's policies."""

from typing import Any

from pulumi_policy import (
    EnforcementLevel,
    ReportViolation,
    ResourceValidationArgs,
    ResourceValidationPolicy,
    StackValidationArgs,
    StackValidationPolicy,
)

from pods.testing import UNKNOWN, Declared, Violation, diagnose, violations


def _resource_policy(check: Any) -> ResourceValidationPolicy:
    return ResourceValidationPolicy("mine", "Mine.", check)


def test_properties_arrive_as_the_engine_sends_them() -> None:
    """Numbers are floats, mappings are proxies."""

    def check(args: ResourceValidationArgs, report: ReportViolation) -> None:
        kind = "a dict" if isinstance(args.props["tags"], dict) else "a proxy"
        report(f"{args.name} has {args.props['size']!r} and {kind}", None)

    volume = Declared("aws:ebs/volume:Volume", "data", {"size": 8, "tags": {}})
    assert violations(_resource_policy(check), volume) == ["data has 8.0 and a proxy"]


def test_an_unknown_value_raises_and_becomes_advice() -> None:
    """A mandatory policy that touches an unknown value fails open; the harness shows it."""

    def check(args: ResourceValidationArgs, report: ReportViolation) -> None:
        if not args.props["multiAz"]:
            report("one zone", None)

    mandatory = ResourceValidationPolicy(
        "mine", "Mine.", check, enforcement_level=EnforcementLevel.MANDATORY
    )
    found = diagnose(mandatory, Declared("aws:rds/instance:Instance", "db", {"multiAz": UNKNOWN}))
    assert [one.level for one in found.violations] == ["advisory"]
    assert "can't be known during preview" in found.violations[0].message


def test_a_stack_policy_sees_parents_dependencies_outputs_and_providers() -> None:
    """Relations are there even where an id is unknown."""

    def check(args: StackValidationArgs, report: ReportViolation) -> None:
        subnet = next(one for one in args.resources if one.name == "subnet")
        assert subnet.parent is not None
        assert subnet.provider is not None
        sources = [one.name for one in subnet.property_dependencies["vpcId"]]
        facts = [subnet.parent.name, *sources, subnet.props["id"], subnet.provider.props["region"]]
        report(" ".join(facts), subnet.urn)

    network = Declared("my:index:Network", "network")
    vpc = Declared("aws:ec2/vpc:Vpc", "vpc", parent=network)
    subnet = Declared(
        "aws:ec2/subnet:Subnet",
        "subnet",
        {"vpcId": UNKNOWN},
        parent=network,
        uses={"vpcId": [vpc]},
        outputs={"id": "subnet-1"},
        provider={"region": "us-east-1"},
    )
    urn = "urn:pulumi:test::test::my:index:Network$aws:ec2/subnet:Subnet::subnet"
    mine = StackValidationPolicy("mine", "Mine.", check)
    assert diagnose(mine, network, vpc, subnet).violations == (
        Violation("mine", "network vpc subnet-1 us-east-1", urn, "advisory"),
    )


def test_settings_and_reasons_pass_through() -> None:
    """A policy reads its configuration, and says when it does not apply."""

    def check(args: ResourceValidationArgs, _report: ReportViolation) -> None:
        args.not_applicable(f"limit {args.get_config().get('limit')}")

    bucket = Declared("aws:s3/bucket:Bucket", "files")
    assert diagnose(_resource_policy(check), bucket).not_applicable == (("mine", "limit None"),)
    configured = diagnose(_resource_policy(check), bucket, config={"limit": 3})
    assert configured.not_applicable == (("mine", "limit 3.0"),)
