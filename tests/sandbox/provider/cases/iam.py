"""IAM: roles, their policies, and instance profiles."""

import json

from tests.sandbox.provider.round_trip import Case, World


def _document(*statements: dict[str, object]) -> str:
    return json.dumps({"Version": "2012-10-17", "Statement": list(statements)})


def trust(service: str) -> str:
    """Return the document that lets a service take on a role."""
    return _document(
        {"Effect": "Allow", "Principal": {"Service": service}, "Action": "sts:AssumeRole"}
    )


def allow(action: str) -> str:
    """Return the document that allows one action everywhere."""
    return _document({"Effect": "Allow", "Action": action, "Resource": "*"})


_BOUNDARY = "arn:aws:iam::123456789012:policy/boundary"


def _redescribe(world: World, resource_id: str) -> dict[str, object]:
    world.client("iam").update_role_description(RoleName=resource_id, Description="by hand")
    return {"description": "by hand"}


def _role(world: World) -> str:
    return str(
        world.make(
            "aws:iam/role:Role", {"name": "clinic", "assumeRolePolicy": trust("ec2.amazonaws.com")}
        )["id"]
    )


def _policy(world: World) -> str:
    return str(
        world.make("aws:iam/policy:Policy", {"name": "read", "policy": allow("s3:GetObject")})[
            "arn"
        ]
    )


CASES = (
    Case(
        token="aws:iam/role:Role",
        inputs=lambda _: {
            "name": "clinic",
            "assumeRolePolicy": trust("ec2.amazonaws.com"),
            "description": "Runs the clinic",
            "maxSessionDuration": 3600,
            "path": "/pods/",
            "permissionsBoundary": _BOUNDARY,
            "tags": {"Name": "clinic"},
        },
        outputs={"arn": "arn:aws:iam::123456789012:role/pods/clinic"},
        update={
            "assumeRolePolicy": trust("ssm.amazonaws.com"),
            "description": "Runs the surgery",
            "maxSessionDuration": 7200,
            "permissionsBoundary": f"{_BOUNDARY}-2",
            "tags": {"Name": "surgery", "pods:tier": "1"},
        },
        replaces={"path": "/other/"},
        drift=_redescribe,
    ),
    Case(
        token="aws:iam/rolePolicy:RolePolicy",
        inputs=lambda world: {
            "name": "read",
            "role": _role(world),
            "policy": allow("s3:GetObject"),
        },
        update={"policy": allow("s3:ListBucket")},
        replaces={"name": "other"},
    ),
    Case(
        token="aws:iam/rolePolicyAttachment:RolePolicyAttachment",
        inputs=lambda world: {"role": _role(world), "policyArn": _policy(world)},
        replaces={"policyArn": "arn:aws:iam::aws:policy/ReadOnlyAccess"},
    ),
    Case(
        token="aws:iam/policy:Policy",
        inputs=lambda _: {
            "name": "read",
            "description": "Reads objects",
            "path": "/",
            "policy": allow("s3:GetObject"),
            "tags": {"Name": "read"},
        },
        outputs={"arn": "arn:aws:iam::123456789012:policy/read"},
        update={"policy": allow("s3:ListBucket"), "tags": {"Name": "list"}},
        replaces={"description": "Lists objects"},
    ),
    Case(
        token="aws:iam/instanceProfile:InstanceProfile",
        inputs=lambda world: {
            "name": "clinic",
            "path": "/",
            "role": _role(world),
            "tags": {"Name": "clinic"},
        },
        outputs={"arn": "arn:aws:iam::123456789012:instance-profile/clinic"},
        replaces={"name": "surgery"},
    ),
)
