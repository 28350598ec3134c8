"""IAM: roles, their policies, and instance profiles."""

from pods.sandbox.provider.resource_type import Aspect, AutoName, Call, ResourceType, Tags

__all__ = ["TYPES"]

# IAM is one service for all Regions.
_HOME = "us-east-1"
_ROLE = {"RoleName": "{id}"}
_POLICY = {"PolicyArn": "{id}"}
_PROFILE = {"InstanceProfileName": "{id}"}


def _tags(kind: str, key: str) -> Tags:
    """Return how IAM tags: in the create call, later by name or ARN."""
    by_id = {key: "{id}"}
    return Tags(
        create={"Tags": "{tag_pairs}"},
        add=Call(f"Tag{kind}", {**by_id, "Tags": "{tag_pairs}"}, translate=False),
        remove=Call(f"Untag{kind}", {**by_id, "TagKeys": "{tag_keys}"}, translate=False),
    )


_REMOVE_ROLES = Call(
    "RemoveRoleFromInstanceProfile",
    {**_PROFILE, "RoleName": "{item}"},
    translate=False,
    lookup=Call("GetInstanceProfile", _PROFILE, "InstanceProfile.Roles[].RoleName"),
    each="found",
)

_ROLE_TYPE = ResourceType(
    token="aws:iam/role:Role",
    service="iam",
    global_region=_HOME,
    names={"name": "RoleName", "assumeRolePolicy": "AssumeRolePolicyDocument"},
    create=Call("CreateRole", result="Role"),
    id="RoleName",
    read=Call("GetRole", _ROLE, "Role"),
    update=Call("UpdateRole", _ROLE),
    update_all=True,
    delete=Call("DeleteRole", _ROLE),
    aspects=(
        Aspect(
            ("assumeRolePolicy",),
            put=Call(
                "UpdateAssumeRolePolicy",
                {**_ROLE, "PolicyDocument": "{assumeRolePolicy}"},
                translate=False,
            ),
            at_creation=False,
        ),
        Aspect(
            ("permissionsBoundary",),
            put=Call("PutRolePermissionsBoundary", _ROLE),
            remove=Call("DeleteRolePermissionsBoundary", _ROLE, translate=False),
            at_creation=False,
        ),
    ),
    before_delete=(
        Call(
            "DetachRolePolicy",
            {**_ROLE, "PolicyArn": "{item.PolicyArn}"},
            translate=False,
            lookup=Call("ListAttachedRolePolicies", _ROLE, "AttachedPolicies"),
            when="forceDetachPolicies",
            each="found",
        ),
    ),
    tags=_tags("Role", "RoleName"),
    auto_name=AutoName(longest=64),
    observe={
        "arn": "Arn",
        "uniqueId": "RoleId",
        "permissionsBoundary": "PermissionsBoundary.PermissionsBoundaryArn",
    },
    replace=frozenset({"name", "path"}),
    inert=frozenset({"forceDetachPolicies"}),
    refused={
        "inlinePolicies": "Use aws:iam/rolePolicy:RolePolicy; this input is deprecated.",
        "managedPolicyArns": "Use aws:iam/rolePolicyAttachment:RolePolicyAttachment; this input "
        "is deprecated.",
    },
    json=frozenset({"assumeRolePolicy"}),
    created=True,
)

_ROLE_POLICY = ResourceType(
    token="aws:iam/rolePolicy:RolePolicy",
    service="iam",
    global_region=_HOME,
    names={"name": "PolicyName", "role": "RoleName", "policy": "PolicyDocument"},
    create=Call("PutRolePolicy"),
    id="{role}:{name}",
    read=Call("GetRolePolicy", {"RoleName": "{role}", "PolicyName": "{name}"}),
    update=Call("PutRolePolicy"),
    update_all=True,
    delete=Call("DeleteRolePolicy", {"RoleName": "{role}", "PolicyName": "{name}"}),
    import_state={"role": "{split(id, ':')[0]}", "name": "{split(id, ':')[1]}"},
    auto_name=AutoName(longest=128),
    replace=frozenset({"name", "role"}),
    json=frozenset({"policy"}),
    created=True,
)

