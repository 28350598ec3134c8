"""Names across Regions: home first, then the recovery Region, then a page that says sorry."""

from collections.abc import Sequence
from dataclasses import dataclass

from pods.errors import Problem, TopologyError
from pods.topology.traffic.dns_names import is_at_or_below, name_problems

__all__ = ["FailoverRecord", "RegionalFailoverPlan", "plan_regional_failover"]

_AWAY = "away"
# More than the 255 checks that one can be calculated from: it is never reached, and what asks for
# it is held to be unhealthy.
# https://docs.aws.amazon.com/Route53/latest/APIReference/API_HealthCheckConfig.html
_NEVER = 256


@dataclass(frozen=True, slots=True)
class FailoverRecord:
    """One record of a failover pair, as the tree of names has it."""

    role: str
    """What it is for, and its set identifier: `home`, `elsewhere`, `recovery` or `last`."""
    leads_to: str
    """What it leads to: `home`, `away`, `recovery` or `page`."""
    name: str
    failover: str
    """`PRIMARY` or `SECONDARY`."""
    evaluates_target: bool
    """Whether it is healthy only while what it leads to is."""
    is_checked: bool = False
    """Whether the probes of the home entries decide over it, too."""


@dataclass(frozen=True, slots=True)
class RegionalFailoverPlan:
    """The records of the domain and of what is away, and when the home counts as gone."""

    domain: str
    away_name: str
    records: tuple[FailoverRecord, ...]
    home_threshold: int
    """Home probes that must pass; more than there can be hold the domain away."""


def plan_regional_failover(
    *,
    domain: str,
    home_name: str,
    has_recovery: bool,
    has_page: bool,
    away_name: str | None = None,
    page_domains: Sequence[str] | None = None,
    has_checks: bool = False,
    held_away: bool = False,
) -> RegionalFailoverPlan:
    """Plan the names; raises `TopologyError` with everything that Route 53 or CloudFront refuse.

    A pair is always of two records, under names that never change: Route 53 documents no pair of
    one. What is not there yet is stood in for by what comes before it, so that a recovery Region or
    a page that comes or goes changes where a record leads, and moves none.
    """
    away = away_name or f"{_AWAY}.{domain}"
    TopologyError.refuse(
        [
            *name_problems("domain", domain),
            *_below_problems(domain, {"home_name": home_name, "away_name": away}),
            *_page_problems(page_domains, [domain, away] if has_recovery else [domain]),
            *_check_problems(has_checks=has_checks, held_away=held_away),
            *_hold_problems(has_elsewhere=has_recovery or has_page, held_away=held_away),
        ]
    )
    return RegionalFailoverPlan(
        domain=domain,
        away_name=away,
        records=_records(
            domain, away, has_recovery=has_recovery, has_page=has_page, has_checks=has_checks
        ),
        home_threshold=_NEVER if held_away else 1,
    )


def _records(
    domain: str, away: str, *, has_recovery: bool, has_page: bool, has_checks: bool
) -> tuple[FailoverRecord, ...]:
    elsewhere = "away" if has_recovery else "page" if has_page else "home"
    at_domain = (
        # A check would decide nothing while both lead home.
        _record("home", "home", domain, is_checked=has_checks and elsewhere != "home"),
        _record("elsewhere", elsewhere, domain, is_primary=False),
    )
    if not has_recovery:
        return at_domain
    last = "page" if has_page else "recovery"
    return (
        *at_domain,
        _record("recovery", "recovery", away),
        _record("last", last, away, is_primary=False),
    )


def _record(
    role: str, leads_to: str, name: str, *, is_primary: bool = True, is_checked: bool = False
) -> FailoverRecord:
    return FailoverRecord(
        role=role,
        leads_to=leads_to,
        name=name,
        failover="PRIMARY" if is_primary else "SECONDARY",
        # CloudFront's health cannot be evaluated, and a record without health is always healthy:
        # where nothing is, Route 53 would answer with what is down.
        evaluates_target=leads_to != "page",
        is_checked=is_checked,
    )


def _below_problems(domain: str, names: dict[str, str]) -> list[Problem]:
    problems = []
    for subject, name in names.items():
        wrong = name_problems(subject, name)
        # The domain's own records would refer to themselves.
        if not wrong and (not is_at_or_below(name, domain) or name.lower() == domain.lower()):
            wrong = [
                Problem(
                    subject,
                    f"{name!r}",
                    f"a name below {domain} is required",
                    f"Write it like {subject.partition('_')[0]}.{domain}.",
                )
            ]
        problems += wrong
    lower = [name.lower() for name in names.values()]
    if len(set(lower)) < len(lower):
        problems.append(
            Problem(
                "away_name",
                f"{names['away_name']!r} is the home_name",
                "each failover pair has a name of its own",
                "Use two names below the domain.",
            )
        )
    return problems


def _page_problems(served: Sequence[str] | None, needed: Sequence[str]) -> list[Problem]:
    """Compare the names that the page's distribution takes with those that lead to it."""
    if served is None:
        return []
    known = {each.lower() for each in served}
    missing = [each for each in needed if each.lower() not in known]
    if not missing:
        return []
    return [
        Problem(
            "page.domains",
            f"{', '.join(served) or 'none'}",
            f"the page is reached by {' and '.join(needed)}, and CloudFront refuses other names",
            f"Add {' and '.join(missing)} to the page's domains and to its certificate.",
        )
    ]


def _check_problems(*, has_checks: bool, held_away: bool) -> list[Problem]:
    if has_checks or not held_away:
        return []
    return [
        Problem(
            "held_away",
            "true, without home_check_ids",
            "what holds the domain away is the check over the home's probes",
            "Hand over the health_check_ids of Traffic.",
        )
    ]


def _hold_problems(*, has_elsewhere: bool, held_away: bool) -> list[Problem]:
    if has_elsewhere or not held_away:
        return []
    return [
        Problem(
            "held_away",
            "true, with neither a recovery Region nor a page",
            "a domain is held away where something else can answer",
            "Give one of them, or leave held_away out.",
        )
    ]
