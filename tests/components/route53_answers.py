"""Who is answered: Route 53's documented rules, applied to the records that a program asks for.

What is up is said in terms of PODs, load balancers and names; whether a target group, a probe or a
record is healthy follows from that and from the recorded resources. The rules:

- A load balancer's alias with evaluated health is healthy while each of its target groups has a
  healthy target; an alias to a name in the zone is healthy while one of that name's records is.
  https://docs.aws.amazon.com/Route53/latest/APIReference/API_AliasTarget.html
- A record with a health check and evaluated targets is healthy while both are; a record with
  neither always is. Of a failover pair the primary is answered while it is healthy, else the
  secondary while that is; where neither is, the primary is.
  https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/dns-failover-complex-configs.html
  https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/health-checks-how-route-53-chooses-records.html
- A load balancer divides requests by the weights of its groups, healthy or not, so that a probe of
  it fails while a group with a weight has no healthy target.
  https://docs.aws.amazon.com/elasticloadbalancing/latest/application/target-group-health-checks.html
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from tests.components.recording import Recording

__all__ = ["World"]

Inputs = Mapping[str, Any]


@dataclass(frozen=True)
class World:
    """The recorded names, and what of the world behind them is up.

    `pods` maps each target group to the POD whose targets it holds. `entries` are load balancers
    that no recorded resource makes (another Region's), healthy while their POD is up. `deaf` are
    names that answer no probe, whatever their targets are.
    """

    recording: Recording
    pods: Mapping[str, str]
    up: frozenset[str]
    entries: Mapping[str, str] = field(default_factory=dict)
    deaf: frozenset[str] = frozenset()

    def answer(self, name: str) -> str:
        """Return what a name leads to in the end: a load balancer's name, or a page's."""
        records = self._records(name)
        if not records:
            return name
        return self.answer(self._chosen(records)["aliases"][0]["name"])

    def _chosen(self, records: Mapping[str, Inputs]) -> Inputs:
        primary, secondary = records["PRIMARY"], records["SECONDARY"]
        if self._is_healthy(primary) or not self._is_healthy(secondary):
            return primary
        return secondary

    def _records(self, name: str) -> dict[str, Inputs]:
        """Return the failover pair of a name, by the part each record plays."""
        found = (each.inputs for each in self._all("route53/record:Record"))
        return {
            each["failoverRoutingPolicies"][0]["type"]: each
            for each in found
            if each["name"] == name
        }

    def _is_healthy(self, record: Inputs) -> bool:
        (alias,) = record["aliases"]
        check = record.get("healthCheckId")
        return (check is None or self._passes(check)) and (
            not alias["evaluateTargetHealth"] or self._serves(alias["name"])
        )

    def _serves(self, name: str) -> bool:
        """Say whether an alias to this name inherits health."""
        records = self._records(name)
        if records:
            return any(self._is_healthy(each) for each in records.values())
        if name in self.entries:
            return self.entries[name] in self.up
        return all(self.pods[group] in self.up for group in self._weights(name))

    def _passes(self, check_id: str) -> bool:
        (check,) = (
            each.inputs
            for each in self._all("route53/healthCheck:HealthCheck")
            if f"{each.name}-id" == check_id
        )
        if check["type"] == "CALCULATED":
            passing = sum(self._passes(each) for each in check["childHealthchecks"])
            return bool(passing >= check["childHealthThreshold"])
        name = check["fqdn"]
        return name not in self.deaf and all(
            self.pods[group] in self.up for group, weight in self._weights(name).items() if weight
        )

    def _weights(self, name: str) -> dict[str, int]:
        """Return the target groups of a load balancer's listener, with their weights."""
        balancer = name.removesuffix(".elb.example")
        for each in self._all("lb/listener:Listener"):
            (action,) = each.inputs["defaultActions"]
            if action["type"] == "forward" and each.name == balancer:
                groups = action["forward"]["targetGroups"]
                return {group["arn"].rpartition("/")[2]: group["weight"] for group in groups}
        message = f"no load balancer is called {name}"
        raise LookupError(message)

    def _all(self, kind: str) -> list[Any]:
        return [*self.recording.all_of(f"aws:{kind}").values()]
