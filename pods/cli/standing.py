"""What a stack's resources amount to, in lines that a person reads after `pods up`.

Read from the exported state, so that it holds for any program: nothing here knows a component.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

__all__ = ["Standing", "standing", "standing_document", "standing_lines"]

_LABEL_WIDTH = 15
_COMMAND_WIDTH = 62


@dataclass(frozen=True, slots=True)
class Pod:
    """One POD as its Auto Scaling group and what is reserved for it say."""

    service: str
    role: str
    zones: tuple[str, ...]
    running: int
    maximum: int
    prepared: int
    reserved: int


@dataclass(frozen=True, slots=True)
class Standing:
    """The parts of a stack that continuity rests on."""

    pods: tuple[Pod, ...]
    databases: tuple[Mapping[str, Any], ...]
    schedules: tuple[Mapping[str, Any], ...]
    buckets: tuple[str, ...]
    versioned: frozenset[str]
    failover_names: tuple[str, ...]
    resources: int


def standing(exported: Mapping[str, Any]) -> Standing:
    """Read the export of a stack (`pulumi stack export`)."""
    resources: Sequence[Mapping[str, Any]] = exported.get("deployment", {}).get("resources", [])

    def outputs(kind: str) -> list[Mapping[str, Any]]:
        return [r.get("outputs", {}) for r in resources if r["type"] == f"aws:{kind}"]

    subnets = {
        s["id"]: s.get("availabilityZone", "") for s in _with_ids(resources, "ec2/subnet:Subnet")
    }
    reservations = outputs("ec2/capacityReservation:CapacityReservation")
    versionings = outputs("s3/bucketVersioning:BucketVersioning")
    records = outputs("route53/record:Record")
    return Standing(
        pods=tuple(
            sorted(
                (
                    _pod(group, subnets, reservations)
                    for group in outputs("autoscaling/group:Group")
                ),
                key=lambda pod: (pod.service, pod.role),
            )
        ),
        databases=tuple(outputs("rds/instance:Instance")),
        schedules=tuple(outputs("dlm/lifecyclePolicy:LifecyclePolicy")),
        buckets=tuple(b["bucket"] for b in outputs("s3/bucket:Bucket")),
        versioned=frozenset(
            v["bucket"]
            for v in versionings
            if v.get("versioningConfiguration", {}).get("status") == "Enabled"
        ),
        failover_names=tuple(
            sorted({r["name"] for r in records if r.get("failoverRoutingPolicies")})
        ),
        resources=sum(1 for r in resources if r["type"].startswith("aws:")),
    )


def standing_lines(exported: Mapping[str, Any], command: str = "pods") -> list[str]:
    """Return what stands, what it protects against, and what to try next.

    `command` is how the user's shell reaches this program.
    """
    stack = standing(exported)
    return [
        f"What stands ({stack.resources} AWS resources, in the sandbox)",
        *_labelled(_parts(stack)),
        "What it protects against",
        *_labelled(_protections(stack)),
        "What to try next",
        *_labelled(_trials(command), _COMMAND_WIDTH),
    ]


def standing_document(exported: Mapping[str, Any]) -> dict[str, Any]:
    """Return what stands, for programs; nothing of a resource but what is named here."""
    stack = standing(exported)
    return {
        "resources": stack.resources,
        "pods": [asdict(pod) for pod in stack.pods],
        "databases": [
            {
                "engine": database.get("engine"),
                "engine_version": database.get("engineVersion"),
                "multi_az": bool(database.get("multiAz")),
                "backup_retention_days": int(database.get("backupRetentionPeriod") or 0),
            }
            for database in stack.databases
        ],
        "snapshots": [_schedule(policy) for policy in stack.schedules],
        "buckets": [
            {"name": bucket, "versioned": bucket in stack.versioned} for bucket in stack.buckets
        ],
        "failover_names": list(stack.failover_names),
    }


def _with_ids(resources: Iterable[Mapping[str, Any]], kind: str) -> Iterator[Mapping[str, Any]]:
    return (
        {**r.get("outputs", {}), "id": r.get("id", "")}
        for r in resources
        if r["type"] == f"aws:{kind}"
    )


def _pod(
    group: Mapping[str, Any], subnets: Mapping[str, str], reservations: Sequence[Mapping[str, Any]]
) -> Pod:
    tags = {tag["key"]: tag["value"] for tag in group.get("tags", [])}
    zones = {subnets.get(s, "") for s in group.get("vpcZoneIdentifiers", [])} - {""}
    zones |= set(group.get("availabilityZones", []))
    service, role = tags.get("pods:service", group.get("name", "")), tags.get("pods:role", "")
    return Pod(
        service=service,
        role=role,
        zones=tuple(sorted(zones)),
        running=max(int(group.get("desiredCapacity") or 0), int(group.get("minSize") or 0)),
        maximum=int(group.get("maxSize") or 0),
        prepared=int((group.get("warmPool") or {}).get("maxGroupPreparedCapacity") or 0),
        reserved=sum(
            int(r.get("instanceCount") or 0)
            for r in reservations
            if (r.get("tags") or {}).get("pods:service") == service
            and (r.get("tags") or {}).get("pods:role") == role
        ),
    )


def _parts(stack: Standing) -> Iterator[tuple[str, str]]:
    for pod in stack.pods:
        extras = [f"up to {pod.maximum}"]
        extras += [f"{pod.reserved} reserved"] if pod.reserved else []
        extras += ["warm pool"] if pod.prepared else []
        text = (
            f"{pod.service} in {', '.join(pod.zones)}: {pod.running} running, {', '.join(extras)}"
        )
        yield f"{pod.role or 'a'} POD", text
    for database in stack.databases:
        zones = "Multi-AZ" if database.get("multiAz") else "in one zone"
        yield (
            "database",
            (
                f"{database.get('engine')} {database.get('engineVersion', '')}, {zones}, "
                f"{database.get('backupRetentionPeriod', 0)} days to wind back"
            ),
        )
    for policy in stack.schedules:
        yield "snapshots", _schedule(policy)
    for bucket in stack.buckets:
        yield (
            "objects",
            f"{bucket}, {'versioned' if bucket in stack.versioned else 'not versioned'}",
        )
    for name in stack.failover_names:
        yield "DNS failover", name


def _schedule(policy: Mapping[str, Any]) -> str:
    parts = []
    for schedule in policy.get("policyDetails", {}).get("schedules", []):
        create, retain = schedule.get("createRule", {}), schedule.get("retainRule", {})
        every = (
            create.get("cronExpression") or f"{create.get('interval')} {create.get('intervalUnit')}"
        )
        kept = retain.get("count") or f"{retain.get('interval')} {retain.get('intervalUnit')}"
        parts.append(f"every {every}, kept {kept}".lower())
    return "; ".join(parts)


def _protections(stack: Standing) -> Iterator[tuple[str, str]]:
    roles = {pod.role for pod in stack.pods}
    if stack.pods:
        yield "an instance", "Auto Scaling replaces it; the load balancer leaves it out meanwhile"
    if {"primary", "secondary"} <= roles and stack.failover_names:
        yield "a zone or POD", "DNS answers with the secondary's entry once health checks fail"
    if any(database.get("multiAz") for database in stack.databases):
        yield "the database", "its standby in the other zone takes over"
    if (
        any(database.get("backupRetentionPeriod") for database in stack.databases)
        or stack.schedules
    ):
        yield "bad data", "point-in-time recovery and volume snapshots wind back"
    if stack.versioned:
        yield "bad writes", "earlier versions of objects are kept"
    yield _region(stack)


def _region(stack: Standing) -> tuple[str, str]:
    """Say what the loss of a Region leaves: PODs in another one, running or to be started."""
    running: dict[str, int] = {}
    for pod in stack.pods:
        for zone in pod.zones:
            region = zone.rstrip("abcdef")
            running[region] = running.get(region, 0) + pod.running
    if len(running) <= 1:
        return "not protected", "a Region's loss: nothing here stands in another"
    away = min(running, key=lambda region: running[region])
    if running[away]:
        return "its Region", f"{running[away]} instances run in {away}, and DNS leads on to them"
    return (
        "its Region",
        f"all stands in {away}; PODs have to be started, and data brought back",
    )


def _trials(command: str) -> Iterator[tuple[str, str]]:
    yield f'eval "$({command} sandbox env)"', "leads this shell to the sandbox; then, for instance:"
    yield "pulumi refresh", "finds no drift, unless you make some with boto3"
    yield f'pulumi preview --policy-pack "$({command} policy-pack)"', "refuses a weakened figure"
    yield f"{command} down", "destroys the stack and stops the sandbox"


def _labelled(pairs: Iterable[tuple[str, str]], width: int = _LABEL_WIDTH) -> list[str]:
    return [f"  {label:<{width}} {text}" for label, text in pairs]
