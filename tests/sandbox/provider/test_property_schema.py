"""What the SDK says about its types."""

from pathlib import Path

import pulumi_aws
import pytest

from pods.sandbox.provider.property_schema import SchemaStore, of_resource, token_parts


def test_a_token_names_package_module_and_class() -> None:
    """Every part is needed to find the class."""
    assert token_parts("aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule") == (
        "vpc",
        "security_group_ingress_rule",
        "SecurityGroupIngressRule",
    )


def test_inputs_outputs_and_what_aws_chooses_are_told_apart() -> None:
    """A required input, an output, and an input that AWS fills when it is left out."""
    schema = of_resource("aws:rds/instance:Instance")
    assert schema.inputs.required == {"instanceClass"}
    assert schema.inputs.fields["vpcSecurityGroupIds"].kind == "list"
    assert "endpoint" not in schema.inputs.fields
    assert {"endpoint", "availabilityZone", "multiAz"} <= schema.computed
    assert "deletionProtection" not in schema.computed


def test_arguments_named_otherwise_are_found() -> None:
    """The plain `…Args` is a nested type's where the SDK has both."""
    schema = of_resource("aws:s3/bucketVersioning:BucketVersioning")
    assert schema.inputs.required == {"bucket", "versioningConfiguration"}


def test_reading_a_schema_leaves_the_sdk_whole() -> None:
    """A program in the same process still finds the classes."""
    of_resource("aws:dlm/lifecyclePolicy:LifecyclePolicy")
    assert pulumi_aws.dlm.LifecyclePolicy.__name__ == "LifecyclePolicy"


def test_an_unknown_token_is_a_lookup_error() -> None:
    """A type that the SDK does not have is told by its token."""
    with pytest.raises(LookupError, match="aws:rds/instanse:Instanse"):
        of_resource("aws:rds/instanse:Instanse")


def test_kept_schemas_are_the_same_and_bound_to_a_version(tmp_path: Path) -> None:
    """A file written for another version of the SDK is not used."""
    token = "aws:dlm/lifecyclePolicy:LifecyclePolicy"
    path = tmp_path / "schemas.json"
    SchemaStore(path, "7.51.1").keep([token])
    kept = SchemaStore(path, "7.51.1")
    assert kept.holds([token])
    assert kept.resource(token) == of_resource(token)
    assert not SchemaStore(path, "7.52.0").holds([token])


def test_an_unreadable_file_is_as_good_as_none(tmp_path: Path) -> None:
    """A torn file costs time, not the run."""
    path = tmp_path / "schemas.json"
    path.write_text("{")
    assert not SchemaStore(path, "1").holds(["aws:ec2/vpc:Vpc"])
