"""Which calls a type's table leads to, and with what."""

from collections.abc import Mapping
from typing import Any

from pods.sandbox.provider import call_parameters
from pods.sandbox.provider.aws_calls import Aws
from pods.sandbox.provider.resource_type import Call, ResourceType
from pods.sandbox.provider.type_calls import TypeCalls

_CREATE = Call(
    "CreateLaunchTemplate", {"LaunchTemplateName": "{name}"}, within="LaunchTemplateData"
)
_KIND = ResourceType(
    token="aws:ec2/launchTemplate:LaunchTemplate",
    service="ec2",
    create=_CREATE,
    id="LaunchTemplateId",
    read=Call("DescribeLaunchTemplates"),
    delete=None,
)


class _Listening(Aws):
    """Notes the calls instead of making them."""

    def __init__(self) -> None:
        super().__init__("us-east-1")
        self.heard: list[tuple[str, dict[str, Any]]] = []
        self.regions: list[str] = []

    def call(
        self, service: str, operation: str, parameters: Mapping[str, Any], region: str = ""
    ) -> dict[str, Any]:
        del service
        self.regions.append(region)
        self.heard.append((operation, dict(parameters)))
        return {"made": len(self.heard)}


def test_inputs_travel_within_the_member_that_has_them() -> None:
    """The operation itself takes only what its template names."""
    inputs = {"name": "web", "ebsOptimized": "true", "imageId": "ami-1"}
    sent = call_parameters.request(_KIND, _CREATE, inputs, inputs)
    assert sent == {
        "LaunchTemplateName": "web",
        "LaunchTemplateData": {"EbsOptimized": True, "ImageId": "ami-1"},
    }


def test_properties_within_count_as_carried() -> None:
    """A property counts, whether an inner member takes it or the template."""
    covered = call_parameters.covered(_KIND, _CREATE, ("name", "imageId", "defaultVersion"))
    assert covered == {"name", "imageId"}


def test_a_call_is_made_once_for_each_item() -> None:
    """Each item is seen by the templates; no item, no call."""
    aws = _Listening()
    call = Call("DeleteRoute", {"To": "{item}"}, each="targets", translate=False)
    calls = TypeCalls(_KIND, aws)
    assert calls.make(call, {}, {"region": "us-east-1", "targets": ["a", "b"]}) == {"made": 2}
    assert calls.make(call, {}, {"region": "us-east-1"}) == {}
    assert aws.heard == [("DeleteRoute", {"To": "a"}), ("DeleteRoute", {"To": "b"})]


def test_a_call_whose_condition_does_not_hold_is_not_made() -> None:
    """Missing, false and empty all mean no."""
    aws = _Listening()
    call = Call("DetachInternetGateway", when="vpcId", translate=False)
    TypeCalls(_KIND, aws).make(call, {}, {"region": "us-east-1"})
    nothings: tuple[object, ...] = ("", False, [])
    for nothing in nothings:
        TypeCalls(_KIND, aws).make(call, {}, {"region": "us-east-1", "vpcId": nothing})
    assert aws.heard == []


def test_a_call_may_go_to_another_region_than_the_resource() -> None:
    """A replica of a key is asked of the Region where the primary lies."""
    aws = _Listening()
    calls = TypeCalls(_KIND, aws)
    context = {"region": "us-west-2", "primaryKeyArn": "arn:aws:kms:us-east-1:1:key/mrk-1"}
    there = Call("DeleteRoute", region="{split(primaryKeyArn, ':')[3]}", translate=False)
    calls.make(there, {}, context)
    calls.make(Call("DeleteRoute", translate=False), {}, context)
    assert aws.regions == ["us-east-1", "us-west-2"]
