"""The public helpers for tests of a user's policies."""

import re
from typing import Any

import pulumi
import pulumi_aws as aws
import pytest
from pulumi_policy import (
    EnforcementLevel,
    ReportViolation,
    ResourceValidationArgs,
    ResourceValidationPolicy,
    StackValidationArgs,
    StackValidationPolicy,
)

from pods.sandbox.provider.naming import named
from pods.sandbox.provider.types import TYPES
from pods.testing import (
    UNKNOWN,
    Declared,
    Violation,
    declared_by,
    diagnose,
    judged,
    violations,
)
from pods.testing.naming import chosen_name
from pods_policies.catalogue import RULES


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


def _shop() -> None:
    network = aws.ec2.Vpc("network", cidr_block="10.0.0.0/16")
    aws.ec2.Subnet("a", vpc_id=network.id, cidr_block="10.0.0.0/24")
    west = aws.Provider("west", region="us-west-2")
    there = pulumi.ResourceOptions(provider=west, protect=True)
    files = aws.s3.Bucket("files", opts=there)
    aws.s3.BucketVersioning(
        "versions",
        bucket=files.id,
        versioning_configuration={"status": pulumi.Output.from_input("Enabled")},
        opts=there,
    )


def test_a_program_is_run_without_an_engine_as_a_preview_runs_it() -> None:
    """Ids are unknown, relations are kept, and providers say their Region."""
    made = {one.name: one for one in declared_by(_shop, {"aws:region": "eu-west-1"})}
    assert made["a"].properties["vpcId"] == UNKNOWN
    assert made["a"].uses == {"vpcId": [made["network"]]}
    assert made["a"].provider == {"region": "eu-west-1"}
    assert made["files"].provider["region"] == "us-west-2"
    assert (made["files"].protect, made["network"].protect) == (True, False)


def _named_and_unnamed() -> None:
    glass = aws.iam.Role("glass", assume_role_policy="{}")
    aws.sns.Topic("who", display_name=glass.name.apply(lambda name: f"role/{name}"))
    aws.iam.Role("told", name="told", assume_role_policy="{}")
    aws.iam.Role("begun", name_prefix="begun-", assume_role_policy="{}")
    aws.rds.Instance("Orders", instance_class="db.t4g.micro")
    aws.ec2.Eip("address")


def test_what_a_program_leaves_unnamed_has_a_name_in_the_preview() -> None:
    """The provider names it before, so that a text with the name in it is known, and judged."""
    made = {one.name: one for one in declared_by(_named_and_unnamed)}
    name = made["glass"].properties["name"]
    assert re.fullmatch("glass-[0-9a-f]{7}", name)
    assert made["who"].properties["displayName"] == f"role/{name}"
    assert made["told"].properties["name"] == "told"
    assert "name" not in made["begun"].properties
    assert re.fullmatch("orders-[0-9a-f]{7}", made["Orders"].properties["identifier"])
    assert "name" not in made["address"].properties


def test_the_names_are_those_of_the_provider_in_the_sandbox() -> None:
    """Wherever that one names a type, the same input is named here, and begins alike."""
    for token, kind in TYPES.items():
        # The identifier of a target is AWS's provider's choice, made with the resource.
        if (rule := kind.auto_name) is None or rule.property == "targetId":
            continue
        there = named(rule, "thing", b"seed", {}, {})[rule.property]
        here = chosen_name(token, "thing", "urn", {})
        assert {key: value[:-7] for key, value in here.items()} == {rule.property: there[:-7]}


def test_a_program_is_judged_by_the_pack() -> None:
    """What the pack refuses at a preview is refused in a test, by id and resource."""

    def careless() -> None:
        aws.s3.Bucket("files")

    rules = [one for one in RULES if one.id == "BC-OBJ-001"]
    assert judged(declared_by(_shop), rules=rules).violations == ()
    [found] = judged(declared_by(careless), rules=rules).violations
    assert (found.policy, found.urn.rpartition("::")[2]) == ("BC-OBJ-001", "files")


def test_a_look_up_needs_an_answer() -> None:
    """Nothing is made up: a program that looks something up says so, or is given an answer."""

    def found() -> None:
        image = aws.ec2.get_ami(owners=["self"])
        aws.ec2.Instance("server", ami=image.id, instance_type="m7g.large")

    with pytest.raises(LookupError, match="aws:ec2/getAmi:getAmi: looked up; no answer is given"):
        declared_by(found)
    made = declared_by(found, look_up=lambda _token, _arguments: {"id": "ami-1"})
    assert [one.properties["ami"] for one in made if one.name == "server"] == ["ami-1"]


def test_outputs_of_another_stack_are_looked_up_too() -> None:
    """What another stack exports is known before the update, if the caller says what it is."""

    def within() -> None:
        network = pulumi.StackReference("clinic/network/prod")
        aws.ec2.Subnet("a", vpc_id=network.require_output("vpc"), cidr_block="10.0.0.0/24")

    def outputs(token: str, arguments: Any) -> dict[str, str]:
        assert token == "pulumi:pulumi:StackReference"
        return {"vpc": f"vpc-of-{arguments['name']}"}

    [known] = [one for one in declared_by(within, look_up=outputs) if one.name == "a"]
    assert known.properties["vpcId"] == "vpc-of-clinic/network/prod"
    [unknown] = [one for one in declared_by(within) if one.name == "a"]
    assert unknown.properties["vpcId"] == UNKNOWN
