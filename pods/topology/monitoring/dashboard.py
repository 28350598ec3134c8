"""A dashboard of a service: what each capability promises, beside what is measured."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from pods.errors import Problem, TopologyError

__all__ = [
    "CapabilityPlan",
    "DashboardPlan",
    "DashboardSources",
    "dashboard_body",
    "plan_dashboard",
]

_HEALTH_CHECK_REGION = "us-east-1"
_WIDTH = 24
_HALF = _WIDTH // 2
_HEIGHT = 6
_MOST_CAPABILITIES = 20

Widget = dict[str, Any]


@dataclass(frozen=True, slots=True)
class CapabilityPlan:
    """A capability, with its objectives in seconds."""

    name: str
    rto_seconds: int
    rpo_seconds: int | None


@dataclass(frozen=True, slots=True)
class DashboardPlan:
    """What the dashboard of a service shows."""

    capabilities: tuple[CapabilityPlan, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DashboardSources:
    """What is measured where, by the names that AWS gave."""

    region: str
    alarms: Sequence[str] = ()
    """ARNs."""
    health_checks: Mapping[str, str] = field(default_factory=dict)
    """Ids of Route 53's checks, by the entry that each probes."""
    load_balancers: Mapping[str, str] = field(default_factory=dict)
    """Suffixes of the ARNs, by entry."""
    canaries: Mapping[str, str] = field(default_factory=dict)
    """Names, by Region."""
    replicas: Mapping[str, str] = field(default_factory=dict)
    """Identifiers of read replicas, by Region."""


def plan_dashboard(*, capabilities: Sequence[Mapping[str, Any]]) -> DashboardPlan:
    """Plan a dashboard; raises `TopologyError` with every problem of the capabilities."""
    problems = [
        Problem(
            "capabilities",
            f"{each['name']!r} with {objective} {each[objective]}",
            "an objective is a time above zero",
            "Take it from the continuity plan.",
        )
        for each in capabilities
        for objective in ("rto_minutes", "rpo_minutes")
        if each.get(objective) is not None and each[objective] <= 0
    ]
    names = [each["name"] for each in capabilities]
    if not 1 <= len(names) <= _MOST_CAPABILITIES or len(set(names)) != len(names):
        problems.append(
            Problem(
                "capabilities",
                f"{names!r}",
                f"1 to {_MOST_CAPABILITIES} capabilities, each listed once, are required",
                "Make a dashboard for each service.",
            )
        )
    TopologyError.refuse(problems)
    return DashboardPlan(tuple(_capability(each) for each in capabilities))


def _capability(given: Mapping[str, Any]) -> CapabilityPlan:
    rpo = given.get("rpo_minutes")
    return CapabilityPlan(
        given["name"], round(given["rto_minutes"] * 60), None if rpo is None else round(rpo * 60)
    )


def dashboard_body(title: str, plan: DashboardPlan, sources: DashboardSources) -> dict[str, Any]:
    """Return the body of the dashboard: the same for the same sources, in whatever order."""
    widgets = [
        _text(f"# {title}\n{_objectives(plan)}"),
        *([_alarms(sorted(sources.alarms))] if sources.alarms else []),
        *([_outage(plan, sources)] if sources.health_checks else []),
        *([_lag(plan, sources)] if sources.replicas else []),
        *([_seen(sources)] if sources.canaries else []),
        *(
            _answers(role, suffix, sources)
            for role, suffix in sorted(sources.load_balancers.items())
        ),
    ]
    return {"widgets": list(_placed(widgets))}


def _placed(widgets: Sequence[Widget]) -> Sequence[Widget]:
    """Lay the widgets out in rows, from the left."""
    placed, x, y, tallest = [], 0, 0, 0
    for each in widgets:
        if x + each["width"] > _WIDTH:
            x, y, tallest = 0, y + tallest, 0
        placed.append({**each, "x": x, "y": y})
        x, tallest = x + each["width"], max(tallest, each["height"])
    return placed


