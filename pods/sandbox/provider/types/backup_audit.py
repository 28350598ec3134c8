"""AWS Backup: restore testing, frameworks and reports."""

from pods.sandbox.provider.resource_type import Call, ResourceType
from pods.sandbox.provider.types.backup import backup_tags

__all__ = ["TYPES"]

# AWS takes no hyphen in these names, so that none can be chosen as for other types.
_UNNAMED = "A name has to be given."

_TESTING_PLAN = ResourceType(
    token="aws:backup/restoreTestingPlan:RestoreTestingPlan",
    service="backup",
    names={"name": "RestoreTestingPlanName", "arn": "RestoreTestingPlanArn"},
    create=Call("CreateRestoreTestingPlan", within="RestoreTestingPlan"),
    id="{name}",
    read=Call("GetRestoreTestingPlan", {"RestoreTestingPlanName": "{id}"}, "RestoreTestingPlan"),
    update=Call(
        "UpdateRestoreTestingPlan", {"RestoreTestingPlanName": "{id}"}, within="RestoreTestingPlan"
    ),
    delete=Call("DeleteRestoreTestingPlan", {"RestoreTestingPlanName": "{id}"}),
    tags=backup_tags("Tags", "RestoreTestingPlanArn"),
    replace=frozenset({"name"}),
    note=f"No restore is run. {_UNNAMED}",
)

_OF_TESTING_PLAN = {
    "RestoreTestingPlanName": "{restoreTestingPlanName}",
    "RestoreTestingSelectionName": "{name}",
}

_TESTING_SELECTION = ResourceType(
    token="aws:backup/restoreTestingSelection:RestoreTestingSelection",
    service="backup",
    names={"name": "RestoreTestingSelectionName"},
    create=Call(
        "CreateRestoreTestingSelection",
        {"RestoreTestingPlanName": "{restoreTestingPlanName}"},
        within="RestoreTestingSelection",
    ),
    id="{name}",
    read=Call("GetRestoreTestingSelection", _OF_TESTING_PLAN, "RestoreTestingSelection"),
    update=Call(
        "UpdateRestoreTestingSelection", _OF_TESTING_PLAN, within="RestoreTestingSelection"
    ),
    delete=Call("DeleteRestoreTestingSelection", _OF_TESTING_PLAN),
    # An import names selection and plan, with a colon between.
    import_state={
        "name": "{split(id, ':')[0]}",
        "restoreTestingPlanName": "{split(id, ':')[1]}",
    },
    replace=frozenset({"name", "protectedResourceType", "restoreTestingPlanName"}),
    note=_UNNAMED,
)

_FRAMEWORK = ResourceType(
    token="aws:backup/framework:Framework",
    service="backup",
    names={
        "name": "FrameworkName",
        "arn": "FrameworkArn",
        "description": "FrameworkDescription",
        "status": "FrameworkStatus",
        "controls": "FrameworkControls",
        "controls.name": "ControlName",
        "controls.scope": "ControlScope",
        "controls.inputParameters": "ControlInputParameters",
        "controls.inputParameters.name": "ParameterName",
        "controls.inputParameters.value": "ParameterValue",
    },
    create=Call("CreateFramework"),
    id="{name}",
    read=Call("DescribeFramework", {"FrameworkName": "{id}"}),
    update=Call("UpdateFramework", {"FrameworkName": "{id}"}),
    delete=Call("DeleteFramework", {"FrameworkName": "{id}"}),
    tags=backup_tags("FrameworkTags", "FrameworkArn"),
    replace=frozenset({"name"}),
    note=f"No control is evaluated. {_UNNAMED}",
)

_REPORT_PLAN = ResourceType(
    token="aws:backup/reportPlan:ReportPlan",
    service="backup",
    names={
        "name": "ReportPlanName",
        "arn": "ReportPlanArn",
        "description": "ReportPlanDescription",
    },
    create=Call("CreateReportPlan"),
    id="{name}",
    read=Call("DescribeReportPlan", {"ReportPlanName": "{id}"}, "ReportPlan"),
    delete=Call("DeleteReportPlan", {"ReportPlanName": "{id}"}),
    # moto drops the tags of the create call.
    tags=backup_tags("", "ReportPlanArn"),
    delete_first=True,
    note=f"moto cannot change a report plan: a change makes another one. {_UNNAMED}",
)

TYPES: tuple[ResourceType, ...] = (_FRAMEWORK, _REPORT_PLAN, _TESTING_PLAN, _TESTING_SELECTION)
