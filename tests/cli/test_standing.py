"""What a stack's resources amount to, in words."""

from typing import Any

from pods.cli.standing import standing_lines


def _resource(kind: str, outputs: dict[str, Any], resource_id: str = "x") -> dict[str, Any]:
    return {"type": f"aws:{kind}", "id": resource_id, "outputs": outputs}


def _group(role: str, subnet: str, size: int, **more: Any) -> dict[str, Any]:
    tags = [{"key": "pods:service", "value": "clinic"}, {"key": "pods:role", "value": role}]
    inside = {"tags": tags, "vpcZoneIdentifiers": [subnet], "minSize": size, "maxSize": 4, **more}
    return _resource("autoscaling/group:Group", inside)


def _exported(*resources: dict[str, Any]) -> dict[str, Any]:
    return {"deployment": {"resources": list(resources)}}


FULL = _exported(
    _resource("ec2/subnet:Subnet", {"availabilityZone": "us-east-1a"}, "subnet-a"),
    _resource("ec2/subnet:Subnet", {"availabilityZone": "us-east-1b"}, "subnet-b"),
    _group("secondary", "subnet-b", 2, warmPool={"maxGroupPreparedCapacity": 4}),
    _group("primary", "subnet-a", 4),
    _resource(
        "ec2/capacityReservation:CapacityReservation",
        {"instanceCount": 4, "tags": {"pods:service": "clinic", "pods:role": "secondary"}},
    ),
    _resource(
        "rds/instance:Instance",
        {"engine": "postgres", "engineVersion": "17", "multiAz": True, "backupRetentionPeriod": 35},
    ),
    _resource(
        "dlm/lifecyclePolicy:LifecyclePolicy",
        {
            "policyDetails": {
                "schedules": [
                    {
                        "createRule": {"interval": 12, "intervalUnit": "HOURS"},
                        "retainRule": {"interval": 184, "intervalUnit": "DAYS"},
                    }
                ]
            }
        },
    ),
    _resource("s3/bucket:Bucket", {"bucket": "clinic-files"}),
    _resource(
        "s3/bucketVersioning:BucketVersioning",
        {"bucket": "clinic-files", "versioningConfiguration": {"status": "Enabled"}},
    ),
    _resource(
        "route53/record:Record",
        {"name": "clinic.example", "failoverRoutingPolicies": [{"type": "PRIMARY"}]},
    ),
    {"type": "pods:index:PodPair", "outputs": {}},
)


def test_a_whole_pair_is_told_part_by_part() -> None:
    """Each part stands with the figures that continuity rests on."""
    lines = [" ".join(line.split()) for line in standing_lines(FULL)]
    assert lines[0] == "What stands (10 AWS resources, in the sandbox)"
    assert "primary POD clinic in us-east-1a: 4 running, up to 4" in lines
    assert "secondary POD clinic in us-east-1b: 2 running, up to 4, 4 reserved, warm pool" in lines
    assert "database postgres 17, Multi-AZ, 35 days to wind back" in lines
    assert "snapshots every 12 hours, kept 184 days" in lines
    assert "objects clinic-files, versioned" in lines
    assert "DNS failover clinic.example" in lines
    assert "a zone or POD DNS answers with the secondary's entry once health checks fail" in lines
    assert "not protected a Region's loss: nothing here stands in another" in lines


def test_a_second_region_is_told_as_it_stands() -> None:
    """Running, or dormant: what has to be done first is said."""
    subnet = _resource("ec2/subnet:Subnet", {"availabilityZone": "us-west-2a"}, "subnet-w")
    home = _resource("ec2/subnet:Subnet", {"availabilityZone": "us-east-1a"}, "subnet-a")
    for size, told in (
        (2, "its Region 2 instances run in us-west-2, and DNS leads on to them"),
        (0, "its Region all stands in us-west-2; PODs have to be started, and data brought"),
    ):
        pair = (_group("primary", "subnet-a", 4), _group("primary", "subnet-w", size))
        lines = [" ".join(each.split()) for each in standing_lines(_exported(home, subnet, *pair))]
        assert [each for each in lines if each.startswith(told)], lines
        assert not [each for each in lines if each.startswith("not protected")]


def test_nothing_is_promised_that_does_not_stand() -> None:
    """A lone database in one zone protects against no loss of a zone."""
    lone = _exported(_resource("rds/instance:Instance", {"engine": "postgres", "multiAz": False}))
    text = "\n".join(standing_lines(lone))
    assert "in one zone, 0 days" in text
    assert "standby" not in text
    assert "DNS answers" not in text
    assert "wind back earlier" not in text


def test_an_empty_stack_is_no_error() -> None:
    """A stack without a deployment has nothing to tell."""
    assert standing_lines({})[0] == "What stands (0 AWS resources, in the sandbox)"
