"""ARC zonal shift: zonal autoshift with its practice runs."""

from pods.sandbox.provider.resource_type import Aspect, Call, ResourceType

__all__ = ["TYPES"]

_RESOURCE = {"resourceIdentifier": "{resourceArn}"}


def _status(value: str) -> Call:
    return Call(
        "UpdateZonalAutoshiftConfiguration",
        {**_RESOURCE, "zonalAutoshiftStatus": value},
        translate=False,
    )


TYPES: tuple[ResourceType, ...] = (
    ResourceType(
        token="aws:arczonalshift/zonalAutoshiftConfiguration:ZonalAutoshiftConfiguration",
        service="arc-zonal-shift",
        create=Call("CreatePracticeRunConfiguration", _RESOURCE),
        id="{resourceArn}",
        read=Call(
            "GetManagedResource",
            {"resourceIdentifier": "{id}"},
            "merge(@, practiceRunConfiguration)",
            translate=False,
        ),
        update=Call("UpdatePracticeRunConfiguration", _RESOURCE),
        update_all=True,
        # AWS keeps the practice of a resource while it may shift it.
        before_delete=(_status("DISABLED"),),
        delete=Call("DeletePracticeRunConfiguration", _RESOURCE, translate=False),
        aspects=(Aspect(("zonalAutoshiftStatus",), put=_status("{zonalAutoshiftStatus}")),),
        names={"resourceArn": "arn"},
        import_state={"resourceArn": "{id}"},
        replace=frozenset({"resourceArn"}),
        note="AWS shifts nothing, and practises nothing.",
    ),
)
