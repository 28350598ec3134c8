from typing import Any

import pytest

from .conftest import Client, refusal, refused

pytestmark = pytest.mark.sandbox


def policy(**changed: Any) -> dict[str, Any]:
    """The arguments of a policy of twice a day, kept for half a year."""
    details = {
        "ResourceTypes": ["VOLUME"],
        "TargetTags": [{"Key": "pods:snapshot", "Value": changed.pop("target", "twice-a-day")}],
        "Schedules": [
            {
                "Name": "twice a day",
                "CreateRule": {
                    "Interval": changed.pop("interval", 12),
                    "IntervalUnit": "HOURS",
                    "Times": ["03:00"],
                },
                "RetainRule": {"Interval": 180, "IntervalUnit": "DAYS"},
                "CopyTags": True,
            }
        ],
    }
    return {
        "ExecutionRoleArn": "arn:aws:iam::123456789012:role/dlm",
        "Description": "Twice a day",
        "State": "ENABLED",
        "PolicyDetails": details,
        **changed,
    }


def test_a_policy_is_read_back_as_it_was_given(client: Client) -> None:
    """Every parameter comes back in the shape of the read, with what AWS adds."""
    dlm = client("dlm")
    given = policy(Tags={"owner": "platform"})
    policy_id = dlm.create_lifecycle_policy(**given)["PolicyId"]
    read = dlm.get_lifecycle_policy(PolicyId=policy_id)["Policy"]
    assert policy_id.startswith("policy-")
    assert read["PolicyDetails"] == {
        "PolicyType": "EBS_SNAPSHOT_MANAGEMENT",
        **given["PolicyDetails"],
    }
    assert read["PolicyArn"] == f"arn:aws:dlm:us-east-1:123456789012:policy/{policy_id}"
    assert read["Tags"] == {"owner": "platform"}
    assert (read["State"], read["Description"]) == ("ENABLED", "Twice a day")
    assert read["DefaultPolicy"] is False
    assert read["DateCreated"] == read["DateModified"]


def test_policies_are_listed_by_what_they_target(client: Client) -> None:
    """Each filter of the list lets through only what matches it."""
    dlm = client("dlm")
    one = dlm.create_lifecycle_policy(**policy(target="listed-one"))["PolicyId"]
    two = dlm.create_lifecycle_policy(**policy(target="listed-two", State="DISABLED"))["PolicyId"]

    def ids(**filters: Any) -> list[str]:
        rows = dlm.get_lifecycle_policies(**filters)["Policies"]
        return [row["PolicyId"] for row in rows if row["PolicyId"] in (one, two)]

    assert ids() == [one, two]
    assert ids(PolicyIds=[two]) == [two]
    assert ids(State="ENABLED") == [one]
    assert ids(TargetTags=["pods:snapshot=listed-two"]) == [two]
    assert ids(ResourceTypes=["INSTANCE"]) == []
    row = dlm.get_lifecycle_policies(PolicyIds=[one])["Policies"][0]
    assert row["PolicyType"] == "EBS_SNAPSHOT_MANAGEMENT"


def test_an_update_changes_only_what_it_names(client: Client) -> None:
    """The other members stay as they were."""
    dlm = client("dlm")
    policy_id = dlm.create_lifecycle_policy(**policy())["PolicyId"]
    dlm.update_lifecycle_policy(PolicyId=policy_id, State="DISABLED")
    read = dlm.get_lifecycle_policy(PolicyId=policy_id)["Policy"]
    assert read["State"] == "DISABLED"
    assert read["Description"] == "Twice a day"
    assert read["PolicyDetails"]["Schedules"][0]["CreateRule"]["Interval"] == 12


def test_a_deleted_policy_is_not_found(client: Client) -> None:
    """Reading, changing and deleting it again give the service's own error."""
    dlm = client("dlm")
    policy_id = dlm.create_lifecycle_policy(**policy())["PolicyId"]
    dlm.delete_lifecycle_policy(PolicyId=policy_id)
    for call in (
        dlm.get_lifecycle_policy,
        dlm.update_lifecycle_policy,
        dlm.delete_lifecycle_policy,
    ):
        code, message = refusal(call, PolicyId=policy_id)
        assert code == "ResourceNotFoundException"
        assert policy_id in message
    assert refused(dlm.get_lifecycle_policies, PolicyIds=[policy_id]) == (
        "ResourceNotFoundException"
    )


def test_a_policy_is_tagged_by_its_arn(client: Client) -> None:
    """Tags are added, read, and taken off; an unknown ARN is an error."""
    dlm = client("dlm")
    policy_id = dlm.create_lifecycle_policy(**policy(Tags={"a": "1"}))["PolicyId"]
    arn = dlm.get_lifecycle_policy(PolicyId=policy_id)["Policy"]["PolicyArn"]
    dlm.tag_resource(ResourceArn=arn, Tags={"b": "2"})
    dlm.untag_resource(ResourceArn=arn, TagKeys=["a"])
    assert dlm.list_tags_for_resource(ResourceArn=arn)["Tags"] == {"b": "2"}
    assert dlm.get_lifecycle_policy(PolicyId=policy_id)["Policy"]["Tags"] == {"b": "2"}
    code = refused(dlm.list_tags_for_resource, ResourceArn=arn + "0")
    assert code == "ResourceNotFoundException"


def test_what_the_service_does_not_take_is_refused(client: Client) -> None:
    """Wrong values and impossible hours are found before anything is recorded."""
    dlm = client("dlm")
    before = len(dlm.get_lifecycle_policies()["Policies"])
    code, message = refusal(dlm.create_lifecycle_policy, **policy(State="ON"))
    assert code == "InvalidRequestException"
    assert "'ON'" in message
    assert "ENABLED, DISABLED" in message
    code, message = refusal(dlm.create_lifecycle_policy, **policy(interval=5))
    assert code == "InvalidRequestException"
    assert "CreateRule.Interval 5" in message
    assert len(dlm.get_lifecycle_policies()["Policies"]) == before


def test_regions_are_separate(client: Client) -> None:
    """A policy of one Region is unknown in another."""
    policy_id = client("dlm", "us-west-2").create_lifecycle_policy(**policy())["PolicyId"]
    read = client("dlm", "us-west-2").get_lifecycle_policy(PolicyId=policy_id)["Policy"]
    assert read["PolicyArn"].startswith("arn:aws:dlm:us-west-2:")
    code = refused(client("dlm").get_lifecycle_policy, PolicyId=policy_id)
    assert code == "ResourceNotFoundException"
