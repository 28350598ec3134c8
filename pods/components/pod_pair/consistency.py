"""What the parts of a pair say of each other: each is sound alone, and together they are not."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from pods.components.pod.instance_access import access_problems
from pods.components.pod_pair.away import page_domains, page_names
from pods.errors import Problem, TopologyError

__all__ = ["consistency_warnings", "refuse_contradictions"]

# CloudFront takes certificates of this Region only:
# https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/cnames-and-https-requirements.html
_EDGE_REGION = "us-east-1"
_CERTIFICATE = re.compile(r"arn:[^:]+:acm:(?P<region>[^:]+):.+")
_COPIED = {"database": "the database", "object_store": "the objects"}

# What would be dropped without a word, by what it is given beside.
_EXCLUDED = {
    "containers": {
        "pod": "PODs are of containers or of instances",
        "snapshots": "containers have no volumes to copy",
    },
    "platform": {
        "network": "the platform has the network of every pair on it",
        "boundary": "the platform has the boundary of every workload on it",
        "isolation": "the platform has the isolation of everything on it",
    },
}


def refuse_contradictions(*, args: Mapping[str, Any], home_region: str | None = None) -> None:
    """Raise `TopologyError` with every arg of a pair that another one makes impossible."""
    TopologyError.refuse(
        [
            *_dropped(args),
            *_page(args),
            *_elsewhere(args),
            *_unmade_replica(args),
            *_certificates(args, home_region),
            *access_problems(args),
        ]
    )


def consistency_warnings(args: Mapping[str, Any]) -> list[Problem]:
    """Return what a recovery Region would serve without, although the name leads to it."""
    recovery = args.get("recovery")
    if recovery is None:
        return []
    region = recovery["region"]
    # Whoever starts a dormant Region restores its data first; PODs that run wait for nobody.
    if _of(args, "backups").get("region") == region and not recovery.get("running"):
        return []
    return [
        Problem(
            f"{part}.replica_region",
            f"missing, and so PODs in {region} start without {what}",
            "the domain leads to them when the home is gone",
            f'Add "replica_region": "{region}" to {part}.',
        )
        for part, what in _COPIED.items()
        if _of(args, part).get("replica_region") is None
    ]


def _dropped(args: Mapping[str, Any]) -> Iterator[Problem]:
    for chosen, excluded in _EXCLUDED.items():
        if args.get(chosen) is None:
            continue
        for part, why in excluded.items():
            if args.get(part):
                yield Problem(
                    part, f"given beside {chosen}", why, f"Leave out {part}, or {chosen}."
                )


def _page(args: Mapping[str, Any]) -> Iterator[Problem]:
    page = args.get("page")
    if page is None:
        return
    if page.get("region") is None and args.get("recovery") is None:
        yield Problem(
            "page.region",
            "missing, without a recovery Region to take it from",
            "the page has to outlive the Region of the service",
            'Name another Region, such as "us-west-2".',
        )
    if not page_domains(args):
        yield Problem(
            "page.certificate_arn",
            "missing",
            f"the page is reached by {' and '.join(page_names(args))}, which CloudFront takes only "
            f"with a certificate of {_EDGE_REGION} for them",
            f"Make one with Certificate in {_EDGE_REGION}, and hand it over.",
        )


def _elsewhere(args: Mapping[str, Any]) -> Iterator[Problem]:
    """Hold what PODs are to find in the recovery Region against it; backups may lie anywhere."""
    if args.get("recovery") is None:
        return
    region = args["recovery"]["region"]
    for part, what in _COPIED.items():
        there = _of(args, part).get("replica_region")
        if there not in {None, region}:
            yield Problem(
                f"{part}.replica_region",
                f"{there}, with recovery in {region}",
                f"what takes over needs {what} in its own Region",
                f"Name {region} here, or {there} as recovery.region.",
            )


def _unmade_replica(args: Mapping[str, Any]) -> Iterator[Problem]:
    rows = _of(args, "database")
    if args.get("recovery") is not None or rows.get("replica_region") is None:
        return
    is_aurora = rows.get("kind") == "aurora"
    if not is_aurora and rows.get("replica_kind") != "read_replica":
        return
    region = rows["replica_region"]
    otherwise = "leave it out" if is_aurora else "choose automated_backups"
    yield Problem(
        "database.replica_region" if is_aurora else "database.replica_kind",
        f"{f'{region} for Aurora' if is_aurora else 'read_replica'}, without recovery",
        "a replica stands in the network of a recovery Region: without one, none is made",
        f'Add "recovery": {{"region": "{region}"}}, or {otherwise}.',
    )


def _certificates(args: Mapping[str, Any], home_region: str | None) -> Iterator[Problem]:
    needed = {
        "traffic": home_region,
        "recovery": _of(args, "recovery").get("region"),
        "page": _EDGE_REGION,
    }
    for part, region in needed.items():
        given = _of(args, part).get("certificate_arn")
        # Most are known only once they are made.
        found = _CERTIFICATE.fullmatch(given) if isinstance(given, str) else None
        if found is not None and region is not None and found["region"] != region:
            yield Problem(
                f"{part}.certificate_arn",
                f"a certificate of {found['region']}",
                f"one of {region} is required there",
                f"Make one with Certificate in {region}.",
            )
    if args.get("recovery") is None or _of(args, "recovery").get("certificate_arn") is not None:
        return
    if _of(args, "traffic").get("certificate_arn") is not None:
        yield Problem(
            "recovery.certificate_arn",
            "missing, beside traffic.certificate_arn",
            "who reaches the home by HTTPS reaches the recovery Region by nothing else",
            f"Make one with Certificate in {needed['recovery']}, and hand it over.",
        )


def _of(args: Mapping[str, Any], part: str) -> Mapping[str, Any]:
    return args.get(part) or {}
