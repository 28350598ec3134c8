"""Elastic Load Balancing: moto simulates it all, and deletes what is protected from deletion."""

from pods.sandbox.local_aws.recorder.call import Call
from pods.sandbox.local_aws.recorder.faults import Fault
from pods.sandbox.local_aws.recorder.kinds import Kind, Service
from pods.sandbox.local_aws.recorder.operations import Result

__all__ = ["GUARDS", "KINDS", "SERVICE"]

SERVICE = Service(
    name="elbv2",
    signing_name="elasticloadbalancing",
    missing_parameter="ValidationError",
    invalid_parameter="ValidationError",
)

KINDS: tuple[Kind, ...] = ()

_PROTECTION = {"Key": "deletion_protection.enabled", "Value": "true"}


def _delete(call: Call) -> Result:
    """Refuse to delete a protected load balancer; the rest is moto's."""
    arn = call.parameters["LoadBalancerArn"]
    try:
        asked = {"LoadBalancerArn": arn}
        answer = call.ask_moto("elbv2", call.region, "DescribeLoadBalancerAttributes", asked)
    except Fault:
        # There is none: moto says what AWS says of that.
        return None
    if _PROTECTION in answer["Attributes"]:
        message = f"Load balancer '{arn}' cannot be deleted because deletion protection is enabled"
        raise Fault("OperationNotPermitted", message)
    return None


GUARDS = {"DeleteLoadBalancer": _delete}