def _text(markdown: str) -> Widget:
    lines = markdown.count("\n") + 1
    return {
        "type": "text",
        "width": _WIDTH,
        "height": min(12, 2 + lines // 2),
        "properties": {"markdown": markdown},
    }


def _objectives(plan: DashboardPlan) -> str:
    rows = [
        f"| {each.name} | {_minutes(each.rto_seconds)} | {_minutes(each.rpo_seconds)} |"
        for each in plan.capabilities
    ]
    return "\n".join(["| capability | RTO | RPO |", "| --- | --- | --- |", *rows])


def _minutes(seconds: int | None) -> str:
    return "not set" if seconds is None else f"{seconds / 60:g} min"


def _alarms(arns: Sequence[str]) -> Widget:
    # A widget takes a hundred alarms.
    properties = {"title": "Alarms", "alarms": list(arns[:100])}
    return {"type": "alarm", "width": _WIDTH, "height": 4, "properties": properties}


def _graph(title: str, region: str, metrics: Sequence[Any], **more: Any) -> Widget:
    properties = {
        "title": title,
        "region": region,
        "view": "timeSeries",
        "stacked": False,
        "period": 60,
        "metrics": list(metrics),
        **more,
    }
    return {"type": "metric", "width": _HALF, "height": _HEIGHT, "properties": properties}


def _lines(lines: Sequence[tuple[str, int]]) -> dict[str, Any]:
    return {"horizontal": [{"label": label, "value": value} for label, value in lines]}


def _outage(plan: DashboardPlan, sources: DashboardSources) -> Widget:
    """Add up the seconds in which no entry answered, against each capability's RTO."""
    checks = sorted(sources.health_checks.items())
    metrics: list[Any] = [
        [
            "AWS/Route53",
            "HealthCheckStatus",
            "HealthCheckId",
            check,
            {"id": f"m{position}", "label": role, "stat": "Minimum", "visible": False},
        ]
        for position, (role, check) in enumerate(checks)
    ]
    seen = ", ".join(f"m{position}" for position in range(len(checks)))
    # Of one series MAX would be a number and no series.
    best = f"MAX([{seen}])" if len(checks) > 1 else seen
    down = f"RUNNING_SUM(IF({best} < 1, 60, 0))"
    return _graph(
        "Seconds without an entry that answers, against RTO",
        _HEALTH_CHECK_REGION,
        [[{"expression": down, "id": "down", "label": "out of service"}], *metrics],
        annotations=_lines([(f"RTO {each.name}", each.rto_seconds) for each in plan.capabilities]),
    )


def _lag(plan: DashboardPlan, sources: DashboardSources) -> Widget:
    metrics = [
        ["AWS/RDS", "ReplicaLag", "DBInstanceIdentifier", name, {"label": region, "region": region}]
        for region, name in sorted(sources.replicas.items())
    ]
    objectives = [
        (f"RPO {each.name}", each.rpo_seconds)
        for each in plan.capabilities
        if each.rpo_seconds is not None
    ]
    return _graph(
        "Seconds that a replica is behind, against RPO",
        sources.region,
        metrics,
        stat="Maximum",
        annotations=_lines(objectives),
    )


def _seen(sources: DashboardSources) -> Widget:
    metrics = [
        [
            "CloudWatchSynthetics",
            "SuccessPercent",
            "CanaryName",
            name,
            {"label": region, "region": region},
        ]
        for region, name in sorted(sources.canaries.items())
    ]
    return _graph("Runs of the probes that succeeded, in percent", sources.region, metrics)


def _answers(role: str, suffix: str, sources: DashboardSources) -> Widget:
    of_entry = ["LoadBalancer", suffix]
    return _graph(
        f"Answers of the {role} entry",
        sources.region,
        [
            ["AWS/ApplicationELB", "RequestCount", *of_entry, {"stat": "Sum"}],
            ["AWS/ApplicationELB", "HTTPCode_Target_5XX_Count", *of_entry, {"stat": "Sum"}],
            [
                "AWS/ApplicationELB",
                "TargetResponseTime",
                *of_entry,
                {"stat": "p99", "yAxis": "right"},
            ],
        ],
    )