_ATTACHMENT = ResourceType(
    token="aws:iam/rolePolicyAttachment:RolePolicyAttachment",
    service="iam",
    global_region=_HOME,
    names={"role": "RoleName"},
    create=Call("AttachRolePolicy"),
    id="{role}/{policyArn}",
    read=Call(
        "ListAttachedRolePolicies",
        {"RoleName": "{role}"},
        "where(AttachedPolicies, 'PolicyArn', state.policyArn)[0].{policyArn: PolicyArn}",
    ),
    delete=Call("DetachRolePolicy", {"RoleName": "{role}", "PolicyArn": "{policyArn}"}),
    import_state={
        "role": "{split(id, '/')[0]}",
        "policyArn": "{trim_start(id, join('', [split(id, '/')[0], '/']))}",
    },
    created=True,
)

_POLICY_TYPE = ResourceType(
    token="aws:iam/policy:Policy",
    service="iam",
    global_region=_HOME,
    names={"name": "PolicyName"},
    create=Call("CreatePolicy", {"PolicyDocument": "{policy}"}, "Policy"),
    id="Arn",
    read=Call("GetPolicy", _POLICY, "Policy"),
    delete=Call("DeletePolicy", _POLICY),
    aspects=(
        Aspect(
            ("policy",),
            # AWS keeps five versions; one is in force, and none of the others is needed.
            clear=Call(
                "DeletePolicyVersion",
                {**_POLICY, "VersionId": "{item.VersionId}"},
                translate=False,
                lookup=Call("ListPolicyVersions", _POLICY, "Versions[?!IsDefaultVersion]"),
                each="found",
            ),
            put=Call(
                "CreatePolicyVersion",
                {**_POLICY, "PolicyDocument": "{policy}", "SetAsDefault": True},
                translate=False,
            ),
            get=Call(
                "GetPolicyVersion",
                {**_POLICY, "VersionId": "{result.DefaultVersionId}"},
                "PolicyVersion",
            ),
            observe={"policy": "Document"},
            at_creation=False,
        ),
    ),
    before_delete=(
        Call(
            "DeletePolicyVersion",
            {**_POLICY, "VersionId": "{item.VersionId}"},
            translate=False,
            lookup=Call("ListPolicyVersions", _POLICY, "Versions[?!IsDefaultVersion]"),
            each="found",
        ),
    ),
    tags=_tags("Policy", "PolicyArn"),
    auto_name=AutoName(longest=128),
    observe={"arn": "Arn"},
    replace=frozenset({"name", "path", "description"}),
    inert=frozenset({"delayAfterPolicyCreationInMs"}),
    json=frozenset({"policy"}),
    created=True,
)

_INSTANCE_PROFILE = ResourceType(
    token="aws:iam/instanceProfile:InstanceProfile",
    service="iam",
    global_region=_HOME,
    names={"name": "InstanceProfileName"},
    create=Call("CreateInstanceProfile", result="InstanceProfile"),
    id="InstanceProfileName",
    read=Call("GetInstanceProfile", _PROFILE, "InstanceProfile"),
    delete=Call("DeleteInstanceProfile", _PROFILE),
    aspects=(
        Aspect(
            ("role",),
            # A profile holds one role at most.
            clear=_REMOVE_ROLES,
            put=Call(
                "AddRoleToInstanceProfile", {**_PROFILE, "RoleName": "{role}"}, translate=False
            ),
        ),
    ),
    before_delete=(_REMOVE_ROLES,),
    tags=_tags("InstanceProfile", "InstanceProfileName"),
    auto_name=AutoName(longest=128),
    observe={"arn": "Arn", "uniqueId": "InstanceProfileId", "role": "Roles[0].RoleName"},
    replace=frozenset({"name", "path"}),
    created=True,
)

TYPES: tuple[ResourceType, ...] = (
    _ROLE_TYPE,
    _ROLE_POLICY,
    _ATTACHMENT,
    _POLICY_TYPE,
    _INSTANCE_PROFILE,
)
