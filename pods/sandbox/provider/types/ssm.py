"""Systems Manager: parameters."""

from pods.sandbox.provider.resource_type import AutoName, Call, ResourceType, Tags

__all__ = ["TYPES"]

_OF_PARAMETER = {"ResourceType": "Parameter", "ResourceId": "{id}"}

TYPES: tuple[ResourceType, ...] = (
    ResourceType(
        token="aws:ssm/parameter:Parameter",
        service="ssm",
        names={"insecureValue": "Value", "valueWo": "Value"},
        create=Call("PutParameter"),
        id="{name}",
        read=Call("GetParameter", {"Name": "{id}", "WithDecryption": True}, "Parameter"),
        also_read=(
            Call(
                "DescribeParameters",
                {"ParameterFilters": [{"Key": "Name", "Option": "Equals", "Values": ["{id}"]}]},
                "Parameters[0]",
            ),
        ),
        update=Call("PutParameter", {"Overwrite": True}),
        update_all=True,
        delete=Call("DeleteParameter", {"Name": "{id}"}),
        tags=Tags(
            create={"Tags": "{tag_pairs}"},
            add=Call(
                "AddTagsToResource", {**_OF_PARAMETER, "Tags": "{tag_pairs}"}, translate=False
            ),
            remove=Call(
                "RemoveTagsFromResource",
                {**_OF_PARAMETER, "TagKeys": "{tag_keys}"},
                translate=False,
            ),
            read="tags(TagList)",
            get=Call("ListTagsForResource", _OF_PARAMETER, translate=False),
        ),
        auto_name=AutoName(),
        # What is only ever written is never shown.
        observe={"arn": "ARN", "insecureValue": "", "valueWo": ""},
        outputs={"hasValueWo": "{valueWo != `null`}"},
        replace=frozenset({"name", "dataType"}),
        inert=frozenset({"overwrite", "valueWoVersion"}),
    ),
)
