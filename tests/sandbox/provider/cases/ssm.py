"""Systems Manager: parameters."""

from tests.sandbox.provider.round_trip import Case, World


def _overwrite(world: World, resource_id: str) -> dict[str, object]:
    world.client("ssm").put_parameter(
        Name=resource_id, Type="String", Value="by hand", Overwrite=True
    )
    return {"value": "by hand"}


CASES = (
    Case(
        token="aws:ssm/parameter:Parameter",
        inputs=lambda _: {
            "name": "/pods/clinic",
            "type": "String",
            "value": "primary",
            "description": "Which POD is active",
            "tier": "Standard",
            "dataType": "text",
            "tags": {"Name": "clinic"},
        },
        outputs={"arn": "arn:aws:ssm:us-east-1:123456789012:parameter/pods/clinic", "version": 1},
        update={"value": "secondary", "tags": {"pods:tier": "1"}},
        replaces={"name": "other"},
        drift=_overwrite,
    ),
)
