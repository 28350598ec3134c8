"""The probes of the two entries, and the two records that follow health; see record 0003."""

from collections.abc import Mapping

import pulumi
import pulumi_aws as aws

from pods.components.traffic.entry import Entry
from pods.topology import TrafficPlan

__all__ = ["failover_pair", "probe"]


def probe(
    name: str, plan: TrafficPlan, entry: Entry, tags: Mapping[str, str], parent: pulumi.Resource
) -> aws.route53.HealthCheck:
    """Probe an entry by its own name, from the checker Regions."""
    return aws.route53.HealthCheck(
        name,
        type=plan.scheme.upper(),
        fqdn=entry.balancer.dns_name,
        port=plan.port,
        resource_path=plan.health_path,
        request_interval=plan.check_interval_seconds,
        failure_threshold=plan.failure_threshold,
        regions=list(plan.checker_regions),
        enable_sni=True if plan.scheme == "https" else None,
        tags={**tags, "Name": f"{name}-entry"},
        opts=pulumi.ResourceOptions(parent=parent),
    )


def failover_pair(
    name: str,
    zone_id: pulumi.Input[str],
    record_name: str,
    entries: tuple[tuple[Entry, aws.route53.HealthCheck], Entry],
    parent: pulumi.Resource,
) -> list[aws.route53.Record]:
    """Make the two records, of the probed primary entry and of the secondary."""
    (primary, check), secondary = entries
    ways = (
        # Its load balancer counts as healthy only while every target group is, and one of
        # them is the secondary POD's: the probe of the entry alone decides.
        ("primary", primary, check.id, False),
        # One target group: its health is the secondary POD's. No probe, which could fail
        # under the load of taking over and send everybody back to the POD that is lost.
        ("secondary", secondary, None, True),
    )
    return [
        aws.route53.Record(
            f"{name}-{role}",
            zone_id=zone_id,
            name=record_name,
            type="A",
            set_identifier=role,
            failover_routing_policies=[{"type": role.upper()}],
            health_check_id=check_id,
            aliases=[
                {
                    "name": entry.balancer.dns_name,
                    "zone_id": entry.balancer.zone_id,
                    "evaluate_target_health": follows_targets,
                }
            ],
            opts=pulumi.ResourceOptions(parent=parent),
        )
        for role, entry, check_id, follows_targets in ways
    ]
