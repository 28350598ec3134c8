"""What the workloads of a pair on shared ground are denied by the pair itself."""

from collections.abc import Iterable

import pulumi_aws as aws

from pods.components.pod_pair.frame import Frame
from pods.components.pod_pair.serving import AnyPod
from pods.topology import plan_denials

__all__ = ["deny_harm_to_copies"]


def deny_harm_to_copies(frame: Frame, pods: Iterable[AnyPod]) -> None:
    """Give the roles of these PODs a policy of known text that says so; on shared ground only.

    The platform's boundary denies it as well, and more. Its text is in another stack: a preview of
    this one could not tell what the roles may do.
    """
    if frame.args.get("platform") is None:
        return
    for name, role in (item for pod in pods for item in pod.roles.items()):
        aws.iam.RolePolicy(f"{name}-denials", role=role.id, policy=plan_denials(), opts=frame.opts)
